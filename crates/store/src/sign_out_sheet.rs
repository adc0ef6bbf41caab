//! The sign-out sheet (回訪記錄簽收表): who has forms to take, who took which, and which came back.

use huiyin_domain::{Category, Day, FollowUpId, Instant, PersonId, Personal, ScopeId, SignOutId};

use crate::row::Row;
use crate::value::Bind;
use crate::{Result, Tx};

/// A form: to be taken, or out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SheetRow {
    /// The follow-up it is for.
    pub follow_up: FollowUpId,
    /// Year and number by which people call the event.
    pub number: (i32, u32),
    /// The event's category.
    pub category: Category,
    /// Which round.
    pub round: u32,
    /// The home.
    pub unit: Option<String>,
    /// Who is visited.
    pub customer: Option<Personal<String>>,
    /// What happened.
    pub summary: Option<Personal<String>>,
    /// Whether it is confidential: then nothing else is told of it here.
    pub confidential: bool,
    /// The last day in time.
    pub due: Day,
    /// The line of the sheet; none while it is to be taken.
    pub taken: Option<TakenRow>,
}

/// A line of the sheet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TakenRow {
    /// The line.
    pub sign_out: SignOutId,
    /// Who took the form.
    pub person: PersonId,
    /// Their name.
    pub name: Option<Personal<String>>,
    /// When it was taken.
    pub taken_at: Instant,
    /// The strokes of their signature.
    pub strokes: Option<Personal<String>>,
    /// When it came back.
    pub returned_at: Option<Instant>,
    /// Who wrote down that it came back, with their name: who took it, or who received it.
    pub return_noted_by: Option<(PersonId, Option<Personal<String>>)>,
}

const COLUMNS: &str = "f.id, f.round, e.year, e.number, e.category, coalesce(u.code, l.unit_given, e.unit_given) as unit_code, \
    coalesce(p.name, e.customer) as customer_name, e.summary, e.confidential, f.due";
const JOINS: &str = "join obligation o on o.id = f.obligation_id join event e on e.id = f.event_id \
    left join list_line l on l.event_id = o.event_id and l.line = o.line \
    left join unit u on u.id = coalesce(l.unit_id, e.unit_id) \
    left join person p on p.id = coalesce(l.person_id, e.reporter_id)";

/// The forms somebody has to take at a site, by due day; of two who visit jointly each takes the form.
pub async fn to_take(
    tx: &mut Tx,
    site: ScopeId,
    person: PersonId,
    limit: u32,
) -> Result<Vec<SheetRow>> {
    let sql = format!(
        "select {COLUMNS} from follow_up f join follow_up_visitor v on v.follow_up_id = f.id {JOINS} \
         where f.site_id = $1 and v.person_id = $2 and f.state in ('released', 'taken') and not exists \
         (select 1 from sign_out s where s.follow_up_id = f.id and s.person_id = $2) order by f.due, f.id limit $3"
    );
    let sql = crate::tx::sql_text(sql);
    tx.all(sql, &[&site, &person, &limit], |row| read(row, None))
        .await
}

const TAKEN: &str = "s.id as sign_out_id, s.person_id, w.name as taker_name, s.taken_at, s.strokes, s.returned_at, \
    s.returned_by_id, b.name as returned_by_name from sign_out s join follow_up f on f.id = s.follow_up_id";
const TAKERS: &str =
    "join person w on w.id = s.person_id left join person b on b.id = s.returned_by_id";
const OF_SITE: &str = "where f.site_id = $1 and s.taken_at >= $2 and s.taken_at < $3";

/// The lines of a site's sheet from one moment to another, the latest first: `limit` of them after the first `skip`.
pub async fn taken(
    tx: &mut Tx,
    site: ScopeId,
    (from, to): (Instant, Instant),
    (skip, limit): (u32, u32),
) -> Result<Vec<SheetRow>> {
    let sql = format!(
        "select {COLUMNS}, {TAKEN} {JOINS} {TAKERS} {OF_SITE} order by s.taken_at desc, s.id limit $4 offset $5"
    );
    let sql = crate::tx::sql_text(sql);
    tx.all(sql, &[&site, &from, &to, &limit, &skip], read_taken)
        .await
}

