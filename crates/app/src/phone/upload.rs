//! Files that a phone sends piece by piece, so that a broken line costs no more than one piece.

use huiyin_domain::entry::Digest;
use huiyin_domain::{AttachmentId, FollowUpId, PersonId, Personal};
use huiyin_store::phone::{self, UploadRow};

use crate::attachments::{FileKind, KeepAttachment, MeantFor};
use crate::fields::wrong;
use crate::{App, Asker, Error, Fault, Result};

/// The largest piece, in bytes.
pub const LARGEST_PIECE: usize = 256 * 1024;

/// How long a file waits for its next piece, in seconds.
const KEPT: i64 = 7 * 24 * 60 * 60;

/// Files forgotten at a time.
const PIECE: u32 = 20;

/// A file that a phone is going to send.
#[derive(Clone, Debug)]
pub struct Announce {
    /// The id that the attachment will have, made by the phone.
    pub id: AttachmentId,
    /// The follow-up whose record it is for.
    pub follow_up: FollowUpId,
    /// Its name.
    pub file_name: String,
    /// Its length in bytes.
    pub length: u64,
    /// The SHA-256 of all of it.
    pub sha256: Digest,
}

/// How far a file is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Uploaded {
    /// How many bytes are there.
    pub received: u64,
    /// Whether it was taken in whole, and may be named in a record.
    pub done: bool,
    /// Whether a piece came that did not begin where the last one ended; nothing of it was taken.
    pub misplaced: bool,
}

impl Uploaded {
    const fn at(received: u64) -> Self {
        Self {
            received,
            done: false,
            misplaced: false,
        }
    }

    const fn done(received: u64) -> Self {
        Self {
            received,
            done: true,
            misplaced: false,
        }
    }
}

impl App {
    /// Announces a file: by who may send one for the follow-up. Announced again, it says how far the file is; what is
    /// wrong with it comes back as [`Error::Invalid`] about the field `file`.
    pub async fn announce_file(&self, asker: &Asker, file: Announce) -> Result<Uploaded> {
        let sender = asker.person.ok_or(Error::NotFound)?;
        if let Some(known) = self.uploaded(sender, file.id).await? {
            return self.go_on(asker, sender, file.id, known).await;
        }
        let largest = self.largest_attachment();
        if file.length == 0 {
            return Err(wrong("file", Fault::FileEmpty));
        }
        if file.length > largest {
            return Err(wrong("file", Fault::FileTooLarge(largest)));
        }
        let meant_for = MeantFor::Record(file.follow_up);
        let words_of = self.may_keep(asker, sender, meant_for).await?;
        let row = UploadRow {
            id: file.id,
            follow_up: file.follow_up,
            sent_by: sender,
            file_name: Personal::new(file.file_name),
            length: file.length,
            sha256: file.sha256,
            received: 0,
            words_of,
            changed_at: self.clock().now(),
        };
        self.db()
            .write(row, |tx, row| {
                Box::pin(async move { Ok::<_, Error>(phone::announce(tx, row).await?) })
            })
            .await?;
        let known = self.uploaded(sender, file.id).await?;
        Ok(known.unwrap_or(Uploaded::at(0)))
    }

    /// Adds a piece that begins at an offset. After the last one the file is checked and kept as
    /// [`App::keep_attachment`] keeps it, under the same id; where it is not what was announced, or no photo, all of it
    /// is forgotten and comes back as [`Error::Invalid`].
    pub async fn append_piece(
        &self,
        asker: &Asker,
        id: AttachmentId,
        offset: u64,
        piece: Vec<u8>,
    ) -> Result<Uploaded> {
        let sender = asker.person.ok_or(Error::NotFound)?;
        if piece.len() > LARGEST_PIECE {
            return Err(wrong("file", Fault::FileTooLarge(LARGEST_PIECE as u64)));
        }
        let known = self.uploaded(sender, id).await?.ok_or(Error::NotFound)?;
        if known.done {
            return Ok(known);
        }
        let input = (id, sender, offset, piece, self.clock().now());
        let added = self
            .db()
            .write(input, |tx, (id, sender, offset, piece, now)| {
                Box::pin(async move {
                    let row = phone::upload_to_change(tx, *id).await?;
                    let Some(row) = row.filter(|row| row.sent_by == *sender) else {
                        return Ok(None);
                    };
                    let after = row.received + piece.len() as u64;
                    if *offset != row.received || after > row.length {
                        return Ok(Some(Uploaded {
                            misplaced: true,
                            ..Uploaded::at(row.received)
                        }));
                    }
                    if !piece.is_empty() {
                        phone::add_piece(tx, &row, piece, *now).await?;
                    }
                    Ok::<_, Error>(Some(Uploaded::at(after)))
                })
            })
            .await?;
        match added {
            Some(added) if !added.misplaced => self.go_on(asker, sender, id, added).await,
            Some(added) => Ok(added),
            // Another request with the same piece finished it in the meantime.
            None => self.uploaded(sender, id).await?.ok_or(Error::NotFound),
        }
    }

