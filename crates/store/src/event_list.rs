//! The list of events, and what a page says around one.

use huiyin_domain::{
    Category, Day, EventId, Handling, Instant, Personal, ScopeId, Severity, UnitId,
};

use crate::apply::NOTHING_DUE;
use crate::row::Row;
use crate::tx::sql_text;
use crate::value::Bind;
use crate::{Result, Tx};

/// Which events are listed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ListFilter {
    /// Only this category.
    pub category: Option<Category>,
    /// Only this state of handling.
    pub handling: Option<Handling>,
    /// Only what is due from one day to another, both included.
    pub due: Option<(Day, Day)>,
    /// Only this unit.
    pub unit: Option<UnitId>,
    /// Only what was reported between two moments, both included.
    pub reported: Option<(Instant, Instant)>,
    /// Only these events.
    pub among: Option<Vec<EventId>>,
}

/// One line of the list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ListRow {
    /// The event.
    pub id: EventId,
    /// Its running number: year and number.
    pub number: (i32, u32),
    /// Its id outside.
    pub event_id: String,
    /// Its category.
    pub category: Category,
    /// Its finer sort.
    pub kind: Option<String>,
    /// How grave a complaint is.
    pub severity: Option<Severity>,
    /// What happened.
    pub summary: Option<Personal<String>>,
    /// The home.
    pub unit: Option<String>,
    /// Who reported it.
    pub customer: Option<Personal<String>>,
    /// How far its handling is.
    pub handling: Handling,
    /// Who owns the handling.
    pub owner: Option<Personal<String>>,
    /// When it was reported.
    pub reported_at: Option<Instant>,
    /// When its handling ended.
    pub completed_at: Option<Instant>,
    /// The earliest day on which one of its open follow-ups is due.
    pub due: Option<Day>,
    /// Whether it was merged into another.
    pub merged: bool,
    /// Whether it is confidential: then nothing else is told of it here.
    pub confidential: bool,
    /// How often it changed.
    pub version: u32,
}

impl ListRow {
    fn read(row: &Row) -> Result<Self> {
        let due: String = row.get("due")?;
        Ok(Self {
            id: row.get("id")?,
            number: (row.get("year")?, row.get("number")?),
            event_id: row.get("event_id")?,
            category: row.get("category")?,
            kind: row.get("kind")?,
            severity: row.get("severity")?,
            summary: row.get("summary")?,
            unit: row.get("unit_code")?,
            customer: row.get("customer_name")?,
            handling: row.get("handling")?,
            owner: row.get("owner_name")?,
            reported_at: row.get("reported_at")?,
            completed_at: row.get("completed_at")?,
            due: (due != NOTHING_DUE).then(|| row.get("due")).transpose()?,
            merged: row.get("merged")?,
            confidential: row.get("confidential")?,
            version: row.get("version")?,
        })
    }
}

const LIST: &str = "select e.id, e.year, e.number, e.event_id, e.category, e.kind, e.severity, e.summary, \
    coalesce(u.code, e.unit_given) as unit_code, coalesce(p.name, e.customer) as customer_name, e.handling, \
    w.name as owner_name, e.reported_at, e.completed_at, e.due, \
    case when e.merged_into_id is null then 0 else 1 end as merged, e.confidential, e.version from event e \
    left join unit u on u.id = e.unit_id left join person p on p.id = e.reporter_id \
    left join person w on w.id = e.owner_id where e.site_id = $1 and e.withdrawn_at is null";

/// Beyond this many found events a text says too little to be a filter.
pub const MOST_FOUND: u32 = 200;

/// A statement that grows by conditions.
struct Growing<'v> {
    sql: String,
    params: Vec<&'v dyn Bind>,
}

