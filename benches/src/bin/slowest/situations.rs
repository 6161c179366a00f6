use relais::{Channel, Engine, Locale, Message, Outcome, Session, Start};
use relais_benches::NOW;

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
        Situation {
            name: "a choice is open",
            session: waiting(engine, "a choice", &CHOICES, |outcome| {
                matches!(outcome, Outcome::Clarify(_))
            })?,
        },
        Situation {
            name: "a form is open",
            session: waiting(engine, "a value", &FORMS, |outcome| {
                matches!(outcome, Outcome::Ask(_))
            })?,
        },
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

/// The first of these messages that ends in a turn of this sort.
fn waiting(
    engine: &Engine,
    what: &str,
    messages: &[&str],
    is_it: fn(&Outcome) -> bool,
) -> Result<Session> {
    for text in messages {
        let mut session = after(engine, Locale::FR, &[]);
        if is_it(session.reply(Message::text(*text).at(NOW)).outcome()) {
            return Ok(session);
        }
    }
    Err(format!("the starter base does not wait for {what}").into())
}

/// Messages that may mean several things, and some that forms are opened by.
const CHOICES: [&str; 8] =
    ["facture", "code", "contrat", "box", "livraison", "annuler", "payer", "retour"];
const FORMS: [&str; 3] = [
    "pouvez-vous chercher ma commande à ma place",
    "je veux signaler une panne",
    "générez un bon de retour prépayé pour mon décodeur",
];
