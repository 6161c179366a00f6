//! How a reply was decided, for those who answer customers: in their language, without figures that
//! only the engine knows, and with what to change where.

mod content;
mod remedy;

use std::fmt::Write;

use relais::reply::{Candidate, Decision, Outcome, Trace, UnderstoodWord};
use relais::{Reason, Reply};

use self::content::Content;
use crate::args::Lang;
use crate::draw::paragraphs::wrapped;
use crate::draw::styles::{DIM, NAME, STRONG};
use crate::report::words::Words;
use crate::source::Files;

/// The explanation of a reply to a question; `files` are those of the knowledge base, where there are
/// some.
pub(crate) fn explained(reply: &Reply, question: &str, files: Option<&Files>) -> String {
    let content = Content { files, locale: reply.locale() };
    let words = Words(content.reader());
    let why = Why { reply, trace: reply.trace(), question, content, words };
    let mut text = String::new();
    let parts = [
        (words.say("In short", "En bref"), why.in_short()),
        (words.say("What was read", "Ce qui a été lu"), why.read()),
        (words.say("Why", "Pourquoi"), why.reasons()),
        (words.say("To change it", "Pour le changer"), why.remedies()),
    ];
    for (title, sentences) in parts {
        if sentences.is_empty() {
            continue;
        }
        let _ = writeln!(text, "{STRONG}{title}{STRONG:#}");
        for sentence in sentences {
            let _ = writeln!(text, "{}", sentence.drawn());
        }
    }
    text
}

/// A reply, and what it takes to explain it.
struct Why<'r> {
    reply: &'r Reply,
    trace: &'r Trace,
    question: &'r str,
    content: Content<'r>,
    words: Words,
}

/// A piece of the explanation.
enum Sentence {
    Said(String),
    /// A place, or a line to be put there.
    Line(String),
}

impl Sentence {
    fn drawn(&self) -> String {
        match self {
            Sentence::Said(text) => wrapped(text, WIDTH, "  "),
            Sentence::Line(text) => format!("      {NAME}{text}{NAME:#}"),
        }
    }
}

