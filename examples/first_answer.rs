// # A first answer
//
// The shortest way from a folder of YAML to an answer.
//
//     cargo run -p relais-examples --bin first_answer

use relais::{Engine, KnowledgeBase, Locale, Message, Outcome, Start};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // The knowledge base is read and compiled here, to have it all in one place. A program in service
    // opens the file that `relais build` made: `Bundle::from_bytes(std::fs::read("kb.relais")?)?`.
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../knowledge-base");
    let (base, _warnings) =
        KnowledgeBase::load(folder).map_err(|problems| problems[0].to_string())?;
    let engine = Engine::new(base.build()?);

    let mut session = engine.session(Start::new(Locale::EN));
    let reply = session.reply(Message::text("how do I find my PUK code?"));
    match reply.outcome() {
        Outcome::Answer(answer) => println!("{}\n\n{}", answer.title, reply.text()),
        // Relais would rather ask or hand over than guess. Either way there is something to say.
        _ => println!("{}", reply.text()),
    }
    Ok(())
}
