//! Knowledge bases of other tools, and Relais: what a team has already written comes over, what it
//! writes with Relais can leave again, and what is lost on the way is listed.
//!
//! [`import`] reads an [`Input`] in one of seven [`Format`]s and gives the files of a knowledge base.
//! [`csv`](to_csv) and [`faq_page`](to_faq_page) write one for others. Neither drops anything without
//! a [`Loss`] that says which file, which item, what and why. docs/exchange.md lists, for each
//! format, what comes over. [`to_elastic`] writes what a search engine has to know to find the candidates.
//!
//! ```
//! use relais_exchange::{Format, Input, Options, import};
//!
//! let table = "question,answer\nWhere is my parcel?,In **My account > Orders**.\n";
//! let imported = import(&Input::from_text("faq.csv", table), Format::Csv, &Options::default())?;
//! assert!(imported.losses.is_empty());
//! assert!(imported.files.iter().any(|(path, _)| path.ends_with("/where-is-my-parcel.yaml")));
//! # Ok::<(), relais_exchange::Error>(())
//! ```

#![forbid(unsafe_code)]

mod base;
mod entry;
mod error;
mod format;
mod from;
mod input;
mod loss;
mod prose;
mod slug;
mod to;

pub use base::{Imported, Options};
pub use error::Error;
pub use format::Format;
pub use input::Input;
pub use loss::{Loss, table};
pub use slug::slug;
pub use to::{ElasticIndex, Exported, to_csv, to_elastic, to_faq_page};

/// Reads what another tool has exported and gives the files of a knowledge base with it.
///
/// Only new files are given, never one that [`Options::existing`] has.
///
/// # Errors
///
/// Where the input is not what the format says, or has nothing in it that could be an article; where
/// the existing knowledge base has errors, or lacks the topic or the language.
pub fn import(input: &Input, format: Format, options: &Options) -> Result<Imported, Error> {
    let mut losses = loss::Losses::default();
    let entries = from::read(input, format, &mut losses)?;
    base::build(input, format, entries, losses, options)
}
