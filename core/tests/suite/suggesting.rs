//! What a knowledge base could learn from real conversations with it.

use relais::suggest::{Belongs, Options, Suggestion, Suggestions, Unanswered, suggest};
use relais::{Event, Locale, Message, Outcome, Reply, Start};

use crate::starter::{BASE, ENGINE};

/// What a customer does in a turn.
enum Does {
    Says(&'static str),
    /// Takes the option of this article.
    Takes(&'static str),
    /// Takes none of the options.
    Refuses,
}

use Does::{Refuses, Says, Takes};

#[test]
fn questions_that_nothing_answers_become_one_article() {
    let mut unanswered = Unanswered::new();
    let wordings = [
        "faut-il un permis de pêche",
        "permis de pêche dans le lac",
        "comment obtenir le permis de pêche",
    ];
    for (number, wording) in wordings.into_iter().enumerate() {
        converse(&mut unanswered, &format!("fishing-{number}"), &[Says(wording)]);
    }
    converse(&mut unanswered, "alone", &[Says("quel temps fera-t-il dimanche")]);
    let found = suggestions(&unanswered, &Options::default());
    let [group] = &found.groups[..] else { panic!("{found:?}") };
    assert_eq!((group.conversations, group.questions.len(), group.refused), (3, 3, 0));
    let Suggestion { belongs, title, topic, .. } = group;
    assert_eq!(*belongs, Belongs::Nowhere, "{group:?}");
    assert!(title.to_lowercase().contains("pêche"), "{title}");
    let texts = BASE.texts(Locale::FR).expect("French");
    assert!(texts.settings.topics.iter().any(|known| known.id == *topic), "{topic}");
    assert!(wordings.iter().any(|wording| *wording == group.wordings[0]), "{:?}", group.wordings);
    assert_eq!((found.missed, found.rare, found.answered_by_now), (4, 1, 0));
}

#[test]
fn what_customers_take_from_a_choice_is_where_their_questions_belong() {
    // A question that today's engine asks back about.
    let asked = "mes frais";
    let options = options_of(asked);
    let (first, last) = (options[0].clone(), options[options.len() - 1].clone());
    let taken: &'static str = last.leak();
    let mut unanswered = Unanswered::new();
    for number in 0..3 {
        converse(&mut unanswered, &format!("take-{number}"), &[Says(asked), Takes(taken)]);
    }
    let group = only(suggestions(&unanswered, &Options::default()));
    assert_eq!(group.belongs, Belongs::To(taken.parse_id()));
    assert_eq!((group.candidates[0].chosen, group.candidates[0].share), (3, 1.0));
    // And where nobody takes any, it belongs to none of them.
    let mut unanswered = Unanswered::new();
    for number in 0..3 {
        converse(&mut unanswered, &format!("refuse-{number}"), &[Says(asked), Refuses]);
    }
    let group = only(suggestions(&unanswered, &Options::default()));
    assert_eq!(group.refused, 3);
    assert_eq!(group.belongs, Belongs::Nowhere, "{group:?}");
    let of_first = group.candidates.iter().find(|one| one.id.as_str() == first);
    assert!(of_first.is_none_or(|one| one.share == 0.0), "{of_first:?}");
}

#[test]
fn what_is_found_in_the_menu_was_meant() {
    let mut unanswered = Unanswered::new();
    let found = "delivery/delivery-cost";
    let turns = [Says("mes frais"), Refuses, Takes("delivery"), Takes(found)];
    converse(&mut unanswered, "menu", &turns);
    let options = Options { at_least: 1, ..Options::default() };
    let group = only(suggestions(&unanswered, &options));
    assert_eq!(group.belongs, Belongs::To(found.parse_id()));
    assert_eq!((group.refused, group.candidates[0].chosen), (0, 1));
    assert_eq!(group.candidates[0].share, 1.0);
}

#[test]
fn what_was_taken_and_did_not_help_was_not_meant() {
    let asked = "mes frais";
    let taken: &'static str = options_of(asked).remove(0).leak();
    let mut unanswered = Unanswered::new();
    for number in 0..2 {
        let name = format!("no-help-{number}");
        converse(&mut unanswered, &name, &[Says(asked), Takes(taken), Says("non")]);
    }
    let group = only(suggestions(&unanswered, &Options::default()));
    assert_eq!((group.refused, group.candidates[0].chosen), (2, 0), "{group:?}");
}

#[test]
fn a_customer_who_tries_again_is_one_customer() {
    let mut unanswered = Unanswered::new();
    let tries = [Says("la pêche au lac"), Says("pêche au lac")];
    converse(&mut unanswered, "persistent", &tries);
    assert_eq!(suggestions(&unanswered, &Options::default()).groups, []);
    let options = Options { at_least: 1, ..Options::default() };
    let group = only(suggestions(&unanswered, &options));
    assert_eq!((group.conversations, group.questions.len()), (1, 2));
}

#[test]
fn personal_data_is_in_no_suggestion() {
    let mut unanswered = Unanswered::new();
    for (number, card) in ["4111 1111 1111 1111", "5500 0000 0000 0004"].into_iter().enumerate() {
        let said: &'static str = format!("permis de pêche {card} au lac").leak();
        converse(&mut unanswered, &format!("card-{number}"), &[Says(said)]);
    }
    let found = suggestions(&unanswered, &Options::default());
    let group = only(found);
    assert_eq!(group.questions.len(), 1);
    assert_eq!(group.questions[0].text, "permis de pêche au lac");
    assert_eq!(group.wordings, ["permis de pêche au lac"]);
}

#[test]
fn what_is_answered_by_now_or_not_wanted_is_not_suggested() {
    let mut unanswered = Unanswered::new();
    for number in 0..2 {
        converse(&mut unanswered, &format!("a-{number}"), &[Says("pêche au lac")]);
        // As if an earlier version had not known it.
        let mut event = event_of("b", "où est mon colis ?");
        event.conversation = format!("b-{number}");
        event.outcome = "no_match".to_owned();
        unanswered.add(&event);
    }
    let options =
        Options { refused: vec![(Locale::FR, "PECHE au lac ?".to_owned())], ..Options::default() };
    let found = suggestions(&unanswered, &options);
    assert_eq!(found.groups, []);
    assert_eq!((found.missed, found.answered_by_now, found.refused), (4, 2, 2));
}

#[test]
fn a_language_that_the_base_does_not_have_is_counted_and_left_alone() {
    let mut event = event_of("c", "pêche au lac");
    event.locale = "de".parse().expect("a language");
    let mut unanswered = Unanswered::new();
    unanswered.add(&event);
    let found = suggestions(&unanswered, &Options::default());
    assert_eq!((found.missed, found.left_out, found.groups.len()), (1, 1, 0));
    assert!(!unanswered.is_empty() && Unanswered::new().is_empty());
}

trait ParseId {
    fn parse_id(&self) -> relais::Id;
}

impl ParseId for str {
    fn parse_id(&self) -> relais::Id {
        relais::Id::parse(self).expect("an id")
    }
}

fn suggestions(unanswered: &Unanswered, options: &Options) -> Suggestions {
    suggest(unanswered, &BASE, &ENGINE, options, |_| {})
}

fn only(found: Suggestions) -> Suggestion {
    assert_eq!(found.groups.len(), 1, "{found:?}");
    found.groups.into_iter().next().expect("one")
}

/// Holds a conversation, and gives its events as a host would.
fn converse(unanswered: &mut Unanswered, name: &str, turns: &[Does]) {
    let mut session = ENGINE.session(Start::new(Locale::FR).id(name));
    let mut last: Option<Reply> = None;
    for turn in turns {
        let options = last.as_ref().map_or(&[][..], |last| last.options());
        let message = match turn {
            Says(text) => Message::text(*text),
            Takes(id) => {
                let number = options.iter().position(|one| one.id.as_str() == *id);
                Message::choose(number.expect("an option"))
            }
            Refuses => Message::choose(options.len()),
        };
        let reply = session.reply(message);
        // As it is stored and read again.
        let event: Event =
            serde_json::from_str(&session.event(&reply, None).to_json()).expect("JSON");
        unanswered.add(&event);
        last = Some(reply);
    }
}

fn event_of(name: &str, text: &str) -> Event {
    let mut session = ENGINE.session(Start::new(Locale::FR).id(name));
    let reply = session.reply(Message::text(text));
    session.event(&reply, None)
}

/// The articles that the engine asks back about.
fn options_of(text: &str) -> Vec<String> {
    let mut session = ENGINE.session(Start::new(Locale::FR));
    let reply = session.reply(Message::text(text));
    assert!(matches!(reply.outcome(), Outcome::Clarify(_)), "{text}: {:?}", reply.outcome());
    reply.options().iter().map(|one| one.id.to_string()).collect()
}
