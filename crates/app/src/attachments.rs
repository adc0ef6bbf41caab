//! Files that hang on records and documents: photos, signed sheets, procedures of the site.
//!
//! A file is sent first and belongs to its sender alone ([`App::keep_attachment`]); the action that it is for hangs it
//! on something, or it goes after a day. Its content lies in the blob store under an id of its own and is written
//! outside of any transaction; the journal has its salted hash. What a photo says about itself, above all where it was
//! taken, is left out on arrival.

mod attach;
mod keep_attachment;
mod kind;
mod photo;
mod read_attachment;
mod sweep_attachments;

use std::fmt;
use std::sync::Arc;

use huiyin_store::Db;
use huiyin_store::blobs::{BlobStore, DatabaseBlobs};

pub use keep_attachment::{KeepAttachment, MeantFor};
pub use kind::FileKind;
pub use read_attachment::Attachment;

pub(crate) use attach::attach;

use crate::App;

/// The largest file unless the installation says otherwise, in bytes: a photo of a phone, a scan of a few pages.
const LARGEST: u64 = 20 * 1024 * 1024;

/// Where contents are kept, and how large one may be.
#[derive(Clone)]
pub(crate) struct Attachments {
    pub(crate) blobs: Arc<dyn BlobStore>,
    pub(crate) largest: u64,
}

impl Attachments {
    /// Contents in the database itself.
    pub(crate) fn in_database(db: Db) -> Self {
        Self {
            blobs: Arc::new(DatabaseBlobs::new(db)),
            largest: LARGEST,
        }
    }
}

impl fmt::Debug for Attachments {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Attachments")
            .field("largest", &self.largest)
            .finish_non_exhaustive()
    }
}

impl App {
    /// The largest file that is taken, in bytes.
    pub const fn largest_attachment(&self) -> u64 {
        self.attachments.largest
    }
}
