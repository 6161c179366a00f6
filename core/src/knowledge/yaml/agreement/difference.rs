use super::fact::Fact;
use super::read::Found;
use super::text::{Text, Texts};
use crate::knowledge::yaml::document::{Place, Problems};

/// Something that two texts of an article say differently.
pub(super) struct Difference<'d> {
    place: Place<'d>,
    facts: Vec<Fact>,
    /// Whether both cannot be true, and not merely more is said in one.
    contradicts: bool,
    message: String,
    hint: &'static str,
}

impl Difference<'_> {
    /// Whether a sentence names every fact of it.
    pub(super) fn is_named_by(&self, sentence: &[Found]) -> bool {
        let named = |fact: &Fact| sentence.iter().any(|found| found.fact.agrees_with(fact));
        self.facts.iter().all(named)
    }

    pub(super) fn tell(self, problems: &Problems) {
        match self.contradicts {
            true => self.place.error(problems, "facts-contradict", self.message, self.hint),
            false => self.place.warning(problems, "facts-differ", self.message, self.hint),
        }
    }
}

/// What a text and the same one in another language say differently.
pub(super) fn between_locales<'d>(first: &Text<'_>, second: &Text<'d>) -> Vec<Difference<'d>> {
    let universal_only = !(first.known && second.known);
    let missing = |from: &Text<'_>, to: &Text<'_>| -> Vec<Found> {
        let mut missing = missing(&from.facts, &to.facts);
        missing.retain(|found| !universal_only || found.fact.is_universal());
        missing
    };
    let mut of_first = missing(first, second);
    let mut of_second = missing(second, first);
    let (name, in_first, in_second) = (second.name, first.locale, second.locale);
    let mut found = Vec::new();
    let pair = |a: &Found, b: &Found| Difference {
        place: second.place.words(&b.said),
        facts: vec![a.fact.clone(), b.fact.clone()],
        contradicts: contradict(a, &first.facts, b, &second.facts),
        message: format!(
            "the {name} says `{}` in {in_first} and `{}` in {in_second}",
            a.said, b.said
        ),
        hint: SAY_THE_SAME,
    };
    for alike in [Fact::is_of_the_kind_of, Fact::resembles] {
        of_first.retain(|a| {
            let Some(at) = of_second.iter().position(|b| alike(&a.fact, &b.fact)) else {
                return true;
            };
            found.push(pair(a, &of_second.remove(at)));
            false
        });
    }
    let alone = |said: &Found, place, has, has_not| Difference {
        place,
        facts: vec![said.fact.clone()],
        contradicts: false,
        message: format!("the {name} says `{}` in {has} and not in {has_not}", said.said),
        hint: SAY_THE_SAME,
    };
    found.extend(of_first.iter().map(|a| alone(a, second.place.clone(), in_first, in_second)));
    found.extend(
        of_second.iter().map(|b| alone(b, second.place.words(&b.said), in_second, in_first)),
    );
    for (host, count) in &first.links {
        let others = second.links.get(host).copied().unwrap_or(*count);
        if others != *count {
            found.push(Difference {
                place: second.place.clone(),
                facts: vec![Fact::Host(host.clone())],
                contradicts: false,
                message: format!(
                    "links of the {name} to `{host}`: {count} in {in_first}, {others} in {in_second}"
                ),
                hint: SAY_THE_SAME,
            });
        }
    }
    found
}

/// What a speech or a summary says and the answer of its language does not.
pub(super) fn between_channels<'d>(shorter: &Text<'d>, texts: &Texts<'_>) -> Vec<Difference<'d>> {
    let Texts { answer, links, .. } = texts;
    let (name, locale) = (shorter.name, shorter.locale);
    // The links are shown with the answer.
    let shown: Vec<Found> = answer.facts.iter().chain(&links.facts).cloned().collect();
    let of_shorter = missing(&shorter.facts, &shown);
    let difference = |said: &Found| {
        let other = answer.facts.iter().find(|other| {
            said.fact.is_of_the_kind_of(&other.fact)
                && contradict(other, &answer.facts, said, &shorter.facts)
        });
        let mut facts = vec![said.fact.clone()];
        facts.extend(other.map(|other| other.fact.clone()));
        let message = match other {
            Some(other) => format!(
                "the {name} in {locale} says `{}`, and the answer `{}`",
                said.said, other.said
            ),
            None => format!("the {name} in {locale} says `{}`, and the answer does not", said.said),
        };
        Difference {
            place: shorter.place.words(&said.said),
            facts,
            contradicts: other.is_some(),
            message,
            hint: SAY_WHAT_IS_THERE,
        }
    };
    of_shorter.iter().map(difference).collect()
}

/// The facts of one text that no fact of the other agrees with, each once.
fn missing(facts: &[Found], others: &[Found]) -> Vec<Found> {
    let mut missing: Vec<Found> = Vec::new();
    for found in facts.iter().filter(|found| !found.weak) {
        let is_there = others.iter().any(|other| other.fact.agrees_with(&found.fact));
        if !is_there && missing.iter().all(|told| told.fact != found.fact) {
            missing.push(found.clone());
        }
    }
    missing
}

/// Whether two facts are the only ones of their kind in their texts, so that one of them is wrong.
/// Where there are others, they may well be about two things.
fn contradict(a: &Found, of_a: &[Found], b: &Found, of_b: &[Found]) -> bool {
    let alone = |found: &Found, facts: &[Found]| {
        facts.iter().all(|other| {
            !other.fact.is_of_the_kind_of(&found.fact) || other.fact.agrees_with(&found.fact)
        })
    };
    a.fact.is_of_the_kind_of(&b.fact) && alone(a, of_a) && alone(b, of_b)
}

const SAY_THE_SAME: &str =
    "say the same in both, or say why not under `differs:`, with what differs";

const SAY_WHAT_IS_THERE: &str =
    "a shorter text may leave out, not add: put it in the answer, or correct it here";
