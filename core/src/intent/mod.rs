//! Which article a question is about, by what the wordings of all articles taught.
//!
//! When a bundle is built, `train` learns from the wordings, for every class (an article or a
//! form), which words and which groups of letters speak for it and which against it: a linear
//! one-against-rest margin over TF-IDF, the strongest of the cheap models that were measured. What
//! it finds is a [`Lesson`]: the wordings, and how strongly each pulls at which class. The weights
//! follow from that, when the bundle is built or, to download less, when it is opened. At
//! run time a [`Classifier`] reads the weights where they lie and makes a
//! [`Ranking`]: for the best classes, how far they stand out, and how close their nearest wordings
//! are. What probability that makes is for `confidence` to say.
//!
//! Four choices keep it silent on what it was never taught (measured by holding out whole classes,
//! 2026-11):
//!
//! - A class starts from about −1 and has to be argued up from there. It learns to lean a little
//!   towards or against itself, as common and rare classes should; leaning freely, which is usual,
//!   lets a class win because the others lost.
//! - A feature that no wording has counts towards the length of the question's vector, as the
//!   rarest of all would. Words nobody taught thus push every margin down.
//! - Weights that speak against a class are kept only where they are large. The small ones are what
//!   its rivals happen to say.
//! - Most wordings of other classes share nothing with a class and so exert no pull on it, which
//!   is also what makes training fast and the weights sparse.
//!
//! Numbers are added in a fixed order and only with operations that are the same on every
//! platform, so the same bytes and the same question give the same ranking natively and in WASM.

mod classifier;
mod corpus;
mod draft;
mod features;
mod lesson;
mod reserved;
mod rows;
#[cfg(feature = "author")]
mod sample;
#[cfg(feature = "author")]
mod separate;
mod table;
#[cfg(all(test, feature = "author"))]
mod tests;
#[cfg(feature = "author")]
mod train;
mod weights;

pub(crate) use classifier::{Candidate, Classifier, Ranking, Weighed};
pub(crate) use lesson::{Lesson, LessonText, LessonWord, Pull, Source};
pub(crate) use reserved::{Reserved, ReservedIntents};
#[cfg(feature = "author")]
pub(crate) use sample::Sample;
#[cfg(feature = "author")]
pub(crate) use train::{Pulls, train, train_table};
