use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use huiyin_domain::export::MANIFEST;

use crate::zipped::Zipped;

/// What is no export at all, or cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// The system says no.
    #[error("{}: {error}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// There is no manifest, or it is not readable.
    #[error("no export: {0}")]
    NoExport(String),
    /// The folder for temporary files does not take what is to be kept meanwhile.
    #[error("{}: {_0}", std::env::temp_dir().display())]
    NotKept(io::Error),
    /// Another format.
    #[error("format {found} is not known; this program reads format {known}")]
    Format {
        /// The one found.
        found: u64,
        /// The one known.
        known: u32,
    },
}

/// Where an export lies: in a folder, or in a ZIP file of one.
pub enum Source {
    /// A folder.
    Folder(PathBuf),
    /// A ZIP file.
    Zip(Zipped),
}

impl Source {
    /// A folder, the manifest in it, or a ZIP file of such a folder.
    pub fn open(path: &Path) -> Result<Self, Unreadable> {
        let metadata = fs::metadata(path).map_err(|error| failed(path, error))?;
        if metadata.is_dir() {
            return Ok(Self::Folder(path.to_owned()));
        }
        if path.file_name().is_some_and(|name| name == MANIFEST) {
            return Ok(Self::Folder(folder_of(path).to_owned()));
        }
        Zipped::open(path).map(Self::Zip)
    }

    /// The names of all files, with `/` between folders.
    pub fn names(&self) -> Result<BTreeSet<String>, Unreadable> {
        match self {
            Self::Folder(path) => {
                let mut names = BTreeSet::new();
                list(path, "", &mut names).map_err(|error| failed(path, error))?;
                Ok(names)
            }
            Self::Zip(zipped) => Ok(zipped.names()),
        }
    }

    /// Whether there is a file of this name.
    pub fn has(&self, name: &str) -> bool {
        match self {
            Self::Folder(path) => path.join(name).is_file(),
            Self::Zip(zipped) => zipped.has(name),
        }
    }

    /// Reads a file in pieces, from its beginning to its end, or until one of them is refused.
    pub fn read(
        &self,
        name: &str,
        each: impl FnMut(&[u8]) -> Result<(), Unreadable>,
    ) -> Result<(), Unreadable> {
        match self {
            Self::Folder(folder) => {
                let path = &folder.join(name);
                pieces(
                    File::open(path).map_err(|error| failed(path, error))?,
                    path,
                    each,
                )
            }
            Self::Zip(zipped) => zipped.read(name, each),
        }
    }

    /// The lines of a file, each with its number from 1; what is no UTF-8 or has no end is none.
    pub(crate) fn lines(
        &self,
        name: &str,
        mut each: impl FnMut(u64, Option<&str>) -> Result<(), Unreadable>,
    ) -> Result<(), Unreadable> {
        let mut number = 0;
        let mut rest: Vec<u8> = Vec::new();
        self.read(name, |piece| {
            rest.extend_from_slice(piece);
            let mut from = 0;
            while let Some(length) = rest[from..].iter().position(|byte| *byte == b'\n') {
                number += 1;
                each(number, std::str::from_utf8(&rest[from..from + length]).ok())?;
                from += length + 1;
            }
            rest.drain(..from);
            Ok(())
        })?;
        if rest.is_empty() {
            return Ok(());
        }
        // What was cut off may read like a line and be the beginning of another.
        each(number + 1, None)
    }

    /// The whole of a small file; none where there is none.
    pub(crate) fn whole(&self, name: &str) -> Result<Option<Vec<u8>>, Unreadable> {
        if !self.has(name) {
            return Ok(None);
        }
        let mut whole = Vec::new();
        self.read(name, |piece| {
            whole.extend_from_slice(piece);
            Ok(())
        })?;
        Ok(Some(whole))
    }
}

/// The folder that a file is in; of a bare name that is the one at work, though the empty path before it is none.
fn folder_of(file: &Path) -> &Path {
    let folder = file.parent().filter(|it| !it.as_os_str().is_empty());
    folder.unwrap_or(Path::new("."))
}

/// What the system does not give out.
pub(crate) fn failed(path: &Path, error: io::Error) -> Unreadable {
    Unreadable::File {
        path: path.to_owned(),
        error,
    }
}

/// Reads to the end, or until a piece is refused.
pub(crate) fn pieces(
    mut file: impl Read,
    path: &Path,
    mut each: impl FnMut(&[u8]) -> Result<(), Unreadable>,
) -> Result<(), Unreadable> {
    let mut piece = vec![0; 1 << 16];
    loop {
        match file.read(&mut piece).map_err(|error| failed(path, error))? {
            0 => return Ok(()),
            length => each(&piece[..length])?,
        }
    }
}

fn list(folder: &Path, within: &str, names: &mut BTreeSet<String>) -> io::Result<()> {
    for inside in fs::read_dir(folder)? {
        let inside = inside?;
        let name = format!("{within}{}", inside.file_name().to_string_lossy());
        if inside.file_type()?.is_dir() {
            list(&inside.path(), &format!("{name}/"), names)?;
        } else {
            names.insert(name);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_name_is_in_the_folder_at_work() {
        for (file, folder) in [
            ("manifest.json", "."),
            ("./manifest.json", "."),
            ("all/manifest.json", "all"),
            ("/manifest.json", "/"),
        ] {
            assert_eq!(folder_of(Path::new(file)), Path::new(folder), "{file}");
        }
    }
}
