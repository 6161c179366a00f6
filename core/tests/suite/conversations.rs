//! What hosts rely on: outcomes, hand-overs, languages, saving and resuming.

use relais::reply::Promise;
use relais::{
    Channel, ErrorKind, Facts, HandoffEvent, Locale, Message, Outcome, Reason, Resolution, SealKey,
    Start, Value,
};

use crate::starter::{ENGINE, MONDAY_MORNING, SUNDAY_EVENING, english, french};

#[test]
fn a_conversation_starts_with_the_disclosure() {
    let reply = english().open(MONDAY_MORNING);
    assert!(reply.text().contains("automatic assistant"), "{}", reply.text());
}

#[test]
fn an_answer_says_where_it_comes_from() {
    let reply = french().reply(Message::text("où trouver mon code PUK ?").at(MONDAY_MORNING));
    let Outcome::Answer(answer) = reply.outcome() else { panic!("{:?}", reply.outcome()) };
    assert_eq!(answer.article, "mobile/puk-code");
    assert!(answer.probability > 0.5 && answer.probability <= 1.0);
    assert!(answer.citation.reviewed.is_some());
    let source = answer.citation.source.as_deref().expect("a source");
    assert!(reply.text().contains(source), "{}", reply.text());
}

#[test]
fn asking_for_a_person_works_in_every_language() {
    for text in ["un conseiller svp", "I want to talk to somebody real", "parler à un humain"] {
        for mut session in [french(), english()] {
            let reply = session.reply(Message::text(text).at(MONDAY_MORNING));
            let Outcome::HandToHuman(handoff) = reply.outcome() else {
                panic!("{text}: {:?}", reply.outcome())
            };
            assert_eq!(handoff.reason, Reason::AskedHuman, "{text}");
            assert_eq!(handoff.promise, Promise::Now { wait_seconds: None });
        }
    }
}

#[test]
fn the_person_receives_what_was_said() {
    let facts = Facts::new().with("customer.segment", "home");
    let mut session = ENGINE.session(Start::new(Locale::EN).facts(facts));
    session.reply(Message::text("where do I find my PUK code?").at(MONDAY_MORNING));
    let reply = session.reply(Message::text("I want a human").at(MONDAY_MORNING));
    let Outcome::HandToHuman(handoff) = reply.outcome() else { panic!("{:?}", reply.outcome()) };
    let packet = &handoff.packet;
    assert_eq!(packet.question, "where do I find my PUK code?");
    assert_eq!(packet.answered.len(), 1);
    assert_eq!(packet.transcript.len(), 3);
    assert_eq!(packet.facts.len(), 1);
    assert!(session.is_with_human());
}

#[test]
fn the_assistant_is_silent_while_a_person_talks() {
    let mut session = english();
    session.reply(Message::text("an agent please").at(MONDAY_MORNING));
    for text in ["hello?", "where is my parcel", "an agent please"] {
        let reply = session.reply(Message::text(text).at(MONDAY_MORNING));
        assert_eq!(*reply.outcome(), Outcome::Silent, "{text}");
        assert_eq!(reply.text(), "");
    }
    session.handoff(HandoffEvent::Completed, MONDAY_MORNING);
    let reply = session.reply(Message::text("how do I find my PUK code?").at(MONDAY_MORNING));
    assert!(matches!(reply.outcome(), Outcome::Answer(_)), "{:?}", reply.outcome());
}

#[test]
fn nobody_is_promised_when_nobody_is_there() {
    let mut session = english();
    let reply = session.reply(Message::text("I want to speak to someone").at(SUNDAY_EVENING));
    let Outcome::HandToHuman(handoff) = reply.outcome() else { panic!("{:?}", reply.outcome()) };
    let Promise::Opens { at } = handoff.promise else { panic!("{:?}", handoff.promise) };
    assert!(at > SUNDAY_EVENING);
    assert!(reply.text().contains("tomorrow at 8:00"), "{}", reply.text());
    assert!(reply.text().contains("01 99 00 12 34"), "{}", reply.text());
    // The assistant stays: nobody else would answer.
    assert!(!session.is_with_human());
}

#[test]
fn what_was_chosen_is_in_the_transcript() {
    let mut session = english();
    let menu = session.reply(Message::text("menu").at(MONDAY_MORNING));
    let title = menu.options()[1].title.clone();
    session.reply(Message::choose(1).at(MONDAY_MORNING));
    let reply = session.reply(Message::text("a human please").at(MONDAY_MORNING));
    let Outcome::HandToHuman(handoff) = reply.outcome() else { panic!("{:?}", reply.outcome()) };
    let lines = &handoff.packet.transcript;
    assert!(lines.iter().any(|line| line.text == title), "{lines:?}");
}

