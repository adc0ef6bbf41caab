//! Links that work once: set-up, invitation, new password. The database knows their hash only.

use huiyin_domain::entry::Digest;
use huiyin_domain::{Instant, PersonId};

use crate::{Result, Tx};

/// A link that can still be used.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LinkRow {
    /// What it is for.
    pub purpose: String,
    /// Whom it lets in; none for the set-up.
    pub person: Option<PersonId>,
    /// Until when.
    pub expires_at: Instant,
}

const ADD: &str = "insert into one_time_link (token_hash, purpose, person_id, opened_at, expires_at) \
    values ($1, $2, $3, $4, $5)";
const USABLE: &str = "select purpose, person_id, expires_at from one_time_link \
    where token_hash = $1 and used_at is null and expires_at > $2";
const SPEND: &str = "update one_time_link set used_at = $2 \
    where token_hash = $1 and used_at is null and expires_at > $2";
const TAKE_BACK_OF_PURPOSE: &str =
    "delete from one_time_link where purpose = $1 and used_at is null";
const TAKE_BACK_OF_PERSON: &str =
    "delete from one_time_link where person_id = $1 and used_at is null";

/// Adds a link.
pub async fn add(tx: &mut Tx, key: Digest, link: &LinkRow, at: Instant) -> Result<()> {
    tx.execute_one(
        ADD,
        &[&key, &link.purpose, &link.person, &at, &link.expires_at],
    )
    .await
}

/// The link of a key, unless it was used or has expired.
pub async fn usable(tx: &mut Tx, key: Digest, now: Instant) -> Result<Option<LinkRow>> {
    tx.optional(USABLE, &[&key, &now], |row| {
        Ok(LinkRow {
            purpose: row.get("purpose")?,
            person: row.get("person_id")?,
            expires_at: row.get("expires_at")?,
        })
    })
    .await
}

/// Uses a link up; [`crate::Error::NotFound`] when somebody was faster, or it has expired.
pub async fn spend(tx: &mut Tx, key: Digest, now: Instant) -> Result<()> {
    tx.execute_one(SPEND, &[&key, &now]).await
}

/// Takes the unused links for a purpose back.
pub async fn take_back_of_purpose(tx: &mut Tx, purpose: &str) -> Result<()> {
    tx.execute(TAKE_BACK_OF_PURPOSE, &[&purpose]).await?;
    Ok(())
}

/// Takes the unused links of a person back.
pub async fn take_back_of_person(tx: &mut Tx, person: PersonId) -> Result<()> {
    tx.execute(TAKE_BACK_OF_PERSON, &[&person]).await?;
    Ok(())
}