    /// How far a file of the asker is; [`Error::NotFound`] where nothing is known of it.
    pub async fn file_progress(&self, asker: &Asker, id: AttachmentId) -> Result<Uploaded> {
        let sender = asker.person.ok_or(Error::NotFound)?;
        self.uploaded(sender, id).await?.ok_or(Error::NotFound)
    }

    /// Takes away files of which nothing arrived for a week; how many.
    pub async fn sweep_phone_uploads(&self) -> Result<usize> {
        let before = self.clock().now().plus_seconds(-KEPT);
        let mut swept = 0;
        loop {
            let gone = self
                .db()
                .write(before, |tx, before| {
                    Box::pin(async move {
                        Ok::<_, Error>(phone::forget_stale_uploads(tx, *before, PIECE).await?)
                    })
                })
                .await?;
            swept += gone;
            if gone == 0 {
                return Ok(swept);
            }
        }
    }

    async fn uploaded(&self, sender: PersonId, id: AttachmentId) -> Result<Option<Uploaded>> {
        let mut tx = self.db().read().await?;
        if let Some((by, length)) = phone::finished(&mut tx, id).await? {
            return if by == Some(sender) {
                Ok(Some(Uploaded::done(length)))
            } else {
                Err(Error::NotFound)
            };
        }
        match phone::upload(&mut tx, id).await? {
            Some(row) if row.sent_by == sender => Ok(Some(Uploaded::at(row.received))),
            Some(_) => Err(Error::NotFound),
            None => Ok(None),
        }
    }

    /// Finishes a file of which everything is there; also one whose last piece arrived before the server stopped.
    async fn go_on(
        &self,
        asker: &Asker,
        sender: PersonId,
        id: AttachmentId,
        known: Uploaded,
    ) -> Result<Uploaded> {
        let mut tx = self.db().read().await?;
        let row = phone::upload(&mut tx, id).await?;
        let Some(row) = row.filter(|row| !known.done && row.received == row.length) else {
            drop(tx);
            if known.done {
                return Ok(known);
            }
            return Ok(self.uploaded(sender, id).await?.unwrap_or(known));
        };
        let content = phone::pieces(&mut tx, id).await?;
        drop(tx);
        let kept = if Digest::of(&content) == row.sha256 {
            let input = KeepAttachment {
                meant_for: MeantFor::Record(row.follow_up),
                kinds: FileKind::PHOTO,
                file_name: row.file_name.reveal().clone(),
                content,
            };
            self.keep_attachment_as(asker, input, id).await
        } else {
            Err(wrong("file", Fault::FileDamaged))
        };
        // Two that finish it at once: the second finds it kept.
        let done = self.uploaded(sender, id).await?;
        if matches!(&kept, Ok(_) | Err(Error::Invalid(_))) {
            self.db()
                .write(id, |tx, id| {
                    Box::pin(async move { Ok::<_, Error>(phone::forget_upload(tx, *id).await?) })
                })
                .await?;
        }
        match (kept, done) {
            (_, Some(done)) if done.done => Ok(done),
            (Err(error), _) => Err(error),
            (Ok(_), _) => Ok(Uploaded::done(row.length)),
        }
    }
}