#[test]
fn what_is_repeated_still_holds() {
    let mut session = english();
    let now = session.reply(Message::text("I want to speak to someone").at(SUNDAY_EVENING));
    assert!(now.text().contains("tomorrow at 8:00"), "{}", now.text());
    let again = session.reply(Message::text("repeat please").at(SUNDAY_EVENING));
    assert_eq!(again.text(), now.text());
    let next_day = SUNDAY_EVENING.plus_days(1);
    let reply = session.reply(Message::text("repeat please").at(next_day));
    let Outcome::HandToHuman(handoff) = reply.outcome() else { panic!("{:?}", reply.outcome()) };
    assert!(matches!(handoff.promise, Promise::Opens { at } if at > next_day), "{handoff:?}");
}

#[test]
fn not_knowing_is_said_once_and_then_a_person_is_there() {
    let mut session = english();
    let first = session.reply(Message::text("who won the rugby last night").at(MONDAY_MORNING));
    assert!(matches!(first.outcome(), Outcome::NoMatch(_)), "{:?}", first.outcome());
    assert!(!first.options().is_empty(), "the menu is offered");
    let second = session.reply(Message::text("the capital of mongolia").at(MONDAY_MORNING));
    let Outcome::HandToHuman(handoff) = second.outcome() else { panic!("{:?}", second.outcome()) };
    assert_eq!(handoff.reason, Reason::NotUnderstood);
}

#[test]
fn the_menu_leads_to_an_article() {
    let mut session = english();
    let menu = session.reply(Message::text("menu").at(MONDAY_MORNING));
    assert!(menu.options().len() > 10);
    let topic = session.reply(Message::text("1").at(MONDAY_MORNING));
    assert!(topic.options().iter().all(|option| option.id.as_str().starts_with("delivery/")));
    let article = session.reply(Message::choose(0).at(MONDAY_MORNING));
    assert!(matches!(article.outcome(), Outcome::Answer(_)), "{:?}", article.outcome());
}

#[test]
fn a_message_in_the_other_language_is_answered_in_it() {
    let mut session = french();
    let reply = session.reply(Message::text("where do I find my PUK code?").at(MONDAY_MORNING));
    assert_eq!(reply.locale(), Locale::EN);
    assert!(matches!(reply.outcome(), Outcome::Answer(_)), "{:?}", reply.outcome());
}

#[test]
fn a_form_collects_confirms_and_acts() {
    let mut session = english();
    let mut say = |text: &str| session.reply(Message::text(text).at(MONDAY_MORNING));
    let asked = say("look up my order please");
    let Outcome::Ask(ask) = asked.outcome() else { panic!("{:?}", asked.outcome()) };
    assert_eq!(ask.expects, "pattern");
    let again = say("I have no idea");
    let Outcome::Ask(ask) = again.outcome() else { panic!("{:?}", again.outcome()) };
    assert_eq!(ask.retries, 1);
    let acting = say("it is od 482 913");
    let Outcome::Act(act) = acting.outcome() else { panic!("{:?}", acting.outcome()) };
    assert_eq!(act.action, "track_order");
    assert!(
        act.values.values().any(|value| *value == Value::from("OD-482913")),
        "{:?}",
        act.values
    );
    let facts = Facts::new().with("order.status", "on its way");
    let done = session.acted(facts, MONDAY_MORNING);
    assert!(!done.text().contains('{'), "{}", done.text());
}

#[test]
fn a_failed_act_goes_to_a_person() {
    let mut session = english();
    session.reply(Message::text("check order OD-482913 for me").at(MONDAY_MORNING));
    let reply = session.act_failed("out-of-order", MONDAY_MORNING);
    let Outcome::HandToHuman(handoff) = reply.outcome() else { panic!("{:?}", reply.outcome()) };
    assert_eq!(handoff.reason, Reason::ActionFailed);
    assert!(handoff.packet.values.values().any(|value| *value == Value::from("OD-482913")));
}

#[test]
fn a_resumed_conversation_goes_on_as_if_it_had_never_stopped() {
    let mut session = ENGINE.session(Start::new(Locale::FR).channel(Channel::Messaging).id("c1"));
    for text in ["menu", "mon colis n'est pas arrivé", "et pour la facture ?", "merci"] {
        let saved = session.save();
        assert!(saved.len() < 32 * 1024, "{} bytes", saved.len());
        let mut resumed = ENGINE.resume(&saved).expect("resumed");
        let here = session.reply(Message::text(text).at(MONDAY_MORNING));
        let there = resumed.reply(Message::text(text).at(MONDAY_MORNING));
        assert_eq!(here.to_json(), there.to_json());
    }
}

#[test]
fn what_is_no_saved_session_is_refused() {
    for bytes in [&b""[..], b"\x01{}", b"\x02{}", b"\x03", b"\x07{}", &[3; 100], &[0xff; 100]] {
        let error = ENGINE.resume(bytes).expect_err("not a session");
        assert_eq!(error.kind(), ErrorKind::InvalidSession);
    }
}

