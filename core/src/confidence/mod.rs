//! One number: the probability that the best candidate is the right answer.
//!
//! A score of one on a question that nobody taught is the worst thing that a knowledge base can
//! say. So what a score means is learned, when the bundle is built, on the knowledge base itself:
//! wordings held out show how often the best candidate is wrong, and *whole classes held out* show
//! what questions look like that nothing can answer. No other data is needed.
//!
//! The model is a choice between the candidates and "none of them" (McFadden, "Conditional Logit
//! Analysis of Qualitative Choice Behavior", 1974). What speaks for each candidate makes its
//! utility, what the question as a whole looks like makes that of "none", and the probability of
//! each is its share of the exponentials. A close second thus lowers the first without a rule that
//! says so, and the probabilities of all candidates are there for a clarification to choose from.
//!
//! Where most classes have one wording, nothing can be held out and built-in weights are used, which
//! lean on what an article says as a whole. Words that no language has push every probability down
//! by a fixed amount: nothing in a knowledge base looks like them, so that cannot be learned.
//!
//! [`Calibration::judge`] is what a turn uses; `fit` is what building a bundle uses.

#[cfg(feature = "author")]
mod bm25;
mod calibration;
#[cfg(feature = "author")]
mod fit;
mod reliability;
#[cfg(all(test, feature = "author"))]
mod tests;
mod utility;

pub(crate) use calibration::{Calibration, Judged};
#[cfg(feature = "author")]
pub(crate) use fit::{OUT_OF_SCOPE, fit};
pub use reliability::Reliability;
