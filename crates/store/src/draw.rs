//! The draw: keys of months, rates that were set, and cohorts.

use huiyin_domain::entry::Digest;
use huiyin_domain::{Category, CohortId, EventId, Instant, Month, Rate, ScopeId};

use crate::row::Row;
use crate::{Error, Result, Tx};

/// The key of a site's draws of one month, as far as it is published.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeyRow {
    /// The month of `due`.
    pub month: Month,
    /// The SHA-256 of the key, 64 hex digits.
    pub sha256: String,
    /// When it was published.
    pub committed_at: Instant,
    /// The key, 64 hex digits, once it is revealed.
    pub key: Option<String>,
    /// When it was revealed.
    pub revealed_at: Option<Instant>,
}

impl KeyRow {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            month: row.get("month")?,
            sha256: row.get("sha256")?,
            committed_at: row.get("committed_at")?,
            key: row.get("draw_key")?,
            revealed_at: row.get("revealed_at")?,
        })
    }
}

/// The obligations over which a rate is counted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CohortRow {
    /// The cohort.
    pub id: CohortId,
    /// Its site.
    pub site: ScopeId,
    /// Its name: `site/category/YYYY-MM` or `site/category/event_id`.
    pub name: String,
    /// Its category.
    pub category: Category,
    /// The month in which its windows close; none where it is one event's.
    pub month: Option<Month>,
    /// The event whose list it is.
    pub event: Option<EventId>,
    /// Its rate.
    pub rate: Rate,
    /// The version of the procedure it follows.
    pub procedure: Digest,
    /// The last number given.
    pub numbers: u32,
    /// When its last stratum was drawn; it gives no numbers any more.
    pub closed_at: Option<Instant>,
}

impl CohortRow {
    fn read(row: &Row) -> Result<Self> {
        let rate = Rate::new(row.get("p")?, row.get("q")?);
        Ok(Self {
            id: row.get("id")?,
            site: row.get("site_id")?,
            name: row.get("name")?,
            category: row.get("category")?,
            month: row.get("month")?,
            event: row.get("event_id")?,
            rate: rate.map_err(Error::corrupt)?,
            procedure: row.get("procedure_hash")?,
            numbers: row.get("numbers")?,
            closed_at: row.get("closed_at")?,
        })
    }
}

const KEY: &str = "select month, sha256, committed_at, draw_key, revealed_at from draw_key \
    where site_id = $1 and month = $2";
const KEYS: &str = "select month, sha256, committed_at, draw_key, revealed_at from draw_key \
    where site_id = $1 order by month";
const SECRET: &str = "select draw_key from draw_secret where site_id = $1 and month = $2";
const SECRETS_BEFORE: &str = "select s.month from draw_secret s \
    join draw_key k on k.site_id = s.site_id and k.month = s.month \
    where s.site_id = $1 and s.month < $2 order by s.month";
const KEEP_SECRET: &str = "insert into draw_secret (site_id, month, draw_key) values ($1, $2, $3)";
const RATE_SET: &str = "select p, q from rate_setting where site_id = $1 and category = $2 and from_month <= $3 \
    order by from_month desc limit 1";
const COHORT: &str = "select id, site_id, name, category, month, event_id, p, q, procedure_hash, numbers, closed_at \
    from cohort where id = $1";
const COHORT_OF_NAME: &str = "select id, site_id, name, category, month, event_id, p, q, procedure_hash, numbers, closed_at \
    from cohort where site_id = $1 and name = $2";
const COHORTS_OF_MONTH: &str = "select id, site_id, name, category, month, event_id, p, q, procedure_hash, numbers, closed_at \
    from cohort where site_id = $1 and month = $2 order by name";
const COHORTS_OF_EVENT: &str = "select id, site_id, name, category, month, event_id, p, q, procedure_hash, numbers, closed_at \
    from cohort where site_id = $1 and event_id = $2 order by name";
const OPEN_COHORTS: &str = "select id, site_id, name, category, month, event_id, p, q, procedure_hash, numbers, closed_at \
    from cohort where site_id = $1 and month is not null and closed_at is null order by month, name";
const LISTED_COHORTS: &str = "select c.id from cohort c join event e on e.id = c.event_id where c.site_id = $1 \
    and c.closed_at is null and e.list_complete = 1 and not exists (select 1 from list_line l \
    where l.event_id = e.id and not exists (select 1 from obligation o where o.event_id = e.id \
    and o.line = l.line and o.voided_at is null)) order by c.name";
