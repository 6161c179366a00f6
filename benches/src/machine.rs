use std::fs;
use std::process::Command;

use crate::Result;

/// What the figures were measured on.
pub(crate) struct Machine {
    pub(crate) processor: String,
    pub(crate) cores: usize,
    pub(crate) memory_gb: u64,
    pub(crate) compiler: String,
    /// How many programs wanted to run in the last minute, before measuring began.
    pub(crate) load: String,
}

impl Machine {
    pub(crate) fn read() -> Result<Machine> {
        let compiler = Command::new("rustc").arg("--version").output()?;
        let load = fs::read_to_string("/proc/loadavg")?;
        let memory: u64 = value("/proc/meminfo", "MemTotal")?.trim_end_matches(" kB").parse()?;
        Ok(Machine {
            processor: value("/proc/cpuinfo", "model name")?,
            cores: std::thread::available_parallelism()?.get(),
            memory_gb: (memory + (1 << 19)) >> 20,
            compiler: String::from_utf8(compiler.stdout)?.trim().to_owned(),
            load: load.split(' ').next().unwrap_or_default().to_owned(),
        })
    }
}

/// The value behind a name and a colon.
fn value(file: &str, name: &str) -> Result<String> {
    let text = fs::read_to_string(file)?;
    let line = text.lines().find(|line| line.starts_with(name));
    let value = line.and_then(|line| line.split_once(':')).map(|(_, value)| value.trim());
    Ok(value.unwrap_or("unknown").to_owned())
}
