//! The photos and scans under a record.

use huiyin_app::attachments::FileKind;
use huiyin_app::reviews::{RecordVersion, ShownFile};
use huiyin_domain::entry::Shows;

use crate::texts::Texts;

/// A photo or scan.
pub(super) struct FileLine {
    /// Where it is; none when its content was erased.
    pub(super) href: Option<String>,
    pub(super) title: String,
    /// Whether it can be shown as a picture.
    pub(super) is_picture: bool,
}

/// Those that show the same: the place, one of the things raised, the signed sheet.
pub(super) fn files(
    t: Texts,
    version: &RecordVersion,
    shows: Shows,
    matter: Option<u32>,
) -> Vec<FileLine> {
    let of_this = |it: &&ShownFile| it.shows == shows && it.matter == matter;
    let files = version.files.iter().filter(of_this);
    (1_u32..)
        .zip(files)
        .map(|(number, it)| FileLine {
            href: it
                .file_name
                .is_some()
                .then(|| format!("/attachments/{}", it.attachment)),
            title: t.visits_photo_n(number),
            is_picture: FileKind::of_media_type(&it.media_type).is_some_and(FileKind::is_photo),
        })
        .collect()
}
