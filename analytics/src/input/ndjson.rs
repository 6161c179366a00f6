//! Lines of JSON, read once.
//!
//! Ten queries would read the same text ten times. It is read once instead, by all processors, into
//! Parquet files that have only the columns that are asked for; that is also when every line is looked
//! at, so that a bad one can be named. Arrow's own reader turns text into columns, many lines at a
//! time, and tells no place; only where it refuses some are they read again one by one.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{num::NonZero, thread};

use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::error::ArrowError;
use datafusion::arrow::json::ReaderBuilder;
use datafusion::arrow::json::reader::Decoder;
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::basic::Compression;
use datafusion::parquet::file::properties::WriterProperties;

use super::lines::{Lines, Piece, pieces};
use super::{Notes, Place};
use crate::error::Error;
use crate::events;

/// Reads these files into Parquet files in the folder and adds what is to be told to the notes.
///
/// # Errors
///
/// Where a file cannot be read, or a line is no event and is not to be skipped. The last line of a file
/// may lack its end.
pub(crate) fn read(
    files: &[PathBuf],
    folder: &Path,
    skip_bad_lines: bool,
    notes: &mut Notes,
) -> Result<(), Error> {
    let pieces = pieces(files)?;
    let job = Job {
        pieces: &pieces,
        next: AtomicUsize::new(0),
        failed: Mutex::new(None),
        skip_bad_lines,
        notes: Mutex::new(std::mem::take(notes)),
    };
    let workers = thread::available_parallelism().map_or(1, NonZero::get);
    // Of empty files one makes an empty table.
    let workers = workers.min(pieces.len()).max(1);
    thread::scope(|scope| {
        for number in 0..workers {
            let (job, part) = (&job, folder.join(format!("{number}.parquet")));
            scope.spawn(move || job.work(&part));
        }
    });
    *notes = job.notes.into_inner().expect(NO_PANIC);
    notes.torn.sort();
    notes.skipped_at.sort();
    notes.skipped_at.truncate(TOLD);
    match job.failed.into_inner().expect(NO_PANIC) {
        Some((_, error)) => Err(error),
        None => Ok(()),
    }
}

/// What the workers share.
struct Job<'f> {
    pieces: &'f [Piece<'f>],
    next: AtomicUsize,
    /// The failure in the first of the pieces that failed, and its number. Pieces before it were taken
    /// before it and are read to their end, so it is the same one each time.
    failed: Mutex<Option<(usize, Error)>>,
    skip_bad_lines: bool,
    notes: Mutex<Notes>,
}

