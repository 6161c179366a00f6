use super::expectation::{came, subject};
use super::report::{Failure, FailureKind, Likely, Report, Tally};
use crate::diagnostic::Span;
use crate::engine::{Engine, Message, Start};
use crate::knowledge::{KnowledgeBase, LocaleTexts};
use crate::locale::Locale;
use crate::reply::{Decision, Outcome, Reply};
use crate::time::Timestamp;

/// How many wordings a knowledge base has, in all its languages.
pub(super) fn count(base: &KnowledgeBase) -> usize {
    let texts = base.locales().iter().filter_map(|locale| base.texts(*locale));
    texts.flat_map(subjects).map(|subject| subject.wordings.len()).sum()
}

/// Asks every wording, each in a conversation of its own.
pub(super) fn run(
    base: &KnowledgeBase,
    engine: &Engine,
    report: &mut Report,
    step: &mut impl FnMut(),
) {
    for locale in base.locales() {
        let Some(texts) = base.texts(*locale) else { continue };
        for subject in subjects(texts) {
            for wording in subject.wordings {
                ask(&subject, *locale, wording, engine, report);
                step();
            }
        }
    }
}

/// An article or a form with its wordings.
struct Subject<'b> {
    id: String,
    file: String,
    /// Whether the article may say that a person answers: because it does, or because it does not
    /// hold always or for everyone.
    may_hand_over: bool,
    wordings: &'b [String],
}

/// What became of a wording.
enum Verdict {
    Right,
    Offered,
    ByRule,
    Wrong,
}

impl Verdict {
    fn count(&self, tally: &mut Tally) {
        match self {
            Verdict::Right => tally.right += 1,
            Verdict::Offered => tally.offered += 1,
            Verdict::ByRule => tally.by_rule += 1,
            Verdict::Wrong => tally.wrong += 1,
        }
    }
}

fn subjects(texts: &LocaleTexts) -> impl Iterator<Item = Subject<'_>> {
    let articles = texts.articles.iter().map(|authored| {
        let article = &authored.article;
        let dated = article.valid_from.is_some() || article.valid_until.is_some();
        Subject {
            id: article.id.to_string(),
            file: format!("articles/{}.yaml", article.id),
            may_hand_over: article.hand_over.is_some() || article.audience.is_some() || dated,
            wordings: &authored.wordings,
        }
    });
    let forms = texts.forms.iter().map(|authored| Subject {
        id: format!("forms/{}", authored.form.id),
        file: format!("forms/{}.yaml", authored.form.id),
        may_hand_over: false,
        wordings: &authored.wordings,
    });
    articles.chain(forms)
}

fn ask(subject: &Subject<'_>, locale: Locale, wording: &str, engine: &Engine, report: &mut Report) {
    let mut session = engine.session(Start::new(locale));
    let reply = session.reply(Message::text(wording).at(MONDAY_MORNING));
    let verdict = judge(subject, locale, &reply);
    verdict.count(&mut report.totals.wordings);
    verdict.count(&mut report.subject(&subject.id).wordings);
    let list = match verdict {
        Verdict::Right | Verdict::ByRule => return,
        Verdict::Offered => &mut report.offered,
        Verdict::Wrong => &mut report.failures,
    };
    let language = match reply.locale() {
        other if other != locale => format!(", in {other}"),
        _ => String::new(),
    };
    list.push(Failure {
        kind: FailureKind::Wording,
        subject: subject.id.clone(),
        locale,
        place: Span { file: subject.file.clone(), line: 0, column: 0 },
        said: wording.to_owned(),
        expected: format!("{}, in {locale}", subject.id),
        came: came(reply.outcome()) + &language,
        likely: Likely::of(&reply),
    });
}

fn judge(wanted: &Subject<'_>, locale: Locale, reply: &Reply) -> Verdict {
    if reply.locale() != locale {
        return Verdict::Wrong;
    }
    let outcome = reply.outcome();
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
        _ => Verdict::Wrong,
    }
}

/// 2026-11-23T09:00:00Z. Wordings are asked at one time, so that the same knowledge base gives the
/// same report on any day, and on a Monday morning, when people work.
const MONDAY_MORNING: Timestamp = Timestamp(1_795_424_400);