/// The same, the first first: those after a moment and a line of it.
pub async fn taken_after(
    tx: &mut Tx,
    site: ScopeId,
    (from, to): (Instant, Instant),
    (at, line): (Instant, SignOutId),
    limit: u32,
) -> Result<Vec<SheetRow>> {
    let sql = format!(
        "select {COLUMNS}, {TAKEN} {JOINS} {TAKERS} {OF_SITE} and (s.taken_at > $4 or (s.taken_at = $4 and s.id > $5)) \
         order by s.taken_at, s.id limit $6"
    );
    let sql = crate::tx::sql_text(sql);
    let params: [&dyn Bind; 6] = [&site, &from, &to, &at, &line, &limit];
    tx.all(sql, &params, read_taken).await
}

/// Who took the form of a follow-up, the first first.
pub async fn taken_for(tx: &mut Tx, follow_up: FollowUpId) -> Result<Vec<TakenRow>> {
    let sql = format!("select {TAKEN} {TAKERS} where f.id = $1 order by s.taken_at, s.id");
    let sql = crate::tx::sql_text(sql);
    tx.all(sql, &[&follow_up], taken_row).await
}

fn read_taken(row: &Row) -> Result<SheetRow> {
    read(row, Some(taken_row(row)?))
}

fn taken_row(row: &Row) -> Result<TakenRow> {
    let noted_by: Option<PersonId> = row.get("returned_by_id")?;
    let name = row.get("returned_by_name")?;
    Ok(TakenRow {
        sign_out: row.get("sign_out_id")?,
        person: row.get("person_id")?,
        name: row.get("taker_name")?,
        taken_at: row.get("taken_at")?,
        strokes: row.get("strokes")?,
        returned_at: row.get("returned_at")?,
        return_noted_by: noted_by.map(|person| (person, name)),
    })
}

/// A form that nobody took.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LeftRow {
    /// The form.
    pub row: SheetRow,
    /// Who has not taken it.
    pub person: PersonId,
    /// Their name.
    pub name: Option<Personal<String>>,
    /// Since when it could be taken.
    pub released_at: Instant,
}

/// The forms that a visitor has not taken since a moment, the longest waiting first.
pub async fn left(
    tx: &mut Tx,
    site: ScopeId,
    released_before: Instant,
    limit: u32,
) -> Result<Vec<LeftRow>> {
    let sql = format!(
        "select {COLUMNS}, v.person_id, w.name as visitor_name, f.released_at from follow_up f \
         join follow_up_visitor v on v.follow_up_id = f.id join person w on w.id = v.person_id {JOINS} \
         where f.site_id = $1 and f.state in ('released', 'taken') and f.released_at < $2 and not exists \
         (select 1 from sign_out s where s.follow_up_id = f.id and s.person_id = v.person_id) \
         order by f.released_at, f.id, v.place limit $3"
    );
    let sql = crate::tx::sql_text(sql);
    tx.all(sql, &[&site, &released_before, &limit], |row| {
        Ok(LeftRow {
            row: read(row, None)?,
            person: row.get("person_id")?,
            name: row.get("visitor_name")?,
            released_at: row.get("released_at")?,
        })
    })
    .await
}

fn read(row: &Row, taken: Option<TakenRow>) -> Result<SheetRow> {
    Ok(SheetRow {
        follow_up: row.get("id")?,
        number: (row.get("year")?, row.get("number")?),
        category: row.get("category")?,
        round: row.get("round")?,
        unit: row.get("unit_code")?,
        customer: row.get("customer_name")?,
        summary: row.get("summary")?,
        confidential: row.get("confidential")?,
        due: row.get("due")?,
        taken,
    })
}