impl<'v> Growing<'v> {
    /// Adds a piece; each `?` in it stands for the next value.
    fn add(&mut self, piece: &str, values: &[&'v dyn Bind]) {
        let mut values = values.iter();
        for part in piece.split_inclusive('?') {
            let Some(text) = part.strip_suffix('?') else {
                self.sql.push_str(part);
                continue;
            };
            self.sql.push_str(text);
            self.params.extend(values.next());
            self.sql.push('$');
            self.sql.push_str(&self.params.len().to_string());
        }
    }
}

/// The events of a site after a place in the order of due days, the latest first on each, at most `limit`. One
/// statement.
pub async fn list(
    tx: &mut Tx,
    site: ScopeId,
    filter: &ListFilter,
    after: Option<&(String, EventId)>,
    limit: u32,
) -> Result<Vec<ListRow>> {
    let mut query = Growing {
        sql: LIST.to_owned(),
        params: vec![&site],
    };
    if let Some(category) = &filter.category {
        query.add(" and e.category = ?", &[category]);
    }
    if let Some(handling) = &filter.handling {
        query.add(" and e.handling = ?", &[handling]);
    }
    if let Some((from, to)) = &filter.due {
        query.add(" and e.due between ? and ?", &[from, to]);
    }
    if let Some(unit) = &filter.unit {
        query.add(" and e.unit_id = ?", &[unit]);
    }
    if let Some((from, to)) = &filter.reported {
        let told = " and coalesce(e.reported_at, e.completed_at, e.registered_at)";
        query.add(told, &[]);
        query.add(" between ? and ?", &[from, to]);
    }
    if let Some(among) = &filter.among {
        // Nothing found is a condition that nothing meets.
        query.add(" and e.id in (null", &[]);
        for event in among {
            query.add(", ?", &[event]);
        }
        query.add(")", &[]);
    }
    if let Some((due, event)) = after {
        let later = " and e.due >= ? and (e.due > ? or e.id < ?)";
        query.add(later, &[due, due, event]);
    }
    query.add(" order by e.due, e.id desc limit ?", &[&limit]);
    tx.all(sql_text(query.sql), &query.params, ListRow::read)
        .await
}

/// Events of some categories that were reported before a moment and are not completed, the oldest first, at most
/// `limit`. One statement.
pub async fn unfinished(
    tx: &mut Tx,
    site: ScopeId,
    categories: &[Category],
    reported_before: Instant,
    limit: u32,
) -> Result<Vec<ListRow>> {
    let mut query = Growing {
        sql: LIST.to_owned(),
        params: vec![&site],
    };
    query.add(
        " and e.completed_at is null and e.reported_at < ?",
        &[&reported_before],
    );
    query.add(" and e.category in (null", &[]);
    for category in categories {
        query.add(", ?", &[category]);
    }
    query.add(") order by e.reported_at, e.id limit ?", &[&limit]);
    tx.all(sql_text(query.sql), &query.params, ListRow::read)
        .await
}

/// What a page calls the things around an event.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AroundRow {
    /// The code of its unit.
    pub unit: Option<String>,
    /// The name of its zone.
    pub zone: Option<String>,
    /// The name of who reported it.
    pub reporter: Option<Personal<String>>,
    /// The name of who owns the handling.
    pub owner: Option<Personal<String>>,
    /// The name of the department complained about.
    pub respondent: Option<String>,
    /// The name of who of the staff is complained of.
    pub accused: Option<Personal<String>>,
}

/// A report of an event, with its words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReportRow {
    /// Its number within the event.
    pub number: u32,
    /// When the department was told.
    pub reported_at: Option<Instant>,
    /// The department.
    pub department: Option<String>,
    /// What was said.
    pub said: Option<Personal<String>>,
}

const AROUND: &str = "select coalesce(u.code, e.unit_given, s.unit_given) as unit_code, \
    coalesce(z.name, e.zone_given, s.zone_given) as zone_name, p.name as reporter_name, w.name as owner_name, \
    coalesce(d.name, e.respondent_given, s.respondent_given) as respondent_name, a.name as accused_name \
    from event e left join sealed s on s.event_id = e.id left join unit u on u.id = coalesce(e.unit_id, s.unit_id) \
    left join scope z on z.id = coalesce(e.zone_id, s.zone_id) \
    left join person p on p.id = coalesce(e.reporter_id, s.reporter_id) left join person w on w.id = e.owner_id \
    left join person a on a.id = e.accused_id left join department d \
    on d.id = coalesce(e.respondent_department_id, s.respondent_department_id) where e.id = $1";
const REPORTS: &str = "select r.number, r.reported_at, coalesce(d.name, r.department_given) as department_name, r.said \
    from event_report r left join department d on d.id = r.department_id where r.event_id = $1 order by r.number";

/// What a page calls the things around an event.
pub async fn around(tx: &mut Tx, event: EventId) -> Result<AroundRow> {
    tx.one(AROUND, &[&event], |row| {
        Ok(AroundRow {
            unit: row.get("unit_code")?,
            zone: row.get("zone_name")?,
            reporter: row.get("reporter_name")?,
            owner: row.get("owner_name")?,
            respondent: row.get("respondent_name")?,
            accused: row.get("accused_name")?,
        })
    })
    .await
}

/// The reports that make an event up.
pub async fn reports(tx: &mut Tx, event: EventId) -> Result<Vec<ReportRow>> {
    tx.all(REPORTS, &[&event], |row| {
        Ok(ReportRow {
            number: row.get("number")?,
            reported_at: row.get("reported_at")?,
            department: row.get("department_name")?,
            said: row.get("said")?,
        })
    })
    .await
}
