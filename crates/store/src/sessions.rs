//! Sessions, and the devices they run on. The database knows the hash of what the cookie holds, never the cookie.

use huiyin_domain::entry::Digest;
use huiyin_domain::{DeviceId, Instant, PersonId, Personal};

use crate::row::Row;
use crate::{Result, Tx};

/// A session.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SessionRow {
    /// The SHA-256 of what the cookie holds.
    pub key: Digest,
    /// Who is signed in; none before signing in.
    pub person: Option<PersonId>,
    /// On which device.
    pub device: Option<DeviceId>,
    /// Data of the pages, as JSON.
    pub data: Personal<String>,
    /// When it began.
    pub opened_at: Instant,
    /// When it was last used.
    pub seen_at: Instant,
    /// When it ends unless it is used before.
    pub expires_at: Instant,
}

impl SessionRow {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            key: row.get("token_hash")?,
            person: row.get("person_id")?,
            device: row.get("device_id")?,
            data: row.get("data")?,
            opened_at: row.get("opened_at")?,
            seen_at: row.get("seen_at")?,
            expires_at: row.get("expires_at")?,
        })
    }
}

/// A device on which somebody signed in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DeviceRow {
    /// The device.
    pub id: DeviceId,
    /// Whose.
    pub person: PersonId,
    /// What its browser calls itself.
    pub name: Personal<String>,
    /// When it was first used.
    pub first_seen_at: Instant,
    /// When it was last used.
    pub last_seen_at: Instant,
    /// When it was shut out.
    pub revoked_at: Option<Instant>,
    /// How many sessions run on it.
    pub sessions: u64,
}

impl DeviceRow {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            person: row.get("person_id")?,
            name: row.get("name")?,
            first_seen_at: row.get("first_seen_at")?,
            last_seen_at: row.get("last_seen_at")?,
            revoked_at: row.get("revoked_at")?,
            sessions: row.get("sessions")?,
        })
    }
}

const CREATE: &str = "insert into session (token_hash, person_id, device_id, data, opened_at, seen_at, expires_at) \
    values ($1, $2, $3, $4, $5, $6, $7) on conflict (token_hash) do nothing";
const SAVE: &str = "insert into session (token_hash, person_id, device_id, data, opened_at, seen_at, expires_at) \
    values ($1, $2, $3, $4, $5, $6, $7) on conflict (token_hash) do update set person_id = excluded.person_id, \
    device_id = excluded.device_id, data = excluded.data, seen_at = excluded.seen_at, expires_at = excluded.expires_at";
const LOAD: &str = "select token_hash, person_id, device_id, data, opened_at, seen_at, expires_at from session \
    where token_hash = $1";
const TOUCH: &str = "update session set seen_at = $2, expires_at = $3 where token_hash = $1";
const DELETE: &str = "delete from session where token_hash = $1";
const DELETE_OF_PERSON: &str =
    "delete from session where person_id = $1 and ($2 is null or token_hash <> $2)";
const DELETE_OF_DEVICE: &str = "delete from session where device_id = $1";
const DELETE_EXPIRED: &str = "delete from session where expires_at <= $1";

/// Adds a session; false when its key is taken.
pub async fn create(tx: &mut Tx, session: &SessionRow) -> Result<bool> {
    Ok(put(tx, CREATE, session).await? > 0)
}

/// Replaces a session, or adds it. When it began stays as it was.
pub async fn save(tx: &mut Tx, session: &SessionRow) -> Result<()> {
    put(tx, SAVE, session).await?;
    Ok(())
}

async fn put(tx: &mut Tx, sql: &'static str, session: &SessionRow) -> Result<u64> {
    tx.execute(
        sql,
        &[
            &session.key,
            &session.person,
            &session.device,
            session.data.reveal(),
            &session.opened_at,
            &session.seen_at,
            &session.expires_at,
        ],
    )
    .await
}

/// The session of a key, expired or not.
pub async fn load(tx: &mut Tx, key: Digest) -> Result<Option<SessionRow>> {
    tx.optional(LOAD, &[&key], SessionRow::read).await
}

