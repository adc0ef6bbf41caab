//! Files and directories that only their owner can read, from their first byte on, whatever the umask.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use crate::{Error, Result};

/// The name of a database file while it is being made.
const NAME: &str = "huiyin.sqlite";
/// What the database keeps beside its file, by the end of the name; the file itself first.
const BESIDE: [&str; 4] = ["", "-journal", "-wal", "-shm"];
/// How often a directory is taken away in which the database may be making a file at that moment.
const ATTEMPTS: u32 = 3;

/// A new file for its owner only.
pub fn create_new(file: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file)
}

/// A new directory for its owner only.
pub fn create_directory(directory: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(directory)
}

/// Makes what is missing of a directory, for the owner only, and says what it made, the outermost first. What is there
/// stays as it is.
pub fn create_directories(directory: &Path) -> io::Result<Vec<PathBuf>> {
    let missing = |path: &&Path| !path.as_os_str().is_empty() && !path.exists();
    let mut made: Vec<PathBuf> = Vec::new();
    let wanted: Vec<&Path> = directory.ancestors().take_while(missing).collect();
    for path in wanted.into_iter().rev() {
        match create_directory(path) {
            Ok(()) => made.push(path.to_owned()),
            // Somebody else was faster, or the path comes by here twice.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => {
                take_away(&made);
                return Err(error);
            }
        }
    }
    Ok(made)
}

/// A database file that is being made, in a directory of its own beside its final name: the database makes more files,
/// as it likes. Dropped before [`Unfinished::put_in_place`] it is gone, and so are they and the directories that were
/// made for it.
pub(crate) struct Unfinished {
    directory: PathBuf,
    target: PathBuf,
    made: Vec<PathBuf>,
}

impl Unfinished {
    /// Begins beside a name, in a directory that is there, in the place of what an earlier attempt has left.
    pub(crate) fn begin(target: &Path, ending: &str) -> Result<Self> {
        Self::after(target, ending, Vec::new())
    }

    /// Begins where nothing may be yet, and makes the directory when it is missing.
    pub(crate) fn begin_in_new_place(target: &Path, ending: &str) -> Result<Self> {
        if target.exists() {
            return Err(Error::Server(format!(
                "{} is there already; nothing is written over an installation",
                target.display()
            )));
        }
        let made = create_directories(target.parent().unwrap_or(Path::new("")));
        Self::after(
            target,
            ending,
            made.map_err(|error| refused(target, &error))?,
        )
    }

    fn after(target: &Path, ending: &str, made: Vec<PathBuf>) -> Result<Self> {
        let unfinished = Self {
            directory: beside(target, ending),
            target: target.to_owned(),
            made,
        };
        clear(&unfinished.directory)
            .and_then(|()| create_directory(&unfinished.directory))
            .map_err(|error| refused(target, &error))?;
        Ok(unfinished)
    }

    /// Where the file is made.
    pub(crate) fn file(&self) -> PathBuf {
        self.directory.join(NAME)
    }

    /// Gives the file its final name.
    pub(crate) fn put_in_place(mut self) -> Result<()> {
        let done = || -> io::Result<()> {
            File::open(self.file())?.sync_all()?;
            fs::rename(self.file(), &self.target)?;
            // The name is on the disk only when its directory is.
            if let Some(directory) = parent(&self.target) {
                File::open(directory)?.sync_all()?;
            }
            Ok(())
        };
        done().map_err(|error| refused(&self.target, &error))?;
        self.made.clear();
        Ok(())
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        for _ in 0..ATTEMPTS {
            if clear(&self.directory).is_ok() {
                break;
            }
        }
        take_away(&self.made);
    }
}

/// Takes away what was made, unless somebody has put something into it.
fn take_away(made: &[PathBuf]) {
    for directory in made.iter().rev() {
        let _ = fs::remove_dir(directory);
    }
}

