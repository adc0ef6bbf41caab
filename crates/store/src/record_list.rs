//! The records of a month, for the page that lists them.

use huiyin_domain::entry::FollowUpState;
use huiyin_domain::{Category, Channel, Day, Personal, Rating, RecordId, ScopeId, Severity};

use crate::row::Row;
use crate::value::Bind;
use crate::{Result, Tx};

/// A record in force.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RecordListRow {
    /// The record.
    pub id: RecordId,
    /// Year and number by which people call the event.
    pub number: (i32, u32),
    /// The event's category.
    pub category: Category,
    /// How grave a complaint is.
    pub severity: Option<Severity>,
    /// The home.
    pub unit: Option<String>,
    /// What happened; none when it was erased.
    pub summary: Option<Personal<String>>,
    /// Whether it is confidential: then nothing else is told of it here.
    pub confidential: bool,
    /// Which round.
    pub round: u32,
    /// The day of the visit.
    pub visited_on: Day,
    /// How the customer was contacted.
    pub channel: Channel,
    /// The rating of the whole.
    pub rating: Option<Rating>,
    /// 拒簽.
    pub refused: bool,
    /// How far the follow-up is.
    pub state: FollowUpState,
    /// Who handed it in.
    pub recorded_by: Option<Personal<String>>,
    /// What the customer found wanting.
    pub shortcomings: Option<Personal<String>>,
    /// What the customer suggested.
    pub suggestions: Option<Personal<String>>,
    /// To how many of the two the customer said that there was nothing.
    pub none_said: u32,
    /// Whether there is a further round after it.
    pub again: bool,
}

macro_rules! list {
    ($rest:literal) => {
        concat!(
            "select r.id, e.year, e.number, e.category, e.severity, \
    coalesce(u.code, l.unit_given, e.unit_given) as unit_code, e.summary, e.confidential, \
    case when e.category = 'help' and e.kind = 'first_aid' then 1 else 0 end as first_aid, f.round, r.visited_on, r.channel, r.rating, \
    r.refused, f.state, p.name as recorded_by_name, \
    (select c.said from record_content c where c.record_id = r.id and c.section = 'shortcomings') as shortcomings, \
    (select c.said from record_content c where c.record_id = r.id and c.section = 'suggestions') as suggestions, \
    (select count(*) from record_content c where c.record_id = r.id and c.section in ('shortcomings', 'suggestions') \
    and c.none_said = 1) as none_said, \
    case when exists (select 1 from follow_up n where n.obligation_id = f.obligation_id and n.round > f.round) \
    then 1 else 0 end as again \
    from follow_up f join record r on r.id = f.record_id join obligation o on o.id = r.obligation_id \
    join event e on e.id = r.event_id left join list_line l on l.event_id = o.event_id and l.line = o.line \
    left join unit u on u.id = coalesce(l.unit_id, e.unit_id) left join person p on p.id = r.recorded_by_id \
    where f.site_id = $1 and r.visited_on >= $2 and r.visited_on <= $3 ",
            $rest
        )
    };
}

const LATEST: &str = list!("order by r.visited_on desc, r.id desc limit $4 offset $5");
const AFTER: &str = list!(
    "and (r.visited_on > $4 or (r.visited_on = $4 and r.id > $5)) order by r.visited_on, r.id limit $6"
);

/// The records in force of visits made from one day to another, the latest first. One statement.
pub async fn records(
    tx: &mut Tx,
    site: ScopeId,
    (first, last): (Day, Day),
    (skip, limit): (u32, u32),
) -> Result<Vec<RecordListRow>> {
    tx.all(LATEST, &[&site, &first, &last, &limit, &skip], read)
        .await
}

/// The same, the first first: those after a day and a record of it.
pub async fn records_after(
    tx: &mut Tx,
    site: ScopeId,
    (first, last): (Day, Day),
    (day, record): (Day, RecordId),
    limit: u32,
) -> Result<Vec<RecordListRow>> {
    let params: [&dyn Bind; 6] = [&site, &first, &last, &day, &record, &limit];
    tx.all(AFTER, &params, read).await
}

const DUE_IN: &str = "select r.id from follow_up f join record r on r.id = f.record_id join event e on e.id = r.event_id \
    where f.site_id = $1 and exists (select 1 from obligation o where o.event_id = r.event_id \
    and o.due >= $2 and o.due <= $3) and e.confidential = 0 order by e.year, e.number, f.round, r.id";

/// The records in force about events with an obligation due from one day to another, by the number of the event and
/// the round; those of confidential complaints are left out. One statement.
pub async fn due_in(
    tx: &mut Tx,
    site: ScopeId,
    (first, last): (Day, Day),
) -> Result<Vec<RecordId>> {
    tx.all(DUE_IN, &[&site, &first, &last], |row| row.get("id"))
        .await
}

fn read(row: &Row) -> Result<RecordListRow> {
    let confidential: bool = row.get("confidential")?;
    let first_aid: bool = row.get("first_aid")?;
    let said = |column| {
        let said: Option<Personal<String>> = row.get(column)?;
        Ok::<_, crate::Error>(said.filter(|_| !confidential && !first_aid))
    };
    Ok(RecordListRow {
        shortcomings: said("shortcomings")?,
        suggestions: said("suggestions")?,
        none_said: row.get("none_said")?,
        again: row.get("again")?,
        confidential,
        id: row.get("id")?,
        number: (row.get("year")?, row.get("number")?),
        category: row.get("category")?,
        severity: row.get("severity")?,
        unit: row.get("unit_code")?,
        summary: row.get("summary")?,
        round: row.get("round")?,
        visited_on: row.get("visited_on")?,
        channel: row.get("channel")?,
        rating: row.get("rating")?,
        refused: row.get("refused")?,
        state: row.get("state")?,
        recorded_by: row.get("recorded_by_name")?,
    })
}
