//! How words are compared.
//!
//! A customer writes "MON COLIS EST OU???", the author wrote "Où est mon colis ?". Both go through
//! one [`Analyzer`], so that what is indexed, trained on and asked is the same kind of thing: an
//! [`Analysis`], a list of [`Word`]s, each with the bytes that it came from, the spelling that was
//! understood (`surface`) and the form that is compared (`term`).
//!
//! The steps, each in its own file:
//!
//! 1. `normalize`: Unicode NFKC, one apostrophe, one hyphen, invisible characters removed; the way
//!    back to the bytes of the original is kept.
//! 2. `tokenize`: words by Unicode's rules; amounts, order numbers, addresses and emoji kept whole.
//! 3. `reading`: case and accents folded, elisions removed, chat spellings expanded.
//! 4. `spelling`: words corrected to those that the knowledge base uses.
//! 5. `analyze`: stems, synonyms, fillers, and the role that each word plays.
//!
//! What differs between languages is data, a [`Lexis`]: built in for the languages of Snowball,
//! completed by the authors of the knowledge base, and stored in the bundle. [`Speller`] and
//! [`LanguageModel`] are built from the content and read back from the bundle.
//!
//! ```ignore
//! let analyzer = Analyzer::new(Lexis::built_in(Some(Language::French)));
//! let analysis = analyzer.analyze("C koi l'abonnement ?");
//! assert_eq!(analysis.surfaces().collect::<Vec<_>>(), ["est", "quoi", "abonnement"]);
//! ```

mod analyze;
#[cfg(feature = "author")]
mod builtin;
mod calendar;
mod fold;
mod identify;
mod language;
mod letters;
mod lexis;
mod mistakes;
mod near;
mod normalize;
mod numbers;
mod phrases;
mod reading;
mod shorten;
mod spelling;
mod spoken;
mod stem;
#[cfg(all(test, feature = "author"))]
mod tests;
mod tokenize;
mod unicode;
mod vocabulary;
mod word;

pub(crate) use self::analyze::Analyzer;
#[cfg(feature = "author")]
pub(crate) use self::builtin::ReservedWordings;
pub(crate) use self::calendar::{Calendar, Dates};
pub(crate) use self::fold::plain;
pub(crate) use self::identify::LanguageModel;
#[cfg(feature = "author")]
pub(crate) use self::identify::LanguageModelBuilder;
#[cfg(feature = "author")]
pub(crate) use self::language::Language;
pub(crate) use self::lexis::Lexis;
pub(crate) use self::normalize::length_within;
pub(crate) use self::shorten::{cut, one_line, shorten};
pub(crate) use self::spelling::Speller;
pub(crate) use self::spoken::{Cue, Decimal, Gap, Piece, Spelled, Spoken, pieces};
#[cfg(feature = "author")]
pub(crate) use self::vocabulary::{VocabularyBuilder, Words};
pub(crate) use self::vocabulary::{VocabularyWord, vocabulary};
pub(crate) use self::word::{Analysis, Role, Word};
