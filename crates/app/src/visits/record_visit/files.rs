use huiyin_domain::entry::Shows;
use huiyin_domain::entry::facts::Attached;
use huiyin_domain::{AttachmentId, PersonId, RecordId};
use huiyin_store::attachments::{self, PendingRow};
use huiyin_store::{Change, Tx};

use super::input::{FileInput, RecordVisit};
use crate::attachments::{FileKind, attach};
use crate::visits::AtHand;
use crate::{Error, Fault, FieldError, Result};

/// The most photos and scans under one record.
const MOST: usize = 30;

/// The files that were sent for this record, to be hung on it.
pub(super) struct Files(Vec<PendingRow>);

impl Files {
    /// Finds every file that the form names: under an earlier version of the record, or sent by the asker and waiting.
    pub(super) async fn find(
        tx: &mut Tx,
        at_hand: &AtHand,
        sender: Option<PersonId>,
        input: &RecordVisit,
        earlier: &[AttachmentId],
    ) -> Result<Self> {
        if input.files.len() > MOST {
            let fault = FieldError::new("files", Fault::TooManyFiles(MOST as u64));
            return Err(Error::Invalid(vec![fault]));
        }
        let mut found: Vec<PendingRow> = Vec::new();
        let mut errors = Vec::new();
        for (number, file) in (1..).zip(&input.files) {
            if earlier.contains(&file.attachment) {
                continue;
            }
            let row = match sender {
                Some(sender) => attachments::pending(tx, file.attachment, sender).await?,
                None => None,
            };
            let row = row.filter(|row| row.follow_up == Some(at_hand.follow_up.id));
            let twice = found.iter().any(|known| known.id == file.attachment);
            match row.filter(|_| !twice) {
                Some(row) if fits(&row, file) => found.push(row),
                Some(_) => errors.push(fault(number, Fault::FileKind(FileKind::PHOTO))),
                None => errors.push(fault(number, Fault::FileGone)),
            }
        }
        if errors.is_empty() {
            Ok(Self(found))
        } else {
            Err(Error::Invalid(errors))
        }
    }

    /// Hangs them on the record.
    pub(super) async fn attach(&self, change: &mut Change<'_>, record: RecordId) -> Result<()> {
        for file in &self.0 {
            attach(change, file, Attached::Record(record)).await?;
        }
        Ok(())
    }
}

fn fault(number: u32, fault: Fault) -> FieldError {
    FieldError::new("files", fault).of(number)
}

/// A sheet may be scanned to a PDF; anything else is a photo.
fn fits(row: &PendingRow, file: &FileInput) -> bool {
    let kind = FileKind::of_media_type(&row.media_type);
    kind.is_some_and(|kind| kind.is_photo() || file.shows == Shows::SignedSheet)
}
