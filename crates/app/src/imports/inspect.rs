//! A look into a file before anything is done with it: what it is, how its columns are understood, its first rows.

use huiyin_domain::entry::ImportKind;
use huiyin_forms::events::EventRow;
use huiyin_forms::participants::ParticipantRow;
use huiyin_forms::people::{DepartmentRow, ResidentRow, StaffRow};
use huiyin_forms::table::Format;
use huiyin_forms::units::UnitRow;
use huiyin_forms::{Column, ColumnOf, ColumnsFault, FileError, FileKind, FileRow, Header, Profile};

use super::ImportRequest;
use super::source::Source;
use crate::{App, Asker, Error, Result};

/// How many rows are shown.
const SHOWN: usize = 10;

/// What a file is, and how it is understood.
#[derive(Debug)]
pub struct Inspected {
    /// The format its bytes are in.
    pub format: Format,
    /// The name of its encoding.
    pub encoding: &'static str,
    /// Its titles in their order, and the column that each means; those that mean none are kept as notes, unless a
    /// profile maps them.
    pub titles: Vec<TitleRead>,
    /// The columns that files of this kind have, in our order.
    pub columns: &'static [Column],
    /// The first rows as the file has them, a text for each title.
    pub first_rows: Vec<Vec<String>>,
    /// What is wrong with the titles: needed columns that are missing, columns that two titles mean. Then the file
    /// cannot be imported before a profile maps them.
    pub fault: Option<ColumnsFault>,
    /// The kind of file that its titles speak for, where it is another one.
    pub likelier: Option<ImportKind>,
}

/// A title of a file, and what it is taken for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TitleRead {
    /// The title.
    pub title: String,
    /// The column that it means.
    pub column: Option<&'static Column>,
}

impl App {
    /// Looks into a file: its format and encoding, how its titles are understood, and its first rows as they stand.
    /// Reads only its beginning; [`Error::File`] when it cannot be read.
    pub async fn inspect_file(&self, asker: &Asker, request: &ImportRequest) -> Result<Inspected> {
        let profile = match &request.profile {
            Some(name) => Some(
                self.import_profile(request.site, request.kind, name)
                    .await?,
            ),
            None => None,
        };
        self.inspect_by(asker, request, profile).await
    }

    /// The same, by a profile that need not be saved.
    pub(super) async fn inspect_by(
        &self,
        asker: &Asker,
        request: &ImportRequest,
        profile: Option<Profile>,
    ) -> Result<Inspected> {
        let mut tx = self.db().read().await?;
        let site = self
            .check_import(&mut tx, asker, request.site, request.kind)
            .await?;
        drop(tx);
        let kind = request.kind;
        let source = Source::new(request, profile, site.zone());
        source
            .read(move |source| look_into(source, kind))
            .await
            .map_err(Error::File)
    }
}

/// The columns of a kind of file.
pub(super) const fn file_kind(kind: ImportKind) -> &'static FileKind {
    const fn of<R: FileRow>() -> &'static FileKind {
        <R::Column as ColumnOf>::FILE
    }
    match kind {
        ImportKind::Events => of::<EventRow>(),
        ImportKind::Units => of::<UnitRow>(),
        ImportKind::Residents => of::<ResidentRow>(),
        ImportKind::Staff => of::<StaffRow>(),
        ImportKind::Departments => of::<DepartmentRow>(),
        ImportKind::Participants => of::<ParticipantRow>(),
    }
}

fn look_into(source: &Source, listed: ImportKind) -> Result<Inspected, FileError> {
    let kind = file_kind(listed);
    let mut table = source.table()?;
    let mut first_rows = Vec::new();
    while first_rows.len() < SHOWN {
        match table.next_row()? {
            None => break,
            Some(Err(_)) => {}
            Some(Ok(row)) => {
                first_rows.push(
                    (0..row.len())
                        .map(|cell| row.cell(cell).to_owned())
                        .collect(),
                );
            }
        }
    }
    let titles = table.titles();
    let open = table.format() == Format::JsonLines;
    let (read, fault) = match Header::map(kind, source.profile(), titles, open) {
        Ok(header) => (read_by(&header), None),
        Err(FileError::Columns(fault)) => {
            let read = titles.iter().map(|title| TitleRead {
                title: title.to_string(),
                column: kind
                    .column_called(title)
                    .map(|column| &kind.columns[column]),
            });
            (read.collect(), Some(*fault))
        }
        Err(error) => return Err(error),
    };
    let mut inspected = Inspected {
        format: table.format(),
        encoding: table.encoding(),
        titles: read,
        columns: kind.columns,
        first_rows,
        fault,
        likelier: None,
    };
    inspected.likelier = likelier(titles, listed, inspected.known());
    Ok(inspected)
}

/// The one kind of file that knows the most of these titles and has all it needs, when it is another than the one
/// listed, of which `known` are known.
fn likelier(titles: &[Box<str>], listed: ImportKind, known: usize) -> Option<ImportKind> {
    let others = ImportKind::ALL
        .iter()
        .copied()
        .filter(|kind| *kind != listed);
    let fitting = others.filter_map(|kind| {
        let header = Header::map(file_kind(kind), None, titles, false).ok()?;
        let known = header.titles().filter(|(_, column)| column.is_some());
        Some((known.count(), kind))
    });
    let (most, kind) = fitting.max_by_key(|(known, _)| *known)?;
    (most > known).then_some(kind)
}

fn read_by(header: &Header) -> Vec<TitleRead> {
    header
        .titles()
        .map(|(title, column)| TitleRead {
            title: title.to_owned(),
            column,
        })
        .collect()
}
