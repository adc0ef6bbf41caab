use huiyin_domain::entry::Digest;
use huiyin_domain::{AttachmentId, FollowUpId, LetterId, PersonId, Personal, ScopeId};
use huiyin_store::Error as StoreError;
use huiyin_store::attachments::{self, PendingRow};

use super::{FileKind, photo};
use crate::access::{self, Right};
use crate::fields::wrong;
use crate::visits::AtHand;
use crate::{App, Asker, Error, Fault, Refusal, Result};

/// A file that was sent.
#[derive(Clone, Debug)]
pub struct KeepAttachment {
    /// What it is meant for.
    pub meant_for: MeantFor,
    /// What it may be.
    pub kinds: &'static [FileKind],
    /// Its name.
    pub file_name: String,
    /// Its content.
    pub content: Vec<u8>,
}

/// What a file is meant for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MeantFor {
    /// The record of a follow-up.
    Record(FollowUpId),
    /// A document of the site.
    Document(ScopeId),
    /// A public letter as it hangs.
    Letter(LetterId),
}

/// The longest name of a file, in characters; of a longer one the beginning is cut off.
const LONGEST_NAME: usize = 100;

/// The most files of one sender that wait for one record or letter.
const MOST_WAITING: u64 = 30;

/// Where a file is meant to go, once the sender may send one there.
struct Place {
    site: ScopeId,
    follow_up: Option<FollowUpId>,
    letter: Option<LetterId>,
    /// Whom it is about.
    words_of: Option<PersonId>,
}

impl App {
    /// Keeps a file that was sent, for its sender alone, until an action hangs it on something; after a day it goes.
    ///
    /// Its kind is judged by its content, and a photo loses what it says about itself. What is wrong with it comes
    /// back as [`Error::Invalid`] about the field `file`.
    pub async fn keep_attachment(
        &self,
        asker: &Asker,
        input: KeepAttachment,
    ) -> Result<AttachmentId> {
        self.keep_attachment_as(asker, input, AttachmentId::generate())
            .await
    }

    /// The same, under an id that was chosen before.
    pub(crate) async fn keep_attachment_as(
        &self,
        asker: &Asker,
        input: KeepAttachment,
        id: AttachmentId,
    ) -> Result<AttachmentId> {
        let added_by = asker.person.ok_or(Error::NotFound)?;
        let place = self.place(asker, added_by, input.meant_for).await?;
        let kind = self.checked(&input)?;
        let (content, sha256) = clean(kind, input.content).await?;
        let row = PendingRow {
            id,
            site: place.site,
            follow_up: place.follow_up,
            letter: place.letter,
            media_type: kind.media_type().to_owned(),
            length: content.len() as u64,
            file_name: Personal::new(name(&input.file_name, kind)),
            content_sha256: Personal::new(sha256.to_string()),
            words_of: place.words_of,
            added_at: self.clock().now(),
            added_by,
        };
        self.db()
            .write(row, |tx, row| Box::pin(attachments::note_pending(tx, row)))
            .await?;
        self.attachments.blobs.put(id, content).await?;
        Ok(id)
    }

    /// Refuses who may not send a file for this; else whom it is about, where that is known.
    pub(crate) async fn may_keep(
        &self,
        asker: &Asker,
        sender: PersonId,
        meant_for: MeantFor,
    ) -> Result<Option<PersonId>> {
        let place = self.place(asker, sender, meant_for).await?;
        Ok(place.words_of)
    }

    async fn place(&self, asker: &Asker, sender: PersonId, meant_for: MeantFor) -> Result<Place> {
        let mut tx = self.db().read().await?;
        match meant_for {
            MeantFor::Document(site) => {
                let site = self.editions().site(&mut tx, site).await?;
                let rules = site.rules_on(site.day(self.clock().now()));
                access::check(&rules, asker, site.id(), Right::ManageProcedures)?;
                Ok(Place {
                    site: site.id(),
                    follow_up: None,
                    letter: None,
                    words_of: None,
                })
            }
            MeantFor::Letter(letter) => {
                let site = self.check_letter_photo(&mut tx, asker, letter).await?;
                check_room(attachments::pending_for_letter(&mut tx, letter, sender).await?)?;
                Ok(Place {
                    site,
                    follow_up: None,
                    letter: Some(letter),
                    words_of: None,
                })
            }
            MeantFor::Record(follow_up) => {
                let at_hand = AtHand::read(&mut tx, self.editions(), asker, follow_up).await?;
                if at_hand.visitor(asker).is_none() && !at_hand.may_enter_from_paper(asker)? {
                    return Err(Error::Refused {
                        why: Refusal::NotVisitor,
                        basis: at_hand.rules()?.procedure().plan.basis.clone(),
                    });
                }
                check_room(attachments::pending_for(&mut tx, follow_up, sender).await?)?;
                Ok(Place {
                    site: at_hand.site.id(),
                    follow_up: Some(follow_up),
                    letter: None,
                    words_of: at_hand.follow_up.customer,
                })
            }
        }
    }

    fn checked(&self, input: &KeepAttachment) -> Result<FileKind> {
        let largest = self.attachments.largest;
        if input.content.is_empty() {
            return Err(wrong("file", Fault::FileEmpty));
        }
        if input.content.len() as u64 > largest {
            return Err(wrong("file", Fault::FileTooLarge(largest)));
        }
        FileKind::of(&input.content)
            .filter(|kind| input.kinds.contains(kind))
            .ok_or_else(|| wrong("file", Fault::FileKind(input.kinds)))
    }
}

fn check_room(waiting: u64) -> Result<()> {
    if waiting < MOST_WAITING {
        return Ok(());
    }
    Err(wrong("file", Fault::TooManyFiles(MOST_WAITING)))
}

/// The content as it is kept, with its hash. Away from whoever else is being answered.
async fn clean(kind: FileKind, content: Vec<u8>) -> Result<(Vec<u8>, Digest)> {
    let cleaned = tokio::task::spawn_blocking(move || {
        let content = photo::without_metadata(kind, content)?;
        let sha256 = Digest::of(&content);
        Some((content, sha256))
    });
    let cleaned = cleaned
        .await
        .map_err(|error| StoreError::Server(error.to_string()))?;
    cleaned.ok_or_else(|| wrong("file", Fault::FileDamaged))
}

/// The last part of a path, without what no name of a file needs, and with the ending of what it is.
fn name(sent: &str, kind: FileKind) -> String {
    let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last.chars().filter(|it| !it.is_control()).collect();
    let stem = match plain.rsplit_once('.') {
        Some((stem, _)) => stem,
        None => &plain,
    };
    let excess = stem.chars().count().saturating_sub(LONGEST_NAME);
    let stem: String = stem.trim().chars().skip(excess).collect();
    let stem = if stem.is_empty() { "file" } else { &stem };
    format!("{stem}.{}", kind.ending())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_ends_as_what_the_file_is() {
        for (sent, kept) in [
            ("何女士 門廳.JPG", "何女士 門廳.jpg"),
            (r"C:\photos\a.b.exe", "a.b.jpg"),
            ("../../etc/passwd", "passwd.jpg"),
            ("a\r\nb.png", "ab.jpg"),
            ("", "file.jpg"),
        ] {
            assert_eq!(name(sent, FileKind::Jpeg), kept);
        }
        let long = format!("{}.jpg", "長".repeat(300));
        assert_eq!(name(&long, FileKind::Jpeg).chars().count(), 104);
    }
}
