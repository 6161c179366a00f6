//! Runs each example, and looks for what its reader should see.

use std::io::Write;
use std::process::{Command, Stdio};

#[test]
fn a_first_answer_is_about_the_puk_code() {
    let printed = run(env!("CARGO_BIN_EXE_first_answer"), "");
    assert!(printed.contains("PUK"), "{printed}");
}

#[test]
fn a_conversation_ends_with_a_person_who_knows_the_order() {
    let printed = run(env!("CARGO_BIN_EXE_terminal"), "hello\nI want to talk to a person\n");
    assert!(printed.contains("because: asked_human"), "{printed}");
    assert!(printed.contains("known: order.number is OD-123456"), "{printed}");
    assert!(printed.contains("lines of conversation go with it"), "{printed}");
}

#[test]
fn the_host_acts_and_a_number_that_is_not_found_is_asked_for_again() {
    let printed = run(env!("CARGO_BIN_EXE_host_acts"), "");
    assert!(printed.contains("track_order with order OD-123456"), "{printed}");
    assert!(printed.contains("handed to the carrier"), "{printed}");
    assert!(printed.contains("I cannot find"), "{printed}");
}

/// What a program prints, given this input.
fn run(program: &str, input: &str) -> String {
    let mut command = Command::new(program);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::inherit());
    let mut child = command.spawn().expect("the example starts");
    // The program may end before it has read everything, which is no failure.
    let _ = child.stdin.take().expect("it was piped").write_all(input.as_bytes());
    let output = child.wait_with_output().expect("the example ends");
    assert!(output.status.success(), "{program} failed: {}", output.status);
    String::from_utf8(output.stdout).expect("text")
}
