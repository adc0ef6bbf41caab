use huiyin_domain::{Instant, PersonId};

use crate::{Result, Tx};

const ERASE_PARTS: &str =
    "update journal_part set salt = null, body = null where person_id = $1 and body is not null";

/// Takes the words about a person out of the journal. The hashes stay, so the chains stay whole.
pub(crate) async fn erase(tx: &mut Tx, person: PersonId) -> Result<()> {
    tx.execute(ERASE_PARTS, &[&person]).await?;
    Ok(())
}

/// Who was erased, and when: the list to keep outside every backup, because a restored one must forget them again.
pub async fn erased(tx: &mut Tx) -> Result<Vec<(PersonId, Instant)>> {
    const SQL: &str = "select person_id, erased_at from erasure order by erased_at, person_id";
    tx.all(SQL, &[], |row| {
        Ok((row.get("person_id")?, row.get("erased_at")?))
    })
    .await
}
