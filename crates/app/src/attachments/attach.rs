use huiyin_domain::entry::facts::{Attached, AttachmentAdded};
use huiyin_domain::entry::{Word, Words};
use huiyin_store::attachments::{self, PendingRow};
use huiyin_store::{Change, Draft};

use crate::Result;

/// Hangs a file that was sent on something.
pub(crate) async fn attach(change: &mut Change<'_>, file: &PendingRow, to: Attached) -> Result<()> {
    attachments::forget_pending(change, file.id).await?;
    let facts = AttachmentAdded {
        attachment: file.id,
        site: file.site,
        to,
        media_type: file.media_type.clone(),
        length: file.length,
    };
    let words = Words::new()
        .with(Word::FileName, file.file_name.reveal())
        .with(Word::FileSha256, file.content_sha256.reveal());
    let draft = Draft::new(file.site, facts).about(file.words_of, words);
    change.append(draft).await?;
    Ok(())
}
