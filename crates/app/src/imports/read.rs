//! What came of imports, for their pages.

use huiyin_domain::entry::ImportKind;
use huiyin_domain::{ImportId, Instant, PersonId, Personal, ScopeId};
use huiyin_store::imports::{self, FindingRow, ImportRow};
use huiyin_store::people;
use uuid::Uuid;

use super::{Counts, Finding, Outcome};
use crate::access::check;
use crate::{App, Asker, Error, Result, Right};

/// How many imports of a site are listed.
const LISTED: u32 = 100;

/// How far an import is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stage {
    /// It began and did not come to its end; the same file under the same id goes on with it.
    Begun,
    /// It came to its end then.
    Done(Instant),
    /// It was undone then.
    Undone(Instant),
}

/// An import.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Summary {
    /// Its id.
    pub import: ImportId,
    /// The site.
    pub site: ScopeId,
    /// What the file lists.
    pub kind: ImportKind,
    /// The file's name.
    pub file_name: String,
    /// The profile by which it was read.
    pub profile: Option<String>,
    /// When it began.
    pub opened_at: Instant,
    /// Who began it; none when the product did.
    pub opened_by: Option<PersonId>,
    /// Their name; none when the product began it, or they were erased.
    pub opened_by_name: Option<Personal<String>>,
    /// How far it is.
    pub stage: Stage,
    /// How many rows came to what; all zero before its end.
    pub counts: Counts,
}

/// A row of an import that made or changed something, or could not.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ImportedRow {
    /// The row of the file.
    pub row: u64,
    /// What came of it.
    pub outcome: Outcome,
    /// The kind of thing it made or changed (`event`, `unit`, `occupancy`, `person`, `department`), and its id.
    pub target: Option<(String, Uuid)>,
    /// What there is to say of it.
    pub findings: Vec<Finding>,
}

/// An import with some of its rows. Rows that were there already are counted, not listed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ImportPage {
    /// The import.
    pub summary: Summary,
    /// The rows, in their order.
    pub rows: Vec<ImportedRow>,
    /// The row to go on after; none when these are the last.
    pub next_after: Option<u64>,
}

impl App {
    /// The latest imports of a site, the newest first.
    pub async fn imports(&self, asker: &Asker, site: ScopeId) -> Result<Vec<Summary>> {
        let mut tx = self.db().read().await?;
        let at = self.editions().site(&mut tx, site).await?;
        let today = at.day(self.clock().now());
        check(&at.rules_on(today), asker, site, Right::See)?;
        let rows = imports::imports(&mut tx, site, LISTED).await?;
        let mut who: Vec<PersonId> = rows.iter().filter_map(|row| row.opened_by).collect();
        who.sort_unstable();
        who.dedup();
        let who = people::people(&mut tx, &who).await?;
        let named = rows.into_iter().map(|row| {
            let by = row.opened_by;
            let person = who.iter().find(|person| Some(person.id) == by);
            summary(row, person.and_then(|person| person.name.clone()))
        });
        Ok(named.collect())
    }

