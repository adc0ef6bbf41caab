use std::fs::{self, File, TryLockError};
use std::io::{self, BufWriter, ErrorKind, Read, Write};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use huiyin_domain::entry::Digest;
use huiyin_domain::export::FileNote;
use huiyin_store::files::{create_directories, create_new};
use huiyin_store::{Error as StoreError, FileFault};
use sha2::{Digest as _, Sha256};
use tempfile::TempDir;

use crate::Result;

/// What the name of a folder begins with while it is being filled.
const PREFIX: &str = ".huiyin-export-";

/// A folder that is being filled. Nothing is under its final name before [`Folder::put_in_place`]; dropped before that,
/// it is gone. Only its owner can read it, from its first byte on.
pub(super) struct Folder {
    unfinished: TempDir,
    /// Tells other exports that somebody is at work in it; none where the file system knows no locks.
    _held: Option<File>,
    path: PathBuf,
    files: Vec<FileNote>,
}

/// A file of the folder, hashed while it is written.
pub(super) struct NewFile {
    name: String,
    path: PathBuf,
    writer: BufWriter<File>,
    hash: Sha256,
    length: u64,
}

impl Folder {
    /// Begins beside the final place, where nothing may be yet but an empty folder.
    pub(super) fn begin(path: &Path) -> Result<Self> {
        let is_free = match fs::read_dir(path) {
            Ok(mut inside) => inside.next().is_none(),
            Err(error) => error.kind() == io::ErrorKind::NotFound,
        };
        if !is_free {
            return Err(StoreError::File {
                path: path.to_owned(),
                fault: FileFault::Taken,
            }
            .into());
        }
        let parent = parent(path);
        let (unfinished, held) = make_held(parent).map_err(|error| refused(path, &error))?;
        remove_left_over(parent, &unfinished);
        Ok(Self {
            unfinished,
            _held: held,
            path: path.to_owned(),
            files: Vec::new(),
        })
    }

    /// A file by its name, with `/` between folders.
    pub(super) fn create(&self, name: &str) -> Result<NewFile> {
        let path = self.unfinished.path().join(name);
        let created = || {
            if let Some(folder) = path.parent() {
                create_directories(folder)?;
            }
            create_new(&path)
        };
        let file = created().map_err(|error| refused(&self.path, &error))?;
        Ok(NewFile {
            name: name.to_owned(),
            path: self.path.clone(),
            writer: BufWriter::with_capacity(1 << 16, file),
            hash: Sha256::new(),
            length: 0,
        })
    }

    /// Ends a file; the manifest will list it.
    pub(super) fn keep(&mut self, file: NewFile) -> Result<()> {
        let note = file.finish()?;
        self.files.push(note);
        Ok(())
    }

    /// A file with this content, which the manifest will list.
    pub(super) fn write(&mut self, name: &str, content: &[u8]) -> Result<()> {
        let mut file = self.create(name)?;
        file.write(content)?;
        self.keep(file)
    }

    /// A file with all that can be read, piece by piece, which the manifest will list.
    pub(super) fn copy(&mut self, name: &str, mut content: impl Read) -> Result<()> {
        let mut file = self.create(name)?;
        let mut piece = vec![0; 1 << 16];
        loop {
            match content.read(&mut piece) {
                Ok(0) => return self.keep(file),
                Ok(read) => file.write(piece.get(..read).unwrap_or_default())?,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(refused(&self.path, &error)),
            }
        }
    }

    /// The files so far, by name.
    pub(super) fn files(&self) -> Vec<FileNote> {
        let mut files = self.files.clone();
        files.sort_unstable_by(|a, b| a.name.cmp(&b.name));
        files
    }

    /// Gives the folder its final name, once everything in it is on the disk.
    pub(super) fn put_in_place(self) -> Result<()> {
        let done = || -> io::Result<()> {
            sync_folders(self.unfinished.path())?;
            fs::rename(self.unfinished.path(), &self.path)?;
            File::open(parent(&self.path))?.sync_all()
        };
        done().map_err(|error| refused(&self.path, &error))?;
        // It has another name now: there is nothing to take away any more.
        let _ = self.unfinished.keep();
        Ok(())
    }
}

impl NewFile {
    /// Writes bytes.
    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<()> {
        self.hash.update(bytes);
        self.length += bytes.len() as u64;
        self.writer
            .write_all(bytes)
            .map_err(|error| refused(&self.path, &error))
    }

    /// Writes a line.
    pub(super) fn line(&mut self, line: &str) -> Result<()> {
        self.write(line.as_bytes())?;
        self.write(b"\n")
    }

    fn finish(mut self) -> Result<FileNote> {
        self.writer
            .flush()
            .and_then(|()| self.writer.get_ref().sync_all())
            .map_err(|error| refused(&self.path, &error))?;
        Ok(FileNote {
            name: self.name,
            length: self.length,
            sha256: Digest::from_bytes(self.hash.finalize().into()),
        })
    }
}

