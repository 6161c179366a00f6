//! A file in pieces that many can read at the same time, each line in one of them.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use crate::error::Error;

/// A part of a file: the lines that start in it.
pub(super) struct Piece<'f> {
    pub(super) file: &'f Path,
    start: u64,
    /// The length of the file; what is added while it is read is left for another report.
    file_length: u64,
}

/// The pieces of these files, in their order.
pub(super) fn pieces(files: &[PathBuf]) -> Result<Vec<Piece<'_>>, Error> {
    let mut pieces = Vec::new();
    for file in files {
        let file_length = file.metadata().map_err(|error| Error::file(file, error))?.len();
        let starts = (0..file_length).step_by(PIECE);
        pieces.extend(starts.map(|start| Piece { file, start, file_length }));
    }
    Ok(pieces)
}

/// Whole lines of a file.
pub(super) struct Lines {
    pub(super) text: Vec<u8>,
    /// Where in the file they start.
    pub(super) start: u64,
    /// Whether the file ends with them.
    pub(super) is_last: bool,
}

impl Piece<'_> {
    /// The lines that start in the piece, the last of which may end beyond it.
    pub(super) fn lines(&self) -> io::Result<Lines> {
        // A line starts where the piece does if the byte before it ends one.
        let from = self.start.saturating_sub(1);
        let mut file = File::open(self.file)?;
        file.seek(SeekFrom::Start(from))?;
        let mut file = file.take(self.file_length - from);
        let mut text = Vec::with_capacity(PIECE + LINE);
        let piece = PIECE as u64 + (self.start - from);
        (&mut file).take(piece).read_to_end(&mut text)?;
        while text.last() != Some(&b'\n') {
            let seen = text.len();
            if (&mut file).take(LINE as u64).read_to_end(&mut text)? == 0 {
                break;
            }
            if let Some(end) = text[seen..].iter().position(|byte| *byte == b'\n') {
                text.truncate(seen + end + 1);
            }
        }
        let is_last = from + text.len() as u64 == self.file_length;
        let first = match self.start {
            0 => 0,
            _ => text.iter().position(|byte| *byte == b'\n').map_or(text.len(), |end| end + 1),
        };
        // Of a line that is longer than a piece, the pieces after the first have nothing.
        let first = if first > PIECE { text.len() } else { first };
        text.drain(..first);
        Ok(Lines { text, start: from + first as u64, is_last })
    }

    /// The number of the line that starts at this byte of the file.
    pub(super) fn line_number(&self, at: u64) -> io::Result<u64> {
        let before = BufReader::with_capacity(LINE, File::open(self.file)?.take(at));
        let mut number = 1;
        for byte in before.bytes() {
            number += u64::from(byte? == b'\n');
        }
        Ok(number)
    }
}

/// How many bytes a worker takes at a time.
const PIECE: usize = 16 << 20;
/// How far a line that goes on beyond its piece is read at a time.
const LINE: usize = 64 << 10;
