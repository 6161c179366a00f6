//! Hand-overs for the tests of the forms.

use crate::channel::Channel;
use crate::facts::{Fact, Facts, Value};
use crate::id::Id;
use crate::knowledge::Contact;
use crate::locale::Locale;
use crate::reason::{Priority, Reason};
use crate::reply::{Handoff, Line, Packet, Promise, Speaker};
use crate::time::Timestamp;

pub(super) fn id(text: &str) -> Id {
    Id::parse(text).expect("an id")
}

/// A hand-over that has something of everything.
pub(super) fn handoff() -> Handoff {
    let mut facts = Facts::new().with("customer.vip", true);
    let origin = Some("billing".to_owned());
    let amount = Value::Amount { hundredths: 4_990, currency: "EUR".to_owned() };
    let bill = Fact { value: amount, at: Some(Timestamp(0)), origin };
    facts.set("bill.amount", bill).expect("a small fact");
    let line = |speaker, text: &str| Line { speaker, text: text.to_owned() };
    Handoff {
        key: "c1/hand-over/1".to_owned(),
        reason: Reason::Dispute,
        queue: id("billing"),
        queue_title: "Service facturation".to_owned(),
        priority: Priority::High,
        promise: Promise::Now { wait_seconds: Some(120) },
        text: vec!["Je vous passe le service facturation.".to_owned()],
        options: Vec::new(),
        contact: Contact::default(),
        packet: Packet {
            question: "pourquoi 49,90 € ?".to_owned(),
            summary: "Litige : le client demande « pourquoi 49,90 € ? ».".to_owned(),
            locale: Locale::FR,
            channel: Channel::Web,
            answered: vec![id("bills/higher-bill")],
            refused: vec![id("bills/double-charge"), id("bills/bill-date")],
            form: Some(id("move-appointment")),
            values: [(id("order"), Value::from("OD-482913"))].into(),
            message: None,
            facts,
            notes: [(id("mood"), Value::from("angry"))].into(),
            earlier: Vec::new(),
            transcript: vec![
                line(Speaker::Customer, "pourquoi 49,90 € ?"),
                line(Speaker::Assistant, "Votre facture\na augmenté."),
                line(Speaker::Customer, "c'est faux"),
            ],
        },
    }
}
