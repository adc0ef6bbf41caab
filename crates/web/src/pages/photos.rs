//! Photos and scans in a form: taken as the form comes in, and named in it from then on, so that nobody chooses them
//! twice.

use std::collections::BTreeMap;

use huiyin_app::attachments::{FileKind, KeepAttachment, MeantFor};
use huiyin_app::{Error, Fault, FieldError};
use huiyin_domain::AttachmentId;

use crate::at_work::SignedInAsker;
use crate::failure::{Failure, Refused};
use crate::sent::{File, Piece, Sent};
use crate::texts::Texts;
use crate::view::Errors;

/// The most files that one form sends at once. More are sent with the next one.
pub(crate) const AT_ONCE: usize = 10;

/// The field in which the signed sheet is sent.
pub(crate) const SHEET: &str = "sheet";

/// A form that has arrived.
pub(crate) struct Received {
    pub(crate) words: Vec<(String, String)>,
    /// What is wrong with its files.
    pub(crate) errors: Errors,
    /// Why no file of it was taken.
    pub(crate) refused: Option<Refused>,
}

/// Takes a form in. Each file is kept at once, and its id stands among the words as if it had been ticked.
pub(crate) async fn receive(
    at: &SignedInAsker,
    meant_for: MeantFor,
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
            keep(at, meant_for, &slot, file).await
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
    meant_for: MeantFor,
    slot: &str,
    file: File,
) -> huiyin_app::Result<AttachmentId> {
    let input = KeepAttachment {
        meant_for,
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
#[derive(Default)]
pub(crate) struct Kept(BTreeMap<AttachmentId, FileKind>);

impl Kept {
    /// Looks up the photos that a form names, and says which are gone: those are to be taken out of it.
    pub(crate) async fn of(
        at: &SignedInAsker,
        photos: &[AttachmentId],
    ) -> Result<(Self, Vec<AttachmentId>), Failure> {
        let (mut kept, mut gone) = (BTreeMap::new(), Vec::new());
        for id in photos {
            match at.app.attachment(&at.asker, *id).await {
                Ok(attachment) => {
                    kept.insert(*id, attachment.kind);
                }
                Err(Error::NotFound | Error::Forbidden { .. }) => gone.push(*id),
                Err(error) => return Err(error.into()),
            }
        }
        Ok((Self(kept), gone))
    }
}

/// A field for photos, with those it has.
pub(crate) struct Photos {
    /// What the names of its fields begin with.
    pub(crate) name: String,
    pub(crate) label: String,
    pub(crate) hint: String,
    pub(crate) error: Option<String>,
    /// What a browser offers to choose.
    pub(crate) accept: &'static str,
    pub(crate) kept: Vec<Photo>,
}

/// A photo that was sent.
pub(crate) struct Photo {
    pub(crate) id: String,
    pub(crate) title: String,
    /// Whether it can be shown as a picture.
    pub(crate) is_picture: bool,
}

impl Photos {
    pub(crate) fn new(
        (t, largest): (Texts, u64),
        (name, label): (String, String),
        (photos, kept): (&[AttachmentId], &Kept),
        errors: &Errors,
    ) -> Self {
        let known = (1_u32..).zip(photos).filter_map(|(number, id)| {
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

/// A photo or scan that hangs on something.
pub(crate) struct FileLine {
    /// Where it is; none when its content was erased.
    pub(crate) href: Option<String>,
    pub(crate) title: String,
    /// Whether it can be shown as a picture.
    pub(crate) is_picture: bool,
}

impl FileLine {
    /// One under its title; `there` is none when its content was erased.
    pub(crate) fn new(title: String, there: Option<AttachmentId>, media_type: &str) -> Self {
        Self {
            href: there.map(|id| format!("/attachments/{id}")),
            title,
            is_picture: FileKind::of_media_type(media_type).is_some_and(FileKind::is_photo),
        }
    }
}