/// Makes a folder and holds it. The system lets go of it when the program ends, however that happens.
fn make_held(parent: &Path) -> io::Result<(TempDir, Option<File>)> {
    loop {
        let folder = tempfile::Builder::new()
            .prefix(PREFIX)
            .permissions(fs::Permissions::from_mode(0o700))
            .tempdir_in(parent)?;
        // Between being made and being held it looks like one left over, and another export may take it away.
        let held = match File::open(folder.path()) {
            Ok(held) => held,
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            Err(error) => return Err(error),
        };
        match held.try_lock() {
            Ok(()) if folder.path().exists() => return Ok((folder, Some(held))),
            Ok(()) | Err(TryLockError::WouldBlock) => {}
            Err(TryLockError::Error(_)) => return Ok((folder, None)),
        }
    }
}

/// Takes away what exports that were killed have left: folders of the same owner that nobody holds. One that cannot be
/// held is left alone.
fn remove_left_over(parent: &Path, own: &TempDir) {
    let Ok(owner) = fs::metadata(own.path()).map(|own| own.uid()) else {
        return;
    };
    for inside in fs::read_dir(parent).into_iter().flatten().flatten() {
        let path = inside.path();
        let is_folder_of_ours = inside.file_name().to_string_lossy().starts_with(PREFIX)
            && fs::symlink_metadata(&path).is_ok_and(|it| it.is_dir() && it.uid() == owner);
        if is_folder_of_ours
            && let Ok(folder) = File::open(&path)
            && folder.try_lock().is_ok()
        {
            let _ = fs::remove_dir_all(&path);
        }
    }
}

fn sync_folders(folder: &Path) -> io::Result<()> {
    for inside in fs::read_dir(folder)? {
        let inside = inside?;
        if inside.file_type()?.is_dir() {
            sync_folders(&inside.path())?;
        }
    }
    File::open(folder)?.sync_all()
}

fn parent(path: &Path) -> &Path {
    path.parent()
        .filter(|parent| !parent.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

fn refused(path: &Path, error: &io::Error) -> crate::Error {
    StoreError::File {
        path: path.to_owned(),
        fault: FileFault::of(error),
    }
    .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_under_the_final_name_before_the_end() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("export");
        let mut folder = Folder::begin(&path).unwrap();
        folder.write("attachments/b", b"abc").unwrap();
        folder.copy("a", io::empty()).unwrap();
        let long = vec![7; (1 << 16) + 1];
        folder.copy("c", long.as_slice()).unwrap();
        assert!(!path.exists());
        let names: Vec<_> = folder.files().into_iter().map(|file| file.name).collect();
        assert_eq!(names, ["a", "attachments/b", "c"]);
        folder.put_in_place().unwrap();
        assert_eq!(fs::read(path.join("attachments/b")).unwrap(), b"abc");
        assert_eq!(fs::read(path.join("c")).unwrap(), long);
        for (name, mode) in [
            ("", 0o700),
            ("attachments", 0o700),
            ("a", 0o600),
            ("attachments/b", 0o600),
        ] {
            let there = fs::metadata(path.join(name)).unwrap().permissions();
            assert_eq!(there.mode() & 0o777, mode, "{name}");
        }
        assert!(Folder::begin(&path).is_err(), "it is not overwritten");
        drop(Folder::begin(&place.path().join("other")).unwrap());
        let left: Vec<_> = fs::read_dir(place.path()).unwrap().collect();
        assert_eq!(left.len(), 1, "{left:?}");
    }

    #[test]
    fn what_was_killed_goes_and_what_is_at_work_stays() {
        let place = tempfile::tempdir().unwrap();
        let left = place.path().join(".huiyin-export-a1b2c3");
        fs::create_dir_all(left.join("attachments")).unwrap();
        fs::write(left.join("attachments/b"), "half").unwrap();
        let other = place.path().join(".huiyin-exports");
        fs::create_dir(&other).unwrap();
        let mut at_work = Folder::begin(&place.path().join("one")).unwrap();
        assert!(!left.exists());
        let beside = Folder::begin(&place.path().join("two")).unwrap();
        at_work.write("a", b"abc").unwrap();
        at_work.put_in_place().unwrap();
        beside.put_in_place().unwrap();
        let mut names: Vec<_> = fs::read_dir(place.path())
            .unwrap()
            .map(|it| it.unwrap().file_name())
            .collect();
        names.sort_unstable();
        assert_eq!(names, [".huiyin-exports", "one", "two"]);
    }

    #[test]
    fn a_full_disk_says_so() {
        let full = io::Error::from(io::ErrorKind::StorageFull);
        let said = refused(Path::new("export"), &full).to_string();
        assert!(said.contains("disk is full"), "{said}");
        // The device that is always full, where there is one.
        if let Ok(device) = File::options().write(true).open("/dev/full") {
            let mut file = NewFile {
                name: "a".to_owned(),
                path: PathBuf::from("export"),
                writer: BufWriter::with_capacity(4, device),
                hash: Sha256::new(),
                length: 0,
            };
            let failed = file.write(b"more than fits").and_then(|()| file.finish());
            let said = failed.unwrap_err().to_string();
            assert!(said.contains("disk is full"), "{said}");
        }
    }
}
