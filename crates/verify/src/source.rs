use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use huiyin_domain::export::MANIFEST;
use zip::ZipArchive;

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
    /// A ZIP file, and the folder within it.
    Zip {
        /// The file.
        path: PathBuf,
        /// Its content.
        archive: Mutex<ZipArchive<BufReader<File>>>,
        /// What every name begins with.
        within: String,
    },
}

impl Source {
    /// A folder, the manifest in it, or a ZIP file of such a folder.
    pub fn open(path: &Path) -> Result<Self, Unreadable> {
        let metadata = fs::metadata(path).map_err(|error| failed(path, error))?;
        if metadata.is_dir() {
            return Ok(Self::Folder(path.to_owned()));
        }
        if path.file_name().is_some_and(|name| name == MANIFEST) {
            return Ok(Self::Folder(
                path.parent().unwrap_or(Path::new(".")).to_owned(),
            ));
        }
        let file = File::open(path).map_err(|error| failed(path, error))?;
        let archive = ZipArchive::new(BufReader::new(file))
            .map_err(|error| Unreadable::NoExport(error.to_string()))?;
        // A name that nobody can read would be passed over, and its file with it.
        if let Some(error) = archive.file_names().find_map(Result::err) {
            return Err(Unreadable::NoExport(error.to_string()));
        }
        let manifest = archive
            .file_names()
            .filter_map(Result::ok)
            .filter_map(|name| name.strip_suffix(MANIFEST).map(str::to_owned))
            .min_by_key(String::len);
        let within = manifest
            .ok_or_else(|| Unreadable::NoExport(format!("there is no {MANIFEST} in it")))?;
        Ok(Self::Zip {
            path: path.to_owned(),
            archive: Mutex::new(archive),
            within,
        })
    }

    /// The names of all files, with `/` between folders.
    pub fn names(&self) -> Result<BTreeSet<String>, Unreadable> {
        let mut names = BTreeSet::new();
        match self {
            Self::Folder(path) => {
                list(path, "", &mut names).map_err(|error| failed(path, error))?;
            }
            Self::Zip {
                archive, within, ..
            } => {
                let archive = lock(archive);
                let files = archive.file_names().filter_map(Result::ok);
                names.extend(
                    files
                        .filter(|name| !name.ends_with('/'))
                        .filter_map(|name| name.strip_prefix(within.as_str()).map(str::to_owned)),
                );
            }
        }
        Ok(names)
    }

    /// Whether there is a file of this name.
    pub fn has(&self, name: &str) -> bool {
        match self {
            Self::Folder(path) => path.join(name).is_file(),
            Self::Zip {
                archive, within, ..
            } => lock(archive)
                .index_for_name(&format!("{within}{name}"))
                .is_some(),
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
            Self::Zip {
                path,
                archive,
                within,
            } => {
                let mut archive = lock(archive);
                let file = archive
                    .by_name(&format!("{within}{name}"))
                    .map_err(|error| failed(path, io::Error::other(error)))?;
                pieces(file, path, each)
            }
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

fn failed(path: &Path, error: io::Error) -> Unreadable {
    Unreadable::File {
        path: path.to_owned(),
        error,
    }
}

fn pieces(
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

fn lock(
    archive: &Mutex<ZipArchive<BufReader<File>>>,
) -> std::sync::MutexGuard<'_, ZipArchive<BufReader<File>>> {
    archive
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
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
