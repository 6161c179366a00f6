//! The few styles there are. Each is one of the sixteen colours that a terminal's owner has chosen.

use anstyle::{AnsiColor, Style};

/// Something failed.
pub(crate) const ERROR: Style = AnsiColor::Red.on_default().bold();
/// Something is worth a look.
pub(crate) const WARNING: Style = AnsiColor::Yellow.on_default().bold();
/// Something is as it should be.
pub(crate) const GOOD: Style = AnsiColor::Green.on_default().bold();
/// A name: an article, a queue, a file.
pub(crate) const NAME: Style = AnsiColor::Cyan.on_default();
/// A heading.
pub(crate) const STRONG: Style = Style::new().bold();
/// What can be passed over.
pub(crate) const DIM: Style = Style::new().dimmed();
