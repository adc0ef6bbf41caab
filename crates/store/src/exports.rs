//! What an export of the journal is made of, read in pieces, and the keys that exports are signed with.

mod rebuild;

pub use rebuild::{Rebuild, Rebuilt, rebuild};

use huiyin_domain::entry::facts::RunningNumber;
use huiyin_domain::export::{CohortLine, ObligationLine};
use huiyin_domain::{CohortId, Day, ObligationId, Rate, ScopeId};

use crate::row::Row;
use crate::value::Bind;
use crate::{Error, Result, Tx};

const KEY: &str = "select public_key from export_key order by number desc limit 1";
const HOMES_ELSEWHERE: &str = "select distinct home.site_code from post_held h \
    join person p on p.id = h.person_id join scope home on home.id = p.home_id join scope held on held.id = h.scope_id \
    where home.kind = 'site' and home.id <> $1 \
    and (held.id = $1 or held.parent_id = $1 or held.kind in ('company', 'region')) order by home.site_code";
const SECRET: &str = "select secret from export_secret where public_key = $1";
const KEEP: &str = "insert into export_secret (public_key, secret) values ($1, $2)";
const FORGET: &str = "delete from export_secret where public_key <> $1";
const COHORTS: &str = "select c.id, c.name, c.category, c.month, c.event_id, c.p, c.q, c.procedure_hash, c.numbers, \
    c.closed_at from cohort c where c.site_id = $1 and c.name > $2 and exists (select 1 from obligation o \
    where o.cohort_id = c.id and o.due >= $3 and o.due <= $4) order by c.name limit $5";
const OBLIGATIONS: &str = "select o.id, o.event_id, e.event_id as outside_id, e.year, e.number as running, e.category, \
    e.severity, o.phase, o.line, o.not_before, o.due, c.name as cohort, o.number, o.why, o.picked, o.late_entry, \
    o.working_limit, o.voided_at, o.void_cause, o.replaced_by_id, o.unreached_at, o.visitors, o.channels, o.clauses, \
    o.readings, o.customer_signature, o.procedure_hash, o.arisen_at \
    from obligation o join event e on e.id = o.event_id join cohort c on c.id = o.cohort_id \
    where o.site_id = $1 and (o.due, o.id) > ($2, $3) and o.due >= $4 and o.due <= $5 order by o.due, o.id limit $6";

/// The codes of other sites at which somebody is at home who holds, or held, a post at this site or above it: their
/// names stand in the chains of those sites, and this one cannot be built up without them.
pub async fn homes_elsewhere(tx: &mut Tx, site: ScopeId) -> Result<Vec<String>> {
    tx.all(HOMES_ELSEWHERE, &[&site], |row| row.get("site_code"))
        .await
}

/// The public key that exports are signed with now, 64 hex digits; none before the first export.
pub async fn key(tx: &mut Tx) -> Result<Option<String>> {
    tx.optional(KEY, &[], |row| row.get("public_key")).await
}

/// The secret half of a key, 64 hex digits; none when this installation does not have it.
pub async fn secret(tx: &mut Tx, public_key: &str) -> Result<Option<String>> {
    tx.optional(SECRET, &[&public_key], |row| row.get("secret"))
        .await
}

/// Keeps the secret half of a key, and forgets those of all others. Not journalled.
pub async fn keep_secret(tx: &mut Tx, public_key: &str, secret: &str) -> Result<()> {
    tx.execute_one(KEEP, &[&public_key, &secret]).await?;
    tx.execute(FORGET, &[&public_key]).await?;
    Ok(())
}

/// The cohorts of a site after a name, in the order of their names, at most `limit`: those with obligations due from one
/// day to another, both included.
pub async fn cohorts(
    tx: &mut Tx,
    site: ScopeId,
    (first, last): (Day, Day),
    after: &str,
    limit: u32,
) -> Result<Vec<CohortLine>> {
    let params: [&dyn Bind; 5] = [&site, &after, &first, &last, &limit];
    tx.all(COHORTS, &params, |row| {
        let rate = Rate::new(row.get("p")?, row.get("q")?);
        Ok(CohortLine {
            category: row.get("category")?,
            closed_at: row.get("closed_at")?,
            cohort: row.get::<CohortId>("id")?,
            event: row.get("event_id")?,
            month: row.get("month")?,
            name: row.get("name")?,
            numbers: row.get("numbers")?,
            procedure: row.get("procedure_hash")?,
            rate: rate.map_err(Error::corrupt)?,
        })
    })
    .await
}

/// The obligations of a site due from one day to another, both included, in the order of their due days and ids, after
/// one of them; at most `limit`.
pub async fn obligations(
    tx: &mut Tx,
    (site, code): (ScopeId, &str),
    (first, last): (Day, Day),
    after: Option<(Day, ObligationId)>,
    limit: u32,
) -> Result<Vec<ObligationLine>> {
    let (due, id) = match after {
        Some((due, id)) => (due.to_string(), id.bytes().to_vec()),
        None => (String::new(), Vec::new()),
    };
    let params: [&dyn Bind; 6] = [&site, &due, &id, &first, &last, &limit];
    tx.all(OBLIGATIONS, &params, |row| read_obligation(row, code))
        .await
}

fn read_obligation(row: &Row, code: &str) -> Result<ObligationLine> {
    let number = RunningNumber {
        year: row.get("year")?,
        number: row.get("running")?,
    };
    Ok(ObligationLine {
        arisen_at: row.get("arisen_at")?,
        category: row.get("category")?,
        channels: row.json("channels")?,
        clauses: row.json("clauses")?,
        cohort: row.get("cohort")?,
        customer_signature: row.get("customer_signature")?,
        draw_number: row.get("number")?,
        due: row.get("due")?,
        event: row.get("event_id")?,
        event_id: row.get("outside_id")?,
        late_entry: row.get("late_entry")?,
        line: row.get("line")?,
        not_before: row.get("not_before")?,
        number: number.text(code),
        obligation: row.get("id")?,
        phase: row.get("phase")?,
        picked: row.get("picked")?,
        procedure: row.get("procedure_hash")?,
        readings: row.json("readings")?,
        replaced_by: row.get("replaced_by_id")?,
        severity: row.get("severity")?,
        unreached_at: row.get("unreached_at")?,
        visitors: row.json("visitors")?,
        void_cause: row.get("void_cause")?,
        voided_at: row.get("voided_at")?,
        why: row.get("why")?,
        working_limit: row.get("working_limit")?,
    })
}
