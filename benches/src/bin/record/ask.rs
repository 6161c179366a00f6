//! The memory of `relais ask`, from its start to the printing of the answer.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;
use std::{io, thread};

use relais_benches::memory_of;

use crate::Result;

/// The most memory that `relais ask` took for one question, in kB. `None` where the command was not
/// built: it is looked for beside this program.
///
/// Linux forgets the memory of a process when it ends. So the command is made to wait: it prints
/// into a pipe that is full already, and is looked at while it waits to print.
pub(crate) fn peak_memory(bundle: &Path) -> Result<Option<u64>> {
    let command = std::env::current_exe()?.with_file_name("relais");
    if !command.is_file() {
        return Ok(None);
    }
    let (reader, writer) = io::pipe()?;
    let mut filler = writer.try_clone()?;
    // It waits for room as soon as the pipe is full, and is told to stop when the reader goes.
    thread::spawn(move || while filler.write_all(&[0; 4096]).is_ok() {});
    thread::sleep(Duration::from_millis(50));
    let mut child = Command::new(command)
        .arg("ask")
        .arg(bundle)
        .arg("jai perdu mon mot de pass")
        .stdin(Stdio::null())
        .stdout(writer)
        .stderr(Stdio::null())
        .spawn()?;
    thread::sleep(Duration::from_secs(1));
    let peak = memory_of(&child.id().to_string(), "VmHWM")?;
    drop(reader);
    child.wait()?;
    Ok(peak)
}
