//! What is known of the events that a file names, and of the people of their units.

use std::collections::HashMap;

use huiyin_domain::{EventId, ImportId, PersonId, Personal, ScopeId, UnitId};

use super::listed;
use crate::events::{EventRow, event_of_row, whole_event};
use crate::{Result, Tx};

/// How far the follow-ups of an event are.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Debug)]
pub enum Standing {
    /// Nothing is asked, or not yet.
    #[default]
    Free,
    /// Obligations stand, with their numbers.
    Numbered,
    /// Follow-ups are released, under way or done.
    WorkedOn,
}

/// An event that a file names.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KnownEvent {
    /// The event.
    pub row: EventRow,
    /// How far its follow-ups are.
    pub standing: Standing,
    /// The departments that it was reported to, as the intake wrote them.
    pub departments: Vec<String>,
    /// The highest number of its reports.
    pub reports: u32,
}

/// The events of a site with these outside ids, those that were not taken back.
pub async fn events_of_outside_ids(
    tx: &mut Tx,
    site: ScopeId,
    ids: &[&str],
) -> Result<Vec<KnownEvent>> {
    const EVENTS: &str =
        whole_event!("e.withdrawn_at is null and e.site_id = $1 and e.event_id in");
    const REPORTS: &str =
        "select event_id, number, department_given from event_report where event_id in";
    let rows = listed(tx, EVENTS, &[&site], ids, event_of_row).await?;
    let found: Vec<EventId> = rows.iter().map(|row| row.id).collect();
    let standings = standings(tx, &found).await?;
    let mut reports: HashMap<EventId, Vec<(u32, Option<String>)>> = HashMap::new();
    let told = listed(tx, REPORTS, &[], &found, |row| {
        let event: EventId = row.get("event_id")?;
        Ok((event, row.get("number")?, row.get("department_given")?))
    });
    for (event, number, department) in told.await? {
        reports.entry(event).or_default().push((number, department));
    }
    Ok(rows
        .into_iter()
        .map(|row| {
            let told = reports.remove(&row.id).unwrap_or_default();
            KnownEvent {
                // What became a part of another is dealt with there, and what is confidential by whom it is for.
                standing: if row.merged_into.is_some() || row.confidential {
                    Standing::WorkedOn
                } else {
                    standings.get(&row.id).copied().unwrap_or_default()
                },
                reports: told.iter().map(|(number, _)| *number).max().unwrap_or(0),
                departments: told.into_iter().filter_map(|(_, given)| given).collect(),
                row,
            }
        })
        .collect())
}

async fn standings(tx: &mut Tx, events: &[EventId]) -> Result<HashMap<EventId, Standing>> {
    const NUMBERED: &str =
        "select distinct event_id from obligation where voided_at is null and event_id in";
    const WORKED_ON: &str = "select distinct event_id from follow_up \
        where state not in ('planned', 'withdrawn') and event_id in";
    let mut standings = HashMap::new();
    for (sql, standing) in [
        (NUMBERED, Standing::Numbered),
        (WORKED_ON, Standing::WorkedOn),
    ] {
        for event in listed(tx, sql, &[], events, |row| row.get("event_id")).await? {
            standings.insert(event, standing);
        }
    }
    Ok(standings)
}

/// The people of units: unit, person, name.
pub async fn persons_in_units(
    tx: &mut Tx,
    units: &[UnitId],
) -> Result<Vec<(UnitId, PersonId, Option<Personal<String>>)>> {
    const SQL: &str = "select o.unit_id, p.id, p.name from occupancy o join person p on p.id = o.person_id \
        where o.unit_id in";
    listed(tx, SQL, &[], units, |row| {
        Ok((row.get("unit_id")?, row.get("id")?, row.get("name")?))
    })
    .await
}

/// The names of people.
pub async fn names_of(
    tx: &mut Tx,
    people: &[PersonId],
) -> Result<HashMap<PersonId, Option<Personal<String>>>> {
    const SQL: &str = "select id, name from person where id in";
    let names = listed(tx, SQL, &[], people, |row| {
        Ok((row.get("id")?, row.get("name")?))
    });
    Ok(names.await?.into_iter().collect())
}

/// The events whose lists an import made longer, in order.
pub async fn list_events(tx: &mut Tx, import: ImportId) -> Result<Vec<EventId>> {
    const SQL: &str = "select distinct target_id as event_id from import_row \
        where import_id = $1 and target_kind = 'list' order by event_id";
    tx.all(SQL, &[&import], |row| row.get("event_id")).await
}

/// The events with a complete list that an import touched, be it the event or its list.
pub async fn complete_lists(tx: &mut Tx, import: ImportId) -> Result<Vec<EventId>> {
    const SQL: &str = "select e.id from event e where e.list_complete = 1 and e.withdrawn_at is null \
        and e.id in (select target_id from import_row where import_id = $1 and target_kind in ('list', 'event')) \
        order by e.id";
    tx.all(SQL, &[&import], |row| row.get("id")).await
}
