use std::sync::Arc;

use super::expectation::{came, subject};
use super::report::{Failure, FailureKind, Likely, Report, Tally};
use crate::diagnostic::Span;
use crate::engine::{Engine, Message, Start};
use crate::knowledge::{KnowledgeBase, LocaleTexts};
use crate::locale::Locale;
use crate::parallel::map;
use crate::reply::{Decision, Outcome, Reply};
use crate::time::Timestamp;

/// Asks every wording, each in a conversation of its own.
pub(super) fn run(
    base: &KnowledgeBase,
    engine: &Engine,
    report: &mut Report,
    step: &mut impl FnMut(usize),
) {
    let all = all(base);
    let asked = map(&all, |one| one.ask(engine), step);
    for (one, asked) in all.iter().zip(asked) {
        asked.verdict.count(&mut report.totals.wordings);
        asked.verdict.count(&mut report.subject(&one.subject.id).wordings);
        let list = match asked.verdict {
            Verdict::Right | Verdict::ByRule => continue,
            Verdict::Offered => &mut report.offered,
            Verdict::Wrong | Verdict::Nothing => &mut report.failures,
        };
        list.push(Failure {
            kind: FailureKind::Wording,
            subject: one.subject.id.clone(),
            locale: one.locale,
            place: one.place(),
            said: one.wording.to_owned(),
            expected: one.expected(),
            came: asked.came,
            likely: asked.likely,
        });
    }
}

/// Every wording of every language.
pub(super) fn all(base: &KnowledgeBase) -> Vec<Wording<'_>> {
    let mut all = Vec::new();
    for locale in base.locales() {
        for subject in base.texts(*locale).into_iter().flat_map(subjects) {
            let subject = Arc::new(subject);
            all.extend(subject.wordings.iter().map(|wording| Wording {
                subject: subject.clone(),
                locale: *locale,
                wording,
            }));
        }
    }
    all
}

/// Gives every wording with its language, and when it is asked.
pub(super) fn each(base: &KnowledgeBase, mut give: impl FnMut(Locale, &str, Timestamp)) {
    for locale in base.locales() {
        let Some(texts) = base.texts(*locale) else { continue };
        for wording in subjects(texts).flat_map(|subject| subject.wordings) {
            give(*locale, wording, MONDAY_MORNING);
        }
    }
}

/// A wording, with what it is one of.
pub(super) struct Wording<'b> {
    pub(super) subject: Arc<Subject<'b>>,
    pub(super) locale: Locale,
    pub(super) wording: &'b str,
}

/// What came of asking a wording.
pub(super) struct Asked {
    pub(super) verdict: Verdict,
    /// In plain words.
    pub(super) came: String,
    pub(super) likely: Vec<Likely>,
}

impl Wording<'_> {
    fn ask(&self, engine: &Engine) -> Asked {
        let reply = reply_to(engine, self.locale, self.wording);
        let verdict = judge(&self.subject, self.locale, &reply);
        let came = came_in(&reply, self.locale);
        Asked { verdict, came, likely: Likely::of(&reply) }
    }

    pub(super) fn expected(&self) -> String {
        format!("{}, in {}", self.subject.id, self.locale)
    }

    pub(super) fn place(&self) -> Span {
        Span { file: self.subject.file.clone(), line: 0, column: 0 }
    }
}

/// An article or a form with its wordings.
pub(super) struct Subject<'b> {
    pub(super) id: String,
    pub(super) title: &'b str,
    file: String,
    /// Whether the article may say that a person answers: because it does, or because it does not
    /// hold always or for everyone.
    may_hand_over: bool,
    pub(super) wordings: &'b [String],
}

/// What became of a wording.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Right,
    Offered,
    ByRule,
    /// Something else was done for the customer.
    Wrong,
    /// It was not found: nothing was, or the choice lacks it, or a person has to answer.
    Nothing,
}

impl Verdict {
    fn count(&self, tally: &mut Tally) {
        match self {
            Verdict::Right => tally.right += 1,
            Verdict::Offered => tally.offered += 1,
            Verdict::ByRule => tally.by_rule += 1,
            Verdict::Wrong | Verdict::Nothing => tally.wrong += 1,
        }
    }
}

pub(super) fn subjects(texts: &LocaleTexts) -> impl Iterator<Item = Subject<'_>> {
    let articles = texts.articles.iter().map(|authored| {
        let article = &authored.article;
        let dated = article.valid_from.is_some() || article.valid_until.is_some();
        Subject {
            id: article.id.to_string(),
            title: &article.title,
            file: format!("articles/{}.yaml", article.id),
            may_hand_over: article.hand_over.is_some() || article.audience.is_some() || dated,
            wordings: &authored.wordings,
        }
    });
    let forms = texts.forms.iter().map(|authored| Subject {
        id: format!("forms/{}", authored.form.id),
        title: &authored.form.title,
        file: format!("forms/{}.yaml", authored.form.id),
        may_hand_over: false,
        wordings: &authored.wordings,
    });
    articles.chain(forms)
}

/// What an engine says to a wording alone.
pub(super) fn reply_to(engine: &Engine, locale: Locale, wording: &str) -> Reply {
    engine.session(Start::new(locale)).reply(Message::text(wording).at(MONDAY_MORNING))
}

/// What came, in plain words, with its language where that is another one.
pub(super) fn came_in(reply: &Reply, locale: Locale) -> String {
    match reply.locale() {
        other if other != locale => format!("{}, in {other}", came(reply.outcome())),
        _ => came(reply.outcome()),
    }
}

/// What a reply to a wording of `wanted` is worth.
pub(super) fn judge(wanted: &Subject<'_>, locale: Locale, reply: &Reply) -> Verdict {
    let outcome = reply.outcome();
    let missed = match outcome {
        Outcome::Answer(_) | Outcome::Ask(_) | Outcome::Act(_) => Verdict::Wrong,
        _ => Verdict::Nothing,
    };
    if reply.locale() != locale {
        return missed;
    }
    if subject(outcome).as_deref() == Some(wanted.id.as_str()) {
        return Verdict::Right;
    }
    let trace = reply.trace();
    let recognised = trace.candidates.first().is_some_and(|best| best.id == wanted.id.as_str());
    match outcome {
        Outcome::HandToHuman(_) if recognised && wanted.may_hand_over => Verdict::Right,
        // Another article that a rule answers with is not what the customer asked for.
        Outcome::Answer(_) => Verdict::Wrong,
        _ if recognised && matches!(trace.decision, Decision::Rule(_)) => Verdict::ByRule,
        Outcome::Clarify(clarify)
            if clarify.options.iter().any(|option| option.id == wanted.id.as_str()) =>
        {
            Verdict::Offered
        }
        _ => missed,
    }
}

/// 2026-11-23T09:00:00Z. Wordings are asked at one time, so that the same knowledge base gives the
/// same report on any day, and on a Monday morning, when people work.
pub(crate) const MONDAY_MORNING: Timestamp = Timestamp(1_795_424_400);
