//! The content of a knowledge base once it is valid.
//!
//! These are the types that the bundle stores and the engine reads. They cannot be wrong: every
//! check was made when the authored files were read (`yaml`), and what is made in memory
//! (`questions`) has nothing in it that could be. Text that refers to facts is already split at its
//! placeholders ([`Template`]), Markdown is already a list of blocks ([`Prose`]), conditions are
//! already a tree ([`Condition`]).

mod article;
#[cfg(feature = "author")]
mod base;
mod choice;
mod condition;
mod content;
#[cfg(feature = "author")]
mod dialogue;
mod form;
mod hours;
mod messages;
mod prose;
#[cfg(feature = "author")]
mod questions;
mod rule;
mod settings;
mod template;
#[cfg(feature = "author")]
mod yaml;

pub use self::article::{Article, HandOver, Link, Variant, Video};
#[cfg(feature = "author")]
pub use self::base::{
    AuthoredArticle, AuthoredForm, KnowledgeBase, Learnable, LocaleTexts, Wordings,
};
pub use self::choice::Choice;
pub use self::condition::{Comparison, Condition, Counter, Subject, Test};
#[cfg(feature = "author")]
pub(crate) use self::content::encode_records;
pub(crate) use self::content::{Content, Core, Records, Target};
#[cfg(feature = "author")]
pub use self::dialogue::{Dialogue, Expectation, Input, Turn};
pub(crate) use self::form::Mark;
pub use self::form::{Failure, Form, Mask, Remedy, Slot, SlotKind};
pub use self::hours::{Hours, Opening};
pub use self::messages::{MessageKey, Messages};
pub use self::prose::{Block, Inline, Prose, Style};
#[cfg(feature = "author")]
pub use self::questions::Questions;
pub use self::rule::{Effect, OPEN_FORM, Occasion, Rule};
pub use self::settings::{
    Bars, Contact, Measure, Messaging, Probability, Queue, Reach, Settings, Topic, Voice,
};
pub use self::template::{Piece, Template};
#[cfg(feature = "author")]
pub(crate) use self::yaml::is_allowed;
#[cfg(all(test, feature = "author"))]
pub(crate) use self::yaml::standard_messages;
#[cfg(feature = "author")]
pub use self::yaml::{FileKind, Reader, place_of, with_item};
