//! One piece of a file: each row judged by what is known, and taken in.

use huiyin_domain::entry::ImportKind;
use huiyin_domain::{Day, ImportId, Instant, Lang, PersonId, Personal, ScopeId, Text};
use huiyin_forms::{ColumnOf, EventIds, Expected, FileRow, Refusal};
use huiyin_store::accounts;
use huiyin_store::imports::{self, FindingRow, OutcomeRow};
use huiyin_store::{Change, Draft, Tx, Work};
use uuid::Uuid;

use super::source::Lines;
use super::{Counts, Finding, Outcome};
use crate::planning::History;
use crate::{Error, Result, Site};

/// What is the same for all rows of an import.
#[derive(Clone, Debug)]
pub(super) struct Context {
    pub(super) site: Site,
    pub(super) company: ScopeId,
    pub(super) today: Day,
    /// The import; none when it is only tried out.
    pub(super) import: Option<ImportId>,
    /// Whether whoever imports may change the severity of a complaint, and say that one is invalid.
    pub(super) judges: bool,
    /// Whether whoever imports may give the posts of the company.
    pub(super) gives_company_posts: bool,
    /// Whether whoever imports may put households on the lists of festivals.
    pub(super) lists_festivals: bool,
    /// The moment of the import.
    pub(super) now: Instant,
    /// The file's name, which stands in the journal as the reason of what it corrects.
    pub(super) file_name: String,
    /// What becomes of events completed before the site was live.
    pub(super) history: History,
}

/// Rows of a piece, and the context they are judged in.
pub(super) struct Piece<K> {
    pub(super) context: Context,
    pub(super) lines: Lines<K>,
}

/// A kind of thing that files list.
pub(super) trait Importable: Sized + Send + Sync + 'static {
    /// Which kind it is.
    const KIND: ImportKind;
    /// The row as the file has it.
    type Row: FileRow + 'static;
    /// What is remembered of the rows before, to find a repeated one and to number lists.
    type Seen: Default;

    /// The row in its place in the file; refused when the file had it before.
    fn place(row: Self::Row, seen: &mut Self::Seen) -> Result<Self, Refusal>;

    /// What is to come of rows, in their order, by what is known. Changes nothing.
    fn judge<'t>(
        tx: &'t mut Tx,
        context: &'t Context,
        items: &'t [Self],
    ) -> Work<'t, Vec<Judged>, Error>;

    /// Makes others wait who would give the same numbers.
    fn lock<'t>(_tx: &'t mut Tx, _context: &'t Context) -> Work<'t, (), Error> {
        Box::pin(async { Ok(()) })
    }

    /// What is left to do in the transaction of a piece, after its entries.
    fn after<'t, 'c: 't>(
        _change: &'t mut Change<'c>,
        _context: &'t Context,
        _judged: &'t [Judged],
    ) -> Work<'t, (), Error> {
        Box::pin(async { Ok(()) })
    }
}

/// What is to come of one row.
#[derive(Debug)]
pub(super) struct Judged {
    pub(super) row: u64,
    pub(super) outcome: Outcome,
    pub(super) target: Option<Target>,
    pub(super) drafts: Vec<Draft>,
    /// An account to open, with its login.
    pub(super) account: Option<(PersonId, String)>,
    pub(super) findings: Vec<Refusal>,
}

/// What a row made or changed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Target {
    pub(super) kind: &'static str,
    pub(super) id: Uuid,
}

impl Judged {
    pub(super) const fn new(row: u64, outcome: Outcome, target: Target) -> Self {
        Self {
            row,
            outcome,
            target: Some(target),
            drafts: Vec::new(),
            account: None,
            findings: Vec::new(),
        }
    }

    pub(super) const fn refused(row: u64, findings: Vec<Refusal>) -> Self {
        Self {
            row,
            outcome: Outcome::Refused,
            target: None,
            drafts: Vec::new(),
            account: None,
            findings,
        }
    }

