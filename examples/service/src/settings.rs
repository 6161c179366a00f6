//! How the service is set up: options of the command line, or variables of the environment.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Parser;
use relais::SealKey;

/// Relais behind HTTP: conversations in Redis, as many processes as one likes.
#[derive(Debug, Parser)]
pub(crate) struct Settings {
    /// The knowledge base, as `relais build` made it. Read again on SIGHUP
    #[arg(long, env = "RELAIS_BUNDLE", value_name = "FILE")]
    pub(crate) bundle: PathBuf,

    /// Where to listen
    #[arg(long, env = "RELAIS_LISTEN", default_value = "127.0.0.1:8080")]
    pub(crate) listen: SocketAddr,

    /// Where Redis is. Passwords belong in the variable, for options are seen by `ps`
    #[arg(
        long,
        env = "RELAIS_REDIS",
        default_value = "redis://127.0.0.1/",
        hide_env_values = true
    )]
    pub(crate) redis: String,

    /// The secrets that conversations are sealed with, one a line. The first seals, all of them open
    #[arg(long, env = "RELAIS_SEAL_KEYS", value_name = "FILE")]
    pub(crate) seal_keys: PathBuf,

    /// How many seconds a conversation is kept after its last turn
    #[arg(long, env = "RELAIS_KEEP", value_name = "SECONDS", default_value_t = 86_400)]
    pub(crate) keep: u32,

    /// How many seconds a reply is kept for a client that asks for it again
    #[arg(long, env = "RELAIS_KEEP_REPLY", value_name = "SECONDS", default_value_t = 600)]
    pub(crate) keep_reply: u32,

    /// How many milliseconds a turn waits for Redis before the client gets a 503
    #[arg(long, env = "RELAIS_PATIENCE", value_name = "MILLISECONDS", default_value_t = 2_000)]
    patience: u64,
}

impl Settings {
    /// How long a turn waits for Redis.
    pub(crate) fn patience(&self) -> Duration {
        Duration::from_millis(self.patience)
    }
}

/// The keys of a file, one a line; there is one at least.
///
/// # Errors
///
/// What is wrong with the file, for the operator.
pub(crate) fn seal_keys(path: &Path) -> Result<Vec<SealKey>, String> {
    let at = |line: usize| format!("{}:{}", path.display(), line + 1);
    let text = std::fs::read_to_string(path)
        .map_err(|error| format!("{}: the keys cannot be read: {error}", path.display()))?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let keys: Vec<SealKey> = lines
        .map(|(number, line)| {
            SealKey::new(line.trim().as_bytes()).map_err(|error| format!("{}: {error}", at(number)))
        })
        .collect::<Result<_, _>>()?;
    if keys.is_empty() {
        return Err(format!("{}: there is no key in it", path.display()));
    }
    Ok(keys)
}
