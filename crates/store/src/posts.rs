//! Who holds which post, where, for how long; and what they have in hand.

use huiyin_domain::entry::{ScopeKind, VisitorReason};
use huiyin_domain::{
    Channel, Day, DepartmentId, EventId, FollowUpId, PersonId, Personal, PostHeldId, ScopeId,
};

use crate::row::Row;
use crate::{Result, Tx};

/// A post held by somebody.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HoldingRow {
    /// The holding.
    pub id: PostHeldId,
    /// Who holds it.
    pub person: PersonId,
    /// Their name; none when they were erased.
    pub name: Option<Personal<String>>,
    /// The post.
    pub post: String,
    /// Where.
    pub scope: ScopeId,
    /// What that place is.
    pub scope_kind: ScopeKind,
    /// The name of that place.
    pub scope_name: String,
    /// The site: the place itself, or the site of the zone; none for a region or the company.
    pub site: Option<ScopeId>,
    /// The time zone of the site.
    pub time_zone: Option<String>,
    /// The first day.
    pub from: Day,
    /// The last day, where one is set.
    pub to: Option<Day>,
    /// Whose deputy they are in it.
    pub deputy_for: Option<PostHeldId>,
}

impl HoldingRow {
    fn read(row: &Row) -> Result<Self> {
        let scope = row.get("scope_id")?;
        let scope_kind = row.get("scope_kind")?;
        let site = match scope_kind {
            ScopeKind::Site => Some(scope),
            ScopeKind::Zone => row.get("parent_id")?,
            ScopeKind::Company | ScopeKind::Region => None,
        };
        Ok(Self {
            id: row.get("id")?,
            person: row.get("person_id")?,
            name: row.get("name")?,
            post: row.get("post")?,
            scope,
            scope_kind,
            scope_name: row.get("scope_name")?,
            site,
            time_zone: row.get("time_zone")?,
            from: row.get("from_day")?,
            to: row.get("to_day")?,
            deputy_for: row.get("deputy_for_id")?,
        })
    }

    /// Whether it is held on a day.
    pub fn is_on(&self, day: Day) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}

macro_rules! holdings {
    ($before:literal, $rest:literal) => {
        concat!(
            $before,
            "select h.id, h.person_id, p.name, h.post, h.scope_id, s.kind as scope_kind, s.name as scope_name, \
             s.parent_id, coalesce(s.time_zone, a.time_zone) as time_zone, h.from_day, h.to_day, h.deputy_for_id \
             from post_held h join person p on p.id = h.person_id join scope s on s.id = h.scope_id \
             left join scope a on a.id = s.parent_id ",
            $rest
        )
    };
}

const HOLDING: &str = holdings!("", "where h.id = $1");
const OF_PERSON: &str = holdings!("", "where h.person_id = $1 order by h.from_day, h.id");
const AT_SITE: &str = holdings!(
    "with recursive above (id, parent_id) as (select id, parent_id from scope where id = $1 \
     union all select s.id, s.parent_id from scope s join above a on s.id = a.parent_id) ",
    "where (h.scope_id in (select id from above) or (s.kind = 'zone' and s.parent_id = $1)) \
     and (h.to_day is null or h.to_day >= $2) order by h.post, h.from_day, h.id"
);

/// A holding, when there is one of this id.
pub async fn holding(tx: &mut Tx, id: PostHeldId) -> Result<Option<HoldingRow>> {
    tx.optional(HOLDING, &[&id], HoldingRow::read).await
}

/// All that a person holds, held and will hold.
pub async fn holdings_of(tx: &mut Tx, person: PersonId) -> Result<Vec<HoldingRow>> {
    tx.all(OF_PERSON, &[&person], HoldingRow::read).await
}

/// What is held on a day or later at a site, in its zones, and above it in the company.
pub async fn holdings_at(tx: &mut Tx, site: ScopeId, day: Day) -> Result<Vec<HoldingRow>> {
    tx.all(AT_SITE, &[&site, &day], HoldingRow::read).await
}

/// An event whose handling somebody owns.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OwnedEvent {
    /// The event.
    pub event: EventId,
    /// Its site.
    pub site: ScopeId,
}

/// The events in hand of a person, not completed.
pub async fn events_owned(tx: &mut Tx, owner: PersonId) -> Result<Vec<OwnedEvent>> {
    const SQL: &str = "select id, site_id from event where owner_id = $1 and handling <> 'completed' \
        and withdrawn_at is null order by id";
    tx.all(SQL, &[&owner], |row| {
        Ok(OwnedEvent {
            event: row.get("id")?,
            site: row.get("site_id")?,
        })
    })
    .await
}

/// A visitor of an open follow-up.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OpenVisit {
    /// The follow-up.
    pub follow_up: FollowUpId,
    /// Its event.
    pub event: EventId,
    /// Its site.
    pub site: ScopeId,
    /// The line of the event's list; 0 where there is none.
    pub line: u32,
    /// The day it is planned for.
    pub planned_day: Option<Day>,
    /// The channel it is planned for.
    pub channel: Channel,
    /// The post the visitor goes in.
    pub post: String,
    /// Who goes.
    pub person: Option<PersonId>,
    /// Why this person.
    pub reason: VisitorReason,
}

/// The open follow-ups in which a person visits, each with all its visitors, in order of follow-up and place.
pub async fn open_visits(tx: &mut Tx, person: PersonId) -> Result<Vec<OpenVisit>> {
    const SQL: &str = "select f.id, f.event_id, f.site_id, o.line, f.planned_day, f.channel, v.post, v.person_id, \
        v.reason from follow_up f join obligation o on o.id = f.obligation_id \
        join follow_up_visitor v on v.follow_up_id = f.id \
        where f.id in (select follow_up_id from follow_up_visitor where person_id = $1) \
        and f.state in ('planned', 'released', 'taken', 'sent_back') order by f.id, v.place";
    tx.all(SQL, &[&person], |row| {
        Ok(OpenVisit {
            follow_up: row.get("id")?,
            event: row.get("event_id")?,
            site: row.get("site_id")?,
            line: row.get("line")?,
            planned_day: row.get("planned_day")?,
            channel: row.get("channel")?,
            post: row.get("post")?,
            person: row.get("person_id")?,
            reason: row.get("reason")?,
        })
    })
    .await
}

/// Departments that a person heads: department and site.
pub async fn departments_headed(
    tx: &mut Tx,
    person: PersonId,
) -> Result<Vec<(DepartmentId, ScopeId)>> {
    const SQL: &str = "select id, site_id from department where head_id = $1 order by id";
    tx.all(SQL, &[&person], |row| {
        Ok((row.get("id")?, row.get("site_id")?))
    })
    .await
}
