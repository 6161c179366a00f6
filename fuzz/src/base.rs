//! The knowledge base that everything is tried on: the one that `relais new` writes.

use std::sync::LazyLock;

use relais::signature::SigningKey;
use relais::{Bundle, Engine, KnowledgeBase};

/// Its files, by their paths.
pub(crate) const FILES: [(&str, &str); 12] = [
    ("relais.yaml", include_str!("../../cli/templates/relais.yaml")),
    (
        "articles/delivery/track-order.yaml",
        include_str!("../../cli/templates/articles/delivery/track-order.yaml"),
    ),
    (
        "articles/returns/return-item.yaml",
        include_str!("../../cli/templates/articles/returns/return-item.yaml"),
    ),
    ("forms/damaged-item.yaml", include_str!("../../cli/templates/forms/damaged-item.yaml")),
    ("rules/threat-of-court.yaml", include_str!("../../cli/templates/rules/threat-of-court.yaml")),
    ("messages.yaml", include_str!("../../cli/templates/messages.yaml")),
    ("synonyms.yaml", include_str!("../../cli/templates/synonyms.yaml")),
    ("fillers.yaml", include_str!("../../cli/templates/fillers.yaml")),
    ("lexicons.yaml", include_str!("../../cli/templates/lexicons.yaml")),
    ("facts.yaml", include_str!("../../cli/templates/facts.yaml")),
    (
        "dialogues/delivery/track-order.yaml",
        include_str!("../../cli/templates/dialogues/delivery/track-order.yaml"),
    ),
    (
        "dialogues/forms/damaged-item.yaml",
        include_str!("../../cli/templates/dialogues/forms/damaged-item.yaml"),
    ),
];

pub(crate) static BASE: LazyLock<KnowledgeBase> = LazyLock::new(|| {
    let files = FILES.map(|(path, text)| (path.to_owned(), text.to_owned()));
    KnowledgeBase::from_files(files).expect("a valid knowledge base").0
});

pub(crate) static BYTES: LazyLock<Vec<u8>> =
    LazyLock::new(|| BASE.to_bytes().expect("it can be built"));

pub(crate) static COMPACT: LazyLock<Vec<u8>> =
    LazyLock::new(|| BASE.to_compact_bytes().expect("it can be built"));

pub(crate) static KEY: LazyLock<SigningKey> = LazyLock::new(|| SigningKey::new([7; 32]));

pub(crate) static SIGNED: LazyLock<Vec<u8>> =
    LazyLock::new(|| Bundle::sign(&COMPACT, &KEY).expect("it can be signed"));

pub(crate) static ENGINE: LazyLock<Engine> = LazyLock::new(|| {
    Engine::new(Bundle::from_bytes(BYTES.clone()).expect("what was built can be opened"))
});
