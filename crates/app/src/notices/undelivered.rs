use huiyin_domain::ScopeId;
use huiyin_store::{Error as StoreError, outbox};

use crate::{App, Asker, Result};

impl App {
    /// Has a message that was given up tried again from the beginning, after what kept it back was put right.
    pub async fn try_notice_again(&self, asker: &Asker, site: ScopeId, id: i64) -> Result<()> {
        self.check_sender(asker, site).await?;
        let now = self.clock().now();
        self.db()
            .write((site, id, now), |tx, (site, id, now)| {
                Box::pin(outbox::try_again(tx, *site, *id, *now))
            })
            .await
            .map_err(not_there)
    }

    /// Lets a message that was given up be: it is off the list, and stays in the product for its person.
    pub async fn let_notice_be(&self, asker: &Asker, site: ScopeId, id: i64) -> Result<()> {
        self.check_sender(asker, site).await?;
        let now = self.clock().now();
        self.db()
            .write((site, id, now), |tx, (site, id, now)| {
                Box::pin(outbox::let_be(tx, *site, *id, *now))
            })
            .await
            .map_err(not_there)
    }

    async fn check_sender(&self, asker: &Asker, site: ScopeId) -> Result<()> {
        let mut tx = self.db().read().await?;
        self.site_of_sender(&mut tx, asker, site).await.map(|_| ())
    }
}

fn not_there(error: StoreError) -> crate::Error {
    match error {
        StoreError::NotFound => crate::Error::NotFound,
        error => error.into(),
    }
}