impl Why<'_> {
    /// What comes of the question, how sure that is, and what came second.
    fn in_short(&self) -> Vec<Sentence> {
        let words = self.words;
        let mut said = vec![self.outcome()];
        if let Some(second) = self.second() {
            said.push(format!(
                "{} {}, {}.",
                words.say("Second comes", "En deuxième vient"),
                self.named(second),
                self.percent(second.probability)
            ));
        }
        said.into_iter().map(Sentence::Said).collect()
    }

    fn outcome(&self) -> String {
        let words = self.words;
        match self.reply.outcome() {
            Outcome::Answer(answer) => {
                let given = self.quoted(&answer.title);
                let sure = self.sureness(answer.probability);
                match words.0 {
                    Lang::En => format!("The assistant gives the article {given}. {sure}"),
                    Lang::Fr => format!("L'assistant donne la fiche {given}. {sure}"),
                }
            }
            Outcome::Ask(ask) => {
                let form = self.title_of(&format!("forms/{}", ask.form));
                let sure = match (&self.trace.decision, self.best()) {
                    (Decision::Evidence, Some(best)) => self.sureness(best.probability),
                    _ => String::new(),
                };
                match words.0 {
                    Lang::En => format!("The assistant opens the form {form}. {sure}"),
                    Lang::Fr => format!("L'assistant ouvre le formulaire {form}. {sure}"),
                }
            }
            Outcome::Clarify(clarify) => {
                let titles: Vec<String> =
                    clarify.options.iter().map(|option| self.quoted(&option.title)).collect();
                let titles = titles.join(", ");
                match words.0 {
                    Lang::En => format!("The assistant hesitates and offers a choice: {titles}."),
                    Lang::Fr => {
                        format!("L'assistant hésite et propose un choix\u{a0}: {titles}.")
                    }
                }
            }
            Outcome::HandToHuman(handoff) => {
                let queue = &handoff.queue_title;
                let reason = words.reason(handoff.reason.as_str());
                match words.0 {
                    Lang::En => {
                        format!("The assistant hands over to a person ({queue}). {reason}.")
                    }
                    Lang::Fr => {
                        format!("L'assistant passe la main à une personne ({queue}). {reason}.")
                    }
                }
            }
            Outcome::NoMatch(_) => words
                .say(
                    "The assistant says that it does not know, and shows the menu.",
                    "L'assistant dit qu'il ne sait pas, et montre le menu.",
                )
                .to_owned(),
            Outcome::Offer(offer) => match words.0 {
                Lang::En => format!("The assistant brings up what the rule {} saw.", offer.rule),
                Lang::Fr => format!("L'assistant signale ce que la règle {} a vu.", offer.rule),
            },
            Outcome::Act(act) => match words.0 {
                Lang::En => format!("The assistant has the host perform {}.", act.action),
                Lang::Fr => format!("L'assistant fait exécuter l'action {}.", act.action),
            },
            Outcome::Close(_) => words
                .say("The assistant ends the conversation.", "L'assistant clôt la conversation.")
                .to_owned(),
            _ => words
                .say(
                    "The assistant says something by itself: a greeting, the menu, the same again.",
                    "L'assistant dit une phrase à lui\u{a0}: un salut, le menu, une répétition.",
                )
                .to_owned(),
        }
    }

    /// How the message was read, where that differs from what was written.
    fn read(&self) -> Vec<Sentence> {
        let words = self.words;
        let listed = |which: &dyn Fn(&&UnderstoodWord) -> bool| -> Option<String> {
            let read = self.trace.words.iter().filter(which);
            let read: Vec<String> = read.map(|word| self.quoted(&word.read)).collect();
            (!read.is_empty()).then(|| read.join(", "))
        };
        let line = |en: &str, fr: &str, list: String| format!("{} {list}.", words.say(en, fr));
        let content = |word: &&UnderstoodWord| word.role == "content";
        let told = [
            listed(&|word| content(word) && word.known)
                .map(|list| line("Words that count:", "Mots qui comptent\u{a0}:", list)),
            listed(&|word| word.corrected)
                .map(|list| line("Spelling corrected to:", "Orthographe corrigée en\u{a0}:", list)),
            listed(&|word| content(word) && !word.known).map(|list| {
                line(
                    "Words that the knowledge base never uses:",
                    "Mots que la base de connaissances n'emploie nulle part\u{a0}:",
                    list,
                )
            }),
            listed(&|word| content(word) && word.negated).map(|list| {
                line(
                    "Said with a negation, so that no rule on these words applies:",
                    "Dits avec une négation, donc sans effet sur les règles qui portent sur ces \
                     mots\u{a0}:",
                    list,
                )
            }),
        ];
        told.into_iter().flatten().map(Sentence::Said).collect()
    }

    /// What decided, and what kept the assistant from answering.
    fn reasons(&self) -> Vec<Sentence> {
        let mut said = Vec::new();
        match &self.trace.decision {
            Decision::Evidence => said.extend(self.evidence()),
            Decision::Rule(rule) => {
                let why = self.content.why(rule.as_str()).unwrap_or_default();
                said.push(match self.words.0 {
                    Lang::En => format!("The rule {rule} comes before every article. {why}"),
                    Lang::Fr => format!("La règle {rule} passe avant toute fiche. {why}"),
                });
                said.extend(self.without("the rule", "la règle"));
            }
            Decision::Reserved(name) => {
                said.push(match self.words.0 {
                    Lang::En => format!(
                        "This is understood alike in every knowledge base, before any article \
                         ({name})."
                    ),
                    Lang::Fr => format!(
                        "Cela se comprend de la même façon dans toutes les bases, avant toute \
                         fiche ({name})."
                    ),
                });
            }
            Decision::Limit(_) => said.push(
                self.words
                    .say(
                        "There is no word in the message, or there are too many.",
                        "Le message n'a pas de mot, ou en a trop.",
                    )
                    .to_owned(),
            ),
            Decision::Unsearched(why) => said.push(match self.words.0 {
                Lang::En => format!("The search did not answer, so nothing was weighed: {why}."),
                Lang::Fr => format!("La recherche n'a pas répondu, rien n'a été pesé : {why}."),
            }),
            Decision::Pending => said.push(
                self.words
                    .say(
                        "It is the answer to a question that was pending.",
                        "C'est la réponse à une question qui était posée.",
                    )
                    .to_owned(),
            ),
            _ => {}
        }
        said.extend(self.variant());
        said.into_iter().map(Sentence::Said).collect()
    }

    /// What the probabilities were good for.
    fn evidence(&self) -> Vec<String> {
        let words = self.words;
        let Some((bar, best)) = self.trace.bar.zip(self.best()) else {
            return vec![
                words
                    .say(
                        "Nothing in the knowledge base is like this question: it is out of scope.",
                        "Rien dans la base ne ressemble à cette question\u{a0}: elle est hors sujet.",
                    )
                    .to_owned(),
            ];
        };
        let (answer, clarify) = (self.percent(bar.answer), self.percent(bar.clarify));
        let (name, sure) = (self.named(best), self.percent(bar.best));
        let telling: Vec<String> =
            best.words.iter().take(TELLING).map(|telling| self.quoted(&telling.word)).collect();
        let mut said = Vec::new();
        let is_answer = matches!(self.reply.outcome(), Outcome::Answer(_) | Outcome::Ask(_));
        let recognised = matches!(self.reply.outcome(), Outcome::HandToHuman(handoff)
            if handoff.reason != Reason::NotUnderstood);
        said.push(if is_answer || recognised {
            match words.0 {
                Lang::En => format!("It answers from {answer} on, and {name} has {sure}."),
                Lang::Fr => format!("Il répond à partir de {answer}, et {name} atteint {sure}."),
            }
        } else if bar.best < bar.clarify {
            match words.0 {
                Lang::En => format!(
                    "The best article, {name}, has only {sure}: it takes {clarify} to be offered \
                     in a choice, and {answer} to be given. The question looks out of scope."
                ),
                Lang::Fr => format!(
                    "La meilleure fiche, {name}, n'atteint que {sure}\u{a0}: il faut {clarify} \
                     pour la proposer dans un choix, et {answer} pour la donner. La question \
                     semble hors sujet."
                ),
            }
        } else if bar.best < bar.answer {
            match words.0 {
                Lang::En => format!(
                    "The best article, {name}, has {sure}: enough for a choice (from {clarify} \
                     on), not for an answer (from {answer} on)."
                ),
                Lang::Fr => format!(
                    "La meilleure fiche, {name}, atteint {sure}\u{a0}: assez pour un choix (à \
                     partir de {clarify}), pas pour une réponse (à partir de {answer})."
                ),
            }
        } else {
            self.held_back(&name, &sure)
        });
        if !telling.is_empty() {
            let list = telling.join(", ");
            said.push(match words.0 {
                Lang::En => format!("What speaks for it most: {list}."),
                Lang::Fr => format!("Ce qui parle le plus pour elle\u{a0}: {list}."),
            });
        }
        if let Outcome::HandToHuman(handoff) = self.reply.outcome() {
            said.extend(self.recognised(handoff.reason));
        }
        said
    }

    /// Why there is no answer though one is probable enough.
    fn held_back(&self, name: &str, sure: &str) -> String {
        let content = self.trace.words.iter().filter(|word| word.role == "content").count();
        let second = self.second().map(|second| self.named(second)).unwrap_or_default();
        match (self.words.0, content <= 1) {
            (Lang::En, true) => format!(
                "{name} has {sure}, but the message is one word that several articles have in \
                 common: the customer has not said yet what it is about."
            ),
            (Lang::Fr, true) => format!(
                "{name} atteint {sure}, mais le message n'est qu'un mot que plusieurs fiches ont \
                 en commun\u{a0}: le client n'a pas encore dit de quoi il s'agit."
            ),
            (Lang::En, false) => format!(
                "{name} has {sure}, but {second} is too close to it to be sure which one is meant."
            ),
            (Lang::Fr, false) => format!(
                "{name} atteint {sure}, mais {second} en est trop proche pour savoir laquelle est \
                 voulue."
            ),
        }
    }

    /// Why a person answers though the article was recognised.
    fn recognised(&self, reason: Reason) -> Option<String> {
        let words = self.words;
        let told = match reason {
            Reason::NotUnderstood | Reason::ClarificationRefused => return None,
            Reason::ExpiredArticle => words.say(
                "The article is recognised, but its dates (`valid_from`, `valid_until`) or its \
                 `audience` keep it from this customer today.",
                "La fiche est reconnue, mais ses dates (`valid_from`, `valid_until`) ou son \
                 `audience` l'écartent pour ce client aujourd'hui.",
            ),
            _ => words.say(
                "The article is recognised, and says that a person answers (`hand_to_human`).",
                "La fiche est reconnue, et dit qu'une personne répond (`hand_to_human`).",
            ),
        };
        Some(told.to_owned())
    }

    /// Which of the texts of an article was given, where it has several.
    fn variant(&self) -> Option<String> {
        let Outcome::Answer(answer) = self.reply.outcome() else { return None };
        let audiences = self.content.audiences(answer.article.as_str());
        let words = self.words;
        match self.trace.variant {
            Some(number) => {
                let audience = (number as usize).checked_sub(1).and_then(|at| audiences.get(at));
                let audience = audience.map(|text| format!(" ({text})")).unwrap_or_default();
                Some(match words.0 {
                    Lang::En => format!(
                        "What is said is variant {number} of the article: its condition holds for \
                         this customer{audience}."
                    ),
                    Lang::Fr => format!(
                        "Le texte donné est la variante {number} de la fiche\u{a0}: sa condition \
                         est remplie pour ce client{audience}."
                    ),
                })
            }
            None if audiences.is_empty() => None,
            None => {
                let list = audiences.join("; ");
                Some(match words.0 {
                    Lang::En => format!(
                        "The article says something else to other customers; no condition of its \
                         variants holds here ({list})."
                    ),
                    Lang::Fr => format!(
                        "La fiche dit autre chose à d'autres clients\u{a0}; aucune condition de \
                         ses variantes n'est remplie ici ({list})."
                    ),
                })
            }
        }
    }

    /// What would have come without what decided.
    fn without(&self, en: &str, fr: &str) -> Option<String> {
        let best = self.best()?;
        let (name, sure) = (self.named(best), self.percent(best.probability));
        Some(match self.words.0 {
            Lang::En => format!("Without {en}, {name} would have come first, {sure}."),
            Lang::Fr => format!("Sans {fr}, {name} serait venue en premier, {sure}."),
        })
    }

    /// The articles and forms that were considered, best first; what every knowledge base understands
    /// by itself is none of them.
    fn candidates(&self) -> impl Iterator<Item = &Candidate> {
        let candidates = self.trace.candidates.iter();
        candidates.filter(|candidate| !candidate.id.as_str().starts_with("reserved/"))
    }

    fn best(&self) -> Option<&Candidate> {
        self.candidates().next()
    }

    /// The first that is not what is given; none where it is no question of which one.
    fn second(&self) -> Option<&Candidate> {
        let given = match (self.reply.outcome(), &self.trace.decision) {
            (Outcome::Clarify(_), _) => return None,
            (Outcome::Answer(answer), _) => answer.article.to_string(),
            (Outcome::Ask(ask), _) => format!("forms/{}", ask.form),
            (_, Decision::Evidence) => self.best()?.id.to_string(),
            _ => return None,
        };
        let mut others = self.candidates().filter(|candidate| candidate.id.as_str() != given);
        others.next().filter(|second| second.probability >= WORTH_TELLING)
    }

    fn named(&self, candidate: &Candidate) -> String {
        self.quoted(&candidate.title)
    }

    fn title_of(&self, id: &str) -> String {
        let found = self.candidates().find(|candidate| candidate.id.as_str() == id);
        found.map_or_else(|| id.to_owned(), |candidate| self.named(candidate))
    }

    fn percent(&self, probability: f32) -> String {
        self.words.percent(Some(f64::from(probability)))
    }

    /// A probability in words and in percent.
    fn sureness(&self, probability: f32) -> String {
        let percent = self.percent(probability);
        let (en, fr) = match probability {
            p if p >= 0.95 => ("It is sure", "Il en est sûr"),
            p if p >= 0.8 => ("It is nearly sure", "Il en est presque sûr"),
            p if p >= 0.6 => ("It is fairly sure", "Il en est assez sûr"),
            _ => ("It is not very sure", "Il n'en est pas très sûr"),
        };
        match self.words.0 {
            Lang::En => format!("{en}: {percent}."),
            Lang::Fr => format!("{fr}\u{a0}: {percent}."),
        }
    }

    fn quoted(&self, text: &str) -> String {
        match self.words.0 {
            Lang::En => format!("“{text}”"),
            Lang::Fr => format!("«\u{a0}{text}\u{a0}»"),
        }
    }

    /// A sentence that can be passed over.
    fn aside(text: &str) -> Sentence {
        Sentence::Said(format!("{DIM}{text}{DIM:#}"))
    }
}

const WIDTH: usize = 90;

/// How many of the words that spoke for an article are told.
const TELLING: usize = 3;

/// What is less probable is no second.
const WORTH_TELLING: f32 = 0.02;