    /// With entries to append; a row that was there already has none.
    pub(super) fn with(mut self, drafts: Vec<Draft>) -> Self {
        self.drafts = drafts;
        self
    }
}

/// What is to come of all rows of a piece, in their order. Changes nothing.
pub(super) async fn judge<K: Importable>(
    tx: &mut Tx,
    context: &Context,
    lines: &Lines<K>,
) -> Result<Vec<Judged>> {
    let mut judged = K::judge(tx, context, &lines.items).await?;
    judged.extend(
        lines
            .refused
            .iter()
            .map(|(row, findings)| Judged::refused(*row, findings.clone())),
    );
    judged.sort_by_key(|judged| judged.row);
    Ok(judged)
}

/// Takes a piece in, and keeps what came of its rows.
pub(super) async fn take<K: Importable>(
    change: &mut Change<'_>,
    piece: &Piece<K>,
) -> Result<Counts> {
    K::lock(change, &piece.context).await?;
    let mut judged = judge(change, &piece.context, &piece.lines).await?;
    let mut counts = Counts::default();
    for row in &mut judged {
        counts.add(row.outcome);
        for draft in std::mem::take(&mut row.drafts) {
            change.append(draft).await?;
        }
        if let Some((person, login)) = &row.account {
            let at = change.at();
            accounts::open(change, *person, login, None, at).await?;
        }
    }
    K::after(change, &piece.context, &judged).await?;
    if let Some(import) = piece.context.import {
        keep(change, import, &judged).await?;
    }
    Ok(counts)
}

async fn keep(tx: &mut Tx, import: ImportId, judged: &[Judged]) -> Result<()> {
    let outcomes: Vec<_> = judged
        .iter()
        .filter(|row| row.outcome != Outcome::Same)
        .map(|row| OutcomeRow {
            row: row.row,
            outcome: row.outcome.id().to_owned(),
            target: row.target.map(|target| (target.kind.to_owned(), target.id)),
        })
        .collect();
    let findings: Vec<_> = judged
        .iter()
        .flat_map(|row| {
            (1..).zip(&row.findings).map(|(place, refusal)| {
                let finding = Finding::of(refusal);
                FindingRow {
                    row: row.row,
                    place,
                    column: finding.column,
                    value: finding.value,
                    expected: finding.expected,
                }
            })
        })
        .collect();
    Ok(imports::keep(tx, import, &outcomes, &findings).await?)
}

impl Finding {
    pub(super) fn of(refusal: &Refusal) -> Self {
        Self {
            row: refusal.row,
            column: refusal.column.map(|column| column.name.to_owned()),
            value: (!refusal.value.is_empty()).then(|| Personal::new(refusal.value.to_string())),
            expected: in_all_languages(&refusal.expected),
        }
    }
}

fn in_all_languages(expected: &Expected) -> Text {
    Text {
        zh_hant: expected.text(Lang::ZhHant),
        zh_hans: expected.text(Lang::ZhHans),
        en: expected.text(Lang::En),
    }
}

/// The keys that a file has had.
#[derive(Debug, Default)]
pub(super) struct Keys(EventIds);

impl Keys {
    /// Notes the key of a row, which is what a cell of it says; refuses the row where an earlier one of the scope has
    /// the same.
    pub(super) fn note(
        &mut self,
        (row, column): (u64, impl ColumnOf),
        scope: &str,
        key: &str,
    ) -> Result<(), Refusal> {
        let Some(before) = self.0.row_of(scope, key) else {
            self.0.add(scope, key, row);
            return Ok(());
        };
        let fresh = Expected::FreshRow { row: before };
        Err(Refusal::new(row, Some(column.column()), key, fresh))
    }
}

/// What a cell says; an empty one never clears what is known.
pub(super) fn said<T: Clone>(cell: Option<T>, known: Option<&T>) -> Option<T> {
    cell.or_else(|| known.cloned())
}
