//! What is measured in a process of its own, so that memory is that of one task alone.
//!
//! A child prints a line for each figure, its name and a number; the parent reads them.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{fs, io, thread};

use relais::{Bundle, Engine, Locale, Message, Start};
use relais_benches::{Base, memory};

use crate::Result;

/// Figures by their names.
pub(crate) type Figures = BTreeMap<String, u64>;

/// Does what the parent asked for.
pub(crate) fn run(mut arguments: impl Iterator<Item = String>) -> Result<()> {
    let task = arguments.next().ok_or("no task")?;
    let path = arguments.next().ok_or("no path")?;
    let figures = match task.as_str() {
        "build" => build(arguments.next().ok_or("no knowledge base")?.parse()?, path.as_ref())?,
        "open" => open(path.as_ref())?,
        _ => return Err(format!("`{task}` is no task").into()),
    };
    for (name, figure) in figures {
        writeln!(io::stdout(), "{name} {figure}")?;
    }
    Ok(())
}

/// Compiles a knowledge base in a child of this process; `None` where it takes longer than `limit`.
pub(crate) fn built(base: Base, bundle: &Path, limit: Duration) -> Result<Option<Figures>> {
    let base = base.to_string();
    start(&["build".as_ref(), bundle.as_os_str(), base.as_ref()], limit)
}

/// Opens a bundle in a child of this process.
pub(crate) fn opened(bundle: &Path) -> Result<Option<Figures>> {
    start(&["open".as_ref(), bundle.as_os_str()], Duration::from_secs(60))
}

fn start(arguments: &[&std::ffi::OsStr], limit: Duration) -> Result<Option<Figures>> {
    let mut command = Command::new(std::env::current_exe()?);
    let mut child = command.arg("child").args(arguments).stdout(Stdio::piped()).spawn()?;
    let deadline = Instant::now() + limit;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        if Instant::now() > deadline {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        thread::sleep(Duration::from_millis(20));
    };
    // The figures are a few lines, which a pipe holds until they are read.
    let mut printed = String::new();
    child.stdout.take().ok_or("a child has an output")?.read_to_string(&mut printed)?;
    if !status.success() {
        return Err(format!("a measurement failed: {status}").into());
    }
    let figure = |line: &str| {
        let (name, figure) = line.split_once(' ')?;
        Some((name.to_owned(), figure.parse().ok()?))
    };
    Ok(Some(printed.lines().filter_map(figure).collect()))
}

fn build(base: Base, bundle: &Path) -> Result<Figures> {
    let start = Instant::now();
    let loaded = base.load().map_err(|problems| format!("{problems:?}"))?;
    let load = start.elapsed();
    let start = Instant::now();
    let bytes = loaded.to_bytes()?;
    let build = start.elapsed();
    fs::write(bundle, bytes)?;
    Ok(BTreeMap::from([
        ("load-ms".to_owned(), load.as_millis() as u64),
        ("build-ms".to_owned(), build.as_millis() as u64),
        ("peak-kb".to_owned(), memory("VmHWM")?),
    ]))
}

fn open(bundle: &Path) -> Result<Figures> {
    let empty = memory("VmRSS")?;
    let engine = Engine::new(Bundle::from_bytes(fs::read(bundle)?)?);
    let open = memory("VmRSS")?;
    let mut session = engine.session(Start::new(Locale::EN));
    let reply = session.reply(Message::text("hello, where is my parcel?"));
    let asked = memory("VmRSS")?;
    drop(reply);
    Ok(BTreeMap::from([
        ("empty-kb".to_owned(), empty),
        ("open-kb".to_owned(), open),
        ("asked-kb".to_owned(), asked),
    ]))
}
