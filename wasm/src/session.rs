use relais::{Availability, Facts, HandoffEvent, Reply, Timestamp};
use wasm_bindgen::prelude::*;

use crate::error::{RelaisError, invalid, thrown};
use crate::message::Given;

/// One conversation. Times are instants in seconds since 1970; replies are their wire JSON.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Session {
    inner: relais::Session,
    last: Option<Reply>,
}

impl Session {
    pub(crate) fn new(inner: relais::Session) -> Session {
        Session { inner, last: None }
    }

    fn give(&mut self, reply: Reply) -> String {
        let json = reply.to_json();
        self.last = Some(reply);
        json
    }
}

#[wasm_bindgen]
impl Session {
    /// The first words of the assistant.
    pub fn open(&mut self, now: f64) -> String {
        let reply = self.inner.open(instant(now));
        self.give(reply)
    }

    /// Answers a message, given as JSON.
    pub fn reply(&mut self, message: &str) -> Result<String, RelaisError> {
        let given: Given = serde_json::from_str(message)
            .map_err(|error| invalid(format!("this is no message: {error}")))?;
        let reply = self.inner.reply(given.try_into().map_err(invalid)?);
        Ok(self.give(reply))
    }

    /// Takes note of what the host knows now, as JSON.
    pub fn learn(&mut self, facts: &str, now: f64) -> Result<String, RelaisError> {
        let facts = Facts::from_json(facts).map_err(thrown)?;
        let reply = self.inner.learn(facts, instant(now));
        Ok(self.give(reply))
    }

    /// Takes note of who is there now, as JSON.
    pub fn available(&mut self, availability: &str) -> Result<(), RelaisError> {
        self.inner.available(Availability::from_json(availability).map_err(thrown)?);
        Ok(())
    }

    /// Takes the result of an act that succeeded, with what the host learned by it, as JSON.
    pub fn acted(&mut self, facts: &str, now: f64) -> Result<String, RelaisError> {
        let facts = Facts::from_json(facts).map_err(thrown)?;
        let reply = self.inner.acted(facts, instant(now));
        Ok(self.give(reply))
    }

    /// Takes the result of an act that failed.
    #[wasm_bindgen(js_name = actFailed)]
    pub fn act_failed(&mut self, code: &str, now: f64) -> String {
        let reply = self.inner.act_failed(code, instant(now));
        self.give(reply)
    }

    /// Takes note of what became of a hand-over.
    pub fn handoff(&mut self, event: &str, now: f64) -> Result<String, RelaisError> {
        let known = HandoffEvent::ALL.into_iter().find(|known| known.as_str() == event);
        let event = known.ok_or_else(|| {
            let names = HandoffEvent::ALL.map(HandoffEvent::as_str).join(", ");
            invalid(format!("`{event}` is not what becomes of a hand-over: {names}"))
        })?;
        let reply = self.inner.handoff(event, instant(now));
        Ok(self.give(reply))
    }

    /// Hands over because the engine failed at a message.
    pub fn fault(&mut self, said: Option<String>, now: f64) -> String {
        let reply = self.inner.fault(said.as_deref(), instant(now));
        self.give(reply)
    }

    /// The customer has gone.
    pub fn end(&mut self) {
        self.inner.end();
    }

    /// How the conversation went so far.
    #[wasm_bindgen(getter)]
    pub fn resolution(&self) -> String {
        self.inner.resolution().as_str().to_owned()
    }

    /// The score that the customer gave at the end, from 1 to 5.
    #[wasm_bindgen(getter)]
    pub fn satisfaction(&self) -> Option<u8> {
        self.inner.satisfaction()
    }

    /// Whether a person has the conversation.
    #[wasm_bindgen(getter, js_name = isWithHuman)]
    pub fn is_with_human(&self) -> bool {
        self.inner.is_with_human()
    }

    /// The language of the conversation.
    #[wasm_bindgen(getter)]
    pub fn locale(&self) -> String {
        self.inner.locale().as_str().to_owned()
    }

    /// What this conversation and those before it leave for the next one, as JSON.
    pub fn memo(&self, now: f64) -> String {
        self.inner.memo(instant(now)).to_json()
    }

    /// The record of the last turn, as JSON; nothing before the first one.
    pub fn event(&self, duration_ms: Option<u32>) -> Option<String> {
        self.last.as_ref().map(|reply| self.inner.event(reply, duration_ms).to_json())
    }

    /// The last reply as HTML; nothing before the first one.
    pub fn html(&self) -> Option<String> {
        self.last.as_ref().map(Reply::html)
    }

    /// The last reply as SSML; nothing before the first one.
    pub fn ssml(&self) -> Option<String> {
        self.last.as_ref().map(|reply| reply.speech().ssml)
    }

    /// The conversation as bytes.
    pub fn save(&self) -> Vec<u8> {
        self.inner.save()
    }
}

/// An instant in JavaScript's clock is a number of any size; here it is whole seconds.
fn instant(seconds: f64) -> Timestamp {
    // A cast saturates, and gives 0 for what is not a number.
    Timestamp(seconds as i64)
}
