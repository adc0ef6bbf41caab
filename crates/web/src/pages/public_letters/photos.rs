//! Photos of a letter as it hangs.

use axum::extract::Path;
use axum::response::Response;

use huiyin_app::attachments::MeantFor;
use huiyin_app::letters::{AddLetterPhotos, LetterPhotoRow};
use huiyin_app::{Error, Result as AppResult};

use super::one::{Typed, again, back};
use crate::at_work::SignedInAsker;
use crate::failure::Failure;
use crate::pages::events::{command, id};
use crate::pages::photos::{FileLine, receive};
use crate::sent::Sent;
use crate::texts::Texts;

/// What the names of the fields begin with.
pub(super) const SLOT: &str = "letter";

/// The field in which photos are chosen.
pub(super) const FIELD_OF_FILES: &str = "letter_files";

/// The field that names those that were sent.
pub(super) const FIELD_OF_KEPT: &str = "letter_photos";

/// Photos that one person added at once.
pub(super) struct Added {
    pub(super) files: Vec<FileLine>,
    pub(super) when: String,
    pub(super) who: String,
}

/// `POST /letters/{letter}/photos`: back to the letter.
pub(super) async fn add(
    at: SignedInAsker,
    Path(letter): Path<String>,
    sent: Sent,
) -> Result<Response, Failure> {
    let letter = id(&letter)?;
    let received = receive(&at, MeantFor::Letter(letter), sent).await?;
    let typed = Typed::read(received.words);
    let wrong = (received.errors, received.refused);
    if !wrong.0.is_empty() || wrong.1.is_some() {
        return again(&at, letter, typed, wrong).await;
    }
    let input = AddLetterPhotos {
        letter,
        photos: typed.photos.clone(),
    };
    let command = command(&typed.command)?;
    let done = at.app.add_letter_photos(&at.asker, command, input).await;
    back(&at, letter, typed, at_the_field(done)).await
}

/// What is wrong with the photos stands at the field in which they are chosen.
pub(super) fn at_the_field<T>(done: AppResult<T>) -> AppResult<T> {
    done.map_err(|error| match error {
        Error::Invalid(mut wrong) => {
            for it in wrong.iter_mut().filter(|it| it.field == "photos") {
                it.field = FIELD_OF_FILES;
                it.number = None;
            }
            Error::Invalid(wrong)
        }
        other => other,
    })
}

/// The photos by who added them and when.
pub(super) fn added(at: &SignedInAsker, photos: &[LetterPhotoRow]) -> Vec<Added> {
    let t = at.t;
    let together = |a: &LetterPhotoRow, b: &LetterPhotoRow| {
        (a.added_at, &a.added_by) == (b.added_at, &b.added_by)
    };
    let mut number = 0;
    let of = |group: &[LetterPhotoRow]| {
        let first = number;
        number += group.len();
        let name = group[0].added_by.as_ref();
        Added {
            files: files(t, group, first),
            when: t.moment(at.site.zone().local(group[0].added_at)),
            who: name.map_or_else(|| t.events_erased(), |it| it.reveal().clone()),
        }
    };
    photos.chunk_by(together).map(of).collect()
}

/// Photos as a page shows them; `before` of them were shown already.
pub(crate) fn files<'a>(
    t: Texts,
    photos: impl IntoIterator<Item = &'a LetterPhotoRow>,
    before: usize,
) -> Vec<FileLine> {
    let numbered = (before + 1..).zip(photos);
    numbered
        .map(|(number, it)| {
            let there = it.file_name.is_some().then_some(it.attachment);
            FileLine::new(t.visits_photo_n(number), there, &it.media_type)
        })
        .collect()
}