/// Takes away what an attempt has left, and nothing that is not of one: a directory with other files in it stays.
fn clear(directory: &Path) -> io::Result<()> {
    let is_directory = match fs::symlink_metadata(directory) {
        Ok(there) => there.is_dir(),
        Err(error) => return there_or_not(Err(error)),
    };
    let file = if is_directory {
        directory.join(NAME)
    } else {
        directory.to_owned()
    };
    for ending in BESIDE {
        let mut name = file.clone().into_os_string();
        name.push(ending);
        there_or_not(fs::remove_file(name))?;
    }
    if is_directory {
        there_or_not(fs::remove_dir(directory))?;
    }
    Ok(())
}

fn there_or_not(removed: io::Result<()>) -> io::Result<()> {
    match removed {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}

fn parent(path: &Path) -> Option<&Path> {
    path.parent().filter(|path| !path.as_os_str().is_empty())
}

/// The file's name with an ending of ours, in the same directory, so that what is made there can be renamed into place.
fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(ending);
    file.with_file_name(name)
}

pub(crate) fn refused(path: &Path, error: &io::Error) -> Error {
    if error.kind() == io::ErrorKind::StorageFull {
        return Error::Full;
    }
    Error::File {
        path: path.to_owned(),
        reason: error.to_string(),
    }
}

#[cfg(all(test, unix))]
#[allow(clippy::unwrap_used, reason = "a test may")]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn what_is_being_made_is_for_its_owner_only_and_goes_with_all_that_was_made_for_it() {
        let place = tempfile::tempdir().unwrap();
        let target = place.path().join("a/b/huiyin.sqlite");
        let unfinished = Unfinished::begin_in_new_place(&target, "moving").unwrap();
        let directory = unfinished.file().parent().unwrap().to_owned();
        create_new(&unfinished.file()).unwrap();
        assert_eq!(mode(&place.path().join("a")), 0o700);
        assert_eq!(mode(&place.path().join("a/b")), 0o700);
        assert_eq!(mode(&directory), 0o700);
        assert_eq!(mode(&unfinished.file()), 0o600);
        for ending in ["-journal", "-wal", "-shm"] {
            fs::write(directory.join(format!("{NAME}{ending}")), "").unwrap();
        }
        drop(unfinished);
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_directory_that_was_there_stays_as_it_was() {
        let place = tempfile::tempdir().unwrap();
        let shared = place.path().join("shared");
        fs::create_dir(&shared).unwrap();
        fs::set_permissions(&shared, fs::Permissions::from_mode(0o755)).unwrap();
        let target = shared.join("new/huiyin.sqlite");
        drop(Unfinished::begin_in_new_place(&target, "moving").unwrap());
        assert_eq!(fs::read_dir(&shared).unwrap().count(), 0);
        let unfinished = Unfinished::begin_in_new_place(&target, "moving").unwrap();
        fs::write(unfinished.file(), "whole").unwrap();
        unfinished.put_in_place().unwrap();
        assert_eq!(fs::read_to_string(&target).unwrap(), "whole");
        assert_eq!(fs::read_dir(shared.join("new")).unwrap().count(), 1);
        assert_eq!(mode(&shared), 0o755);
    }

    #[test]
    fn what_a_killed_attempt_left_is_replaced_and_nothing_else_is() {
        let place = tempfile::tempdir().unwrap();
        let target = place.path().join("huiyin.backup");
        let left = place.path().join("huiyin.backup.unfinished");
        for ending in BESIDE {
            fs::write(
                place
                    .path()
                    .join(format!("huiyin.backup.unfinished{ending}")),
                "",
            )
            .unwrap();
        }
        drop(Unfinished::begin(&target, "unfinished").unwrap());
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 0);
        fs::create_dir(&left).unwrap();
        fs::write(left.join(format!("{NAME}-journal")), "").unwrap();
        drop(Unfinished::begin(&target, "unfinished").unwrap());
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 0);
        fs::create_dir(&left).unwrap();
        fs::write(left.join("somebody's"), "").unwrap();
        assert!(Unfinished::begin(&target, "unfinished").is_err());
        assert_eq!(fs::read_dir(&left).unwrap().count(), 1);
    }
}
