//! What the tests need: a Redis server, processes of the service, clients that do not give up, and the
//! conversations of the starter knowledge base.

pub(crate) mod client;
pub(crate) mod conversations;
pub(crate) mod processes;
pub(crate) mod redis_server;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use relais::{Bundle, Engine, KnowledgeBase, Locale, SealKey};
use tempfile::TempDir;

/// What a test starts from: Redis, and the files that the service reads.
pub(crate) struct Place {
    pub(crate) redis: redis_server::Redis,
    pub(crate) bundle: PathBuf,
    pub(crate) keys: PathBuf,
    _folder: TempDir,
}

impl Place {
    /// A place of its own, with the starter knowledge base.
    pub(crate) fn new() -> Place {
        let folder = tempfile::tempdir().expect("a folder");
        let (bundle, keys) = (folder.path().join("kb.relais"), folder.path().join("keys"));
        fs::write(&bundle, &starter().1).expect("the bundle is written");
        fs::write(&keys, KEY).expect("the keys are written");
        Place { redis: redis_server::Redis::start(), bundle, keys, _folder: folder }
    }

    /// A process of the service, with these options more.
    pub(crate) fn service(&self, options: &[&str]) -> processes::Service {
        processes::Service::start(self, options)
    }
}

/// The starter knowledge base and its bundle, made once.
pub(crate) fn starter() -> &'static (KnowledgeBase, Vec<u8>) {
    static STARTER: OnceLock<(KnowledgeBase, Vec<u8>)> = OnceLock::new();
    STARTER.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../knowledge-base");
        let (base, _) = KnowledgeBase::load(folder).expect("the starter base is valid");
        let bytes = bytes_of(&base);
        (base, bytes)
    })
}

/// The starter knowledge base in English alone.
pub(crate) fn in_english() -> Vec<u8> {
    bytes_of(&starter().0.clone().restricted_to(&[Locale::EN]))
}

fn bytes_of(base: &KnowledgeBase) -> Vec<u8> {
    base.rebuild(&mut relais::BuildMemory::default()).expect("the bundle is built")
}

/// The engine that says what every reply should have been: one, in this process, without Redis.
pub(crate) fn engine() -> Engine {
    Engine::new(Bundle::from_bytes(starter().1.clone()).expect("a bundle"))
}

/// The secret of the tests.
pub(crate) const KEY: &str = "the secret of the tests, 32 bytes";

pub(crate) fn seal_key() -> SealKey {
    SealKey::new(KEY.as_bytes()).expect("it is long enough")
}

/// Waits until something holds, for half a minute at most.
pub(crate) fn wait_until(what: &str, mut holds: impl FnMut() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(30);
    while !holds() {
        assert!(Instant::now() < deadline, "{what}: not within half a minute");
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// Sends a signal to a process of this test.
pub(crate) fn signal(child: &std::process::Child, name: &str) {
    let sent = std::process::Command::new("kill")
        .args([&format!("-{name}"), &child.id().to_string()])
        .status();
    assert!(sent.expect("kill is there").success(), "kill -{name}");
}
