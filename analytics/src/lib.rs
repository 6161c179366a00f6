//! What conversations came to, counted from their events.
//!
//! A host keeps one event for each turn, a line of JSON (`docs/schema/event.schema.json`) or a row of
//! Parquet. [`Figures::of`] reads any number of them in bounded memory:
//!
//! ```no_run
//! use relais_report::{Figures, Inputs, Options};
//!
//! let inputs = Inputs::find(["events/*.ndjson"])?;
//! let figures = Figures::of(&inputs, &Options::default())?;
//! println!("{}", figures.to_json());
//! # Ok::<(), relais_report::Error>(())
//! ```
//!
//! What is counted is said by the SQL in `sql/` and by nothing else ([`sql`]): DataFusion runs it here, and
//! a cluster can run the same files where one machine is not enough. `docs/analytics.md` says what
//! the figures mean.

#![forbid(unsafe_code)]

mod engine;
mod error;
pub mod events;
pub mod figures;
mod input;
mod page;
mod sections;
mod share;
pub mod sql;
mod text;
mod words;

pub use engine::Options;
pub use error::Error;
pub use figures::Figures;
pub use input::{Inputs, Notes, Place};
pub use page::page;
pub use share::Share;
pub use text::text;
pub use words::Lang;
