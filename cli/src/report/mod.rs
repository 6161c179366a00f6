//! What came of a test, as one page that people who write no YAML can read.
//!
//! [`page`] puts it together; [`sections`] says what is in it, [`articles`] what to work on, [`curves`]
//! what the probabilities are worth, [`plots`] draws, and [`words`] has what both languages need to say.
//! The page is one file: its style is in it ([`STYLE`]), its plots are inline SVG, and it has no script
//! and fetches nothing.

mod articles;
mod curves;
pub(crate) mod page;
mod plots;
mod sections;
pub(crate) mod words;

/// The style of the page, which is written for any report that has sections, figures and tables.
const STYLE: &str = include_str!("page.css");
