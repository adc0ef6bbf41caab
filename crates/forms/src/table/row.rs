use crate::{Expected, FileError, Refusal};

/// A row of a file: its number and its cells as text.
#[derive(Clone, Copy, Debug)]
pub struct Row<'t> {
    number: u64,
    text: &'t str,
    cells: &'t [Span],
    flaws: &'t [(usize, Flaw)],
}

/// What is wrong with a cell before anybody asks what it means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Flaw {
    /// The error of a formula stands in it.
    FormulaError,
    /// A JSON object or a list of lists stands in it.
    Nested,
    /// The JSON object has the same key twice.
    Twice,
}

impl<'t> Row<'t> {
    /// Its number as a spreadsheet shows it; in JSON Lines the line.
    pub const fn number(&self) -> u64 {
        self.number
    }

    /// How many cells it has; fewer than the header when the last ones are left out.
    pub const fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether it has no cells.
    pub const fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// A cell without blanks around it; empty where the row has none.
    pub fn cell(&self, index: usize) -> &'t str {
        self.cells
            .get(index)
            .and_then(|span| self.text.get(span.start as usize..span.end as usize))
            .unwrap_or_default()
            .trim()
    }

    /// What is wrong with a cell.
    pub fn flaw(&self, index: usize) -> Option<Flaw> {
        self.flaws
            .iter()
            .find(|(cell, _)| *cell == index)
            .map(|(_, flaw)| *flaw)
    }

    /// Whether a NUL character is in it, which no database takes.
    pub fn has_nul(&self) -> bool {
        memchr::memchr(0, self.text.as_bytes()).is_some()
    }
}

/// Where a cell is in the text of its row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// A cell that the row does not have, although it has later ones.
    const ABSENT: Self = Self { start: 1, end: 0 };
}

/// What reading on brought.
pub(super) enum Step {
    /// A row, in the buffer.
    Row,
    /// A row that cannot be taken apart.
    Refused(Refusal),
    /// The end.
    End,
}

/// The row that was read last, in memory that is used again for the next.
#[derive(Default)]
pub(super) struct RowBuffer {
    number: u64,
    text: String,
    cells: Vec<Span>,
    flaws: Vec<(usize, Flaw)>,
}

impl RowBuffer {
    const MEGABYTES: usize = 4;
    /// The most bytes that a row may have.
    pub(super) const MOST_BYTES: usize = Self::MEGABYTES * 1024 * 1024;
    /// The most cells that a row may have, as in a spreadsheet.
    pub(super) const MOST_CELLS: usize = 16_384;

    /// What is said of a longer row.
    pub(super) const fn shorter_row() -> Expected {
        Expected::ShorterRow {
            megabytes: Self::MEGABYTES,
        }
    }

    pub(super) fn row(&self) -> Row<'_> {
        Row {
            number: self.number,
            text: &self.text,
            cells: &self.cells,
            flaws: &self.flaws,
        }
    }

    pub(super) const fn number(&self) -> u64 {
        self.number
    }

    /// Empties it for the row of this number.
    pub(super) fn begin(&mut self, number: u64) {
        self.number = number;
        self.text.clear();
        self.cells.clear();
        self.flaws.clear();
    }

    /// A row given at once: its cells one behind the other, and where each ends.
    pub(super) fn set(
        &mut self,
        number: u64,
        cells: &[u8],
        ends: &[usize],
    ) -> Result<(), FileError> {
        self.begin(number);
        let text = std::str::from_utf8(cells)
            .map_err(|_| std::io::Error::other("the file was changed while it was read"))?;
        self.text.push_str(text);
        let mut start = 0;
        for end in ends {
            let span = Span {
                start,
                end: offset(*end),
            };
            start = span.end;
            self.cells.push(span);
        }
        Ok(())
    }

    /// Puts a cell at a place, written by `write`.
    pub(super) fn put(&mut self, index: usize, write: impl FnOnce(&mut String)) {
        if self.cells.len() <= index {
            self.cells.resize(index + 1, Span::ABSENT);
        }
        let start = offset(self.text.len());
        write(&mut self.text);
        self.cells[index] = Span {
            start,
            end: offset(self.text.len()),
        };
    }

    /// Whether there is a cell at this place.
    pub(super) fn has(&self, index: usize) -> bool {
        self.cells
            .get(index)
            .is_some_and(|span| span.start <= span.end)
    }

    /// Notes what is wrong with a cell.
    pub(super) fn put_flaw(&mut self, index: usize, flaw: Flaw) {
        self.flaws.push((index, flaw));
    }

    /// Whether it is longer than a row may be.
    pub(super) fn is_too_long(&self) -> bool {
        self.text.len() > Self::MOST_BYTES
    }

    /// Whether nothing but blanks is in it.
    pub(super) fn is_blank(&self) -> bool {
        self.flaws.is_empty() && self.text.trim_start().is_empty()
    }
}

/// Texts of a row are far below four gigabytes: [`RowBuffer::MOST_BYTES`].
fn offset(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
