use crate::relais::Place;

#[test]
fn a_chat_by_pipe_has_no_prompt_and_no_colour() {
    let place = Place::with_base("a-chat-by-pipe");
    let said = "hello\nwhere is my order?\n1\nS-12345\n1\nyes\nI want a human\n/quit\nunread\n";
    let chat = place.run_with(&["chat", "base"], said).succeeds();
    for part in [
        "I am My shop's automatic assistant.",
        "My account > Orders",
        "1. Report a damaged item",
        "What is the order number?",
        "For order S-12345: My money back. Is that right?",
        "the host would now perform report_damage (order = S-12345, wish = refund)",
        "Thank you, it is done.",
        "┌ a person takes over",
        "│ reason    asked_human",
    ] {
        assert!(chat.contains(part), "{part} in {chat}");
    }
    assert!(!chat.contains("you ›") && !chat.contains('\u{1b}'), "{chat}");
}

#[test]
fn commands_show_what_is_known_and_why() {
    let place = Place::with_base("commands");
    std::fs::write(place.path("facts.json"), r#"{"order.number": "S-12345"}"#).expect("a file");
    let said = "/facts\n/trace\nwhere is my order?\n/facts {\"customer.vip\": true}\n/what\n";
    let chat = place.run_with(&["chat", "base", "--facts", "facts.json"], said).succeeds();
    for part in [
        "order.number = S-12345",
        "decided  by the evidence",
        "delivery/track-order",
        "customer.vip = true",
        "/quit    end",
    ] {
        assert!(chat.contains(part), "{part} in {chat}");
    }
}

#[test]
fn bytes_that_are_not_text_are_a_message_too() {
    let place = Place::with_base("not-text");
    let said = "\u{0}\u{7}\n\u{301}\u{301}\u{301}\n".repeat(2);
    place.run_with(&["chat", "base"], &said).succeeds();
}

#[test]
fn the_evening_of_the_example_is_as_it_says() {
    let place = Place::new("the-evening");
    let example = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/evening");
    let read = |name: &str| {
        std::fs::read_to_string(format!("{example}/{name}")).expect("a file of the example")
    };
    let facts = format!("{example}/customer.yaml");
    let held = |availability: &str, channel: &str, at: &str, said: &str| {
        let args = [
            "chat",
            "--facts",
            &facts,
            "--memo",
            "memo.json",
            "--availability",
            availability,
            "--channel",
            channel,
            "--at",
            at,
        ];
        place.run_with(&args, said).succeeds()
    };
    let evening = held("closed", "text", "2026-11-24T21:10:00+01:00", &read("evening.txt"));
    in_order(
        &evening,
        &[
            "votre box le 2 mars 2026",
            "79,00 €",
            "1. Être rappelé demain entre 9 h 00 et 9 h 30",
            "on vous rappelle demain entre 9 h 00 et 9 h 30, au 06 39 98 12 34",
            "the host would now perform track_order (order = OD-482913)",
            "en route. Livraison prévue : 26 novembre 2026",
            "Un conseiller doit vous rappeler demain entre 9 h 00 et 9 h 30",
        ],
    );
    let morning = held("open", "voice", "2026-11-25T08:40:00+01:00", &read("morning.txt"));
    in_order(
        &morning,
        &[
            "Heureux de vous retrouver",
            "Un conseiller doit vous rappeler aujourd'hui entre neuf heures et neuf heures trente",
            "┌ a person takes over",
            "│ earlier 1, the last one handed_over by text",
        ],
    );
    assert!(!morning.contains("Quel est votre numéro"), "{morning}");
}

/// Checks that these parts are there, one after the other.
fn in_order(text: &str, parts: &[&str]) {
    // Where lines are broken depends on the width.
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut rest = words.as_str();
    for part in parts {
        let Some(at) = rest.find(part) else { panic!("{part} in {text}") };
        rest = &rest[at + part.len()..];
    }
}
