use std::fs;

use crate::relais::Place;

#[test]
fn a_change_is_told_when_it_is_saved() {
    let place = Place::with_base("watched");
    let mut watch = place.start(&["watch", "base"]);
    let first = watch.until("watching base");
    assert!(first.contains("no problems") && first.contains("4 dialogues: pass"), "{first}");

    // The words that a dialogue wants are gone from the answer.
    let article = "base/articles/delivery/track-order.yaml";
    place.change(article, "**My account > Orders**", "**Your orders**");
    let told = watch.until("1 other dialogue");
    for part in [
        "saved  base/articles/delivery/track-order.yaml",
        "expected a reply with “My account”",
        "at       base/dialogues/delivery/track-order.yaml:6, an order, then a person",
        "3 touched dialogues: 1 failed",
        "1 other dialogue: pass",
    ] {
        assert!(told.contains(part), "{part} in {told}");
    }

    // A change of something else leaves it as it is; what failed is played again.
    let dialogue = "base/dialogues/forms/damaged-item.yaml";
    place.change(dialogue, "the lamp is damaged", "my lamp is damaged");
    let told = watch.until("touched dialogues");
    assert!(told.contains("2 touched dialogues: 1 failed"), "{told}");
    assert!(!told.contains("other"), "{told}");

    // An error is told at its line, and nothing is played until it is mended.
    place.change(article, "  answer:", "  anwser:");
    let told = watch.until("not built");
    assert!(told.contains("did you mean `answer`?") && !told.contains("dialogues"), "{told}");
    place.change(article, "  anwser:", "  answer:");
    watch.until("3 touched dialogues: 1 failed");
    place.change(article, "**Your orders**", "**My account > Orders**");
    let told = watch.until("3 touched dialogues: pass");
    assert!(told.contains("passes an order, then a person"), "{told}");
}

#[test]
fn a_file_that_is_emptied_before_it_is_written_is_one_change() {
    let place = Place::with_base("watched-emptied");
    let mut watch = place.start(&["watch", "base"]);
    watch.until("watching base");
    let file = place.path("base/articles/delivery/track-order.yaml");
    let text = fs::read_to_string(&file).expect("a file");
    fs::write(&file, "").expect("a file");
    // Longer than the watch waits for more events, and not longer than it waits for what is in the file.
    std::thread::sleep(std::time::Duration::from_millis(120));
    fs::write(&file, text.replace("Track my order", "Track an order")).expect("a file");
    let told = watch.until("touched dialogues: pass");
    assert!(!told.contains("missing-") && !told.contains("not built"), "{told}");
}

#[test]
fn a_new_file_and_a_file_that_is_gone_are_seen() {
    let place = Place::with_base("watched-files");
    let mut watch = place.start(&["watch", "base"]);
    watch.until("watching base");
    let file = place.path("base/dialogues/delivery/late.yaml");
    let text = "- name: a late parcel\n  locale: en\n  turns:\n    - user: where is my parcel\n      \
                answer: returns/return-item\n";
    fs::write(&file, text).expect("a file");
    let told = watch.until("1 touched dialogue");
    assert!(told.contains("expected the article returns/return-item"), "{told}");
    fs::remove_file(&file).expect("a file");
    let told = watch.until("0 touched dialogues: pass");
    assert!(told.contains("saved  base/dialogues/delivery/late.yaml"), "{told}");
}

#[test]
fn a_chat_goes_on_when_its_folder_changes() {
    let place = Place::with_base("chat-reloads");
    let mut chat = place.start(&["chat", "base"]);
    chat.say("the lamp is damaged");
    chat.until("What is the order number?");
    let form = "base/forms/damaged-item.yaml";
    place.change(form, "What would you like?", "What may we do for you?");
    chat.say("S-12345");
    let told = chat.until("What may we do for you?");
    assert!(told.contains("the conversation goes on with it"), "{told}");
    place.change(form, "action: report_damage", "acton: report_damage");
    chat.say("1");
    let told = chat.until("For order S-12345");
    assert!(told.contains("did you mean `action`?"), "{told}");
    assert!(told.contains("goes on with what was before"), "{told}");
}
