// # A conversation
//
// A loop: a line from the customer, a reply from the assistant, until it ends or a person takes over.
// The host knows something about the customer, and passes it on.
//
//     cargo run -p relais-examples --bin terminal
//
// Try "my internet is down", a number where it offers a choice, or "I want to talk to a person".

use std::io::{self, BufRead, Write};
use std::time::SystemTime;

use relais::reply::Promise;
use relais::{Channel, Engine, Facts, Handoff, KnowledgeBase, Locale, Message, Outcome, Start};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../knowledge-base");
    let (base, _warnings) =
        KnowledgeBase::load(folder).map_err(|problems| problems[0].to_string())?;
    let engine = Engine::new(base.build()?);

    // ## What the host knows
    //
    // Facts come from the host's own systems: nobody asks the customer for them again. The knowledge
    // base declares their names and types in `facts.yaml`.
    let facts = Facts::new().with("customer.name", "Camille").with("order.number", "OD-123456");
    let start = Start::new(Locale::EN).channel(Channel::Text).facts(facts).id("example-1");
    let mut session = engine.session(start);

    // ## The loop
    //
    // Relais has no clock: every message says when it was sent, and opening hours go by that.
    println!("{}", session.open(SystemTime::now()).text());
    prompt()?;
    // How many options the last reply had; a number from 1 to that is a choice.
    let mut options = 0;
    for line in io::stdin().lock().lines() {
        let line = line?;
        let message = match line.trim().parse::<usize>() {
            Ok(number) if (1..=options).contains(&number) => Message::choose(number - 1),
            _ => Message::text(line),
        };
        let reply = session.reply(message.at(SystemTime::now()));
        println!("\n{}", reply.text());
        options = reply.options().len();
        match reply.outcome() {
            // One option more, which `text` has shown last: none of these.
            Outcome::Clarify(_) => options += 1,
            // A person takes over: the host routes the conversation, and this program has no one.
            Outcome::HandToHuman(handoff) => {
                route(handoff);
                break;
            }
            Outcome::Close(_) => break,
            _ => {}
        }
        prompt()?;
    }
    Ok(())
}

/// ## The hand-over
///
/// The packet has what the person needs to go on where the assistant stops, so that the customer says
/// nothing twice. A real host opens a ticket or transfers the call with it.
fn route(handoff: &Handoff) {
    println!(
        "\n-- to {} ({}), because: {}",
        handoff.queue_title,
        handoff.queue,
        handoff.reason.as_str()
    );
    match &handoff.promise {
        Promise::Now { .. } => println!("-- someone is there"),
        Promise::Opens { .. } => println!("-- nobody is there; the customer was told when"),
        _ => println!("-- nobody can be reached: the contact card is all there is"),
    }
    for (name, fact) in handoff.packet.facts.iter() {
        println!("-- known: {name} is {}", fact.value);
    }
    println!("-- {} lines of conversation go with it", handoff.packet.transcript.len());
}

fn prompt() -> io::Result<()> {
    print!("\n> ");
    io::stdout().flush()
}
