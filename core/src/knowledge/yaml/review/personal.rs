//! Data about a person, in a text that everyone can read.

use super::{Checker, said};
use crate::knowledge::LocaleTexts;
use crate::locale::Locale;
use crate::privacy::{Found, PersonalData, find};

/// Tells data about a person in wordings, which were perhaps copied from what a customer wrote, and in
/// answers, where an organisation's own telephone numbers and addresses belong.
pub(super) fn review(checker: &Checker<'_>, locale: Locale, texts: &LocaleTexts) {
    for (name, wordings) in texts.asked() {
        let Some(place) = checker.subject(&name) else { continue };
        let place = place.key(locale.as_str()).key("questions");
        for (index, wording) in wordings.iter().enumerate() {
            let hint = "write what customers ask without it";
            // A reference is an example of what customers give: "my parcel OD-123456".
            let is_told = |kind| kind != PersonalData::Reference;
            tell(checker, &place.index(index), wording, hint, is_told);
        }
    }
    for authored in &texts.articles {
        for said in said(checker, locale, authored) {
            let hint = "remove it; where it must be, allow it with `# relais: allow personal-data`";
            let secret = |kind| {
                matches!(
                    kind,
                    PersonalData::Card | PersonalData::Iban | PersonalData::SocialSecurity
                )
            };
            let answer: Vec<String> = said.answer.lines().collect();
            tell(checker, &said.place.key("answer"), &answer.join("\n"), hint, secret);
            for (key, text) in [("speech", said.speech), ("summary", said.summary)] {
                if let Some(text) = text {
                    tell(checker, &said.place.key(key), &text.fill(|_| None), hint, secret);
                }
            }
        }
    }
}

fn tell(
    checker: &Checker<'_>,
    place: &super::Place<'_>,
    text: &str,
    hint: &str,
    is_told: impl Fn(PersonalData) -> bool,
) {
    let found = find(text).into_iter().find(|found| is_told(found.kind));
    if let Some(Found { kind, range }) = found {
        let words = &text[range];
        let message = format!("`{words}` looks like personal data ({})", kind.as_str());
        place.words(words).warning(checker.problems, "personal-data", message, hint);
    }
}
