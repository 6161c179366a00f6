//! The integration tests of the engine: one binary, which uses the public API only.

mod anything;
mod broken;
mod bundles;
mod conversations;
mod evaluation;
mod held_out;
mod hostile;
mod layers;
mod questions;
mod schemas;
mod starter;
