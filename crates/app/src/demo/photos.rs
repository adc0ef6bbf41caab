//! Photos of the made-up estate: drawn, none was ever taken.

use huiyin_domain::entry::Shows;
use huiyin_domain::{AttachmentId, Channel, Day};
use huiyin_store::desk::OpenRow;

use super::days::AtWork;
use super::estate::Member;
use crate::attachments::{FileKind, KeepAttachment, MeantFor};
use crate::visits::{FileInput, Ink, PaperInput, RecordVisit};
use crate::{Asker, Result};

/// A letter on the board of a lobby.
pub(super) const LETTER: &[u8] = include_bytes!("letter.jpg");
/// A signed sheet.
const SHEET: &[u8] = include_bytes!("sheet.jpg");
/// What was repaired.
const PLACE: &[u8] = include_bytes!("place.jpg");
/// Of so many visits one is put down on paper, and so many have photos.
const PAPER_OF: usize = 17;
const PHOTO_OF: usize = 6;

impl AtWork<'_> {
    /// Sends a photo.
    pub(super) async fn photo(
        &self,
        who: &Asker,
        meant_for: MeantFor,
        (name, content): (&str, &[u8]),
    ) -> Result<AttachmentId> {
        let photo = KeepAttachment {
            meant_for,
            kinds: FileKind::PHOTO,
            file_name: name.to_owned(),
            content: content.to_vec(),
        };
        self.app.keep_attachment(who, photo).await
    }

    /// Some visits are put down from a sheet, and some have photos of the place, or of what was raised.
    pub(super) async fn with_photos(
        &self,
        day: Day,
        (row, visitor): (&OpenRow, &Member),
        mut record: RecordVisit,
    ) -> Result<RecordVisit> {
        let on_site = record.channel == Channel::OnSite;
        let signed = record.refusal.is_none() && !record.customer_signature.is_empty();
        let mut shown = Vec::new();
        if self.visited % PAPER_OF == 3 && on_site && signed && self.procedure.paper.is_some() {
            record.customer_signature = Ink::typed(record.respondent_name.clone());
            record.paper = Some(PaperInput {
                signed_on: day.to_string(),
            });
            shown.push((Shows::SignedSheet, None, ("回訪記錄表.jpg", SHEET)));
        }
        if self.visited % PHOTO_OF == 1 && on_site {
            shown.push((Shows::SiteCheck, None, ("現場.jpg", PLACE)));
        }
        if self.visited.is_multiple_of(2) && !record.matters.is_empty() && on_site {
            shown.push((Shows::Matter, Some(1), ("住戶所指.jpg", PLACE)));
        }
        for (shows, matter, photo) in shown {
            let meant_for = MeantFor::Record(row.id);
            let attachment = self.photo(&visitor.asker, meant_for, photo).await?;
            record.files.push(FileInput {
                attachment,
                shows,
                matter,
            });
        }
        Ok(record)
    }
}
