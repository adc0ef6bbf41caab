//! The photos and scans under a record.

use huiyin_app::reviews::{RecordVersion, ShownFile};
use huiyin_domain::entry::Shows;

use crate::pages::photos::FileLine;
use crate::texts::Texts;

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
        .map(|(number, it)| {
            let there = it.file_name.is_some().then_some(it.attachment);
            FileLine::new(t.visits_photo_n(number), there, &it.media_type)
        })
        .collect()
}
