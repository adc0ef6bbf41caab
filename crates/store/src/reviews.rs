//! What the review of records needs: who holds which post, and the records that wait.

use huiyin_domain::entry::{Digest, FollowUpState, SiteCheck, Solved};
use huiyin_domain::{
    Category, Channel, Day, EventId, FollowUpId, Instant, ObligationId, PersonId, Rating, RecordId,
    ScopeId, Severity,
};

use crate::row::Row;
use crate::{Result, Tx};

/// Somebody who holds a post at a site, in one of its zones, or for what the site belongs to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HolderRow {
    /// The post's id.
    pub post: String,
    /// Who holds it.
    pub person: PersonId,
}

/// A record as far as its review needs it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReviewedRow {
    /// The record.
    pub record: RecordId,
    /// Its follow-up.
    pub follow_up: FollowUpId,
    /// Its obligation.
    pub obligation: ObligationId,
    /// The event.
    pub event: EventId,
    /// Its site.
    pub site: ScopeId,
    /// How far the follow-up is.
    pub state: FollowUpState,
    /// Whether it is the version in force.
    pub current: bool,
    /// The version of the procedure behind the obligation.
    pub procedure: Digest,
    /// How many opinions have accepted it.
    pub accepted: u32,
    /// Whom the words of the record are about.
    pub customer: Option<PersonId>,
    /// Who handed it in.
    pub recorded_by: Option<PersonId>,
}

/// A record that waits for a review.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WaitingRow {
    /// What the review needs of it.
    pub reviewed: ReviewedRow,
    /// The event's category.
    pub category: Category,
    /// How grave a complaint is.
    pub severity: Option<Severity>,
    /// The event's running number: year and number.
    pub number: (i32, u32),
    /// The home.
    pub unit: Option<String>,
    /// What happened.
    pub summary: Option<String>,
    /// Whether it is confidential: then nothing else is told of it here.
    pub confidential: bool,
    /// Which round.
    pub round: u32,
    /// The last day in time.
    pub due: Day,
    /// The day of the visit.
    pub visited_on: Day,
    /// How the customer was contacted.
    pub channel: Channel,
    /// The rating of the whole.
    pub rating: Option<Rating>,
    /// The worst rating of a section is 不滿意.
    pub section_dissatisfied: bool,
    /// Whether it is solved.
    pub solved: Option<Solved>,
    /// What was found at the place.
    pub site_check: Option<SiteCheck>,
    /// Whether the customer declined to sign.
    pub refused: bool,
    /// How many of its signatures stand on paper.
    pub paper_signatures: u32,
    /// When it was handed in.
    pub recorded_at: Instant,
    /// Who visited: post and person.
    pub visitors: Vec<HolderRow>,
}

const HOLDERS: &str = "with recursive above (id, parent_id) as (\
    select id, parent_id from scope where id = $1 \
    union all select s.id, s.parent_id from scope s join above a on s.id = a.parent_id) \
    select h.post, h.person_id from post_held h where h.from_day <= $2 and (h.to_day is null or h.to_day >= $2) \
    and (h.scope_id in (select id from above) or h.scope_id in (select id from scope where parent_id = $1)) \
    order by h.post, h.person_id";
const REVIEWED: &str = "select r.id, r.follow_up_id, r.obligation_id, r.event_id, r.site_id, f.state, \
    case when f.record_id = r.id then 1 else 0 end as is_current, o.procedure_hash, r.words_of, r.recorded_by_id, \
    (select count(*) from review v where v.record_id = r.id and v.verdict = 'accepted') as accepted \
    from record r join follow_up f on f.id = r.follow_up_id join obligation o on o.id = r.obligation_id \
    where r.id = $1";
