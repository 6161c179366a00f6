//! The shapes of the authored files, before anything about them is known to be true.
//!
//! Every key may be left out here; what must be there is for the parser of each file to say, at its
//! place and with a hint. The schemas for editors are made of these shapes too (feature `schema`), so
//! what is said of a field here is what authors read when they write it.

mod article;
mod base;
mod condition;
mod dialogue;
mod facts;
mod form;
mod local;
mod rule;
mod scalar;

pub(crate) use self::article::{Article, ArticleText, HandOver, Link, Variant, Video};
pub(crate) use self::base::{Bars, Base, Contact, Queue, Topic};
pub(crate) use self::condition::{Clock, Condition, MessageTest};
pub(crate) use self::dialogue::{Dialogue, Turn};
pub(crate) use self::facts::FactType;
pub(crate) use self::form::{Failure, Form, FormText, FormValue};
pub(crate) use self::local::Local;
pub(crate) use self::rule::{Effects, Rule};
pub(crate) use self::scalar::{OneOrMany, Scalar};
