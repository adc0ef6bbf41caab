use huiyin_domain::entry::facts::{
    FestivalReleased, FestivalSwitched, HouseholdStruck, HouseholdsListed,
};
use huiyin_domain::entry::{Entry, Word};

use crate::value::Bind;
use crate::{Result, Tx};

pub(super) async fn festival_switched(
    tx: &mut Tx,
    entry: &Entry,
    facts: &FestivalSwitched,
) -> Result<()> {
    const SQL: &str = "insert into festival_switch (site_id, festival, visited, why, words_of, switched_at, switched_by_id) \
        values ($1, $2, $3, $4, $5, $6, $7) on conflict (site_id, festival) do update set visited = excluded.visited, \
        why = excluded.why, words_of = excluded.words_of, switched_at = excluded.switched_at, \
        switched_by_id = excluded.switched_by_id";
    let said = entry.said(&[Word::Why]);
    tx.execute_one(
        SQL,
        &[
            &facts.site,
            &facts.festival,
            &facts.visited,
            &said.get(Word::Why),
            &said.of(),
            &entry.at,
            &entry.actor,
        ],
    )
    .await
}

pub(super) async fn households_listed(
    tx: &mut Tx,
    entry: &Entry,
    facts: &HouseholdsListed,
) -> Result<()> {
    const SQL: &str = "insert into festival_line (site_id, festival, year, number, unit_id, unit_given, person_id, \
        note, words_of, struck, listed_at, listed_by_id) values";
    let notes: Vec<_> = facts
        .lines
        .iter()
        .map(|line| {
            let said = entry.said_of(&[Word::Note], line.number);
            (line, said.item(Word::Note, line.number), said.of())
        })
        .collect();
    let rows: Vec<[&dyn Bind; 12]> = notes
        .iter()
        .map(|(line, note, of)| -> [&dyn Bind; 12] {
            [
                &facts.site,
                &facts.festival,
                &facts.year,
                &line.number,
                &line.unit,
                &line.unit_words,
                &line.person,
                note,
                of,
                &false,
                &entry.at,
                &entry.actor,
            ]
        })
        .collect();
    tx.insert_rows(SQL, &rows).await
}

pub(super) async fn household_struck(tx: &mut Tx, facts: &HouseholdStruck) -> Result<()> {
    const SQL: &str = "update festival_line set struck = 1 where site_id = $1 and festival = $2 and year = $3 and number = $4";
    let key: [&dyn Bind; 4] = [&facts.site, &facts.festival, &facts.year, &facts.number];
    tx.execute_one(SQL, &key).await
}

pub(super) async fn festival_released(
    tx: &mut Tx,
    entry: &Entry,
    facts: &FestivalReleased,
) -> Result<()> {
    const SQL: &str = "insert into festival_release (site_id, festival, year, day, event_id, released_at, released_by_id) \
        values ($1, $2, $3, $4, $5, $6, $7)";
    tx.execute_one(
        SQL,
        &[
            &facts.site,
            &facts.festival,
            &facts.year,
            &facts.day,
            &facts.event,
            &entry.at,
            &entry.actor,
        ],
    )
    .await
}