    /// Which kinds of file the asker may import at a site.
    pub async fn importable(&self, asker: &Asker, site: ScopeId) -> Result<Vec<ImportKind>> {
        let mut tx = self.db().read().await?;
        let mut may = Vec::new();
        for kind in ImportKind::ALL.iter().copied() {
            match self.check_import(&mut tx, asker, site, kind).await {
                Ok(_) => may.push(kind),
                Err(Error::Forbidden { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(may)
    }

    /// An import with its rows after `after`, at most `limit`, which is cut to 1 … 500; with an outcome named, only those
    /// that came to it. For who may import such files: what is said of a row shows its cells. [`Error::NotFound`] when
    /// there is none, or it is another site's.
    pub async fn import(
        &self,
        asker: &Asker,
        import: ImportId,
        outcome: Option<Outcome>,
        after: u64,
        limit: u32,
    ) -> Result<ImportPage> {
        let limit = limit.clamp(1, 500);
        let mut tx = self.db().read().await?;
        let row = self.import_to_see(&mut tx, asker, import).await?;
        self.check_import(&mut tx, asker, row.site, row.kind)
            .await?;
        let who = match row.opened_by {
            Some(person) => people::person(&mut tx, person).await?,
            None => None,
        };
        let name = who.and_then(|person| person.name);
        let outcomes =
            imports::outcomes(&mut tx, import, outcome.map(Outcome::id), after, limit).await?;
        let last = outcomes.last().map(|outcome| outcome.row);
        let mut findings = findings_between(&mut tx, import, after, last).await?;
        let is_full = outcomes.len() == limit as usize;
        let rows = outcomes
            .into_iter()
            .map(|outcome| {
                let own = findings.partition_point(|finding| finding.row <= outcome.row);
                let own = findings.drain(..own);
                Ok(ImportedRow {
                    findings: own
                        .filter(|finding| finding.row == outcome.row)
                        .map(Finding::from)
                        .collect(),
                    outcome: Outcome::of_id(&outcome.outcome).ok_or(Error::NotFound)?,
                    row: outcome.row,
                    target: outcome.target,
                })
            })
            .collect::<Result<_>>()?;
        Ok(ImportPage {
            summary: summary(row, name),
            rows,
            next_after: last.filter(|_| is_full),
        })
    }

    /// Tells every finding of an import in order of rows.
    pub async fn import_findings(
        &self,
        asker: &Asker,
        import: ImportId,
        mut told: impl FnMut(&Finding) + Send,
    ) -> Result<()> {
        let mut tx = self.db().read().await?;
        let row = self.import_to_see(&mut tx, asker, import).await?;
        self.check_import(&mut tx, asker, row.site, row.kind)
            .await?;
        let mut after = (0, 0);
        loop {
            let findings = imports::findings(&mut tx, import, after, FINDINGS).await?;
            let Some(last) = findings.last() else {
                return Ok(());
            };
            after = (last.row, last.place);
            for finding in findings {
                told(&Finding::from(finding));
            }
        }
    }

    /// An import that the asker may see.
    pub(super) async fn import_to_see(
        &self,
        tx: &mut huiyin_store::Tx,
        asker: &Asker,
        import: ImportId,
    ) -> Result<ImportRow> {
        let row = imports::import(tx, import).await?.ok_or(Error::NotFound)?;
        let site = self.editions().site(tx, row.site).await?;
        let today = site.day(self.clock().now());
        check(&site.rules_on(today), asker, site.id(), Right::See).map_err(|_| Error::NotFound)?;
        Ok(row)
    }
}

/// Findings read with one statement.
const FINDINGS: u32 = 500;

/// The findings of the rows after `after` up to `last`, in order.
async fn findings_between(
    tx: &mut huiyin_store::Tx,
    import: ImportId,
    after: u64,
    last: Option<u64>,
) -> Result<Vec<FindingRow>> {
    let mut found = Vec::new();
    let Some(last) = last else {
        return Ok(found);
    };
    let mut place = (after, u32::MAX);
    loop {
        let more = imports::findings(tx, import, place, FINDINGS).await?;
        let is_last = more.len() < FINDINGS as usize;
        found.extend(more);
        match found.last() {
            Some(finding) if finding.row <= last && !is_last => {
                place = (finding.row, finding.place);
            }
            _ => {
                found.retain(|finding| finding.row <= last);
                return Ok(found);
            }
        }
    }
}

impl From<FindingRow> for Finding {
    fn from(row: FindingRow) -> Self {
        Self {
            row: row.row,
            column: row.column,
            value: row.value,
            expected: row.expected,
        }
    }
}

fn summary(row: ImportRow, opened_by_name: Option<Personal<String>>) -> Summary {
    let counts = row.counts.map_or_else(Counts::default, |counts| Counts {
        read: counts.read,
        created: counts.created,
        updated: counts.updated,
        same: counts.same,
        held_back: counts
            .read
            .saturating_sub(counts.created + counts.updated + counts.same + counts.refused),
        refused: counts.refused,
    });
    Summary {
        import: row.id,
        site: row.site,
        kind: row.kind,
        stage: stage(&row),
        file_name: row.file_name,
        profile: row.profile,
        opened_at: row.opened_at,
        opened_by: row.opened_by,
        opened_by_name,
        counts,
    }
}

pub(super) fn stage(row: &ImportRow) -> Stage {
    match (row.done_at, row.undone_at) {
        (_, Some(undone)) => Stage::Undone(undone),
        (Some(done), None) => Stage::Done(done),
        (None, None) => Stage::Begun,
    }
}
