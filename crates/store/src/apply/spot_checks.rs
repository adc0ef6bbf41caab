use huiyin_domain::entry::facts::SpotChecked;
use huiyin_domain::entry::{Entry, Word};

use crate::value::Bind;
use crate::{Result, Tx};

pub(super) async fn spot_checked(tx: &mut Tx, entry: &Entry, facts: &SpotChecked) -> Result<()> {
    const SQL: &str = "insert into spot_check (record_id, number, event_id, site_id, month, called_at, not_reached, \
        visited, rating, noted_at, noted_by_id, said, words_of) \
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    let said = entry.said(&[Word::Remarks]);
    let values: [&dyn Bind; 13] = [
        &facts.record,
        &facts.number,
        &facts.event,
        &facts.site,
        &facts.month,
        &facts.called_at,
        &facts.not_reached,
        &facts.visited,
        &facts.rating,
        &entry.at,
        &entry.actor,
        &said.get(Word::Remarks),
        &said.of(),
    ];
    tx.execute_one(SQL, &values).await
}
