//! Accounts: who can sign in. Credentials are not journalled.

use huiyin_domain::{Instant, Lang, PersonId, Personal};

use crate::row::Row;
use crate::{Result, Tx};

/// An account.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AccountRow {
    /// Whose it is.
    pub person: PersonId,
    /// What they sign in with, folded to lower case.
    pub login: String,
    /// Their name; none when the person was erased.
    pub name: Option<Personal<String>>,
    /// The hash of their password, with its parameters; none before they chose one.
    pub password_hash: Option<Personal<String>>,
    /// The language they chose.
    pub language: Option<Lang>,
    /// When they last signed in.
    pub last_login_at: Option<Instant>,
    /// When it was closed.
    pub closed_at: Option<Instant>,
}

impl AccountRow {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            person: row.get("person_id")?,
            login: row.get("login")?,
            name: row.get("name")?,
            password_hash: row.get("password_hash")?,
            language: row.get("language")?,
            last_login_at: row.get("last_login_at")?,
            closed_at: row.get("closed_at")?,
        })
    }
}

const OF_LOGIN: &str = "select a.person_id, a.login, p.name, a.password_hash, a.language, a.last_login_at, a.closed_at \
    from account a join person p on p.id = a.person_id where a.login = $1";
const OF_PERSON: &str = "select a.person_id, a.login, p.name, a.password_hash, a.language, a.last_login_at, a.closed_at \
    from account a join person p on p.id = a.person_id where a.person_id = $1";
const ANY_IN_USE: &str =
    "select person_id from account where password_hash is not null and closed_at is null limit 1";
const OPEN: &str =
    "insert into account (person_id, login, language, opened_at) values ($1, $2, $3, $4)";
const SET_PASSWORD: &str = "update account set password_hash = $2, password_set_at = $3 where person_id = $1 and closed_at is null";
const SET_LANGUAGE: &str = "update account set language = $2 where person_id = $1";
const SIGNED_IN: &str = "update account set last_login_at = $2 where person_id = $1";
const CLOSE: &str = "update account set closed_at = $2, password_hash = null, totp_secret = null \
    where person_id = $1 and closed_at is null";

/// The account of a login.
pub async fn account_of_login(tx: &mut Tx, login: &str) -> Result<Option<AccountRow>> {
    tx.optional(OF_LOGIN, &[&login], AccountRow::read).await
}

/// The account of a person.
pub async fn account(tx: &mut Tx, person: PersonId) -> Result<Option<AccountRow>> {
    tx.optional(OF_PERSON, &[&person], AccountRow::read).await
}

/// Whether anybody can sign in.
pub async fn any_in_use(tx: &mut Tx) -> Result<bool> {
    let found: Option<PersonId> = tx
        .optional(ANY_IN_USE, &[], |row| row.get("person_id"))
        .await?;
    Ok(found.is_some())
}

/// Opens an account without a password.
pub async fn open(
    tx: &mut Tx,
    person: PersonId,
    login: &str,
    language: Option<Lang>,
    at: Instant,
) -> Result<()> {
    tx.execute_one(OPEN, &[&person, &login, &language, &at])
        .await
}

/// Sets the hash of a password; [`crate::Error::NotFound`] when there is no open account.
pub async fn set_password(tx: &mut Tx, person: PersonId, hash: &str, at: Instant) -> Result<()> {
    tx.execute_one(SET_PASSWORD, &[&person, &hash, &at]).await
}

/// Sets the language they chose.
pub async fn set_language(tx: &mut Tx, person: PersonId, language: Lang) -> Result<()> {
    tx.execute_one(SET_LANGUAGE, &[&person, &language]).await
}

/// Notes that they signed in.
pub async fn note_sign_in(tx: &mut Tx, person: PersonId, at: Instant) -> Result<()> {
    tx.execute_one(SIGNED_IN, &[&person, &at]).await
}

/// Closes an account and forgets its credentials. The login stays taken, so that it never comes to mean another.
pub async fn close(tx: &mut Tx, person: PersonId, at: Instant) -> Result<()> {
    tx.execute(CLOSE, &[&person, &at]).await?;
    Ok(())
}
