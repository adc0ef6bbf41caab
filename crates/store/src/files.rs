//! Files and directories that only their owner can read, from their first byte on, whatever the umask.

use std::fs::{self, File, TryLockError};
use std::io;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use tempfile::TempPath;

use crate::{Error, FileFault, Result};

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
    /// Whether the target may be one that is there already.
    replaces: bool,
    made: Vec<PathBuf>,
    /// Tells other programs that somebody is at work in the directory; none where the file system knows no locks.
    _held: Option<File>,
}

impl Unfinished {
    /// Begins beside a name, in a directory that is there, in the place of what an earlier attempt has left. What is under
    /// that name now is replaced in the end, unless somebody has it open.
    pub(crate) fn begin(target: &Path, ending: &str) -> Result<Self> {
        if let Some(path) = open_beside(target) {
            return Err(Error::LeftOpen { path });
        }
        Self::after(target, ending, true, Vec::new())
    }

    /// Begins where nothing may be yet, and makes the directory when it is missing.
    pub(crate) fn begin_in_new_place(target: &Path, ending: &str) -> Result<Self> {
        // The database would read what an old file left beside it into the new one.
        let there = is_there(target).then(|| target.to_owned());
        if let Some(path) = there.or_else(|| open_beside(target)) {
            return Err(Error::Installed { path });
        }
        let made = create_directories(target.parent().unwrap_or(Path::new("")));
        let made = made.map_err(|error| refused(target, &error))?;
        Self::after(target, ending, false, made)
    }

    fn after(target: &Path, ending: &str, replaces: bool, made: Vec<PathBuf>) -> Result<Self> {
        let directory = beside(target, ending);
        match make_held(&directory, target) {
            Ok(held) => Ok(Self {
                directory,
                target: target.to_owned(),
                replaces,
                made,
                _held: held,
            }),
            Err(error) => {
                take_away(&made);
                Err(error)
            }
        }
    }

    /// Where the file is made.
    pub(crate) fn file(&self) -> PathBuf {
        self.directory.join(NAME)
    }

    /// Gives the file its final name.
    pub(crate) fn put_in_place(mut self) -> Result<()> {
        let done = || -> io::Result<()> {
            File::open(self.file())?.sync_all()?;
            if self.replaces {
                fs::rename(self.file(), &self.target)?;
            } else {
                // A server may have made a database there meanwhile.
                let named = TempPath::try_from_path(self.file())?.persist_noclobber(&self.target);
                named.map_err(|error| error.error)?;
            }
            // A name is on the disk only when its directory is.
            let names = self.made.iter().rev().chain([&self.target]);
            names
                .rev()
                .try_for_each(|name| File::open(parent(name))?.sync_all())
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

fn parent(path: &Path) -> &Path {
    let parent = path.parent().filter(|path| !path.as_os_str().is_empty());
    parent.unwrap_or(Path::new("."))
}

fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// What belongs to a database and is not in its file, while somebody has it open or where it was left so.
pub(crate) fn open_beside(file: &Path) -> Option<PathBuf> {
    let mut names = BESIDE.iter().skip(1).map(|ending| {
        let mut name = file.as_os_str().to_owned();
        name.push(ending);
        PathBuf::from(name)
    });
    names.find(|name| fs::metadata(name).is_ok_and(|it| it.len() > 0))
}

/// Makes a directory in the place of what an earlier attempt has left, and holds it; the system lets go of it when the
/// program ends, however that happens. One that somebody is at work in stays.
fn make_held(directory: &Path, target: &Path) -> Result<Option<File>> {
    let at_work = || Error::AtWork {
        path: target.to_owned(),
    };
    let failed = |error: &io::Error| refused(directory, error);
    let left = File::open(directory).ok();
    if let Some(Err(TryLockError::WouldBlock)) = left.as_ref().map(File::try_lock) {
        return Err(at_work());
    }
    clear(directory).map_err(|error| failed(&error))?;
    match create_directory(directory) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Err(at_work()),
        made => made.map_err(|error| failed(&error))?,
    }
    let held = File::open(directory).map_err(|error| failed(&error))?;
    match held.try_lock() {
        Ok(()) if is_same(&held, directory) => Ok(Some(held)),
        // Somebody who began at the same moment took it for one that was left.
        Ok(()) | Err(TryLockError::WouldBlock) => Err(at_work()),
        Err(TryLockError::Error(_)) => Ok(None),
    }
}

/// Whether what is held is still what is under its name.
fn is_same(held: &File, path: &Path) -> bool {
    let both = (held.metadata(), fs::metadata(path));
    matches!(both, (Ok(held), Ok(there)) if (held.dev(), held.ino()) == (there.dev(), there.ino()))
}

/// The file's name with an ending of ours, in the same directory, so that what is made there can be renamed into place.
fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(ending);
    file.with_file_name(name)
}

pub(crate) fn refused(path: &Path, error: &io::Error) -> Error {
    Error::File {
        path: path.to_owned(),
        fault: FileFault::of(error),
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

    #[test]
    fn two_at_work_on_one_file_do_not_harm_one_another() {
        let place = tempfile::tempdir().unwrap();
        let target = place.path().join("huiyin.backup");
        let first = Unfinished::begin(&target, "unfinished").unwrap();
        fs::write(first.file(), "first").unwrap();
        let second = Unfinished::begin(&target, "unfinished");
        assert!(matches!(second, Err(Error::AtWork { path }) if path == target));
        assert_eq!(fs::read_to_string(first.file()).unwrap(), "first");
        first.put_in_place().unwrap();
        let next = Unfinished::begin(&target, "unfinished").unwrap();
        fs::write(next.file(), "next").unwrap();
        next.put_in_place().unwrap();
        assert_eq!(fs::read_to_string(&target).unwrap(), "next");
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_came_meanwhile_and_what_an_old_file_left_stay_as_they_are() {
        let place = tempfile::tempdir().unwrap();
        let target = place.path().join("huiyin.sqlite");
        let unfinished = Unfinished::begin_in_new_place(&target, "restoring").unwrap();
        fs::write(unfinished.file(), "restored").unwrap();
        fs::write(&target, "came meanwhile").unwrap();
        let refused = unfinished.put_in_place().unwrap_err();
        assert!(
            refused.to_string().contains("is there already"),
            "{refused}"
        );
        assert_eq!(fs::read_to_string(&target).unwrap(), "came meanwhile");
        fs::remove_file(&target).unwrap();
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 0);
        let left = place.path().join("huiyin.sqlite-wal");
        fs::write(&left, "written before").unwrap();
        let found = Unfinished::begin_in_new_place(&target, "restoring");
        assert!(matches!(found, Err(Error::Installed { path }) if path == left));
        let found = Unfinished::begin(&target, "unfinished");
        assert!(matches!(found, Err(Error::LeftOpen { path }) if path == left));
    }
}