const WAITING: &str = "select r.id, r.follow_up_id, r.obligation_id, r.event_id, r.site_id, f.state, 1 as is_current, \
    o.procedure_hash, r.words_of, r.recorded_by_id, \
    (select count(*) from review v where v.record_id = r.id and v.verdict = 'accepted') as accepted, \
    e.category, e.severity, e.year, e.number, coalesce(u.code, l.unit_given, e.unit_given) as unit_code, e.summary, e.confidential, \
    f.round, f.due, r.visited_on, r.channel, r.rating, r.solved, r.site_check, r.refused, r.recorded_at, \
    (select count(*) from record_content c where c.record_id = r.id and c.rating = 'dissatisfied') as bad_sections, \
    (select count(*) from signature g where g.record_id = r.id and g.kind = 'paper') as paper_signatures \
    from follow_up f join record r on r.id = f.record_id join obligation o on o.id = r.obligation_id \
    join event e on e.id = r.event_id left join list_line l on l.event_id = o.event_id and l.line = o.line \
    left join unit u on u.id = coalesce(l.unit_id, e.unit_id) \
    where f.site_id = $1 and f.state = 'recorded' order by r.recorded_at, r.id";
const WAITING_VISITORS: &str = "select v.follow_up_id, v.post, v.person_id from follow_up f \
    join follow_up_visitor v on v.follow_up_id = f.id where f.site_id = $1 and f.state = 'recorded' \
    and v.person_id is not null order by v.follow_up_id, v.place";
const NAMES: &str = "select p.id, p.name from person p \
    where p.id in (select person_id from post_held) or p.id in (select head_id from department)";

impl ReviewedRow {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            record: row.get("id")?,
            follow_up: row.get("follow_up_id")?,
            obligation: row.get("obligation_id")?,
            event: row.get("event_id")?,
            site: row.get("site_id")?,
            state: row.get("state")?,
            current: row.get("is_current")?,
            procedure: row.get("procedure_hash")?,
            accepted: row.get("accepted")?,
            customer: row.get("words_of")?,
            recorded_by: row.get("recorded_by_id")?,
        })
    }
}

impl WaitingRow {
    fn read(row: &Row) -> Result<Self> {
        let bad_sections: i64 = row.get("bad_sections")?;
        Ok(Self {
            reviewed: ReviewedRow::read(row)?,
            category: row.get("category")?,
            severity: row.get("severity")?,
            number: (row.get("year")?, row.get("number")?),
            unit: row.get("unit_code")?,
            summary: row.get("summary")?,
            confidential: row.get("confidential")?,
            round: row.get("round")?,
            due: row.get("due")?,
            visited_on: row.get("visited_on")?,
            channel: row.get("channel")?,
            rating: row.get("rating")?,
            section_dissatisfied: bad_sections > 0,
            solved: row.get("solved")?,
            site_check: row.get("site_check")?,
            refused: row.get("refused")?,
            paper_signatures: row.get("paper_signatures")?,
            recorded_at: row.get("recorded_at")?,
            visitors: Vec::new(),
        })
    }
}

/// Everybody who holds a post at a site on a day: there, in one of its zones, or for what it belongs to.
pub async fn holders(tx: &mut Tx, site: ScopeId, on: Day) -> Result<Vec<HolderRow>> {
    tx.all(HOLDERS, &[&site, &on], |row| {
        Ok(HolderRow {
            post: row.get("post")?,
            person: row.get("person_id")?,
        })
    })
    .await
}

/// A record as far as its review needs it.
pub async fn reviewed(tx: &mut Tx, record: RecordId) -> Result<Option<ReviewedRow>> {
    tx.optional(REVIEWED, &[&record], ReviewedRow::read).await
}

/// The records of a site that wait for a review, oldest first. Two statements.
pub async fn waiting(tx: &mut Tx, site: ScopeId) -> Result<Vec<WaitingRow>> {
    let mut rows = tx.all(WAITING, &[&site], WaitingRow::read).await?;
    let visitors = tx
        .all(WAITING_VISITORS, &[&site], |row| {
            let follow_up: FollowUpId = row.get("follow_up_id")?;
            let holder = HolderRow {
                post: row.get("post")?,
                person: row.get("person_id")?,
            };
            Ok((follow_up, holder))
        })
        .await?;
    for row in &mut rows {
        row.visitors = visitors
            .iter()
            .filter(|(follow_up, _)| *follow_up == row.reviewed.follow_up)
            .map(|(_, holder)| holder.clone())
            .collect();
    }
    Ok(rows)
}

/// The names of all who hold or held a post, or head a department.
pub async fn staff_names(tx: &mut Tx) -> Result<Vec<(PersonId, Option<String>)>> {
    tx.all(NAMES, &[], |row| Ok((row.get("id")?, row.get("name")?)))
        .await
}
