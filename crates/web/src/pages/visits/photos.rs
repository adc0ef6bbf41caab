//! Photos and scans in the form of a visit: taken as the form comes in, and named in it from then on, so that nobody
//! chooses them twice.

use std::collections::BTreeMap;

use huiyin_app::attachments::{FileKind, KeepAttachment, MeantFor};
use huiyin_app::{Error, Fault, FieldError};
use huiyin_domain::{AttachmentId, FollowUpId};

use super::typed::Typed;
use crate::at_work::SignedInAsker;
use crate::failure::{Failure, Refused};
use crate::sent::{File, Piece, Sent};
use crate::texts::Texts;
use crate::view::Errors;

/// The most files that one form sends at once. More are sent with the next one.
pub(super) const AT_ONCE: usize = 10;

/// The field in which the signed sheet is sent.
pub(super) const SHEET: &str = "sheet";

/// A form that has arrived.
pub(super) struct Received {
    pub(super) words: Vec<(String, String)>,
    /// What is wrong with its files.
    pub(super) errors: Errors,
    /// Why no file of it was taken.
    pub(super) refused: Option<Refused>,
}

/// Takes a form in. Each file is kept at once, and its id stands among the words as if it had been ticked.
pub(super) async fn receive(
    at: &SignedInAsker,
    follow_up: FollowUpId,
    mut sent: Sent,
) -> Result<Received, Failure> {
    let mut received = Received {
        words: Vec::new(),
        errors: Errors::default(),
        refused: None,
    };
    let mut files = 0;
    while let Some(piece) = sent.next(at.app.largest_attachment()).await? {
        let file = match piece {
            Piece::Word(name, value) => {
                received.words.push((name, value));
                continue;
            }
            Piece::File(file) => file,
        };
        files += 1;
        let Some(slot) = file.field.strip_suffix("_files").map(str::to_owned) else {
            continue;
        };
        let kept = if files > AT_ONCE {
            Err(too_many())
        } else {
            keep(at, follow_up, &slot, file).await
        };
        match kept {
            Ok(id) => {
                let named = (format!("{slot}_photos"), id.to_string());
                received.words.push(named);
            }
            Err(Error::Invalid(wrong)) => {
                for (_, sentence) in Errors::of_fields(at.t, &wrong).iter() {
                    received
                        .errors
                        .add(format!("{slot}_files"), sentence.as_str());
                }
            }
            Err(error) => received.refused = Some(at.refused(error).await?),
        }
    }
    Ok(received)
}

fn too_many() -> Error {
    let fault = Fault::TooManyFiles(AT_ONCE as u64);
    Error::Invalid(vec![FieldError::new("file", fault)])
}

async fn keep(
    at: &SignedInAsker,
    follow_up: FollowUpId,
    slot: &str,
    file: File,
) -> huiyin_app::Result<AttachmentId> {
    let input = KeepAttachment {
        meant_for: MeantFor::Record(follow_up),
        kinds: if slot == SHEET {
            FileKind::RECORD
        } else {
            FileKind::PHOTO
        },
        file_name: file.name,
        content: file.content,
    };
    at.app.keep_attachment(&at.asker, input).await
}

/// The files that a form names and that are still there, each with what it is.
pub(super) struct Kept(BTreeMap<AttachmentId, FileKind>);

impl Kept {
    /// Looks them up. What is gone is taken out of the form, which says so.
    pub(super) async fn of(
        at: &SignedInAsker,
        typed: &mut Typed,
        errors: &mut Errors,
    ) -> Result<Self, Failure> {
        let mut kept = BTreeMap::new();
        for slot in typed.slots() {
            for id in typed.photos(&slot) {
                match at.app.attachment(&at.asker, id).await {
                    Ok(attachment) => {
                        kept.insert(id, attachment.kind);
                    }
                    Err(Error::NotFound | Error::Forbidden { .. }) => {
                        typed.forget_photo(&slot, id);
                        let field = format!("{slot}_files");
                        if errors.iter().all(|(name, _)| *name != field) {
                            errors.add(field, at.t.fault_file_gone());
                        }
                    }
                    Err(error) => return Err(error.into()),
                }
            }
        }
        Ok(Self(kept))
    }
}

/// A field for photos, with those it has.
pub(super) struct Photos {
    /// What the names of its fields begin with.
    pub(super) name: String,
    pub(super) label: String,
    pub(super) hint: String,
    pub(super) error: Option<String>,
    /// What a browser offers to choose.
    pub(super) accept: &'static str,
    pub(super) kept: Vec<Photo>,
}

/// A photo that was sent.
pub(super) struct Photo {
    pub(super) id: String,
    pub(super) title: String,
    /// Whether it can be shown as a picture.
    pub(super) is_picture: bool,
}

impl Photos {
    pub(super) fn new(
        (t, largest): (Texts, u64),
        (name, label): (String, String),
        typed: &Typed,
        kept: &Kept,
        errors: &Errors,
    ) -> Self {
        let photos = typed.photos(&name);
        let known = (1_u32..).zip(&photos).filter_map(|(number, id)| {
            Some(Photo {
                id: id.to_string(),
                title: t.visits_photo_n(number),
                is_picture: kept.0.get(id)?.is_photo(),
            })
        });
        let field = format!("{name}_files");
        let error = errors.iter().find(|(wrong, _)| *wrong == field);
        Self {
            kept: known.collect(),
            error: error.map(|(_, sentence)| sentence.clone()),
            accept: if name == SHEET {
                "image/*,application/pdf"
            } else {
                "image/*"
            },
            hint: t.visits_photos_hint(largest.div_ceil(1024 * 1024)),
            name,
            label,
        }
    }
}