/// Notes that a session was used, and lets it live on.
pub async fn touch(tx: &mut Tx, key: Digest, at: Instant, expires_at: Instant) -> Result<()> {
    tx.execute(TOUCH, &[&key, &at, &expires_at]).await?;
    Ok(())
}

/// Ends a session; none there is no error.
pub async fn delete(tx: &mut Tx, key: Digest) -> Result<()> {
    tx.execute(DELETE, &[&key]).await?;
    Ok(())
}

/// Ends all sessions of a person, but one where it is given.
pub async fn delete_of_person(tx: &mut Tx, person: PersonId, except: Option<Digest>) -> Result<()> {
    tx.execute(DELETE_OF_PERSON, &[&person, &except]).await?;
    Ok(())
}

/// Lets every session live on by as many seconds as the clock of a demonstration is put on.
pub async fn put_on(tx: &mut Tx, seconds: i64) -> Result<()> {
    const SQL: &str = "update session set opened_at = opened_at + $1, seen_at = seen_at + $1, \
        expires_at = expires_at + $1";
    let micros = seconds.saturating_mul(1_000_000);
    tx.execute(SQL, &[&micros]).await?;
    Ok(())
}

/// Takes expired sessions away; how many.
pub async fn delete_expired(tx: &mut Tx, now: Instant) -> Result<u64> {
    tx.execute(DELETE_EXPIRED, &[&now]).await
}

const DEVICE: &str = "select d.id, d.person_id, d.name, d.first_seen_at, d.last_seen_at, d.revoked_at, \
    (select count(*) from session s where s.device_id = d.id) as sessions from device d where d.id = $1";
const DEVICES: &str = "select d.id, d.person_id, d.name, d.first_seen_at, d.last_seen_at, d.revoked_at, \
    (select count(*) from session s where s.device_id = d.id) as sessions from device d \
    where d.person_id = $1 and d.revoked_at is null order by d.last_seen_at desc, d.id";
const ADD_DEVICE: &str = "insert into device (id, person_id, name, first_seen_at, last_seen_at) \
    values ($1, $2, $3, $4, $4)";
const SEEN_DEVICE: &str =
    "update device set name = coalesce($2, name), last_seen_at = $3 where id = $1";
const REVOKE_DEVICE: &str =
    "update device set revoked_at = $2 where id = $1 and revoked_at is null";
const REVOKE_DEVICES: &str =
    "update device set revoked_at = $2 where person_id = $1 and revoked_at is null";

/// A device.
pub async fn device(tx: &mut Tx, id: DeviceId) -> Result<Option<DeviceRow>> {
    tx.optional(DEVICE, &[&id], DeviceRow::read).await
}

/// The devices of a person that are not shut out, the one used last first.
pub async fn devices(tx: &mut Tx, person: PersonId) -> Result<Vec<DeviceRow>> {
    tx.all(DEVICES, &[&person], DeviceRow::read).await
}

/// Adds a device.
pub async fn add_device(
    tx: &mut Tx,
    id: DeviceId,
    person: PersonId,
    name: &str,
    at: Instant,
) -> Result<()> {
    tx.execute_one(ADD_DEVICE, &[&id, &person, &name, &at])
        .await
}

/// Notes that a device was used, with its name where that is known anew.
pub async fn note_device(tx: &mut Tx, id: DeviceId, name: Option<&str>, at: Instant) -> Result<()> {
    tx.execute(SEEN_DEVICE, &[&id, &name, &at]).await?;
    Ok(())
}

/// Shuts a device out and ends its sessions.
pub async fn revoke_device(tx: &mut Tx, id: DeviceId, at: Instant) -> Result<()> {
    tx.execute(REVOKE_DEVICE, &[&id, &at]).await?;
    tx.execute(DELETE_OF_DEVICE, &[&id]).await?;
    Ok(())
}

/// Shuts all devices of a person out and ends all their sessions.
pub async fn revoke_all(tx: &mut Tx, person: PersonId, at: Instant) -> Result<()> {
    tx.execute(REVOKE_DEVICES, &[&person, &at]).await?;
    delete_of_person(tx, person, None).await
}
