//! Who is signed in: a cookie with a random id, and a row in the database for it.
//!
//! The database is behind [`SessionRows`]. It never learns the id in the cookie, only its SHA-256, so that a copy of
//! the database opens no session; and it knows the person of each row, so that closing an account ends its sessions.

use std::collections::HashMap;
use std::fmt;

use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tower_sessions::cookie::SameSite;
use tower_sessions::cookie::time::{Duration, OffsetDateTime};
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{Error as StoreError, Result as StoreResult};
use tower_sessions::{Expiry, Session, SessionManagerLayer, SessionStore};

use huiyin_domain::{DeviceId, Instant, PersonId};

mod kept;

pub(crate) use kept::Kept;

/// How long a browser keeps the cookie. The application ends a session that is not used long before.
const LIFETIME: Duration = Duration::days(7);

/// Where the signed-in person stands in the data of a session.
const SIGNED_IN: &str = "signed_in";

/// Where the code of the site somebody chose to work at stands.
const SITE: &str = "site";

/// The key of a session's row: the SHA-256 of the id in the cookie.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct SessionKey([u8; 32]);

impl SessionKey {
    /// The 32 bytes that are stored.
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    fn of(id: Id) -> Self {
        Self(Sha256::digest(id.0.to_le_bytes()).into())
    }
}

impl fmt::Debug for SessionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SessionKey(…)")
    }
}

/// A session as it is stored.
#[derive(Clone, Debug)]
pub struct SessionRow {
    /// Its key.
    pub key: SessionKey,
    /// Who is signed in with it; none before signing in.
    pub person: Option<PersonId>,
    /// On which device.
    pub device: Option<DeviceId>,
    /// Its data as JSON, opaque to the store.
    pub data: String,
    /// When it ends unless it is renewed before.
    pub expires: Instant,
}

/// The rows of the sessions, wherever they are kept. The error is a sentence for the log.
#[async_trait]
pub trait SessionRows: fmt::Debug + Send + Sync + 'static {
    /// Adds a row; `false` when its key is taken.
    async fn create(&self, row: SessionRow) -> Result<bool, String>;

    /// Replaces a row, or adds it.
    async fn save(&self, row: SessionRow) -> Result<(), String>;

    /// The row of a key, unless it has expired.
    async fn load(&self, key: &SessionKey) -> Result<Option<SessionRow>, String>;

    /// Removes a row; none there is no error.
    async fn delete(&self, key: &SessionKey) -> Result<(), String>;
}

/// Who is signed in, and since when.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SignedIn {
    /// The person.
    pub person: PersonId,
    /// The device.
    pub device: DeviceId,
    /// When the password was given.
    pub since: Instant,
}

/// A session could not be read or written: the database, or data that no longer parses.
#[derive(Debug, thiserror::Error)]
#[error("the session cannot be read or written")]
pub struct SessionError(#[from] tower_sessions::session::Error);

/// Signs a person in. The id of the session changes, so that one planted beforehand is worth nothing.
pub async fn sign_in(session: &Session, signed_in: SignedIn) -> Result<(), SessionError> {
    session.cycle_id().await?;
    session.insert(SIGNED_IN, signed_in).await?;
    Ok(())
}

/// Who is signed in with this session, if anybody.
pub async fn signed_in(session: &Session) -> Result<Option<SignedIn>, SessionError> {
    Ok(session.get(SIGNED_IN).await?)
}

/// Remembers the site somebody chose to work at, by its code.
pub async fn work_at(session: &Session, code: &str) -> Result<(), SessionError> {
    Ok(session.insert(SITE, code).await?)
}

/// The code of the site they chose to work at, if they chose one.
pub async fn works_at(session: &Session) -> Result<Option<String>, SessionError> {
    Ok(session.get(SITE).await?)
}

/// Signs out: the row and the cookie go.
pub async fn sign_out(session: &Session) -> Result<(), SessionError> {
    Ok(session.flush().await?)
}

/// The key of the row of this session, where it has one.
pub(crate) fn key(session: &Session) -> Option<SessionKey> {
    session.id().map(SessionKey::of)
}

/// The layer that gives handlers their [`Session`]. With HTTPS the cookie is `Secure` and tied to this host by name.
pub(crate) fn layer<R: SessionRows + Clone>(
    rows: R,
    https: bool,
) -> SessionManagerLayer<impl SessionStore + Clone> {
    SessionManagerLayer::new(Adapter(rows))
        .with_name(if https { "__Host-huiyin" } else { "huiyin" })
        .with_secure(https)
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_path("/")
        .with_expiry(Expiry::OnInactivity(LIFETIME))
}

#[derive(Clone, Debug)]
struct Adapter<R>(R);

#[async_trait]
impl<R: SessionRows> SessionStore for Adapter<R> {
    async fn create(&self, record: &mut Record) -> StoreResult<()> {
        while !self
            .0
            .create(row(record)?)
            .await
            .map_err(StoreError::Backend)?
        {
            record.id = Id::default();
        }
        Ok(())
    }

    async fn save(&self, record: &Record) -> StoreResult<()> {
        self.0.save(row(record)?).await.map_err(StoreError::Backend)
    }

    async fn load(&self, id: &Id) -> StoreResult<Option<Record>> {
        let found = self
            .0
            .load(&SessionKey::of(*id))
            .await
            .map_err(StoreError::Backend)?;
        found.map(|row| record(*id, &row)).transpose()
    }

    async fn delete(&self, id: &Id) -> StoreResult<()> {
        self.0
            .delete(&SessionKey::of(*id))
            .await
            .map_err(StoreError::Backend)
    }
}

fn row(record: &Record) -> StoreResult<SessionRow> {
    let signed_in = record
        .data
        .get(SIGNED_IN)
        .map(SignedIn::deserialize)
        .transpose()
        .map_err(|error| StoreError::Encode(error.to_string()))?;
    let micros = record.expiry_date.unix_timestamp_nanos() / 1000;
    Ok(SessionRow {
        key: SessionKey::of(record.id),
        person: signed_in.map(|signed_in| signed_in.person),
        device: signed_in.map(|signed_in| signed_in.device),
        data: serde_json::to_string(&record.data)
            .map_err(|error| StoreError::Encode(error.to_string()))?,
        expires: Instant::from_micros(i64::try_from(micros).unwrap_or(i64::MAX)),
    })
}

fn record(id: Id, row: &SessionRow) -> StoreResult<Record> {
    let data: HashMap<String, serde_json::Value> =
        serde_json::from_str(&row.data).map_err(|error| StoreError::Decode(error.to_string()))?;
    let nanos = i128::from(row.expires.micros()) * 1000;
    let expiry_date = OffsetDateTime::from_unix_timestamp_nanos(nanos)
        .map_err(|error| StoreError::Decode(error.to_string()))?;
    Ok(Record {
        id,
        data,
        expiry_date,
    })
}

#[cfg(test)]
mod tests;
