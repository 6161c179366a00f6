use std::{fs, io};

/// What Linux says of a process's memory, in kB of 1,024 bytes, such as `VmRSS` or `VmHWM`; `None` once the process
/// has ended. `process` is its number, or `self`.
///
/// # Errors
///
/// Where there is no such process, or no `/proc`.
pub fn memory_of(process: &str, name: &str) -> io::Result<Option<u64>> {
    let status = fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
    Ok(line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()))
}

/// The same of this process.
///
/// # Errors
///
/// Where Linux does not tell.
pub fn memory(name: &str) -> io::Result<u64> {
    let untold = || io::Error::other(format!("/proc/self/status has no {name}"));
    memory_of("self", name)?.ok_or_else(untold)
}
