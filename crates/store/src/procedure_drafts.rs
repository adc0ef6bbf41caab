//! Copies of procedures that a site is editing.

use huiyin_domain::{Instant, PersonId, Personal, ProcedureDraftId, ScopeId};

use crate::row::Row;
use crate::{Result, Tx};

/// A copy that is being edited.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProcedureDraftRow {
    /// The copy.
    pub id: ProcedureDraftId,
    /// The site whose copy it is.
    pub site: ScopeId,
    /// The text of the version it was made of.
    pub base: String,
    /// Its text, sound or not.
    pub content: String,
    /// How often it changed.
    pub version: u32,
    /// When it was begun.
    pub begun_at: Instant,
    /// When it was changed last.
    pub changed_at: Instant,
    /// Who changed it last; none when they were erased.
    pub changed_by: Option<Personal<String>>,
}

/// A version that a site adopted, with who did it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AdoptionRow {
    /// From which month on it is in force.
    pub from: huiyin_domain::Month,
    /// When it was adopted.
    pub at: Instant,
    /// By whom; none for the product itself, or when they were erased.
    pub by: Option<Personal<String>>,
}

fn read(row: &Row) -> Result<ProcedureDraftRow> {
    Ok(ProcedureDraftRow {
        id: row.get("id")?,
        site: row.get("site_id")?,
        base: row.get("base")?,
        content: row.get("content")?,
        version: row.get("version")?,
        begun_at: row.get("begun_at")?,
        changed_at: row.get("changed_at")?,
        changed_by: row.get("name")?,
    })
}

/// A copy of a site.
pub async fn draft(
    tx: &mut Tx,
    site: ScopeId,
    id: ProcedureDraftId,
) -> Result<Option<ProcedureDraftRow>> {
    const SQL: &str = "select d.id, d.site_id, d.base, d.content, d.version, d.begun_at, d.changed_at, p.name \
        from procedure_draft d left join person p on p.id = d.changed_by_id where d.site_id = $1 and d.id = $2";
    tx.optional(SQL, &[&site, &id], read).await
}

/// The copies of a site, the latest begun first.
pub async fn drafts(tx: &mut Tx, site: ScopeId) -> Result<Vec<ProcedureDraftRow>> {
    const SQL: &str = "select d.id, d.site_id, d.base, d.content, d.version, d.begun_at, d.changed_at, p.name \
        from procedure_draft d left join person p on p.id = d.changed_by_id where d.site_id = $1 \
        order by d.begun_at desc, d.id desc";
    tx.all(SQL, &[&site], read).await
}

/// Begins a copy; one of this id stays as it is.
pub async fn begin(
    tx: &mut Tx,
    id: ProcedureDraftId,
    site: ScopeId,
    (base, content): (&str, &str),
    (now, by): (Instant, Option<PersonId>),
) -> Result<()> {
    const SQL: &str = "insert into procedure_draft \
        (id, site_id, base, content, version, begun_at, begun_by_id, changed_at, changed_by_id) \
        values ($1, $2, $3, $4, 1, $5, $6, $5, $6) on conflict (id) do nothing";
    tx.execute(SQL, &[&id, &site, &base, &content, &now, &by])
        .await?;
    Ok(())
}

/// Keeps the text of a copy; whether it was still at this version.
pub async fn save(
    tx: &mut Tx,
    site: ScopeId,
    (id, version): (ProcedureDraftId, u32),
    content: &str,
    (now, by): (Instant, Option<PersonId>),
) -> Result<bool> {
    const SQL: &str = "update procedure_draft set content = $1, version = version + 1, changed_at = $2, \
        changed_by_id = $3 where site_id = $4 and id = $5 and version = $6";
    let changed = tx
        .execute(SQL, &[&content, &now, &by, &site, &id, &version])
        .await?;
    Ok(changed > 0)
}

/// Forgets a copy: it was adopted or given up. Whether there was one.
pub async fn forget(tx: &mut Tx, site: ScopeId, id: ProcedureDraftId) -> Result<bool> {
    const SQL: &str = "delete from procedure_draft where site_id = $1 and id = $2";
    Ok(tx.execute(SQL, &[&site, &id]).await? > 0)
}

/// Who adopted the versions of a site, and when; by month.
pub async fn adoptions(tx: &mut Tx, site: ScopeId) -> Result<Vec<AdoptionRow>> {
    const SQL: &str = "select s.from_month, s.adopted_at, p.name from site_procedure s \
        left join person p on p.id = s.adopted_by_id where s.site_id = $1 order by s.from_month";
    tx.all(SQL, &[&site], |row| {
        Ok(AdoptionRow {
            from: row.get("from_month")?,
            at: row.get("adopted_at")?,
            by: row.get("name")?,
        })
    })
    .await
}
