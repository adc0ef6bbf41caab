//! Whether the database answers.

use async_trait::async_trait;
use huiyin_store::{Db, sites};
use huiyin_web::Readiness;

/// The database of the installation. It was migrated when it was opened.
pub(crate) struct Database(pub(crate) Db);

#[async_trait]
impl Readiness for Database {
    async fn ready(&self) -> Result<(), String> {
        let mut tx = self.0.read().await.map_err(|error| error.to_string())?;
        sites::sites(&mut tx)
            .await
            .map(drop)
            .map_err(|error| error.to_string())
    }
}
