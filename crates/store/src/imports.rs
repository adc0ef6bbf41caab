//! Imports of files: what came of each row, profiles of the estates' own files, and what is known of the things that
//! a file names.

mod arising;
mod events;
mod known;
mod profiles;
mod undo;

use huiyin_domain::entry::ImportKind;
use huiyin_domain::{ImportId, Instant, PersonId, Personal, ScopeId, Text};
use uuid::Uuid;

pub use arising::{ArisingRow, entered_arising, first_arising, forget_arising, note_arising};
pub use events::{
    KnownEvent, Standing, complete_lists, events_of_outside_ids, list_events, names_of,
    persons_in_units,
};
pub use known::{
    DepartmentRow, KnownPerson, PostRow, ResidentRow, StaffRow, UnitRow, company, departments,
    persons_called, posts_of, residents_of_units, staff_of_logins, units_of_codes, zones,
};
pub use profiles::{ProfileRow, profile, profiles, remove_profile, save_profile};
pub use undo::{Hanging, close_accounts, hanging, made_by};

use crate::row::Row;
use crate::tx::sql_text;
use crate::value::Bind;
use crate::{Result, Tx};

/// An import.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ImportRow {
    /// Its id.
    pub id: ImportId,
    /// The site.
    pub site: ScopeId,
    /// What the file lists.
    pub kind: ImportKind,
    /// The file's name.
    pub file_name: String,
    /// The named profile by which it was read.
    pub profile: Option<String>,
    /// When it began.
    pub opened_at: Instant,
    /// Who began it.
    pub opened_by: Option<PersonId>,
    /// The counts, once it came to its end.
    pub counts: Option<Counts>,
    /// When it came to its end.
    pub done_at: Option<Instant>,
    /// When it was undone.
    pub undone_at: Option<Instant>,
}

/// How many rows came to what.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Counts {
    /// Rows read.
    pub read: u64,
    /// Rows that made something new.
    pub created: u64,
    /// Rows that changed something.
    pub updated: u64,
    /// Rows that were there already.
    pub same: u64,
    /// Rows that were refused.
    pub refused: u64,
}

/// What came of one row; rows that were there already leave none.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OutcomeRow {
    /// The row of the file.
    pub row: u64,
    /// The word for what came of it.
    pub outcome: String,
    /// What it made or changed: the kind of thing, and its id.
    pub target: Option<(String, Uuid)>,
}

/// Something to say of a row: why it was refused, or a cell that was not taken.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FindingRow {
    /// The row of the file.
    pub row: u64,
    /// Its place among the findings of the row, from 1.
    pub place: u32,
    /// The column's name; none when the row as a whole is meant.
    pub column: Option<String>,
    /// What was found there.
    pub value: Option<Personal<String>>,
    /// What was expected.
    pub expected: Text,
}

impl ImportRow {
    fn read(row: &Row) -> Result<Self> {
        let read: Option<u64> = row.get("rows_read")?;
        let counts = match read {
            None => None,
            Some(read) => Some(Counts {
                read,
                created: row.get("created")?,
                updated: row.get("updated")?,
                same: row.get("same")?,
                refused: row.get("refused")?,
            }),
        };
        Ok(Self {
            id: row.get("id")?,
            site: row.get("site_id")?,
            kind: row.get("kind")?,
            file_name: row.get("source_name")?,
            profile: row.get("profile")?,
            opened_at: row.get("opened_at")?,
            opened_by: row.get("opened_by_id")?,
            counts,
            done_at: row.get("done_at")?,
            undone_at: row.get("undone_at")?,
        })
    }
}

const IMPORT: &str = "select id, site_id, kind, source_name, profile, opened_at, opened_by_id, rows_read, created, updated, \
    same, refused, done_at, undone_at from import where id = $1";
const IMPORTS: &str = "select id, site_id, kind, source_name, profile, opened_at, opened_by_id, rows_read, created, \
    updated, same, refused, done_at, undone_at from import where site_id = $1 order by opened_at desc, id desc limit $2";
const OUTCOMES: &str = "select row_number, outcome, target_kind, target_id from import_row \
    where import_id = $1 and row_number > $2 and ($4 = '' or outcome = $4) order by row_number limit $3";
const OUTCOME_COUNTS: &str = "select outcome, count(*) as rows_of_it from import_row where import_id = $1 group by outcome \
    order by outcome";
const FINDINGS: &str = "select row_number, place, column_name, value_words, expected from import_finding \
    where import_id = $1 and (row_number, place) > ($2, $3) order by row_number, place limit $4";

/// An import, when there is one of this id.
pub async fn import(tx: &mut Tx, id: ImportId) -> Result<Option<ImportRow>> {
    tx.optional(IMPORT, &[&id], ImportRow::read).await
}

