use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// The file of keys that are not revealed yet: for its owner only, whole or not there at all. Whatever stands in its way
/// is known before anything is exported.
pub(super) struct KeyFile {
    unfinished: NamedTempFile,
    path: PathBuf,
}

impl KeyFile {
    /// Begins beside the final name, where nothing may be yet.
    pub(super) fn begin(path: &Path) -> io::Result<Self> {
        if fs::symlink_metadata(path).is_ok() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let unfinished = tempfile::Builder::new()
            .prefix(".huiyin-keys-")
            .tempfile_in(folder(path))?;
        Ok(Self {
            unfinished,
            path: path.to_owned(),
        })
    }

    /// Writes the keys and gives the file its name. Nothing that has come there meanwhile is written over.
    pub(super) fn put_in_place(mut self, keys: &str) -> io::Result<()> {
        self.unfinished.write_all(keys.as_bytes())?;
        self.unfinished.as_file().sync_all()?;
        let named = self.unfinished.persist_noclobber(&self.path);
        named.map_err(|error| error.error)?;
        let synced = File::open(folder(&self.path)).and_then(|folder| folder.sync_all());
        // Who is told that nothing was exported has no secrets lying about.
        synced.inspect_err(|_| {
            let _ = fs::remove_file(&self.path);
        })
    }
}

fn folder(path: &Path) -> &Path {
    path.parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}
