// # The host acts
//
// Relais never touches an order, a line or an account. A form collects the values that are needed, the
// outcome is `Act`, the host does the work in its own systems and reports back what came of it.
//
//     cargo run -p relais-examples --bin host_acts

use std::time::SystemTime;

use relais::reply::Act;
use relais::{
    Engine, Facts, KnowledgeBase, Locale, Message, Outcome, Reply, Session, Start, Value,
};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../knowledge-base");
    let (base, _warnings) =
        KnowledgeBase::load(folder).map_err(|problems| problems[0].to_string())?;
    let engine = Engine::new(base.build()?);

    // The first order is known to the host's systems, the second is not.
    for number in ["OD-123456", "OD-999999"] {
        let mut session = engine.session(Start::new(Locale::EN));
        for words in ["look up my order please", number] {
            println!("customer  {words}");
            let reply = session.reply(Message::text(words).at(SystemTime::now()));
            println!("relais    {}", reply.text());
            if let Outcome::Act(act) = reply.outcome() {
                let reply = perform(act, &mut session);
                println!("relais    {}", reply.text());
            }
        }
        println!();
    }
    Ok(())
}

/// Does what the form asks for. An act has a key, the same for the same act of the same conversation:
/// a host that has seen it before does nothing twice.
fn perform(act: &Act, session: &mut Session) -> Reply {
    let values: Vec<String> =
        act.values.iter().map(|(id, value)| format!("{id} {value}")).collect();
    println!("host      {} with {}", act.action, values.join(", "));
    let found = match act.action.as_str() {
        "track_order" => act.values.get("order").and_then(look_up),
        // The actions are those of the knowledge base's forms; a host need not know them all.
        _ => None,
    };
    match found {
        // What was learned is said by the form's own sentence: "{fact.order.status}".
        Some(learned) => session.acted(learned, SystemTime::now()),
        // A failure is no dead end. The form says what to do about the codes that it knows: this one has
        // the number asked for again. With any other, a person takes over with what was collected.
        None => session.act_failed("not-found", SystemTime::now()),
    }
}

/// Stands for a call to the system that knows the orders.
fn look_up(number: &Value) -> Option<Facts> {
    (*number == Value::from("OD-123456")).then(|| {
        Facts::new().with("order.status", "handed to the carrier").with("order.shipped", true)
    })
}
