use std::error::Error;
use std::process::Command;
use std::{fmt, fs, io};

/// What figures were measured on.
#[derive(Debug)]
pub struct Machine {
    processor: String,
    cores: usize,
    memory_gb: u64,
    compiler: String,
    /// How many programs wanted to run in the last minute, before measuring began.
    load: String,
}

impl Machine {
    /// Reads it from what Linux and the compiler say.
    ///
    /// # Errors
    ///
    /// Where they say nothing.
    pub fn read() -> Result<Machine, Box<dyn Error>> {
        let compiler = Command::new("rustc").arg("--version").output()?;
        let memory: u64 = value("/proc/meminfo", "MemTotal")?.trim_end_matches(" kB").parse()?;
        Ok(Machine {
            processor: value("/proc/cpuinfo", "model name")?,
            cores: std::thread::available_parallelism()?.get(),
            memory_gb: (memory + (1 << 19)) >> 20,
            compiler: String::from_utf8(compiler.stdout)?.trim().to_owned(),
            load: load()?,
        })
    }
}

impl fmt::Display for Machine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Machine { processor, cores, memory_gb, compiler, load } = self;
        write!(
            f,
            "{processor}, {cores} cores, {memory_gb} GB; {compiler}; load {load} when it began."
        )
    }
}

/// How many programs wanted to run in the last minute, as `0.18`.
///
/// # Errors
///
/// Where Linux does not tell.
pub fn load() -> io::Result<String> {
    let said = fs::read_to_string("/proc/loadavg")?;
    Ok(said.split(' ').next().unwrap_or_default().to_owned())
}

/// The value behind a name and a colon.
fn value(file: &str, name: &str) -> io::Result<String> {
    let text = fs::read_to_string(file)?;
    let line = text.lines().find(|line| line.starts_with(name));
    let value = line.and_then(|line| line.split_once(':')).map(|(_, value)| value.trim());
    Ok(value.unwrap_or("unknown").to_owned())
}
