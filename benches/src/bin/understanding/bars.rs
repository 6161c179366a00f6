//! What is wanted on each set.

use relais::eval::Figures;

use crate::figure::Figure::{
    self, Accuracy, Auroc, CoverageAt10, Ece, Mrr, RAt1, RAt3, WrongShare,
};

/// The bars of a set: its own, and that of all labelled sets with enough to learn from.
pub(crate) fn bars(set: &str, figures: &Figures) -> Vec<(Figure, f64)> {
    let own = BARS.iter().filter(|(name, ..)| *name == set).map(|(_, figure, bar)| (*figure, *bar));
    let is_calibrated = figures.ranks.is_none() && figures.size.train >= ENOUGH_TO_CALIBRATE;
    let ece = is_calibrated.then_some((Ece, LARGEST_ECE));
    own.chain(ece).collect()
}

const LARGEST_ECE: f64 = 0.08;

/// So many wordings in the train file.
const ENOUGH_TO_CALIBRATE: usize = 300;

/// By set and figure.
const BARS: &[(&str, Figure, f64)] = &[
    ("hint3-curekart", Accuracy, 0.875),
    ("hint3-curekart", Auroc, 0.915),
    ("hint3-curekart", CoverageAt10, 0.56),
    ("hint3-curekart", WrongShare, 0.15),
    ("hint3-powerplay11", Accuracy, 0.69),
    ("hint3-powerplay11", Auroc, 0.80),
    ("hint3-powerplay11", WrongShare, 0.15),
    ("botpress-telecom-fr", Accuracy, 0.83),
    ("botpress-telecom-fr", Auroc, 0.98),
    ("msss-covid-fr", Accuracy, 0.85),
    ("msss-covid-fr", CoverageAt10, 0.80),
    ("banking77-oos", Accuracy, 0.88),
    ("banking77-oos", Auroc, 0.91),
    ("clinc150-small", Accuracy, 0.92),
    ("clinc150-small", Auroc, 0.955),
    ("cnil-fr", RAt1, 0.60),
    ("cnil-fr", RAt3, 0.77),
    ("cnil-fr", Mrr, 0.69),
    ("stackfaq", RAt1, 0.81),
    ("stackfaq", RAt3, 0.93),
];
