//! Sessions as the application keeps them.

use async_trait::async_trait;
use huiyin_app::App;
use huiyin_app::accounts::KeptSession;
use huiyin_domain::Personal;
use huiyin_domain::entry::Digest;

use super::{SessionKey, SessionRow, SessionRows};

/// How far ahead a session that was found is said to end, in seconds: only the application knows when it does.
const A_WHILE: i64 = 60 * 60;

/// The sessions of an application.
#[derive(Clone, Debug)]
pub(crate) struct Kept(pub(crate) App);

impl SessionKey {
    /// The key as the application knows it.
    pub(crate) const fn digest(&self) -> Digest {
        Digest::from_bytes(*self.bytes())
    }
}

fn kept(row: SessionRow) -> KeptSession {
    KeptSession {
        key: row.key.digest(),
        person: row.person,
        device: row.device,
        data: Personal::new(row.data),
    }
}

#[expect(clippy::needless_pass_by_value, reason = "fits map_err")]
fn sentence(error: huiyin_app::Error) -> String {
    error.to_string()
}

#[async_trait]
impl SessionRows for Kept {
    async fn create(&self, row: SessionRow) -> Result<bool, String> {
        self.0.create_session(&kept(row)).await.map_err(sentence)
    }

    async fn save(&self, row: SessionRow) -> Result<(), String> {
        self.0.save_session(&kept(row)).await.map_err(sentence)
    }

    async fn load(&self, key: &SessionKey) -> Result<Option<SessionRow>, String> {
        let found = self.0.session(key.digest()).await.map_err(sentence)?;
        Ok(found.map(|session| SessionRow {
            key: *key,
            person: session.person,
            device: session.device,
            data: session.data.into_inner(),
            expires: self.0.clock().now().plus_seconds(A_WHILE),
        }))
    }

    async fn delete(&self, key: &SessionKey) -> Result<(), String> {
        self.0.sign_out(key.digest()).await.map_err(sentence)
    }
}
