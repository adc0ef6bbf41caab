//! What is known of a follow-up before its visit, as its blank form says it.

use huiyin_domain::{Category, Day, FollowUpId, Instant, PersonId, Personal, ScopeId, Severity};

use crate::{Result, Tx};

/// What a blank form says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BlankFormRow {
    /// The event's running number: year and number.
    pub number: (i32, u32),
    /// Its category.
    pub category: Category,
    /// Its kind.
    pub kind: Option<String>,
    /// How grave a complaint is.
    pub severity: Option<Severity>,
    /// The home.
    pub unit: Option<String>,
    /// The customer's name.
    pub customer: Option<Personal<String>>,
    /// The customer's phone number, in full.
    pub phone: Option<Personal<String>>,
    /// What happened.
    pub summary: Option<Personal<String>>,
    /// When the handling ended.
    pub completed_at: Option<Instant>,
    /// The first day of the window.
    pub not_before: Day,
}

const BLANK: &str = "select e.year, e.number, e.category, coalesce(e.kind, s.kind) as kind, e.severity, \
    coalesce(u.code, l.unit_given, e.unit_given, s.unit_given) as unit_code, \
    coalesce(e.summary, s.summary) as summary, coalesce(p.name, e.customer, s.customer) as customer, \
    coalesce(p.phone, e.phone, s.phone) as phone, e.completed_at, f.not_before \
    from follow_up f join obligation o on o.id = f.obligation_id join event e on e.id = f.event_id \
    left join sealed s on s.event_id = e.id \
    left join list_line l on l.event_id = o.event_id and l.line = o.line \
    left join unit u on u.id = coalesce(l.unit_id, e.unit_id, s.unit_id) \
    left join person p on p.id = coalesce(l.person_id, e.reporter_id, s.reporter_id) where f.id = $1";

/// What the blank form of a follow-up says. Whether the asker may see it is for the caller to have checked.
pub async fn blank_form(tx: &mut Tx, follow_up: FollowUpId) -> Result<Option<BlankFormRow>> {
    tx.optional(BLANK, &[&follow_up], |row| {
        Ok(BlankFormRow {
            number: (row.get("year")?, row.get("number")?),
            category: row.get("category")?,
            kind: row.get("kind")?,
            severity: row.get("severity")?,
            unit: row.get("unit_code")?,
            customer: row.get("customer")?,
            phone: row.get("phone")?,
            summary: row.get("summary")?,
            completed_at: row.get("completed_at")?,
            not_before: row.get("not_before")?,
        })
    })
    .await
}

/// The open follow-ups of a site that are planned for a day, or due on it where no day is planned.
pub async fn of_day(tx: &mut Tx, site: ScopeId, day: Day, limit: u32) -> Result<Vec<FollowUpId>> {
    const SQL: &str = "select id from follow_up where site_id = $1 and state in ('released', 'taken', 'sent_back') \
        and coalesce(planned_day, due) = $2 order by due, id limit $3";
    tx.all(SQL, &[&site, &day, &limit], |row| row.get("id"))
        .await
}

/// The open follow-ups of a site that somebody visits.
pub async fn of_visitor(
    tx: &mut Tx,
    site: ScopeId,
    visitor: PersonId,
    limit: u32,
) -> Result<Vec<FollowUpId>> {
    const SQL: &str = "select f.id from follow_up f where f.site_id = $1 \
        and f.state in ('released', 'taken', 'sent_back') \
        and exists (select 1 from follow_up_visitor v where v.follow_up_id = f.id and v.person_id = $2) \
        order by f.due, f.id limit $3";
    tx.all(SQL, &[&site, &visitor, &limit], |row| row.get("id"))
        .await
}
