//! What must hold between the wordings of a language: each leads to one place, and can be reached.

use std::collections::{BTreeMap, BTreeSet};

use super::check::Checker;
use super::document::Place;
use crate::intent::{Reserved, ReservedIntents};
use crate::knowledge::LocaleTexts;
use crate::locale::Locale;
use crate::text::{Analyzer, Language, Lexis, ReservedWordings, Role};

/// Checks that a wording belongs to one article or form, and that none takes the way to a person.
pub(super) fn check(checker: &Checker<'_>, locale: Locale, texts: &LocaleTexts) {
    let language = Language::from_tag(locale.as_str());
    let analyzer = Analyzer::new(Lexis::built_in(language));
    let reserved = Taken::new(language, texts);
    let mut owner: BTreeMap<String, (String, &String)> = BTreeMap::new();
    for (name, wordings) in texts.asked() {
        let Some(place) = checker.subject(&name) else { continue };
        let place = place.key(locale.as_str()).key("questions");
        for (index, wording) in wordings.iter().enumerate() {
            let at = place.index(index);
            if reserved.tell(checker, &at, wording) {
                continue;
            }
            // Case, accents and endings do not count. That two wordings are one by the authors' synonyms and
            // fillers is for the review to say.
            let terms: Vec<String> =
                analyzer.analyze(wording).words.into_iter().map(|word| word.term).collect();
            let key = terms.join(" ");
            match owner.get(&key) {
                Some((first, same)) if *first != name && !key.is_empty() => at.error(
                    checker.problems,
                    "ambiguous-wording",
                    format!("`{wording}` is also a wording of `{first}` (`{same}`)"),
                    "a question has one answer; keep the wording where it belongs",
                ),
                Some(_) => {}
                None => {
                    owner.insert(key, (name.clone(), wording));
                }
            }
        }
    }
}

/// What never reaches an article, because every knowledge base understands it in its own way.
struct Taken {
    analyzer: Analyzer,
    intents: ReservedIntents,
    /// The terms of the wordings that ask for a person.
    of_human: BTreeSet<String>,
}

impl Taken {
    fn new(language: Option<Language>, texts: &LocaleTexts) -> Taken {
        let analyzer = Analyzer::new(texts.lexis());
        let wordings = language.map(ReservedWordings::built_in).unwrap_or_default();
        let of_human = wordings
            .human
            .iter()
            .flat_map(|wording| analyzer.analyze(wording).words)
            .map(|word| word.term)
            .collect();
        Taken { intents: ReservedIntents::new(&wordings, &analyzer), analyzer, of_human }
    }

    /// Tells a wording that means something else to every knowledge base.
    ///
    /// One that only asks for a person is an error: that way is kept open. Others are merely in
    /// vain.
    fn tell(&self, checker: &Checker<'_>, place: &Place<'_>, wording: &str) -> bool {
        let analysis = self.analyzer.analyze(wording);
        let found = self.intents.recognise(&analysis);
        let Some(first) = found.first() else { return false };
        let only_human = analysis
            .words
            .iter()
            .filter(|word| word.role == Role::Content)
            .all(|word| self.of_human.contains(&word.term));
        if *first == Reserved::Human && only_human {
            place.error(
                checker.problems,
                "reserved-wording",
                format!("`{wording}` asks for a person"),
                "asking for a person always works; remove this wording",
            );
        } else {
            place.mendable(
                checker.problems,
                "reserved-wording",
                format!("`{wording}` is understood as `{}` and never comes here", first.as_str()),
                "say it in other words, or remove it",
                place.removal("remove the wording"),
            );
        }
        true
    }
}
