//! The integration tests of the engine: one binary, which uses the public API only.

mod anything;
#[cfg(feature = "schema")]
mod authoring_schemas;
mod broken;
mod bundles;
mod conversations;
mod evaluation;
mod findings;
mod held_out;
mod hostile;
mod layers;
mod limits;
mod questions;
mod rebuilding;
mod schemas;
mod searching;
mod signing;
mod starter;
mod suggesting;
