//! What a knowledge base learns from the questions that customers asked in vain.
//!
//! `relais::suggest` says what to learn; here it becomes changes of files. A [`Draft`] takes wordings and new
//! articles in, each with a dialogue that holds it to them, and refuses what the knowledge base could not
//! be read with. An [`interview`] asks its author about each; a [`patch`] leaves that to other tools.

mod draft;
pub(crate) mod interview;
pub(crate) mod patch;
mod refusals;

pub(crate) use self::draft::Draft;
pub(crate) use self::refusals::Refusals;

use relais::suggest::{Belongs, Suggestion};

/// Who asked this, and when, in one line: "asked in 14 conversations, 2026-11-02 to 2026-11-20, in 9
/// wordings".
pub(crate) fn asked(suggestion: &Suggestion) -> String {
    let Suggestion { conversations, questions, days: (first, last), .. } = suggestion;
    let conversations = count(*conversations, "conversation");
    let wordings = count(questions.len(), "wording");
    let days = if first == last { format!("on {first}") } else { format!("{first} to {last}") };
    format!("asked in {conversations}, {days}, in {wordings}")
}

/// "1 wording", "3 wordings".
pub(crate) fn count(count: usize, one: &str) -> String {
    match count {
        1 => format!("1 {one}"),
        _ => format!("{count} {one}s"),
    }
}

/// How sure it is that it belongs there: "31 % of those who asked mean it; 5 took it from a choice".
pub(crate) fn how_sure(suggestion: &Suggestion) -> String {
    let best = suggestion.candidates.first();
    let refused = match suggestion.refused {
        0 => String::new(),
        refused => format!("; {refused} refused every choice"),
    };
    match (&suggestion.belongs, best) {
        (Belongs::To(_), Some(best)) => {
            let took = match best.chosen {
                0 => String::new(),
                took => format!("; {took} took it from a choice"),
            };
            format!("about {:.0} % of those who asked mean it{took}{refused}", 100.0 * best.share)
        }
        (_, Some(best)) => {
            format!("the nearest is {} with {:.0} %{refused}", best.id, 100.0 * best.share)
        }
        (_, None) => format!("nothing is near{refused}"),
    }
}
