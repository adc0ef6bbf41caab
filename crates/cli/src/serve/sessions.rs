//! The sessions of the pages, kept in the database.

use async_trait::async_trait;
use huiyin_app::Clock;
use huiyin_domain::Personal;
use huiyin_domain::entry::Digest;
use huiyin_store::{Db, Error, sessions};
use huiyin_web::session::{SessionKey, SessionRow, SessionRows};

/// The rows of the sessions.
#[derive(Clone, Debug)]
pub(crate) struct Sessions {
    db: Db,
    clock: Clock,
}

impl Sessions {
    pub(crate) const fn new(db: Db, clock: Clock) -> Self {
        Self { db, clock }
    }

    /// The row as the database keeps it: begun and used now.
    fn stored(&self, row: SessionRow) -> sessions::SessionRow {
        let now = self.clock.now();
        sessions::SessionRow {
            key: digest(&row.key),
            person: row.person,
            device: None,
            data: Personal::new(row.data),
            opened_at: now,
            seen_at: now,
            expires_at: row.expires,
        }
    }
}

fn digest(key: &SessionKey) -> Digest {
    Digest::from_bytes(*key.bytes())
}

fn sentence(error: Error) -> String {
    error.to_string()
}

#[async_trait]
impl SessionRows for Sessions {
    async fn create(&self, row: SessionRow) -> Result<bool, String> {
        self.db
            .write(self.stored(row), |tx, row| {
                Box::pin(sessions::create(tx, row))
            })
            .await
            .map_err(sentence)
    }

    async fn save(&self, row: SessionRow) -> Result<(), String> {
        self.db
            .write(self.stored(row), |tx, row| {
                Box::pin(sessions::save(tx, row))
            })
            .await
            .map_err(sentence)
    }

    async fn load(&self, key: &SessionKey) -> Result<Option<SessionRow>, String> {
        let mut tx = self.db.read().await.map_err(sentence)?;
        let found = sessions::load(&mut tx, digest(key))
            .await
            .map_err(sentence)?;
        let now = self.clock.now();
        Ok(found
            .filter(|row| row.expires_at > now)
            .map(|row| SessionRow {
                key: *key,
                person: row.person,
                data: row.data.into_inner(),
                expires: row.expires_at,
            }))
    }

    async fn delete(&self, key: &SessionKey) -> Result<(), String> {
        self.db
            .write(digest(key), |tx, key| Box::pin(sessions::delete(tx, *key)))
            .await
            .map_err(sentence)
    }
}
