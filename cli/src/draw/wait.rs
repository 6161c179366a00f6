//! Telling those who wait, on the error stream, and only where it is a terminal.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use relais::eval::Progress;

/// Something of unknown length.
pub(crate) fn spinner(what: &'static str) -> ProgressBar {
    let style = ProgressStyle::with_template("{spinner} {msg} … {elapsed}")
        .expect("the template is a constant, and valid");
    let bar = ProgressBar::new_spinner().with_style(style).with_message(what);
    bar.enable_steady_tick(Duration::from_millis(100));
    bar
}

/// Something of which the length is known.
pub(crate) fn bar(what: &'static str) -> ProgressBar {
    let style = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len}")
        .expect("the template is a constant, and valid");
    ProgressBar::new(0).with_style(style).with_message(what)
}

/// Moves a bar.
pub(crate) fn show(bar: &ProgressBar) -> impl FnMut(Progress) {
    |progress| {
        bar.set_length(progress.total as u64);
        bar.set_position(progress.done as u64);
    }
}
