use relais::{Availability, Bundle, Channel, Facts, Locale, Memo, Start};
use serde::Deserialize;
use wasm_bindgen::prelude::*;

use crate::error::{RelaisError, invalid, thrown};
use crate::session::Session;

/// Answers customers from a bundle.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Engine {
    inner: relais::Engine,
}

#[wasm_bindgen]
impl Engine {
    /// An engine over the bytes of a bundle.
    #[wasm_bindgen(constructor)]
    pub fn new(bundle: Vec<u8>) -> Result<Engine, RelaisError> {
        let bundle = Bundle::from_bytes(bundle).map_err(thrown)?;
        Ok(Engine { inner: relais::Engine::new(bundle) })
    }

    /// The name of the organisation.
    #[wasm_bindgen(getter)]
    pub fn name(&self) -> String {
        self.inner.bundle().name().to_owned()
    }

    /// The languages, the default one first.
    #[wasm_bindgen(getter)]
    pub fn locales(&self) -> Vec<String> {
        self.inner.bundle().locales().iter().map(|locale| locale.as_str().to_owned()).collect()
    }

    /// The version of the library that built the bundle.
    #[wasm_bindgen(getter, js_name = builtBy)]
    pub fn built_by(&self) -> String {
        self.inner.bundle().built_by().to_owned()
    }

    /// Starts a conversation; each part is JSON.
    pub fn session(
        &self,
        start: &str,
        facts: Option<String>,
        memo: Option<String>,
        availability: Option<String>,
    ) -> Result<Session, RelaisError> {
        let given: GivenStart = serde_json::from_str(start)
            .map_err(|error| invalid(format!("this is no start of a conversation: {error}")))?;
        let mut start = Start::new(given.locale).channel(given.channel).id(given.id);
        if let Some(facts) = facts {
            start = start.facts(Facts::from_json(&facts).map_err(thrown)?);
        }
        if let Some(memo) = memo {
            start = start.memo(Memo::from_json(&memo).map_err(thrown)?);
        }
        if let Some(availability) = availability {
            start = start.availability(Availability::from_json(&availability).map_err(thrown)?);
        }
        Ok(Session::new(self.inner.session(start)))
    }

    /// Goes on with a conversation that `save` gave.
    pub fn resume(&self, saved: &[u8]) -> Result<Session, RelaisError> {
        self.inner.resume(saved).map(Session::new).map_err(thrown)
    }
}

/// How a conversation starts, as JavaScript gives it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GivenStart {
    locale: Locale,
    #[serde(default)]
    channel: Channel,
    #[serde(default)]
    id: String,
}
