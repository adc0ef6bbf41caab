use huiyin_domain::Instant;
use huiyin_store::outbox::{self, NoticeRow};
use huiyin_store::{Error as StoreError, Tx};

use super::Notice;
use super::told::Told;
use crate::{App, Asker, Error, Result};

/// Somebody's notices, the newest first.
#[derive(Clone, Debug)]
pub struct MyNotices {
    /// A page of them.
    pub notices: Vec<MyNotice>,
    /// Where the next page begins; none on the last.
    pub next: Option<i64>,
}

/// A notice to somebody.
#[derive(Clone, Debug)]
pub struct MyNotice {
    /// Its number.
    pub id: i64,
    /// What it says.
    pub notice: Notice,
    /// When it was written.
    pub at: Instant,
    /// Whether they did not read it yet.
    pub unread: bool,
}

/// Notices on one page.
const PAGE: u32 = 50;

impl App {
    /// The asker's notices from before one of them on; of all their sites.
    pub async fn my_notices(&self, asker: &Asker, before: Option<i64>) -> Result<MyNotices> {
        let person = asker.person.ok_or(Error::NotFound)?;
        let mut tx = self.db().read().await?;
        let mut rows = outbox::notices(&mut tx, person, before, PAGE + 1).await?;
        let has_more = rows.len() > PAGE as usize;
        rows.truncate(PAGE as usize);
        let next = rows.last().map(|row| row.id).filter(|_| has_more);
        let mut notices = Vec::with_capacity(rows.len());
        for row in rows {
            notices.push(MyNotice {
                id: row.id,
                at: row.queued_at,
                unread: row.read_at.is_none(),
                notice: self.notice_of(&mut tx, &row).await?,
            });
        }
        Ok(MyNotices { notices, next })
    }

    /// Opens one of the asker's notices: it counts as read, and what it is about is at this path.
    pub async fn open_notice(&self, asker: &Asker, id: i64) -> Result<String> {
        let person = asker.person.ok_or(Error::NotFound)?;
        let mut tx = self.db().read().await?;
        let row = outbox::notice(&mut tx, person, id)
            .await?
            .ok_or(Error::NotFound)?;
        let path = self.notice_of(&mut tx, &row).await?.path;
        drop(tx);
        let now = self.clock().now();
        self.db()
            .write((person, id, now), |tx, (person, id, now)| {
                Box::pin(outbox::read(tx, *person, *id, *now))
            })
            .await
            .map_err(|error: StoreError| error.into())
            .map(|()| path)
    }

    /// Counts all of the asker's notices as read, up to the newest that they saw.
    pub async fn read_notices(&self, asker: &Asker, newest: i64) -> Result<()> {
        let person = asker.person.ok_or(Error::NotFound)?;
        let now = self.clock().now();
        self.db()
            .write((person, newest, now), |tx, (person, newest, now)| {
                Box::pin(outbox::read_up_to(tx, *person, *newest, *now))
            })
            .await
            .map_err(|error: StoreError| error.into())
    }

    async fn notice_of(&self, tx: &mut Tx, row: &NoticeRow) -> Result<Notice> {
        let site = self.editions().site(tx, row.site).await?;
        Ok(Notice::of(row.topic, &site, Told::read(&row.payload)?))
    }
}
