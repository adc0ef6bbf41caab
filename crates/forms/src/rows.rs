use std::marker::PhantomData;
use std::path::Path;

use huiyin_domain::SiteZone;

use crate::table::{Format, Table};
use crate::{Cells, ColumnOf, FileError, FileKind, Header, Profile, Refusal};

/// A kind of row that files hold.
pub trait FileRow: Sized {
    /// Its columns.
    type Column: ColumnOf;

    /// What is remembered from row to row, such as the ids that were there.
    type Memory: Default;

    /// Reads the cells. What is wrong is refused in `cells`; then the row is not given, whatever is returned.
    fn read(cells: &mut Cells<'_>, memory: &mut Self::Memory) -> Option<Self>;
}

/// How a file is to be read.
#[derive(Clone, Copy, Default, Debug)]
pub struct Options<'o> {
    /// The titles and values of the estate's own files.
    pub profile: Option<&'o Profile>,
    /// The zone of the site, in which moments with an offset become wall time.
    pub zone: SiteZone,
}

/// The rows of a file, each read into its type or refused for one or more reasons.
///
/// An error of the file ends the rows; then nothing that was read before may be kept.
pub struct Rows<R: FileRow> {
    table: Table,
    header: Header,
    zone: SiteZone,
    memory: R::Memory,
    ended: bool,
    kind: PhantomData<fn() -> R>,
}

impl<R: FileRow> Rows<R> {
    /// Opens a file of such rows.
    pub fn open(path: &Path, options: Options<'_>) -> Result<Self, FileError> {
        Self::of(Table::open(path)?, options)
    }

    /// The rows of an open table.
    pub fn of(table: Table, options: Options<'_>) -> Result<Self, FileError> {
        let open = table.format() == Format::JsonLines;
        let kind = R::Column::FILE;
        let header = Header::map(kind, options.profile, table.titles(), open)?;
        Ok(Self {
            table,
            header,
            zone: options.zone,
            memory: R::Memory::default(),
            ended: false,
            kind: PhantomData,
        })
    }

    /// The kind of file.
    pub fn kind(&self) -> &'static FileKind {
        R::Column::FILE
    }

    /// How the titles were understood.
    pub const fn header(&self) -> &Header {
        &self.header
    }

    /// The format that the file has.
    pub const fn format(&self) -> Format {
        self.table.format()
    }

    /// The name of its encoding.
    pub const fn encoding(&self) -> &'static str {
        self.table.encoding()
    }

    /// What was remembered of the rows read so far.
    pub const fn memory(&self) -> &R::Memory {
        &self.memory
    }

    /// What was remembered of the rows.
    pub fn into_memory(self) -> R::Memory {
        self.memory
    }

    fn read_row(&mut self) -> Result<Option<Result<R, Vec<Refusal>>>, FileError> {
        match self.table.read_row()? {
            Some(Ok(())) => {}
            Some(Err(refusal)) => return Ok(Some(Err(vec![refusal]))),
            None => return Ok(None),
        }
        if self.table.titles().len() > self.header.len() {
            self.header.add_titles(self.table.titles())?;
        }
        let mut problems = Vec::new();
        let mut cells = Cells::new(self.table.row(), &self.header, self.zone, &mut problems);
        let row = R::read(&mut cells, &mut self.memory);
        Ok(Some(match row {
            Some(row) if problems.is_empty() => Ok(row),
            _ => Err(problems),
        }))
    }
}

impl<R: FileRow> Iterator for Rows<R> {
    type Item = Result<Result<R, Vec<Refusal>>, FileError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let row = self.read_row().transpose();
        self.ended = !matches!(row, Some(Ok(_)));
        row
    }
}
