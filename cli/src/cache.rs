//! Compiled knowledge bases, kept in the system's cache folder.
//!
//! Building the starter knowledge base takes about two seconds (2026-11, two cores), and opening it
//! milliseconds. The cache only ever saves time: whatever goes wrong with it, the answer is to
//! build.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::PathBuf;
use std::time::SystemTime;

use etcetera::BaseStrategy;
use relais::Bundle;

use crate::files;

/// The name of what these files compile to. Another program may build another bundle from the same
/// files, so the program is part of it.
pub(crate) fn key(files: &[(String, String)]) -> String {
    let mut hasher = DefaultHasher::new();
    files.hash(&mut hasher);
    let program = std::env::current_exe().and_then(fs::metadata).ok();
    let written = program.as_ref().and_then(|program| program.modified().ok());
    (env!("CARGO_PKG_VERSION"), written, program.map(|program| program.len())).hash(&mut hasher);
    format!("{:016x}.relais", hasher.finish())
}

/// What was built under this name.
pub(crate) fn load(key: &str) -> Option<Bundle> {
    Bundle::from_bytes(fs::read(folder()?.join(key)).ok()?).ok()
}

/// Keeps a bundle, and removes those that were kept long before.
pub(crate) fn store(key: &str, bytes: &[u8]) {
    let Some(folder) = folder() else { return };
    if fs::create_dir_all(&folder).is_err() || files::replace(&folder.join(key), bytes).is_err() {
        return;
    }
    let Ok(entries) = fs::read_dir(&folder) else { return };
    let mut kept: Vec<(SystemTime, PathBuf)> = entries
        .filter_map(|entry| {
            let entry = entry.ok()?;
            Some((entry.metadata().ok()?.modified().ok()?, entry.path()))
        })
        .filter(|(_, path)| path.extension().is_some_and(|end| end == "relais"))
        .collect();
    kept.sort();
    let too_many = kept.len().saturating_sub(MOST_KEPT);
    for (_, path) in kept.into_iter().take(too_many) {
        // Another process may have removed it.
        let _ = fs::remove_file(path);
    }
}

fn folder() -> Option<PathBuf> {
    Some(etcetera::choose_base_strategy().ok()?.cache_dir().join("relais"))
}

const MOST_KEPT: usize = 8;