impl Job<'_> {
    /// Reads pieces until there are none left or one has failed, into one file.
    fn work(&self, part: &Path) {
        let mut number = 0;
        if let Err(error) = self.write(part, &mut number) {
            let mut failed = self.failed.lock().expect(NO_PANIC);
            if failed.as_ref().is_none_or(|(first, _)| number < *first) {
                *failed = Some((number, error));
            }
        }
    }

    fn write(&self, part: &Path, number: &mut usize) -> Result<(), Error> {
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            // What is being written stays in memory until a group of rows is full.
            .set_max_row_group_row_count(Some(ROWS_IN_A_GROUP))
            .build();
        let file = File::create(part).map_err(|error| Error::file(part, error))?;
        let written = |error| Error::file(part, error);
        let mut writer =
            ArrowWriter::try_new(file, events::columns(), Some(properties)).map_err(written)?;
        while self.failed.lock().expect(NO_PANIC).is_none() {
            *number = self.next.fetch_add(1, Ordering::Relaxed);
            let Some(piece) = self.pieces.get(*number) else { break };
            let lines = piece.lines().map_err(|error| Error::file(piece.file, error))?;
            for batch in self.batches(piece, &lines)? {
                writer.write(&batch).map_err(written)?;
            }
        }
        writer.close().map_err(written)?;
        Ok(())
    }

    fn batches(&self, piece: &Piece<'_>, lines: &Lines) -> Result<Vec<RecordBatch>, Error> {
        if let Ok(batches) = decode(&lines.text) {
            return Ok(batches);
        }
        let mut good = Vec::with_capacity(lines.text.len());
        let mut at = 0;
        for line in lines.text.split_inclusive(|byte| *byte == b'\n') {
            match decode(line) {
                Ok(_) => good.extend_from_slice(line),
                Err(problem) => self.tell(piece, lines, at, line, &problem)?,
            }
            at += line.len();
        }
        decode(&good).map_err(|error| Error::file(piece.file, error))
    }

    /// Notes a line that is no event, or fails on it.
    fn tell(
        &self,
        piece: &Piece<'_>,
        lines: &Lines,
        at: usize,
        line: &[u8],
        problem: &ArrowError,
    ) -> Result<(), Error> {
        let mut notes = self.notes.lock().expect(NO_PANIC);
        if let Some(version) = other_version(line) {
            *notes.other_versions.entry(version).or_default() += 1;
            return Ok(());
        }
        let number = piece.line_number(lines.start + at as u64);
        let number = number.map_err(|error| Error::file(piece.file, error))?;
        let place = Place { file: piece.file.to_owned(), line: number };
        if lines.is_last && at + line.len() == lines.text.len() && !line.ends_with(b"\n") {
            notes.torn.push(place);
            return Ok(());
        }
        if !self.skip_bad_lines {
            return Err(Error::new(format!(
                "{}:{number}: this line is no event: {}\nnothing is reported, for nobody would know what is \
                 missing; --skip-bad-lines leaves such lines out and says how many",
                piece.file.display(),
                plain(problem),
            )));
        }
        notes.skipped += 1;
        // The first ones are told; which those are is known when all workers are done.
        if notes.skipped_at.len() == 2 * TOLD {
            notes.skipped_at.sort();
            notes.skipped_at.truncate(TOLD);
        }
        notes.skipped_at.push(place);
        Ok(())
    }
}

/// The events of these lines, as columns.
fn decode(lines: &[u8]) -> Result<Vec<RecordBatch>, ArrowError> {
    let mut decoder =
        ReaderBuilder::new(events::columns()).with_batch_size(ROWS).build_decoder()?;
    let (mut batches, mut rows) = (Vec::new(), 0);
    let mut flush = |decoder: &mut Decoder| {
        let batch = decoder.flush()?;
        rows += batch.as_ref().map_or(0, RecordBatch::num_rows);
        batches.extend(batch);
        Ok::<(), ArrowError>(())
    };
    let mut rest = lines;
    while !rest.is_empty() {
        let read = decoder.decode(rest)?;
        rest = &rest[read..];
        if !rest.is_empty() {
            flush(&mut decoder)?;
        }
    }
    if decoder.has_partial_record() {
        return Err(ArrowError::JsonError("it ends in the middle".to_owned()));
    }
    flush(&mut decoder)?;
    // Two events on a line, or one over two, are what a crash leaves, and not what was written.
    let filled = |line: &&[u8]| !line.trim_ascii().is_empty();
    match lines.split(|byte| *byte == b'\n').filter(filled).count() {
        expected if expected == rows => Ok(batches),
        _ => Err(ArrowError::JsonError("it is not one event".to_owned())),
    }
}

/// The version of a record that is not of the version that is known, and may have any shape.
fn other_version(line: &[u8]) -> Option<i64> {
    let value: serde_json::Value = serde_json::from_slice(line).ok()?;
    value.get("version")?.as_i64().filter(|version| *version != events::VERSION)
}

/// What Arrow says, without its own prefix.
fn plain(problem: &ArrowError) -> String {
    match problem {
        ArrowError::JsonError(message) => message.clone(),
        other => other.to_string(),
    }
}

/// How many events are decoded at a time.
const ROWS: usize = 8192;
const ROWS_IN_A_GROUP: usize = 16 * ROWS;
/// How many lines that were skipped are told.
const TOLD: usize = 10;
/// Where a worker panics, the others' locks are of no use any more.
const NO_PANIC: &str = "a worker that panics ends the program";
