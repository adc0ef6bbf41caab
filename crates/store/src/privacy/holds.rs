//! What is kept beyond its time, and from erasure.

use huiyin_domain::{BatchId, Day, HoldId, Instant, Month, PersonId, Personal, ScopeId};
use uuid::Uuid;

use crate::row::Row;
use crate::tx::sql_text;
use crate::{Error, Result, Tx};

/// When a hold was lifted, by whom and why.
pub type Lifted = (Instant, Option<Personal<String>>, Option<Personal<String>>);

/// What is kept beyond its time.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HoldRow {
    /// The hold.
    pub id: HoldId,
    /// The site.
    pub site: ScopeId,
    /// What sort of thing is held.
    pub on: HeldSort,
    /// Its id.
    pub target: Uuid,
    /// The number of the event, where it is one or hangs on one.
    pub number: Option<(i32, u32)>,
    /// The name of the person, where it is one.
    pub name: Option<Personal<String>>,
    /// The last day of the hold.
    pub until: Option<Day>,
    /// When it was placed.
    pub placed_at: Instant,
    /// By whom.
    pub placed_by: Option<Personal<String>>,
    /// Why.
    pub why: Option<Personal<String>>,
    /// When it was lifted, by whom and why.
    pub lifted: Option<Lifted>,
}

/// What sort of thing a hold keeps.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HeldSort {
    /// A person.
    Person,
    /// An event.
    Event,
    /// A record.
    Record,
}

const HOLDS: &str = "select h.id, h.site_id, h.target_kind, h.target_id, e.year, e.number, p.name, h.until, h.placed_at, \
    b.name as placed_by_name, h.why, x.hold_id, x.lifted_at, l.name as lifted_by_name, x.why as lifted_why from hold h \
    left join record r on r.id = h.target_id left join event e on e.id = h.target_id or e.id = r.event_id \
    left join person p on p.id = h.target_id left join person b on b.id = h.placed_by_id \
    left join hold_end x on x.hold_id = h.id left join person l on l.id = x.lifted_by_id";

/// The holds of a site: those in force first, the latest first; at most `limit`.
pub async fn holds(tx: &mut Tx, site: ScopeId, limit: u32) -> Result<Vec<HoldRow>> {
    let sql = format!(
        "{HOLDS} where h.site_id = $1 order by case when x.hold_id is null then 0 else 1 end, h.placed_at desc, h.id limit $2"
    );
    tx.all(sql_text(sql), &[&site, &limit], read_hold).await
}

/// The holds on a thing that are in force on a day, the latest first.
pub async fn holds_on(tx: &mut Tx, thing: Uuid, today: Day) -> Result<Vec<HoldRow>> {
    let sql = format!(
        "{HOLDS} where h.target_id = $1 and (h.until is null or h.until >= $2) and x.hold_id is null \
         order by h.placed_at desc, h.id"
    );
    tx.all(sql_text(sql), &[&thing, &today], read_hold).await
}

/// A hold, kept from others until the transaction ends.
pub async fn hold_to_change(tx: &mut Tx, id: HoldId) -> Result<Option<HoldRow>> {
    tx.lock("select id from hold where id = $1", &[&id]).await?;
    hold(tx, id).await
}

/// A hold.
pub async fn hold(tx: &mut Tx, id: HoldId) -> Result<Option<HoldRow>> {
    let sql = format!("{HOLDS} where h.id = $1");
    tx.optional(sql_text(sql), &[&id], read_hold).await
}

fn read_hold(row: &Row) -> Result<HoldRow> {
    let ended: Option<HoldId> = row.get("hold_id")?;
    let lifted = match ended {
        None => None,
        Some(_) => Some((
            row.get("lifted_at")?,
            row.get("lifted_by_name")?,
            row.get("lifted_why")?,
        )),
    };
    let year: Option<i32> = row.get("year")?;
    let kind: String = row.get("target_kind")?;
    Ok(HoldRow {
        id: row.get("id")?,
        site: row.get("site_id")?,
        on: match kind.as_str() {
            "person" => HeldSort::Person,
            "event" => HeldSort::Event,
            "record" => HeldSort::Record,
            other => return Err(Error::Corrupt(format!("{other} is not held"))),
        },
        target: row.get("target_id")?,
        number: year.zip(row.get("number")?),
        name: row.get("name")?,
        until: row.get("until")?,
        placed_at: row.get("placed_at")?,
        placed_by: row.get("placed_by_name")?,
        why: row.get("why")?,
        lifted,
    })
}

/// Whether something in a batch is held on a day: a record, its event, or whom it is about.
pub async fn is_held_in(tx: &mut Tx, batch: BatchId, today: Day) -> Result<bool> {
    const SQL: &str = "select h.id from hold h where (h.until is null or h.until >= $2) \
        and not exists (select 1 from hold_end x where x.hold_id = h.id) \
        and (h.target_id in (select v.id from record r join record v on v.follow_up_id = r.follow_up_id where r.batch_id = $1) \
        or h.target_id in (select r.event_id from record r where r.batch_id = $1) \
        or h.target_id in (select coalesce(l.person_id, e.reporter_id, s.reporter_id) from record r \
        join obligation o on o.id = r.obligation_id join event e on e.id = r.event_id \
        left join sealed s on s.event_id = e.id \
        left join list_line l on l.event_id = o.event_id and l.line = o.line where r.batch_id = $1)) limit 1";
    let found: Option<HoldId> = tx
        .optional(SQL, &[&batch, &today], |row| row.get("id"))
        .await?;
    Ok(found.is_some())
}

/// The batches of a site that are held, with their months.
pub async fn held_batches(tx: &mut Tx, site: ScopeId) -> Result<Vec<(BatchId, Month)>> {
    const SQL: &str = "select id, month from archive_batch where site_id = $1 and held = 1 and disposed_at is null \
        order by month desc, id";
    tx.all(SQL, &[&site], |row| Ok((row.get("id")?, row.get("month")?)))
        .await
}

/// Whether everything about a person is held on a day.
pub async fn is_person_held(tx: &mut Tx, person: PersonId, today: Day) -> Result<bool> {
    const SQL: &str = "select h.id from hold h where h.target_id = $1 and (h.until is null or h.until >= $2) \
        and not exists (select 1 from hold_end x where x.hold_id = h.id) limit 1";
    let found: Option<HoldId> = tx
        .optional(SQL, &[&person, &today], |row| row.get("id"))
        .await?;
    Ok(found.is_some())
}