#[test]
fn small_talk_gives_way_to_a_question() {
    let text = "Hello! hope you are well, where do I find my PUK code please? thanks";
    let reply = english().reply(Message::text(text).at(MONDAY_MORNING));
    let Outcome::Answer(answer) = reply.outcome() else { panic!("{:?}", reply.outcome()) };
    assert_eq!(answer.article, "mobile/puk-code");
}

#[test]
fn goodbye_asks_for_a_score_and_takes_it() {
    let mut session = french();
    let reply = session.reply(Message::text("au revoir").at(MONDAY_MORNING));
    assert!(matches!(reply.outcome(), Outcome::Close(_)), "{:?}", reply.outcome());
    session.reply(Message::text("4").at(MONDAY_MORNING));
    assert_eq!(session.satisfaction(), Some(4));
}

#[test]
fn what_is_sealed_is_believed_and_nothing_else() {
    let key = SealKey::new(b"sixteen bytes or more").expect("a key");
    let other = SealKey::new(b"another key of the host").expect("a key");
    let mut session = english();
    session.reply(Message::text("look up my order please").at(MONDAY_MORNING));
    let sealed = session.seal(&key);
    let mut resumed = ENGINE.resume_sealed(&sealed, &key).expect("resumed");
    let reply = resumed.reply(Message::text("OD-482913").at(MONDAY_MORNING));
    assert!(matches!(reply.outcome(), Outcome::Act(_)), "{:?}", reply.outcome());
    let kind = |result: Result<relais::Session, relais::Error>| result.expect_err("refused").kind();
    assert_eq!(kind(ENGINE.resume_sealed(&sealed, &other)), ErrorKind::Tampered);
    assert_eq!(kind(ENGINE.resume_sealed(&session.save(), &key)), ErrorKind::Tampered);
    assert_eq!(kind(ENGINE.resume(&sealed)), ErrorKind::InvalidSession);
    let mut changed = sealed;
    let last = changed.len() - 10;
    changed[last] ^= 1;
    assert_eq!(kind(ENGINE.resume_sealed(&changed, &key)), ErrorKind::Tampered);
}

#[test]
fn what_is_personal_leaves_masked() {
    let mut session = french();
    let said = "ma carte 4111 1111 1111 1111, appelez-moi au 06 39 98 12 34, un conseiller svp";
    let reply = session.reply(Message::text(said).at(MONDAY_MORNING));
    let Outcome::HandToHuman(handoff) = reply.outcome() else { panic!("{:?}", reply.outcome()) };
    let transcript: Vec<&str> =
        handoff.packet.transcript.iter().map(|line| line.text.as_str()).collect();
    let transcript = transcript.join(" ");
    assert!(!transcript.contains("4111 1111"), "{transcript}");
    // The person who calls back needs the number.
    assert!(transcript.contains("06 39 98 12 34"), "{transcript}");
    let event = session.event(&reply, Some(3)).to_json();
    let memo = session.memo(MONDAY_MORNING).to_json();
    let trace = serde_json::to_string(reply.trace()).expect("JSON");
    for leaves in [event, memo, trace] {
        assert!(!leaves.contains("4111") && !leaves.contains("98 12"), "{leaves}");
        assert!(!leaves.contains("0639981234"), "{leaves}");
    }
}

#[test]
fn how_it_went_is_never_guessed() {
    let answered = || {
        let mut session = english();
        session.reply(Message::text("how do I find my PUK code?").at(MONDAY_MORNING));
        session
    };
    let mut silent = answered();
    silent.end();
    assert_eq!(silent.resolution(), Resolution::Unknown);
    let after = |text: &str| {
        let mut session = answered();
        session.reply(Message::text(text).at(MONDAY_MORNING));
        session.end();
        session.resolution()
    };
    assert_eq!(after("yes"), Resolution::Resolved);
    assert_eq!(after("look up my order please"), Resolution::Abandoned);
    assert_eq!(after("an agent please"), Resolution::HandedOver);
    let mut refused = answered();
    let reply = refused.reply(Message::text("no").at(MONDAY_MORNING));
    // Something else is tried once; then a person takes over.
    assert!(!matches!(reply.outcome(), Outcome::NoMatch(_)), "{:?}", reply.outcome());
    let reply = refused.reply(Message::text("none of these").at(MONDAY_MORNING));
    assert!(matches!(reply.outcome(), Outcome::HandToHuman(_)), "{:?}", reply.outcome());
}

#[test]
fn a_sentence_sums_a_hand_over_up() {
    let mut session = french();
    session.reply(Message::text("pourquoi ma facture a augmenté ?").at(MONDAY_MORNING));
    let reply = session.reply(Message::text("un conseiller svp").at(MONDAY_MORNING));
    let Outcome::HandToHuman(handoff) = reply.outcome() else { panic!("{:?}", reply.outcome()) };
    let summary = &handoff.packet.summary;
    assert!(summary.contains("pourquoi ma facture a augmenté"), "{summary}");
    assert!(!summary.contains('\n') && summary.chars().count() <= 300, "{summary}");
}
