use relais::{Channel, Engine, Locale, Message, Outcome, Session, Start, Timestamp};

use crate::Result;

/// A conversation that waits for something, and what it waits for.
pub(crate) struct Situation {
    pub(crate) name: &'static str,
    pub(crate) session: Session,
}

/// A conversation for each way in which text is read.
pub(crate) fn situations(engine: &Engine) -> Result<Vec<Situation>> {
    let french = |said: &[&str]| after(engine, Locale::FR, said);
    Ok(vec![
        Situation { name: "the first question, in French", session: french(&[]) },
        Situation {
            name: "the first question, in English",
            session: after(engine, Locale::EN, &[]),
        },
        Situation { name: "on the telephone", session: spoken(engine) },
        Situation { name: "a choice is open", session: waiting(french(&["colis"]), "a choice")? },
        Situation { name: "a form is open", session: form(engine)? },
    ])
}

fn after(engine: &Engine, locale: Locale, said: &[&str]) -> Session {
    let mut session = engine.session(Start::new(locale));
    session.open(NOW);
    for text in said {
        session.reply(Message::text(*text).at(NOW));
    }
    session
}

fn spoken(engine: &Engine) -> Session {
    let mut session = engine.session(Start::new(Locale::FR).channel(Channel::Voice));
    session.open(NOW);
    session
}

fn waiting(session: Session, what: &str) -> Result<Session> {
    let mut probe = session.clone();
    let options = probe.reply(Message::silence().at(NOW)).options().len();
    if options == 0 {
        return Err(format!("the starter base does not wait for {what}").into());
    }
    Ok(session)
}

/// The first wording that opens a form.
fn form(engine: &Engine) -> Result<Session> {
    for text in [
        "je veux être rappelé",
        "déclarer un article endommagé",
        "je veux résilier",
        "envoyer un technicien",
    ] {
        let mut session = after(engine, Locale::FR, &[]);
        let reply = session.reply(Message::text(text).at(NOW));
        if matches!(reply.outcome(), Outcome::Ask(_)) {
            return Ok(session);
        }
    }
    Err("no form was opened".into())
}

/// The noon of Monday 2 November 2026.
const NOW: Timestamp = Timestamp(1_793_620_800);
