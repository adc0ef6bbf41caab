use huiyin_domain::{AttachmentId, EventId, Personal, ScopeId};
use huiyin_store::{Tx, attachments};

use super::FileKind;
use crate::access::{self, Right};
use crate::{App, Asker, Error, Result, confidential};

/// A file that the asker may see.
#[derive(Clone, Debug)]
pub struct Attachment {
    /// Which.
    pub id: AttachmentId,
    /// What it is.
    pub kind: FileKind,
    /// Its name.
    pub file_name: Personal<String>,
    /// Its length in bytes.
    pub length: u64,
}

impl App {
    /// A file: to who may see what it hangs on, and while it hangs on nothing to its sender. A file of a confidential
    /// complaint is open to whom that is open to; an erased one is not there ([`Error::NotFound`]).
    pub async fn attachment(&self, asker: &Asker, id: AttachmentId) -> Result<Attachment> {
        let mut tx = self.db().read().await?;
        let Some(row) = attachments::attachment(&mut tx, id).await? else {
            return waiting(&mut tx, asker, id).await;
        };
        if !asker.belongs_to(row.site) {
            return Err(Error::NotFound);
        }
        self.check_may_see(&mut tx, asker, (row.site, row.event))
            .await?;
        let (false, Some(file_name)) = (row.erased, row.file_name) else {
            return Err(Error::NotFound);
        };
        Ok(Attachment {
            id,
            kind: kind_of(&row.media_type)?,
            file_name,
            length: row.length,
        })
    }

    /// The content of a file that the asker was found to be allowed to see.
    pub async fn content(&self, attachment: &Attachment) -> Result<Vec<u8>> {
        Ok(self.attachments.blobs.get(attachment.id).await?)
    }

    async fn check_may_see(
        &self,
        tx: &mut Tx,
        asker: &Asker,
        (site, event): (ScopeId, Option<EventId>),
    ) -> Result<()> {
        let site = self.editions().site(tx, site).await?;
        let rules = site.rules_on(site.day(self.clock().now()));
        access::check(&rules, asker, site.id(), Right::See)?;
        let Some(event) = event else { return Ok(()) };
        confidential::check_event(tx, &site, asker, event, &site.newest_rules()).await
    }
}

async fn waiting(tx: &mut Tx, asker: &Asker, id: AttachmentId) -> Result<Attachment> {
    let sender = asker.person.ok_or(Error::NotFound)?;
    let row = attachments::pending(tx, id, sender).await?;
    let row = row.ok_or(Error::NotFound)?;
    Ok(Attachment {
        id,
        kind: kind_of(&row.media_type)?,
        file_name: row.file_name,
        length: row.length,
    })
}

fn kind_of(media_type: &str) -> Result<FileKind> {
    FileKind::of_media_type(media_type).ok_or_else(|| {
        huiyin_store::Error::Corrupt(format!("{media_type} is no kind of file")).into()
    })
}
