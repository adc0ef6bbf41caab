//! The data directory: made when it is missing, and held by one server at a time.

use std::fs::{self, File, TryLockError};
use std::io;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};

use huiyin_domain::Lang;

use crate::failure::Failure;
use crate::serve::words;

/// Whoever holds the lock on this file has the directory.
const LOCK: &str = "huiyin.lock";

/// A data directory that nobody else serves. Dropping it lets others.
#[derive(Debug)]
pub(crate) struct DataDirectory {
    path: PathBuf,
    /// Invariant: locked. The system unlocks it when the program ends, however that happens.
    _lock: File,
}

impl DataDirectory {
    /// Makes the directory when it is missing, for its owner only, and takes it.
    pub(crate) fn take(path: &Path, lang: Lang) -> Result<Self, Failure> {
        let refused =
            |error: io::Error| Failure::new(words::no_directory(path, &error.to_string(), lang));
        fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(path)
            .map_err(refused)?;
        let lock = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(path.join(LOCK))
            .map_err(refused)?;
        match lock.try_lock() {
            Ok(()) => Ok(Self {
                path: path.to_owned(),
                _lock: lock,
            }),
            Err(TryLockError::WouldBlock) => Err(Failure::new(words::directory_in_use(path, lang))),
            Err(TryLockError::Error(error)) => Err(refused(error)),
        }
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }
}