/// The imports of a site, the newest first.
pub async fn imports(tx: &mut Tx, site: ScopeId, limit: u32) -> Result<Vec<ImportRow>> {
    tx.all(IMPORTS, &[&site, &limit], ImportRow::read).await
}

/// What came of the rows after `after`, in their order; with an outcome named, only those.
pub async fn outcomes(
    tx: &mut Tx,
    import: ImportId,
    outcome: Option<&str>,
    after: u64,
    limit: u32,
) -> Result<Vec<OutcomeRow>> {
    let outcome = outcome.unwrap_or_default();
    tx.all(OUTCOMES, &[&import, &after, &limit, &outcome], |row| {
        let kind: Option<String> = row.get("target_kind")?;
        let target: Option<Uuid> = row.get("target_id")?;
        Ok(OutcomeRow {
            row: row.get("row_number")?,
            outcome: row.get("outcome")?,
            target: kind.zip(target),
        })
    })
    .await
}

/// How many rows came to each outcome.
pub async fn outcome_counts(tx: &mut Tx, import: ImportId) -> Result<Vec<(String, u64)>> {
    tx.all(OUTCOME_COUNTS, &[&import], |row| {
        Ok((row.get("outcome")?, row.get("rows_of_it")?))
    })
    .await
}

/// What there is to say after a place of a row, in order; begin with row 0, place 0.
pub async fn findings(
    tx: &mut Tx,
    import: ImportId,
    after: (u64, u32),
    limit: u32,
) -> Result<Vec<FindingRow>> {
    tx.all(FINDINGS, &[&import, &after.0, &after.1, &limit], |row| {
        Ok(FindingRow {
            row: row.get("row_number")?,
            place: row.get("place")?,
            column: row.get("column_name")?,
            value: row.get("value_words")?,
            expected: row.json("expected")?,
        })
    })
    .await
}

/// Keeps what came of rows and what is to be said of them.
pub async fn keep(
    tx: &mut Tx,
    import: ImportId,
    outcomes: &[OutcomeRow],
    findings: &[FindingRow],
) -> Result<()> {
    const OUTCOME: &str =
        "insert into import_row (import_id, row_number, outcome, target_kind, target_id) values";
    const FINDING: &str = "insert into import_finding (import_id, row_number, place, column_name, value_words, expected) values";
    let targets: Vec<_> = outcomes
        .iter()
        .map(|outcome| match &outcome.target {
            Some((kind, id)) => (Some(kind.as_str()), Some(*id)),
            None => (None, None),
        })
        .collect();
    let rows: Vec<[&dyn Bind; 5]> = outcomes
        .iter()
        .zip(&targets)
        .map(|(outcome, (kind, id))| -> [&dyn Bind; 5] {
            [&import, &outcome.row, &outcome.outcome, kind, id]
        })
        .collect();
    tx.insert_rows(OUTCOME, &rows).await?;
    let texts: Vec<_> = findings
        .iter()
        .map(|finding| {
            let value = finding.value.as_ref().map(|value| value.reveal().as_str());
            serde_json::to_string(&finding.expected)
                .map(|expected| (value, expected))
                .map_err(crate::Error::corrupt)
        })
        .collect::<Result<_>>()?;
    let rows: Vec<[&dyn Bind; 6]> = findings
        .iter()
        .zip(&texts)
        .map(|(finding, (value, expected))| -> [&dyn Bind; 6] {
            [
                &import,
                &finding.row,
                &finding.place,
                &finding.column,
                value,
                expected,
            ]
        })
        .collect();
    tx.insert_rows(FINDING, &rows).await
}

/// How many values go into one `in (…)`: each number of values would be a statement of its own to prepare.
const LISTED: usize = 50;

/// Asks for rows by a list of values, in pieces of one size. `sql` ends in `in`; `first` are the values before.
pub(crate) async fn listed<T, V: Bind>(
    tx: &mut Tx,
    sql: &str,
    first: &[&dyn Bind],
    values: &[V],
    read: impl Fn(&Row) -> Result<T> + Copy,
) -> Result<Vec<T>> {
    let places: Vec<_> = (1..=LISTED)
        .map(|place| format!("${}", first.len() + place))
        .collect();
    let sql = format!("{sql} ({})", places.join(", "));
    let mut found = Vec::new();
    for piece in values.chunks(LISTED) {
        let mut params = first.to_vec();
        params.extend(piece.iter().map(|value| value as &dyn Bind));
        // A short piece is filled up with its last value, which finds nothing twice.
        let last = piece.len() - 1;
        params.resize(first.len() + LISTED, &piece[last] as &dyn Bind);
        found.extend(tx.all(sql_text(sql.clone()), &params, read).await?);
    }
    Ok(found)
}