const IMPORTS_RUNNING: &str = "select count(*) as running from import where site_id = $1 and done_at is null \
    and undone_at is null and opened_at > $2";
const LOCK_SITE: &str = "select id from scope where id = $1";

/// Makes others who number obligations of this site, or open its cohorts, wait until this transaction ends.
pub async fn lock_site(tx: &mut Tx, site: ScopeId) -> Result<()> {
    tx.lock(LOCK_SITE, &[&site]).await
}

/// The published key of a month.
pub async fn key(tx: &mut Tx, site: ScopeId, month: Month) -> Result<Option<KeyRow>> {
    tx.optional(KEY, &[&site, &month], KeyRow::read).await
}

/// The published keys of a site, by month.
pub async fn keys(tx: &mut Tx, site: ScopeId) -> Result<Vec<KeyRow>> {
    tx.all(KEYS, &[&site], KeyRow::read).await
}

/// The key of a month that is not revealed yet, 64 hex digits.
pub async fn secret(tx: &mut Tx, site: ScopeId, month: Month) -> Result<Option<String>> {
    tx.optional(SECRET, &[&site, &month], |row| row.get("draw_key"))
        .await
}

/// The months before this one whose published keys are not revealed yet, oldest first.
pub async fn unrevealed_before(tx: &mut Tx, site: ScopeId, month: Month) -> Result<Vec<Month>> {
    tx.all(SECRETS_BEFORE, &[&site, &month], |row| row.get("month"))
        .await
}

/// Keeps the key of a month, 64 hex digits, until it is revealed. Not journalled.
pub async fn keep_secret(tx: &mut Tx, site: ScopeId, month: Month, key: &str) -> Result<()> {
    tx.execute_one(KEEP_SECRET, &[&site, &month, &key]).await
}

/// The rate that was set last for a category, for a month of `due` or an earlier one.
pub async fn rate_set(
    tx: &mut Tx,
    site: ScopeId,
    category: Category,
    month: Month,
) -> Result<Option<Rate>> {
    tx.optional(RATE_SET, &[&site, &category, &month], |row| {
        Rate::new(row.get("p")?, row.get("q")?).map_err(Error::corrupt)
    })
    .await
}

/// A cohort.
pub async fn cohort(tx: &mut Tx, id: CohortId) -> Result<Option<CohortRow>> {
    tx.optional(COHORT, &[&id], CohortRow::read).await
}

/// A cohort by its name.
pub async fn cohort_of_name(tx: &mut Tx, site: ScopeId, name: &str) -> Result<Option<CohortRow>> {
    tx.optional(COHORT_OF_NAME, &[&site, &name], CohortRow::read)
        .await
}

/// The cohorts whose windows close in a month, by name.
pub async fn cohorts_of_month(tx: &mut Tx, site: ScopeId, month: Month) -> Result<Vec<CohortRow>> {
    tx.all(COHORTS_OF_MONTH, &[&site, &month], CohortRow::read)
        .await
}

/// The cohorts of one event's list, by name.
pub async fn cohorts_of_event(
    tx: &mut Tx,
    site: ScopeId,
    event: EventId,
) -> Result<Vec<CohortRow>> {
    tx.all(COHORTS_OF_EVENT, &[&site, &event], CohortRow::read)
        .await
}

/// The monthly cohorts that still give numbers, by month.
pub async fn open_cohorts(tx: &mut Tx, site: ScopeId) -> Result<Vec<CohortRow>> {
    tx.all(OPEN_COHORTS, &[&site], CohortRow::read).await
}

/// The open cohorts of lists that are complete, with all their lines entered.
pub async fn listed_cohorts(tx: &mut Tx, site: ScopeId) -> Result<Vec<CohortId>> {
    tx.all(LISTED_COHORTS, &[&site], |row| row.get("id")).await
}

/// Whether an import that was opened after a moment is not at its end yet: what it brings is still to be numbered.
pub async fn is_import_running(tx: &mut Tx, site: ScopeId, since: Instant) -> Result<bool> {
    let running: i64 = tx
        .one(IMPORTS_RUNNING, &[&site, &since], |row| row.get("running"))
        .await?;
    Ok(running > 0)
}
