//! Rows of a text in cells: the grammar is the library's, the counting of rows and the way out of an open quote ours.

use std::io::Read;

use csv_core::ReadRecordResult as Outcome;

use super::quotes::{self, Quotes};
use super::row::{RowBuffer, Step};
use super::window::Window;
use crate::{Expected, FileError, Refusal};

pub(super) struct CsvRows<R> {
    window: Window<R>,
    parser: csv_core::Reader,
    separator: u8,
    /// The row that was read last, as a spreadsheet numbers it.
    row: u64,
    /// Whether the last row ended in a carriage return, so that a line feed belongs to it.
    after_return: bool,
    /// How many cells the first row has.
    width: usize,
    cells: Vec<u8>,
    ends: Vec<usize>,
}

/// How the reading of a record came out.
enum Record {
    /// This many bytes in this many cells.
    Whole { bytes: usize, cells: usize },
    /// The text ended within it.
    Cut { bytes: usize, cells: usize },
    /// It is longer than a row may be.
    TooLong,
}

impl<R: Read> CsvRows<R> {
    pub(super) fn new(mut window: Window<R>) -> Result<Self, FileError> {
        let separator = find_separator(&mut window)?;
        Ok(Self {
            window,
            parser: csv_core::ReaderBuilder::new().delimiter(separator).build(),
            separator,
            row: 0,
            after_return: false,
            width: 0,
            cells: vec![0; 4096],
            ends: vec![0; 64],
        })
    }

    pub(super) fn read_row(&mut self, row: &mut RowBuffer) -> Result<Step, FileError> {
        loop {
            self.skip_empty_lines()?;
            self.window.begin_record();
            if self.window.some_ahead()?.is_empty() {
                return Ok(Step::End);
            }
            self.row += 1;
            let (bytes, cells) = match self.read_record()? {
                Record::Whole { bytes, cells } => (bytes, cells),
                Record::Cut { bytes, cells } => {
                    if self.quotes() == Quotes::Open {
                        return Ok(self.refuse(Expected::ClosedQuote));
                    }
                    (bytes, cells)
                }
                Record::TooLong => return self.refuse_long(),
            };
            self.after_return = self.window.record().ends_with(b"\r");
            if self.swallowed_rows(bytes) {
                return Ok(self.refuse(Expected::ClosedQuote));
            }
            row.set(self.row, &self.cells[..bytes], &self.ends[..cells])?;
            if self.width == 0 {
                self.width = cells;
            }
            if !row.is_blank() {
                return Ok(Step::Row);
            }
        }
    }

    /// Skips lines without anything, which count as rows.
    fn skip_empty_lines(&mut self) -> Result<(), FileError> {
        loop {
            let return_before = std::mem::take(&mut self.after_return);
            match self.window.some_ahead()?.first() {
                Some(b'\n') if return_before => {}
                Some(b'\n') => self.row += 1,
                Some(b'\r') => {
                    self.row += 1;
                    self.after_return = true;
                }
                _ => return Ok(()),
            }
            self.window.take(1);
            self.window.begin_record();
        }
    }

    fn read_record(&mut self) -> Result<Record, FileError> {
        self.parser.reset();
        let (mut bytes, mut cells) = (0, 0);
        loop {
            let (result, read, written, ended) = self.parser.read_record(
                self.window.ahead(),
                &mut self.cells[bytes..],
                &mut self.ends[cells..],
            );
            self.window.take(read);
            bytes += written;
            cells += ended;
            match result {
                Outcome::Record => return Ok(Record::Whole { bytes, cells }),
                Outcome::End => return Ok(Record::Cut { bytes, cells }),
                Outcome::InputEmpty => {
                    if !self.window.read_more()? {
                        return Ok(self.last_record(bytes, cells));
                    }
                }
                Outcome::OutputFull if bytes >= RowBuffer::MOST_BYTES => {
                    return Ok(Record::TooLong);
                }
                Outcome::OutputFull => self.cells.resize(2 * bytes, 0),
                Outcome::OutputEndsFull if cells >= RowBuffer::MOST_CELLS => {
                    return Ok(Record::TooLong);
                }
                Outcome::OutputEndsFull => self.ends.resize(2 * cells, 0),
            }
        }
    }

    /// The text ended within the record: an empty input tells the parser so.
    fn last_record(&mut self, bytes: usize, cells: usize) -> Record {
        if self.ends.len() == cells {
            self.ends.push(0);
        }
        let (_, _, _, ended) = self
            .parser
            .read_record(&[], &mut [], &mut self.ends[cells..]);
        Record::Cut {
            bytes,
            cells: cells + ended,
        }
    }

    /// Whether a cell with line ends in it holds them because its quote was not closed where it should be.
    fn swallowed_rows(&self, bytes: usize) -> bool {
        memchr::memchr2(b'\n', b'\r', &self.cells[..bytes]).is_some()
            && self.quotes() != Quotes::Sound
    }

    fn quotes(&self) -> Quotes {
        quotes::look_at(self.window.record(), self.separator, self.width)
    }

    /// Refuses the row that was begun, and goes on with the line after its first.
    fn refuse(&mut self, expected: Expected) -> Step {
        let record = self.window.record();
        let line = record
            .iter()
            .position(|byte| matches!(byte, b'\n' | b'\r'))
            .unwrap_or(record.len());
        let value = String::from_utf8_lossy(&record[..line]).into_owned();
        let end = record.len().min(line + 1);
        self.after_return = record.get(line) == Some(&b'\r');
        self.window.give_back_after(end);
        Step::Refused(Refusal::new(self.row, None, &value, expected))
    }

    /// Refuses a row that is longer than a row may be: an open quote if it has several lines, else skipped to its end.
    fn refuse_long(&mut self) -> Result<Step, FileError> {
        if memchr::memchr2(b'\n', b'\r', self.window.record()).is_some() {
            return Ok(self.refuse(Expected::ClosedQuote));
        }
        let refused = self.refuse(RowBuffer::shorter_row());
        loop {
            let ahead = self.window.some_ahead()?;
            if ahead.is_empty() {
                return Ok(refused);
            }
            let (rest, ended) = match memchr::memchr2(b'\n', b'\r', ahead) {
                Some(end) => (end, true),
                None => (ahead.len(), false),
            };
            self.window.take(rest);
            self.window.begin_record();
            if ended {
                self.after_return = false;
                return self.end_line(refused);
            }
        }
    }

    /// Takes the end of a line that was skipped, which is no row of its own.
    fn end_line(&mut self, refused: Step) -> Result<Step, FileError> {
        self.after_return = self.window.some_ahead()?.first() == Some(&b'\r');
        self.window.take(1);
        Ok(refused)
    }
}

/// The comma; a semicolon or a tab when the first line has no comma but these.
fn find_separator<R: Read>(window: &mut Window<R>) -> Result<u8, FileError> {
    let titles = loop {
        let text = window.ahead().trim_ascii_start();
        if let Some(end) = memchr::memchr2(b'\n', b'\r', text) {
            break text[..end].to_vec();
        }
        if text.len() > RowBuffer::MOST_BYTES || !window.read_more()? {
            break window.ahead().to_vec();
        }
    };
    let mut quoted = false;
    let mut best = None;
    for byte in titles {
        match byte {
            b'"' => quoted = !quoted,
            b',' if !quoted => return Ok(b','),
            b';' | b'\t' if !quoted => best = best.or(Some(byte)),
            _ => {}
        }
    }
    Ok(best.unwrap_or(b','))
}
