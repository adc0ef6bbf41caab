//! Forms that somebody has begun to fill in.

use huiyin_domain::{Instant, PersonId, Personal};
use serde_json::Value;

use crate::{Error, Result, Tx};

/// Which form of whom, about what.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DraftKey {
    /// Who fills it in.
    pub person: PersonId,
    /// The form, such as `record_visit`.
    pub form: String,
    /// What it is about, such as the id of a follow-up; empty where a form is about nothing yet.
    pub subject: String,
}

/// Keeps a form as it is; it replaces what was kept before.
pub async fn save(tx: &mut Tx, key: &DraftKey, body: &Personal<Value>, now: Instant) -> Result<()> {
    const SQL: &str = "insert into draft (person_id, form, subject, body, saved_at) values ($1, $2, $3, $4, $5) \
        on conflict (person_id, form, subject) do update set body = excluded.body, saved_at = excluded.saved_at";
    let body = serde_json::to_string(body.reveal()).map_err(Error::corrupt)?;
    tx.execute_one(SQL, &[&key.person, &key.form, &key.subject, &body, &now])
        .await
}

/// The form as it was kept, and when.
pub async fn load(tx: &mut Tx, key: &DraftKey) -> Result<Option<(Personal<Value>, Instant)>> {
    const SQL: &str =
        "select body, saved_at from draft where person_id = $1 and form = $2 and subject = $3";
    tx.optional(SQL, &[&key.person, &key.form, &key.subject], |row| {
        Ok((Personal::new(row.json("body")?), row.get("saved_at")?))
    })
    .await
}

/// Forgets a form, once it is sent or given up.
pub async fn forget(tx: &mut Tx, key: &DraftKey) -> Result<()> {
    const SQL: &str = "delete from draft where person_id = $1 and form = $2 and subject = $3";
    tx.execute(SQL, &[&key.person, &key.form, &key.subject])
        .await?;
    Ok(())
}
