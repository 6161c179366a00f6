//! What the measurements of Relais share: knowledge bases to measure on, questions to ask them,
//! and the floor that a turn is held against.
//!
//! A [`Base`] is the starter knowledge base or a generated [`Corpus`] of any size, which is given
//! as files, so that it takes the public path from YAML to a bundle. A [`Script`] is a
//! conversation; [`Asked`] sorts single questions by what an engine makes of them, so that a
//! figure for "clarify" is one of turns that did clarify. [`Floor`] is Tantivy's own search on the
//! index in the bundle. [`peer`] is how a program of the comparison with others is spoken to.

mod asked;
mod base;
mod corpus;
mod dated;
mod floor;
mod machine;
mod memory;
pub mod peer;
mod questions;
mod random;
mod script;
mod sections;
mod timings;
mod vocabulary;

pub use asked::{Asked, Kind, NOW, terms};
pub use base::Base;
pub use corpus::Corpus;
pub use dated::{add_to_record, today};
pub use floor::Floor;
pub use machine::{Machine, load};
pub use memory::{memory, memory_of};
pub use random::Random;
pub use script::Script;
pub use timings::Timings;
