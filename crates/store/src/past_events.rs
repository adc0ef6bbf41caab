//! What was completed at a site, as far as rules can be tried on it.

use huiyin_domain::{Category, Day, EventId, Instant, Rating, ScopeId, Severity};

use crate::{Result, Tx};

/// An event without words and people. Of a confidential one kind and home are not known.
#[derive(Clone, PartialEq, Eq, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "four columns that are true or false"
)]
pub struct PastEventRow {
    /// The event.
    pub id: EventId,
    /// Its id outside.
    pub event_id: String,
    /// What sort of service it is.
    pub category: Category,
    /// Its finer sort.
    pub kind: Option<String>,
    /// How grave a complaint is.
    pub severity: Option<Severity>,
    /// The home, shop or office.
    pub unit: Option<String>,
    /// When it was reported.
    pub reported_at: Option<Instant>,
    /// When its handling ended.
    pub completed_at: Option<Instant>,
    /// The first day of a contract.
    pub contract_start: Option<Day>,
    /// The last day of a contract.
    pub contract_end: Option<Day>,
    /// The complainant left no name.
    pub anonymous: bool,
    /// An authority only wants a written reply.
    pub reply_only: bool,
    /// That reply is attached.
    pub reply_attached: bool,
    /// False: an invalid complaint.
    pub valid: bool,
    /// What the customer said on the work order.
    pub rating: Option<Rating>,
    /// How many lines its list has.
    pub listed: u32,
}

/// The time of which events are read: completed within the moments, or contracts that run on some of the days.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Past {
    /// The first moment.
    pub since: Instant,
    /// The first moment after it.
    pub until: Instant,
    /// The first day.
    pub first: Day,
    /// The last day.
    pub last: Day,
}

/// The events of a site and time behind `after`, by id, at most `most`.
pub async fn past_events(
    tx: &mut Tx,
    site: ScopeId,
    past: Past,
    after: Option<EventId>,
    most: u32,
) -> Result<Vec<PastEventRow>> {
    const SQL: &str = "select e.id, e.event_id, e.category, e.kind, e.severity, \
        coalesce(u.code, e.unit_given) as unit_code, e.reported_at, e.completed_at, e.contract_start, \
        e.contract_end, e.anonymous, e.reply_only, e.reply_attached, e.valid, e.rating, \
        (select count(*) from list_line l where l.event_id = e.id) as listed \
        from event e left join unit u on u.id = e.unit_id \
        where e.site_id = $1 and e.withdrawn_at is null and e.merged_into_id is null and e.id > $2 \
        and ((e.completed_at >= $3 and e.completed_at < $4) \
        or (e.category = 'contracted_service' and e.contract_end >= $5 and e.contract_start <= $6)) \
        order by e.id limit $7";
    let after = after.unwrap_or(EventId::from_bytes([0; 16]));
    tx.all(
        SQL,
        &[
            &site,
            &after,
            &past.since,
            &past.until,
            &past.first,
            &past.last,
            &most,
        ],
        |row| {
            Ok(PastEventRow {
                id: row.get("id")?,
                event_id: row.get("event_id")?,
                category: row.get("category")?,
                kind: row.get("kind")?,
                severity: row.get("severity")?,
                unit: row.get("unit_code")?,
                reported_at: row.get("reported_at")?,
                completed_at: row.get("completed_at")?,
                contract_start: row.get("contract_start")?,
                contract_end: row.get("contract_end")?,
                anonymous: row.get("anonymous")?,
                reply_only: row.get("reply_only")?,
                reply_attached: row.get("reply_attached")?,
                valid: row.get("valid")?,
                rating: row.get("rating")?,
                listed: row.get("listed")?,
            })
        },
    )
    .await
}
