use huiyin_domain::entry::ImportKind;
use huiyin_domain::{Instant, PersonId, ScopeId};

use crate::{Result, Tx};

/// How an estate's own files of a kind are read, kept by name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProfileRow {
    /// Its name.
    pub name: String,
    /// The profile, as JSON.
    pub profile: String,
    /// When it was kept.
    pub saved_at: Instant,
}

/// A profile of a site and kind.
pub async fn profile(
    tx: &mut Tx,
    site: ScopeId,
    kind: ImportKind,
    name: &str,
) -> Result<Option<ProfileRow>> {
    const SQL: &str = "select name, profile, saved_at from import_profile \
        where site_id = $1 and kind = $2 and name = $3";
    tx.optional(SQL, &[&site, &kind, &name], read).await
}

/// All profiles of a site and kind, by name.
pub async fn profiles(tx: &mut Tx, site: ScopeId, kind: ImportKind) -> Result<Vec<ProfileRow>> {
    const SQL: &str = "select name, profile, saved_at from import_profile \
        where site_id = $1 and kind = $2 order by name";
    tx.all(SQL, &[&site, &kind], read).await
}

/// Keeps a profile, in the place of one of the same name.
pub async fn save_profile(
    tx: &mut Tx,
    site: ScopeId,
    kind: ImportKind,
    row: &ProfileRow,
    by: Option<PersonId>,
) -> Result<()> {
    const SQL: &str = "insert into import_profile (site_id, kind, name, profile, saved_at, saved_by_id) \
        values ($1, $2, $3, $4, $5, $6) on conflict (site_id, kind, name) do update set profile = excluded.profile, \
        saved_at = excluded.saved_at, saved_by_id = excluded.saved_by_id";
    tx.execute_one(
        SQL,
        &[&site, &kind, &row.name, &row.profile, &row.saved_at, &by],
    )
    .await
}

/// Takes a profile away; whether there was one.
pub async fn remove_profile(
    tx: &mut Tx,
    site: ScopeId,
    kind: ImportKind,
    name: &str,
) -> Result<bool> {
    const SQL: &str = "delete from import_profile where site_id = $1 and kind = $2 and name = $3";
    Ok(tx.execute(SQL, &[&site, &kind, &name]).await? > 0)
}

fn read(row: &crate::row::Row) -> Result<ProfileRow> {
    Ok(ProfileRow {
        name: row.get("name")?,
        profile: row.get("profile")?,
        saved_at: row.get("saved_at")?,
    })
}
