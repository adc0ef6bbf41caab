use huiyin_domain::entry::Digest;
use huiyin_domain::{DeviceId, Instant, PersonId, Personal};
use huiyin_store::Tx;
use huiyin_store::sessions::{self, SessionRow};

use crate::{App, Result};

/// How long a session lives without being used, in seconds: a working day and the way home.
const IDLE: i64 = 14 * 60 * 60;
/// How long a session lives at most, in seconds.
const ABSOLUTE: i64 = 7 * 24 * 60 * 60;
/// A use is noted at most this often, in seconds: reading a page is no reason to write.
const NOTED_EVERY: i64 = 5 * 60;

/// A session as the pages keep it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeptSession {
    /// The SHA-256 of what the cookie holds.
    pub key: Digest,
    /// Who is signed in; none before signing in.
    pub person: Option<PersonId>,
    /// On which device.
    pub device: Option<DeviceId>,
    /// Data of the pages, as JSON.
    pub data: Personal<String>,
}

impl KeptSession {
    fn row(&self, now: Instant) -> SessionRow {
        SessionRow {
            key: self.key,
            person: self.person,
            device: self.device,
            data: self.data.clone(),
            opened_at: now,
            seen_at: now,
            expires_at: now.plus_seconds(IDLE),
        }
    }
}

impl App {
    /// Adds a session; false when its key is taken. Expired ones go on this occasion.
    pub async fn create_session(&self, session: &KeptSession) -> Result<bool> {
        let now = self.clock().now();
        self.db()
            .write((session.row(now), now), |tx, (row, now)| {
                Box::pin(async move {
                    sessions::delete_expired(tx, *now).await?;
                    Ok(sessions::create(tx, row).await?)
                })
            })
            .await
    }

    /// Replaces a session, or adds it; it lives on from now, but not beyond its absolute end.
    pub async fn save_session(&self, session: &KeptSession) -> Result<()> {
        self.db()
            .write(session.row(self.clock().now()), |tx, row| {
                Box::pin(async move { Ok(sessions::save(tx, row).await?) })
            })
            .await
    }

    /// The session of a key, unless it has expired. Notes its use now and then.
    pub async fn session(&self, key: Digest) -> Result<Option<KeptSession>> {
        let now = self.clock().now();
        let mut tx = self.db().read().await?;
        let found = sessions::load(&mut tx, key).await?;
        drop(tx);
        let Some(row) = found.filter(|row| is_alive(row, now)) else {
            return Ok(None);
        };
        if row.seen_at.plus_seconds(NOTED_EVERY) <= now {
            let device = row.device;
            self.db()
                .write((key, device, now), |tx, (key, device, now)| {
                    Box::pin(note_use(tx, *key, *device, *now))
                })
                .await?;
        }
        Ok(Some(KeptSession {
            key,
            person: row.person,
            device: row.device,
            data: row.data,
        }))
    }

    /// When a session ends unless it is used before; none where there is none.
    pub async fn session_end(&self, key: Digest) -> Result<Option<Instant>> {
        let mut tx = self.db().read().await?;
        let row = sessions::load(&mut tx, key).await?;
        let end = |row: SessionRow| row.expires_at.min(row.opened_at.plus_seconds(ABSOLUTE));
        Ok(row.map(end))
    }

    /// Signs out: ends a session. None there is no error.
    pub async fn sign_out(&self, key: Digest) -> Result<()> {
        self.db()
            .write(key, |tx, key| {
                Box::pin(async move { Ok(sessions::delete(tx, *key).await?) })
            })
            .await
    }
}

fn is_alive(row: &SessionRow, now: Instant) -> bool {
    now < row.expires_at && now < row.opened_at.plus_seconds(ABSOLUTE)
}

async fn note_use(tx: &mut Tx, key: Digest, device: Option<DeviceId>, now: Instant) -> Result<()> {
    sessions::touch(tx, key, now, now.plus_seconds(IDLE)).await?;
    if let Some(device) = device {
        sessions::note_device(tx, device, None, now).await?;
    }
    Ok(())
}
