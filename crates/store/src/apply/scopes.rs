use huiyin_domain::entry::facts::{
    CompanyOpened, ProcedureAdopted, ScopeOpened, SiteChanged, SiteOpened,
};
use huiyin_domain::entry::{Entry, ScopeKind};

use crate::{Result, Tx};

const INSERT_SCOPE: &str = "insert into scope (id, kind, parent_id, name, site_code, time_zone, live_from) \
    values ($1, $2, $3, $4, $5, $6, $7)";

pub(super) async fn company_opened(
    tx: &mut Tx,
    entry: &Entry,
    facts: &CompanyOpened,
) -> Result<()> {
    const INSTALL: &str =
        "insert into installation (company_id, id, demo, opened_at) values ($1, $2, $3, $4)";
    let none: Option<&str> = None;
    tx.execute(
        INSERT_SCOPE,
        &[
            &facts.company,
            &ScopeKind::Company,
            &None::<huiyin_domain::ScopeId>,
            &facts.name,
            &none,
            &none,
            &none,
        ],
    )
    .await?;
    tx.execute(
        INSTALL,
        &[&facts.company, &facts.installation, &facts.demo, &entry.at],
    )
    .await?;
    Ok(())
}

pub(super) async fn scope_opened(tx: &mut Tx, facts: &ScopeOpened) -> Result<()> {
    let none: Option<&str> = None;
    tx.execute(
        INSERT_SCOPE,
        &[
            &facts.scope,
            &facts.kind,
            &facts.parent,
            &facts.name,
            &none,
            &none,
            &none,
        ],
    )
    .await?;
    Ok(())
}

pub(super) async fn site_opened(tx: &mut Tx, facts: &SiteOpened) -> Result<()> {
    tx.execute(
        INSERT_SCOPE,
        &[
            &facts.site,
            &ScopeKind::Site,
            &facts.parent,
            &facts.name,
            &facts.code,
            &facts.time_zone,
            &facts.live_from,
        ],
    )
    .await?;
    Ok(())
}

pub(super) async fn site_changed(tx: &mut Tx, facts: &SiteChanged) -> Result<()> {
    const SQL: &str = "update scope set name = $2, time_zone = $3, live_from = $4 where id = $1";
    tx.execute_one(
        SQL,
        &[&facts.site, &facts.name, &facts.time_zone, &facts.live_from],
    )
    .await
}

pub(super) async fn procedure_adopted(
    tx: &mut Tx,
    entry: &Entry,
    facts: &ProcedureAdopted,
) -> Result<()> {
    const KEEP: &str = "insert into procedure_version (hash, procedure, format, content) \
        values ($1, $2, $3, $4) on conflict (hash) do nothing";
    const ADOPT: &str = "insert into site_procedure (site_id, from_month, procedure_hash, adopted_at, adopted_by_id) \
        values ($1, $2, $3, $4, $5) on conflict (site_id, from_month) do update set \
        procedure_hash = excluded.procedure_hash, adopted_at = excluded.adopted_at, \
        adopted_by_id = excluded.adopted_by_id";
    tx.execute(
        KEEP,
        &[&facts.hash, &facts.procedure, &facts.format, &facts.text],
    )
    .await?;
    tx.execute(
        ADOPT,
        &[
            &facts.site,
            &facts.from,
            &facts.hash,
            &entry.at,
            &entry.actor,
        ],
    )
    .await?;
    Ok(())
}
