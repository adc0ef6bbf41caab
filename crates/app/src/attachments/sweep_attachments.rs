use huiyin_store::attachments;

use crate::{App, Result};

/// How long a file waits for what it is meant for, in seconds: a form that was begun in the evening can be sent the
/// next morning.
const KEPT: i64 = 24 * 60 * 60;

/// Files taken away at a time.
const PIECE: u32 = 100;

impl App {
    /// Takes away the files that were sent more than a day ago and hang on nothing; how many.
    ///
    /// First the rows go, then the contents: a file that is being hung on something at this moment stays whole.
    pub async fn sweep_attachments(&self) -> Result<usize> {
        let before = self.clock().now().plus_seconds(-KEPT);
        let mut swept = 0;
        loop {
            let stale = self
                .db()
                .write(before, |tx, before| {
                    Box::pin(attachments::forget_stale(tx, *before, PIECE))
                })
                .await?;
            if stale.is_empty() {
                return Ok(swept);
            }
            swept += stale.len();
            for id in stale {
                self.attachments.blobs.remove(id).await?;
            }
        }
    }
}
