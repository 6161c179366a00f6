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
