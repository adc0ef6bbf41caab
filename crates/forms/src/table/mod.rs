//! A file as rows of text cells, whatever its format and encoding, one row in memory at a time.

mod content;
mod csv;
mod encoding;
mod jsonl;
mod quotes;
mod row;
mod unpacked;
mod window;
mod xlsx;

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

pub use content::Content;
pub use row::{Flaw, Row};

use crate::{FileError, Refusal};
use csv::CsvRows;
use jsonl::JsonRows;
use row::{RowBuffer, Step};
use window::Window;
use xlsx::XlsxRows;

/// A file that can be read as a table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// Cells separated by commas, semicolons or tabs.
    Csv,
    /// The first sheet of a workbook.
    Xlsx,
    /// A JSON object on each line.
    JsonLines,
}

/// An open table: its titles, and its rows one after the other.
///
/// ```no_run
/// # fn main() -> Result<(), huiyin_forms::FileError> {
/// let mut table = huiyin_forms::table::Table::open("events.csv".as_ref())?;
/// while let Some(row) = table.next_row()? {
///     match row {
///         Ok(row) => println!("{}: {}", row.number(), row.cell(0)),
///         Err(refusal) => println!("{refusal}"),
///     }
/// }
/// # Ok(())
/// # }
/// ```
pub struct Table {
    rows: Rows,
    encoding: &'static str,
    titles: Vec<Box<str>>,
    row: RowBuffer,
    /// What was read only to learn the titles and is still to be given.
    first: Option<Step>,
}

type TextReader = Box<dyn Read + Send>;
type Text = Window<TextReader>;

enum Rows {
    Csv(Box<CsvRows<TextReader>>),
    Json(Box<JsonRows<TextReader>>),
    Xlsx(Box<XlsxRows>),
}

impl Table {
    /// Opens a file. What it is, its bytes say; that it is not what its name says is an error.
    pub fn open(path: &Path) -> Result<Self, FileError> {
        let ending = path.extension().unwrap_or_default().to_string_lossy();
        Self::read(File::open(path)?, &ending)
    }

    /// Reads an open file whose name ends in `ending`, such as `csv`; an empty ending promises nothing.
    pub fn read(mut file: File, ending: &str) -> Result<Self, FileError> {
        let ending = ending.to_lowercase();
        if !file.metadata()?.is_file() {
            return Err(FileError::NotAFile);
        }
        let mut first = [0; Content::LOOKED_AT];
        let length = encoding::read_fully(&mut file, &mut first)?;
        file.seek(SeekFrom::Start(0))?;
        match Content::of_bytes(&first[..length]) {
            _ if length == 0 => Err(FileError::Empty),
            Some(Content::Zip) => {
                let rows = XlsxRows::open(file)?;
                agree(Content::Xlsx, &ending)?;
                Self::new(Rows::Xlsx(Box::new(rows)), "UTF-8")
            }
            Some(content) => Err(FileError::Unreadable(content)),
            None => Self::read_text(file, &ending),
        }
    }

    fn read_text(file: File, ending: &str) -> Result<Self, FileError> {
        let (encoding, reader) = encoding::open(file)?;
        let mut text: Text = Window::new(reader);
        let content = Content::of_text(&beginning(&mut text)?, ending);
        if !matches!(content, Content::Csv | Content::JsonLines) {
            return Err(FileError::Unreadable(content));
        }
        agree(content, ending)?;
        let rows = match content {
            Content::JsonLines => Rows::Json(Box::new(JsonRows::new(text))),
            _ => Rows::Csv(Box::new(CsvRows::new(text)?)),
        };
        Self::new(rows, encoding.name())
    }

    fn new(rows: Rows, encoding: &'static str) -> Result<Self, FileError> {
        let mut table = Self {
            rows,
            encoding,
            titles: Vec::new(),
            row: RowBuffer::default(),
            first: None,
        };
        table.read_titles()?;
        Ok(table)
    }

    /// The titles are the first row; in JSON Lines the keys, of which the first object has the most.
    fn read_titles(&mut self) -> Result<(), FileError> {
        match self.rows.read_row(&mut self.row)? {
            Step::End => Err(FileError::Empty),
            step if matches!(self.rows, Rows::Json(_)) => {
                self.first = Some(step);
                Ok(())
            }
            Step::Refused(refusal) => Err(FileError::Titles {
                row: refusal.row,
                expected: refusal.expected,
            }),
            Step::Row => {
                let row = self.row.row();
                let mut titles: Vec<Box<str>> =
                    (0..row.len()).map(|at| row.cell(at).into()).collect();
                while titles.last().is_some_and(|title| title.is_empty()) {
                    titles.pop();
                }
                self.titles = titles;
                Ok(())
            }
        }
    }

    /// The format that was found.
    pub const fn format(&self) -> Format {
        match self.rows {
            Rows::Csv(_) => Format::Csv,
            Rows::Json(_) => Format::JsonLines,
            Rows::Xlsx(_) => Format::Xlsx,
        }
    }

    /// The name of the encoding that was found, such as `UTF-8` or `gb18030`.
    pub const fn encoding(&self) -> &'static str {
        self.encoding
    }

    /// The titles of the columns. In JSON Lines these are the keys so far: a later row may add more at the end.
    pub fn titles(&self) -> &[Box<str>] {
        match &self.rows {
            Rows::Json(rows) => rows.titles(),
            Rows::Csv(_) | Rows::Xlsx(_) => &self.titles,
        }
    }

    /// The next row that is not blank, why it cannot be taken apart, or none at the end.
    pub fn next_row(&mut self) -> Result<Option<Result<Row<'_>, Refusal>>, FileError> {
        let read = self.read_row()?;
        Ok(read.map(|row| row.map(|()| self.row())))
    }

    /// Reads the next row, which [`Table::row`] then gives.
    pub(crate) fn read_row(&mut self) -> Result<Option<Result<(), Refusal>>, FileError> {
        let step = match self.first.take() {
            Some(step) => step,
            None => self.rows.read_row(&mut self.row)?,
        };
        Ok(match step {
            Step::Row => Some(Ok(())),
            Step::Refused(refusal) => Some(Err(refusal)),
            Step::End => None,
        })
    }

    /// The row that was read last.
    pub(crate) fn row(&self) -> Row<'_> {
        self.row.row()
    }
}

impl Rows {
    fn read_row(&mut self, row: &mut RowBuffer) -> Result<Step, FileError> {
        match self {
            Self::Csv(rows) => rows.read_row(row),
            Self::Json(rows) => rows.read_row(row),
            Self::Xlsx(rows) => rows.read_row(row),
        }
    }
}

fn agree(found: Content, ending: &str) -> Result<(), FileError> {
    if found.may_be_named(ending) {
        return Ok(());
    }
    Err(FileError::OtherThanNamed {
        ending: ending.into(),
        found,
    })
}

/// The beginning of a text, up to something that is not blank.
fn beginning(text: &mut Text) -> Result<String, FileError> {
    while text.ahead().trim_ascii_start().is_empty() {
        if !text.read_more()? {
            return Err(FileError::Empty);
        }
    }
    Ok(String::from_utf8_lossy(text.ahead()).into_owned())
}
