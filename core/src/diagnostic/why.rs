/// What only [`HeldOut::findings`](crate::eval::HeldOut::findings) tells.
#[cfg(feature = "author")]
pub(crate) const HELD_OUT: [&str; 2] = ["hijacked-wording", "unreached-article"];

/// Whether there are problems with this code.
#[cfg(feature = "author")]
pub(crate) fn is_code(word: &str) -> bool {
    why(word).is_some()
}

/// Why problems with this code matter.
pub(super) fn why(code: &str) -> Option<&'static str> {
    WHY.iter().find(|(known, _)| *known == code).map(|(_, why)| *why)
}

/// In the order of the codes. Those of labelled sets are not here.
const WHY: &[(&str, &str)] = &[
    ("ambiguous-synonym", "a word with two meanings would take customers to one of them only"),
    (
        "ambiguous-wording",
        "the same question cannot have two answers: customers would get one or the other by chance",
    ),
    (
        "articles-differ",
        "customers who read both articles do not know which one to believe, and may hold you to either",
    ),
    ("bars-out-of-order", "the assistant could never ask back when it hesitates"),
    ("dates-out-of-order", "the article would never be given"),
    ("duplicate-id", "only one of the two could be meant"),
    ("duplicate-key", "one of the two values would be lost without a word"),
    ("duplicate-locale", "a language has one set of texts"),
    ("duplicate-wording", "it teaches nothing, and makes the list longer to read"),
    ("empty-answer", "customers would get a blank reply"),
    ("empty-message", "customers would get a blank reply"),
    ("empty-phrase", "it would match nothing, or everything"),
    ("empty-wording", "it teaches nothing"),
    (
        "expired",
        "customers who ask for it are handed over, whatever else the article would still be good for",
    ),
    (
        "expires-soon",
        "from that day on the question has no answer, and each customer who asks needs a person",
    ),
    (
        "facts-contradict",
        "customers are told two different things, depending on the language or the channel",
    ),
    (
        "facts-differ",
        "some customers are told less than others, depending on the language or the channel",
    ),
    (
        "hard-to-read",
        "customers in a hurry, in a second language or with a reading difficulty give up and call",
    ),
    (
        "hidden-rule",
        "someone believes that this rule protects customers, and it never does anything",
    ),
    (
        "hijacked-wording",
        "customers who ask in such words get the wrong answer with confidence, the worst there is",
    ),
    ("incomplete-offer", "an offer that cannot be taken up annoys more than none"),
    (
        "invalid-condition",
        "a condition that is read otherwise than it is meant shows customers what is for others",
    ),
    (
        "invalid-date",
        "an answer would be given on days on which it does not hold, or withheld on others",
    ),
    ("invalid-days", "people would be promised on days on which nobody is there"),
    ("invalid-fact", "the dialogue would test something else than what hosts send"),
    ("invalid-failure", "when the act fails, the customer would be told nothing"),
    ("invalid-hours", "people would be promised at hours at which nobody is there"),
    ("invalid-id", "ids are how rules, dialogues and hosts name this"),
    ("invalid-length", "customers want to know how long a film is before they start it"),
    ("invalid-locale", "the language decides how words are compared and said"),
    ("invalid-markdown", "what no channel can show would reach customers as signs"),
    ("invalid-pattern", "values that customers give would be refused, or accepted wrongly"),
    ("invalid-placeholder", "customers would read braces"),
    ("invalid-priority", "which rule wins would be left to chance"),
    ("invalid-probability", "the bar decides when the assistant answers and when it asks back"),
    ("invalid-time", "people would be promised at hours at which nobody is there"),
    ("invalid-turn", "the dialogue would test nothing"),
    ("invalid-url", "a link that does not open, or that can be changed on the way, costs trust"),
    ("invalid-weekdays", "hours would be said with the wrong day"),
    ("leads-to-expired", "customers are led to an answer that is no longer given"),
    (
        "long-sentence",
        "on the telephone nobody remembers the beginning of such a sentence at its end",
    ),
    ("missing-file", "without it there is no knowledge base"),
    ("missing-key", "without it this cannot be used"),
    ("missing-locale", "customers of that language are not answered"),
    ("missing-message", "the assistant would have nothing to say there"),
    ("missing-speech", "on the telephone the caller hears all of it, portion by portion"),
    (
        "near-duplicate-wording",
        "customers use either form for either article, and the assistant can only guess",
    ),
    (
        "never-fires",
        "someone believes that this rule protects customers, and it never does anything",
    ),
    ("never-open", "whoever is handed over to it waits for ever"),
    ("no-effect", "the rule would do nothing"),
    ("no-message", "the rule could never fire"),
    (
        "personal-data",
        "what is in the knowledge base is shown to everyone, and kept in every copy of it",
    ),
    ("points-to-itself", "a customer who follows it reads the same answer again"),
    ("reserved-word", "the way to a person must work in every knowledge base"),
    (
        "reserved-wording",
        "the way to a person, yes, no and goodbye work the same in every knowledge base",
    ),
    ("review-overdue", "nobody has confirmed the answer for a year, and it may no longer be true"),
    ("several-effects", "only one of them could happen"),
    ("undeclared-fact", "a misspelt fact is never known, and its condition never holds"),
    ("unknown-channel", "the condition would never hold"),
    ("unknown-counter", "the condition would never hold"),
    ("unknown-event", "the dialogue would test something that never happens"),
    ("unknown-file", "what is in it is missing from the assistant"),
    ("unknown-key", "what is written under a key that nobody reads is lost without a word"),
    ("unknown-language", "inflected words are not recognised as the same word"),
    ("unknown-lexicon", "the condition would never hold"),
    ("unknown-locale", "what is written for it reaches nobody"),
    ("unknown-measure", "the score at the end would mean nothing"),
    ("unknown-message", "what is written for it is never said"),
    ("unknown-occasion", "the rule would never be tried"),
    ("unknown-priority", "who routes the hand-over knows only these"),
    ("unknown-promise", "customers must not be promised what nobody keeps"),
    ("unknown-reason", "who routes the hand-over knows only these"),
    ("unknown-reference", "it leads nowhere"),
    ("unknown-time-zone", "hours would be those of another place"),
    ("unknown-topic", "customers could not find it in the menu"),
    ("unknown-type", "nobody would know what the value means"),
    ("unknown-value", "a value that hosts never send is never matched"),
    ("unreached-article", "customers who put it in their own words do not get this answer"),
    ("unreadable-file", "what is in it would be missing from the assistant without a word"),
    ("unused-allowance", "what it allows is no longer found, and it would hide the next one"),
    (
        "unused-lexicon",
        "someone believes that these words have an effect, and no rule looks for them",
    ),
    ("unused-reason", "it would hide the next difference"),
    (
        "unused-synonym",
        "someone believes that these words lead somewhere, and no text has any of them",
    ),
    ("variant-missing", "the same customer is told something else in another language"),
    ("wrong-type", "it cannot be understood as it is written"),
    ("yaml-syntax", "nothing in the file can be read"),
];
