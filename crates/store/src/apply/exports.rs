use huiyin_domain::entry::Entry;
use huiyin_domain::entry::facts::ExportKeySet;

use crate::{Result, Tx};

pub(super) async fn export_key_set(tx: &mut Tx, entry: &Entry, facts: &ExportKeySet) -> Result<()> {
    const SQL: &str = "insert into export_key (number, public_key, replaces, endorsement, set_at, set_by_id) \
        values ((select count(*) + 1 from export_key), $1, $2, $3, $4, $5)";
    tx.execute_one(
        SQL,
        &[
            &facts.public_key,
            &facts.replaces,
            &facts.endorsement,
            &entry.at,
            &entry.actor,
        ],
    )
    .await
}
