//! What an import made, and what hangs on it by now.

use huiyin_domain::ImportId;
use huiyin_domain::entry::facts::Imported;

use crate::{Result, Tx};

/// Something that hangs on what an import made, and how often.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hanging {
    /// What it is: `events`, `residents`, `lists`, `list_lines`, `staff_acts`, `visitors`, `departments`, `later_acts`,
    /// `follow_ups`.
    pub what: &'static str,
    /// How many.
    pub count: u64,
}

/// What hangs on the units, people and departments that an import made and was not made by it.
const HANGING: &[(&str, &str)] = &[
    (
        "events",
        "select count(*) as hanging from event e where (e.import_id is null or e.import_id <> $1) and (\
         e.unit_id in (select id from unit where import_id = $1) \
         or e.reporter_id in (select id from person where import_id = $1) \
         or e.id in (select event_id from sealed where reporter_id in (select id from person where import_id = $1)) \
         or e.owner_id in (select id from person where import_id = $1) \
         or e.respondent_department_id in (select id from department where import_id = $1))",
    ),
    (
        "residents",
        "select count(*) as hanging from occupancy o where (o.import_id is null or o.import_id <> $1) and (\
         o.unit_id in (select id from unit where import_id = $1) \
         or o.person_id in (select id from person where import_id = $1))",
    ),
    (
        "residents",
        "select count(*) as hanging from privacy_request where person_id in (select id from person where import_id = $1)",
    ),
    (
        "lists",
        "select count(*) as hanging from list_line l join event e on e.id = l.event_id \
         where (e.import_id is null or e.import_id <> $1) and (\
         l.unit_id in (select id from unit where import_id = $1) \
         or l.person_id in (select id from person where import_id = $1))",
    ),
    (
        "staff_acts",
        "select count(*) as hanging from journal where actor_id in (select id from person where import_id = $1)",
    ),
    (
        "visitors",
        "select count(*) as hanging from follow_up_visitor \
         where person_id in (select id from person where import_id = $1)",
    ),
    (
        "departments",
        "select count(*) as hanging from department d where (d.import_id is null or d.import_id <> $1) \
         and d.head_id in (select id from person where import_id = $1)",
    ),
    (
        "list_lines",
        "select count(*) as hanging from import_row where import_id = $1 and target_kind in ('list', 'festival_list')",
    ),
    (
        "later_acts",
        "select count(*) as hanging from journal j join event e on e.id = j.subject_id where e.import_id = $1 \
         and j.actor_id is not null and j.at > (select done_at from import where id = $1)",
    ),
    (
        "follow_ups",
        "select count(*) as hanging from follow_up f join event e on e.id = f.event_id where e.import_id = $1 \
         and f.state not in ('planned', 'withdrawn')",
    ),
];

/// What hangs on what an import made; empty when it can be undone.
pub async fn hanging(tx: &mut Tx, import: ImportId) -> Result<Vec<Hanging>> {
    let mut found = Vec::new();
    for (what, sql) in HANGING {
        let count: u64 = tx.one(*sql, &[&import], |row| row.get("hanging")).await?;
        if count > 0 {
            found.push(Hanging { what, count });
        }
    }
    Ok(found)
}

/// Some of what an import made and still stands, in an order in which each can go.
pub async fn made_by(tx: &mut Tx, import: ImportId, limit: u32) -> Result<Vec<Imported>> {
    const EVENTS: &str =
        "select id from event where import_id = $1 and withdrawn_at is null order by id limit $2";
    const OCCUPANCIES: &str = "select id from occupancy where import_id = $1 order by id limit $2";
    const DEPARTMENTS: &str = "select id from department where import_id = $1 order by id limit $2";
    const POSTS: &str = "select h.id from post_held h join person p on p.id = h.person_id \
        where p.import_id = $1 order by h.id desc limit $2";
    const PERSONS: &str = "select id from person where import_id = $1 order by id limit $2";
    const UNITS: &str = "select id from unit where import_id = $1 order by id limit $2";
    let mut made = tx
        .all(EVENTS, &[&import, &limit], |row| {
            row.get("id").map(Imported::Event)
        })
        .await?;
    if made.is_empty() {
        made = tx
            .all(OCCUPANCIES, &[&import, &limit], |row| {
                row.get("id").map(Imported::Occupancy)
            })
            .await?;
    }
    if made.is_empty() {
        made = tx
            .all(DEPARTMENTS, &[&import, &limit], |row| {
                row.get("id").map(Imported::Department)
            })
            .await?;
    }
    if made.is_empty() {
        made = tx
            .all(POSTS, &[&import, &limit], |row| {
                row.get("id").map(Imported::Post)
            })
            .await?;
    }
    if made.is_empty() {
        made = tx
            .all(PERSONS, &[&import, &limit], |row| {
                row.get("id").map(Imported::Person)
            })
            .await?;
    }
    if made.is_empty() {
        made = tx
            .all(UNITS, &[&import, &limit], |row| {
                row.get("id").map(Imported::Unit)
            })
            .await?;
    }
    Ok(made)
}

/// Takes away the accounts of the people that an import made, before they go.
pub async fn close_accounts(tx: &mut Tx, import: ImportId) -> Result<()> {
    const SESSIONS: &str =
        "delete from session where person_id in (select id from person where import_id = $1)";
    const DEVICES: &str =
        "delete from device where person_id in (select id from person where import_id = $1)";
    const LINKS: &str =
        "delete from one_time_link where person_id in (select id from person where import_id = $1)";
    const DRAFTS: &str =
        "delete from draft where person_id in (select id from person where import_id = $1)";
    const ACCOUNTS: &str =
        "delete from account where person_id in (select id from person where import_id = $1)";
    for sql in [SESSIONS, DEVICES, LINKS, DRAFTS, ACCOUNTS] {
        tx.execute(sql, &[&import]).await?;
    }
    Ok(())
}
