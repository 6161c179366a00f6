//! Customer self-care conversations: answers what it is sure of, asks when it hesitates, and hands the
//! rest to a human.
//!
//! Relais is a library. It runs in the host's own process, whether that is a web page, a telephone
//! system or a Rust program: no server, no network, no language model. An [`Engine`] answers from a
//! [`Bundle`], the compiled form of a knowledge base; a [`Session`] is one conversation; every message
//! gets a [`Reply`] that ends in one explicit [`Outcome`].
//!
//! ```
//! # #[cfg(feature = "author")] {
//! use relais::{Engine, KnowledgeBase, Locale, Message, Outcome, Start};
//!
//! let (base, _) = KnowledgeBase::load("../knowledge-base").expect("a valid knowledge base");
//! let engine = Engine::new(base.build()?);
//! let mut session = engine.session(Start::new(Locale::EN));
//! let reply = session.reply(Message::text("how do I find my PUK code?"));
//! match reply.outcome() {
//!     Outcome::Answer(answer) => println!("{}: {}", answer.title, reply.text()),
//!     Outcome::HandToHuman(handoff) => println!("to {}: {}", handoff.queue, reply.text()),
//!     _ => println!("{}", reply.text()),
//! }
//! # assert!(matches!(reply.outcome(), Outcome::Answer(_)), "{:?}", reply.outcome());
//! # }
//! # Ok::<(), relais::Error>(())
//! ```
//!
//! # Features
//!
//! By default the crate is the run time alone, which opens bundles and converses. The feature `verify` adds
//! `Bundle::verify`, which opens a bundle only where it is signed with a trusted key. The feature `author`
//! adds to that `KnowledgeBase`: reading and checking YAML, training, writing and signing bundles. The feature
//! `schema` adds to that the JSON schemas of the YAML files (`FileKind::schema`). The feature `map` adds to any
//! of them `Bundle::map`, which opens a large bundle where it lies on the disk. The feature `js`
//! makes a module for the web smaller: it normalises Unicode by the JavaScript engine that it runs in.

#![forbid(unsafe_code)]

mod availability;
mod bundle;
mod channel;
mod confidence;
mod diagnostic;
mod dialogue;
mod engine;
mod error;
#[cfg(feature = "author")]
pub mod eval;
mod event;
mod facts;
mod id;
mod intent;
pub mod knowledge;
mod locale;
pub mod memo;
#[cfg(any(feature = "author", feature = "map"))]
mod parallel;
pub mod privacy;
mod reason;
pub mod render;
pub mod reply;
pub mod retrieval;
mod rules;
mod seal;
#[cfg(feature = "verify")]
pub mod signature;
#[cfg(feature = "author")]
pub mod suggest;
mod text;
mod time;
mod trusting;
mod understand;

pub use availability::{Availability, CallbackSlot, OtherChannel, QueueState};
pub use bundle::Bundle;
#[cfg(feature = "author")]
pub use bundle::{BuildMemory, Folds, Indexed, Unseen};
pub use channel::Channel;
pub use confidence::Reliability;
pub use diagnostic::{Diagnostic, Fix, Severity, Span};
pub use engine::{Engine, Message, Session, Start};
pub use error::{Error, ErrorKind};
pub use event::Event;
pub use facts::{Fact, Facts, Value, ValueType};
pub use id::Id;
#[cfg(feature = "author")]
pub use knowledge::KnowledgeBase;
pub use locale::Locale;
pub use memo::Memo;
pub use privacy::{Masking, PersonalData, Purpose};
pub use reason::{HandoffEvent, Priority, Reason};
pub use reply::{Citation, Handoff, Outcome, Reply, Resolution};
pub use seal::SealKey;
pub use time::{Date, Timestamp, Weekday};

/// Compiles the Rust of the guide for hosts.
#[cfg(doctest)]
#[doc = include_str!("../../docs/conversations.md")]
struct Conversations;

/// Compiles the Rust of what is said of signing.
#[cfg(all(doctest, feature = "verify"))]
#[doc = include_str!("../../docs/signing.md")]
struct Signing;

/// Compiles the Rust of the README.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
