use huiyin_domain::PersonId;

use crate::{Result, Tx};

const ERASE_PARTS: &str =
    "update journal_part set salt = null, body = null where person_id = $1 and body is not null";

/// Takes the words about a person out of the journal. The hashes stay, so the chains stay whole.
pub(crate) async fn erase(tx: &mut Tx, person: PersonId) -> Result<()> {
    tx.execute(ERASE_PARTS, &[&person]).await?;
    Ok(())
}
