//! A peer in a process of its own.

use std::fs;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use relais::Locale;
use relais_benches::memory_of;
use relais_benches::peer::{Question, Said, Timed};
use serde::Deserialize;

use crate::Result;
use crate::sets::Asked;

/// A peer that is ready to be asked.
pub(crate) struct Process {
    child: Child,
    to: BufWriter<ChildStdin>,
    from: BufReader<ChildStdout>,
    /// How long it took to be ready, by its own clock.
    pub(crate) load_ms: f64,
}

/// What `prepare` and the first line of `serve` say.
#[derive(Deserialize)]
struct Took {
    ms: f64,
}

/// What `describe` says.
#[derive(Debug, Deserialize)]
pub(crate) struct Description {
    pub(crate) variants: Vec<String>,
    pub(crate) version: String,
}

/// Asks a program what it is.
pub(crate) fn describe(command: &[String]) -> Result<Description> {
    Ok(serde_json::from_str(&said_by(command, &["describe"])?)?)
}

/// Makes `data` of a base and says how long that took in the program.
pub(crate) fn prepare(
    command: &[String],
    locale: Locale,
    variant: &str,
    base: &Path,
    data: &Path,
) -> Result<f64> {
    // A database goes on with what it finds.
    if data.exists() {
        fs::remove_file(data)?;
    }
    let (base, data) = (base.to_string_lossy(), data.to_string_lossy());
    let arguments = ["prepare", &locale.to_string(), variant, &base, &data];
    Ok(serde_json::from_str::<Took>(&said_by(command, &arguments)?)?.ms)
}

/// What a program prints.
pub(crate) fn said_by(command: &[String], arguments: &[&str]) -> Result<String> {
    let output = Command::new(&command[0])
        .args(&command[1..])
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("{}: {error}", command[0]))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        let last = said.lines().rfind(|line| !line.trim().is_empty()).unwrap_or_default();
        return Err(format!("{} ended with {}: {last}", command.join(" "), output.status).into());
    }
    Ok(String::from_utf8(output.stdout)?)
}

impl Process {
    /// Starts a program and waits until it can be asked.
    pub(crate) fn start(
        command: &[String],
        locale: Locale,
        variant: &str,
        data: &Path,
    ) -> Result<Process> {
        let mut child = Command::new(&command[0])
            .args(&command[1..])
            .args(["serve", &locale.to_string(), variant])
            .arg(data)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let to = BufWriter::new(child.stdin.take().ok_or("no input")?);
        let from = BufReader::new(child.stdout.take().ok_or("no output")?);
        let mut process = Process { child, to, from, load_ms: 0.0 };
        process.load_ms = serde_json::from_str::<Took>(&process.line()?)?.ms;
        Ok(process)
    }

    /// Asks all questions one after the other. None where that would take longer than `patience`, going by the first
    /// ten.
    pub(crate) fn ask(
        &mut self,
        questions: &[Asked],
        patience: Duration,
    ) -> Result<Option<Vec<Timed>>> {
        let start = Instant::now();
        let mut answers = Vec::with_capacity(questions.len());
        for (number, asked) in questions.iter().enumerate() {
            let share = number as f64 / questions.len() as f64;
            if number == FIRST && start.elapsed() > patience.mul_f64(share) {
                return Ok(None);
            }
            let question = Question { text: asked.text.clone() };
            writeln!(self.to, "{}", serde_json::to_string(&question)?)?;
            self.to.flush()?;
            answers.push(serde_json::from_str(&self.line()?)?);
        }
        Ok(Some(answers))
    }

    /// Resident memory now, and the most that it ever was, in kilobytes of 1,024 bytes.
    pub(crate) fn memory(&self) -> Result<(u64, u64)> {
        let process = self.child.id().to_string();
        let value = |name| -> Result<u64> {
            memory_of(&process, name)?.ok_or_else(|| "a peer has ended".into())
        };
        Ok((value("VmRSS")?, value("VmHWM")?))
    }

    fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        if self.from.read_line(&mut line)? == 0 {
            return Err("it ended before it answered".into());
        }
        Ok(line)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It has nothing to save, and must not outlive what asks it.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What was said, without its time.
pub(crate) fn without_times(answers: &[Timed]) -> Vec<Said> {
    answers.iter().map(|answer| answer.said.clone()).collect()
}

/// A folder for what is prepared, made anew.
pub(crate) fn workplace() -> Result<PathBuf> {
    let folder = std::env::temp_dir().join(format!("relais-peers-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// After so many questions it is plain how long the rest will take.
const FIRST: usize = 10;
