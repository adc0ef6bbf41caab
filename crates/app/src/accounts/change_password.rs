use huiyin_domain::entry::Digest;
use huiyin_domain::{Instant, PersonId, Personal};
use huiyin_store::{Tx, accounts, links, sessions};

use super::check_new_password;
use super::sign_in::Admitted;
use crate::fields::{Fields, wrong};
use crate::{App, Asker, Error, Fault, Result};

impl App {
    /// Changes one's own password. All other sessions of the account end; `session` stays.
    pub async fn change_password(
        &self,
        asker: &Asker,
        session: Digest,
        current: &Personal<String>,
        new: &Personal<String>,
    ) -> Result<()> {
        let person = asker.person.ok_or(Error::NotFound)?;
        let mut tx = self.db().read().await?;
        let account = accounts::account(&mut tx, person).await?;
        drop(tx);
        let login = account.ok_or(Error::NotFound)?.login;
        let mut fields = Fields::default();
        check_new_password(&mut fields, new, &login);
        fields.check()?;
        // Counted like signing in: a session left open is no way to try passwords.
        let account = match self.admit(&login, "").await? {
            Admitted::Wait(_) => return Err(wrong("current", Fault::TooOften)),
            Admitted::Yes(account) => account.ok_or(Error::NotFound)?,
        };
        if !self
            .passwords()
            .is_right(current, account.password_hash)
            .await?
        {
            return Err(wrong("current", Fault::Unknown));
        }
        let hash = self.passwords().hash(new).await?;
        let now = self.clock().now();
        self.db()
            .write(
                (person, hash, session, now),
                |tx, (person, hash, session, now)| {
                    Box::pin(set(tx, *person, hash, Some(*session), *now))
                },
            )
            .await
    }
}

/// Sets a password, ends the other sessions, and takes back the links that would set another.
pub(super) async fn set(
    tx: &mut Tx,
    person: PersonId,
    hash: &str,
    keep: Option<Digest>,
    now: Instant,
) -> Result<()> {
    accounts::set_password(tx, person, hash, now).await?;
    links::take_back_of_person(tx, person).await?;
    sessions::delete_of_person(tx, person, keep).await?;
    Ok(())
}
