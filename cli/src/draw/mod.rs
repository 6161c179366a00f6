//! How things look in a terminal.
//!
//! Colours are written as ANSI codes through `anstream`, which removes them where nobody can see
//! them: in pipes, and where `NO_COLOR` or `CLICOLOR=0` says so.

pub(crate) mod confidence;
pub(crate) mod diagnostics;
pub(crate) mod eval;
pub(crate) mod explain;
pub(crate) mod formats;
pub(crate) mod held_out;
pub(crate) mod paragraphs;
pub(crate) mod reply;
pub(crate) mod report;
pub(crate) mod styles;
pub(crate) mod wait;
pub(crate) mod why;
