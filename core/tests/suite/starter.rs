//! The starter knowledge base, built once for all tests.

use std::sync::LazyLock;

use relais::{Engine, KnowledgeBase, Locale, Session, Start, Timestamp};

/// Monday 23 November 2026, ten in the morning in Paris: people are at work.
pub(crate) const MONDAY_MORNING: Timestamp = Timestamp(1_795_424_400);
/// The evening before: nobody is, but for emergencies.
pub(crate) const SUNDAY_EVENING: Timestamp = Timestamp(1_795_384_800);

/// The starter knowledge base.
pub(crate) static BASE: LazyLock<KnowledgeBase> = LazyLock::new(|| {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../knowledge-base");
    match KnowledgeBase::load(folder) {
        Ok((base, _)) => base,
        Err(problems) => panic!("{problems:#?}"),
    }
});

/// Its bundle.
pub(crate) static BYTES: LazyLock<Vec<u8>> =
    LazyLock::new(|| BASE.to_bytes().expect("the starter knowledge base can be built"));

/// An engine over it.
pub(crate) static ENGINE: LazyLock<Engine> = LazyLock::new(|| {
    Engine::new(relais::Bundle::from_bytes(BYTES.clone()).expect("what was built can be opened"))
});

/// A conversation in English.
pub(crate) fn english() -> Session {
    ENGINE.session(Start::new(Locale::EN))
}

/// A conversation in French.
pub(crate) fn french() -> Session {
    ENGINE.session(Start::new(Locale::FR))
}
