//! What to change, and where.

use relais::Reason;
use relais::reply::{Candidate, Decision, Outcome};

use super::content::Spot;
use super::{Sentence, Why};
use crate::args::Lang;

impl Why<'_> {
    pub(super) fn remedies(&self) -> Vec<Sentence> {
        let words = self.words;
        let mut told = Vec::new();
        match (&self.trace.decision, self.reply.outcome()) {
            (Decision::Rule(rule), _) => {
                told.push(said(words.say(
                    "If the rule should not apply here, narrow its condition:",
                    "Si la règle ne devait pas jouer ici, restreignez sa condition\u{a0}:",
                )));
                let spot = self.content.rule(rule.as_str());
                told.push(self.place(spot, &format!("rules/{rule}.yaml")));
            }
            (Decision::Evidence, Outcome::Answer(_) | Outcome::Ask(_)) => {
                told.push(said(words.say(
                    "If it is right, there is nothing to do.",
                    "Si c'est juste, il n'y a rien à faire.",
                )));
                match self.second() {
                    Some(second) => told.extend(self.add_wording(second, &[])),
                    None => told.push(self.to_another()),
                }
            }
            (Decision::Evidence, Outcome::HandToHuman(handoff)) if self.is_recognised() => {
                told.extend(self.of_article(handoff.reason));
            }
            (Decision::Evidence, _) => {
                let best: Vec<&Candidate> = self
                    .candidates()
                    .filter(|candidate| candidate.probability >= POSSIBLE)
                    .take(OFFERED)
                    .collect();
                match best.split_first() {
                    Some((first, others)) => told.extend(self.add_wording(first, others)),
                    None => told.push(self.to_another()),
                }
                told.push(said(words.say(
                    "If no article answers it, write one, with this question among its wordings; \
                     if customers should be told that you do not deal with it, a rule with \
                     `no_match: true` does so.",
                    "Si aucune fiche n'y répond, écrivez-en une, avec cette question parmi ses \
                     formulations\u{a0}; si cela ne relève pas de vous, une règle avec \
                     `no_match: true` le dit aux clients.",
                )));
            }
            _ => {}
        }
        told.extend(self.unknown_words());
        if !told.is_empty() {
            told.push(Why::aside(words.say(
                "Afterwards, `relais test` shows what else the change has moved.",
                "Ensuite, `relais test` montre ce que le changement a déplacé d'autre.",
            )));
        }
        told
    }

    /// How a question is led to one of these: its words go to the article's wordings.
    fn add_wording(&self, first: &Candidate, others: &[&Candidate]) -> Vec<Sentence> {
        let mut told = Vec::new();
        for candidate in [first].into_iter().chain(others.iter().copied()) {
            let name = self.named(candidate);
            told.push(Sentence::Said(match self.words.0 {
                Lang::En => format!("If {name} should answer, add the question to its wordings:"),
                Lang::Fr => format!(
                    "Si c'est à {name} de répondre, ajoutez la question à ses \
                     formulations\u{a0}:"
                ),
            }));
            let id = candidate.id.as_str();
            let spot = self.content.wordings(id);
            let file = if id.starts_with("forms/") { "" } else { "articles/" };
            let after = self.words.say("after line", "après la ligne");
            told.push(Sentence::Line(match spot.as_ref().map(|spot| (&spot.file, spot.line)) {
                Some((file, Some(line))) => format!("{file}, {after} {line}"),
                Some((file, None)) => file.clone(),
                None => format!("{file}{id}.yaml"),
            }));
            told.push(Sentence::Line(format!("    - {}", as_yaml(self.question))));
        }
        told
    }

    fn to_another(&self) -> Sentence {
        said(self.words.say(
            "If another article should answer, add the question to its `questions`.",
            "Si une autre fiche devait répondre, ajoutez la question à ses `questions`.",
        ))
    }

    /// What in an article that was recognised sends customers to a person.
    fn of_article(&self, reason: Reason) -> Vec<Sentence> {
        let Some(best) = self.best() else { return Vec::new() };
        let id = best.id.as_str();
        let keys: &[&str] = match reason {
            Reason::ExpiredArticle => &["valid_until", "valid_from", "audience"],
            _ => &["hand_to_human"],
        };
        let mut told = vec![said(self.words.say(
            "If it should be answered, change this:",
            "Si l'assistant devait répondre, changez ceci\u{a0}:",
        ))];
        let spots = keys.iter().filter_map(|key| self.content.key_of(id, key));
        let spots: Vec<Spot> = spots.filter(|spot| spot.line.is_some()).collect();
        match spots.is_empty() {
            true => told.push(self.place(None, &format!("articles/{id}.yaml"))),
            false => told.extend(spots.into_iter().map(|spot| self.place(Some(spot), ""))),
        }
        told
    }

    /// What to do about words that the knowledge base never uses.
    fn unknown_words(&self) -> Option<Sentence> {
        let words = self.trace.words.iter();
        let unknown = words.filter(|word| word.role == "content" && !word.known);
        let unknown: Vec<String> = unknown.map(|word| self.quoted(&word.read)).collect();
        if unknown.is_empty() {
            return None;
        }
        let list = unknown.join(", ");
        let spot = self.content.synonyms();
        let place = spot.map_or_else(|| "synonyms.yaml".to_owned(), |spot| self.shown(&spot));
        Some(Sentence::Said(match self.words.0 {
            Lang::En => format!(
                "If {list} means the same as a word that you use, write it beside that word in \
                 {place}."
            ),
            Lang::Fr => format!(
                "Si {list} veut dire la même chose qu'un mot que vous employez, écrivez-le à côté \
                 de lui dans {place}."
            ),
        }))
    }

    fn is_recognised(&self) -> bool {
        matches!(self.reply.outcome(), Outcome::HandToHuman(handoff)
            if !matches!(handoff.reason, Reason::NotUnderstood | Reason::ClarificationRefused))
    }

    fn place(&self, spot: Option<Spot>, file: &str) -> Sentence {
        let spot = spot.unwrap_or_else(|| Spot { file: file.to_owned(), line: None });
        Sentence::Line(self.shown(&spot))
    }

    fn shown(&self, spot: &Spot) -> String {
        match spot.line {
            None => spot.file.clone(),
            Some(line) => format!("{}, {} {line}", spot.file, self.words.say("line", "ligne")),
        }
    }
}

fn said(text: &str) -> Sentence {
    Sentence::Said(text.to_owned())
}

/// A text as an item of a list in YAML, in quotes where it needs them.
fn as_yaml(text: &str) -> String {
    let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let written = serde_yaml::to_string(&one_line);
    written.map_or(one_line, |written| written.trim_end().to_owned())
}

/// What is less probable is not meant.
const POSSIBLE: f32 = 0.05;

/// How many articles the question may be led to.
const OFFERED: usize = 2;
