//! What must hold whatever comes in.
//!
//! Each of [`ALL`] takes any bytes and panics where something that Relais promises does not hold: an error
//! where there should be one, and never a panic, a hang or a reply that says what it must not. `fuzz/targets`
//! has libFuzzer look for such bytes (`scripts/fuzz`); what it found is in `fuzz/regressions`, and an ordinary
//! test replays that and the seeds.

mod authoring;
mod base;
mod bundle;
mod c_api;
mod exchange;
mod saved;
mod seeds;
mod turns;

pub use self::seeds::seeds;

/// A property: its name, and the test of some bytes.
pub type Property = (&'static str, fn(&[u8]));

/// Every property.
pub const ALL: [Property; 8] = [
    ("authoring", authoring::holds),
    ("bundle", bundle::holds),
    ("c_api", c_api::holds),
    ("event", saved::event_holds),
    ("exchange", exchange::holds),
    ("memo", saved::memo_holds),
    ("session", saved::session_holds),
    ("turns", turns::holds),
];

/// Tries bytes on the property of this name.
///
/// # Panics
///
/// Where it does not hold, or there is none of this name.
pub fn holds(name: &str, bytes: &[u8]) {
    let (_, property) = ALL.iter().find(|(known, _)| *known == name).expect("a property");
    property(bytes);
}
