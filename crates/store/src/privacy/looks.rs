//! Who looked at which full numbers.

use huiyin_domain::{EventId, Instant, PersonId, Personal, ScopeId};

use crate::row::Row;
use crate::tx::sql_text;
use crate::{Result, Tx};

/// A look at a full number.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LookRow {
    /// When.
    pub at: Instant,
    /// Who looked.
    pub viewer: PersonId,
    /// Their name.
    pub viewer_name: Option<Personal<String>>,
    /// Whose number it is, where that is known.
    pub person: Option<PersonId>,
    /// Their name.
    pub name: Option<Personal<String>>,
    /// The event at whose intake the number was given, where it is that.
    pub event: Option<(EventId, (i32, u32))>,
}

const LOOKS: &str = "select v.viewed_at, v.viewer_id, w.name as viewer_name, v.target_kind, e.id as event_id, e.year, \
    e.number, p.id as person_id, p.name from phone_view v left join person w on w.id = v.viewer_id \
    left join event e on v.target_kind = 'event' and e.id = v.target_id \
    left join sealed s on s.event_id = e.id \
    left join person p on p.id = coalesce(e.reporter_id, s.reporter_id, case when v.target_kind = 'person' then v.target_id end)";

/// The looks at full numbers at a site from a moment to before another, the latest first, at most `limit`; of one viewer
/// where one is given.
pub async fn looks(
    tx: &mut Tx,
    site: ScopeId,
    (from, to): (Instant, Instant),
    viewer: Option<PersonId>,
    limit: u32,
) -> Result<Vec<LookRow>> {
    let sql = format!(
        "{LOOKS} where coalesce(e.site_id, p.home_id) = $1 and v.viewed_at >= $2 and v.viewed_at < $3 \
         and v.viewer_id = coalesce($4, v.viewer_id) order by v.viewed_at desc, v.viewer_id limit $5"
    );
    let sql = sql_text(sql);
    tx.all(sql, &[&site, &from, &to, &viewer, &limit], read_look)
        .await
}

/// The looks at the numbers of a person, those given at the intakes of their events among them; the latest first, at most
/// `limit`.
pub async fn looks_at(tx: &mut Tx, person: PersonId, limit: u32) -> Result<Vec<LookRow>> {
    let sql = format!("{LOOKS} where p.id = $1 order by v.viewed_at desc, v.viewer_id limit $2");
    tx.all(sql_text(sql), &[&person, &limit], read_look).await
}

fn read_look(row: &Row) -> Result<LookRow> {
    let event: Option<EventId> = row.get("event_id")?;
    let event = match event {
        None => None,
        Some(event) => Some((event, (row.get("year")?, row.get("number")?))),
    };
    Ok(LookRow {
        at: row.get("viewed_at")?,
        viewer: row.get("viewer_id")?,
        viewer_name: row.get("viewer_name")?,
        person: row.get("person_id")?,
        name: row.get("name")?,
        event,
    })
}
