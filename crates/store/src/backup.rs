//! Backups of a running installation, and restoring them.
//!
//! A backup is a file of the embedded database, whichever database it was made from: one format, readable by any
//! SQLite, and an installation that can be opened where it lies.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use huiyin_domain::entry::facts::PersonErased;
use huiyin_domain::{CommandId, Instant, PersonId};

use crate::copy::{self, Copied};
use crate::{Act, Change, Db, Dialect, Draft, Error, Location, Result, journal, people, scopes};

/// The table of the journal.
const JOURNAL: &str = "journal";

/// Makes a consistent copy of an installation at work. The file appears whole or not at all, and replaces an older one.
pub async fn backup(db: &Db, file: &Path) -> Result<()> {
    let unfinished = beside(file, "unfinished");
    remove(&unfinished)?;
    let done = match db.dialect() {
        Dialect::Sqlite => db.pools().vacuum_into(&unfinished).await,
        Dialect::Postgres => copy_into(db, &Location::File(unfinished.clone()))
            .await
            .map(|_| ()),
    };
    let done = done
        .and_then(|()| only_for_the_owner(&unfinished))
        .and_then(|()| put_in_place(&unfinished, file));
    if done.is_err() {
        remove(&unfinished)?;
    }
    done
}

/// Makes an installation out of a backup, where there is none yet. The people in `erased` are erased again: a backup may
/// be older than their erasure. The backup itself is not touched, and a failure leaves nothing behind.
pub async fn restore(file: &Path, to: &Location, erased: &[PersonId], now: Instant) -> Result<()> {
    match to {
        Location::File(target) => {
            let unfinished = place_for(target, "restoring")?;
            open_copy(file, &unfinished, erased, now).await?;
            put_in_place(&unfinished, target)
        }
        Location::Server(_) => {
            let beside = beside(file, "restoring");
            open_copy(file, &beside, erased, now).await?;
            let done = fill(&beside, to).await;
            remove(&beside)?;
            done
        }
    }
}

/// What moving an installation to another database came to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Moved {
    /// What was copied, table by table.
    pub tables: Vec<Copied>,
    /// Entries that were written where it came from while it was copied, and are not in the copy.
    pub missed: u64,
}

/// Copies an installation into another database, of either sort, where there is none yet. What arrived is compared
/// with what was sent; a failure leaves no file behind, and nothing on a server but empty tables.
pub async fn move_to(from: &Db, to: &Location) -> Result<Moved> {
    let tables = match to {
        Location::File(target) => {
            let unfinished = place_for(target, "moving")?;
            let done = copy_into(from, &Location::File(unfinished.clone())).await;
            match done.and_then(|tables| put_in_place(&unfinished, target).map(|()| tables)) {
                Ok(tables) => tables,
                Err(error) => {
                    remove(&unfinished)?;
                    return Err(error);
                }
            }
        }
        Location::Server(_) => copy_into(from, to).await?,
    };
    let copied = tables.iter().find(|copied| copied.table == JOURNAL);
    let now = entries(from).await?;
    Ok(Moved {
        missed: now.saturating_sub(copied.map_or(0, |copied| copied.rows)),
        tables,
    })
}

async fn entries(db: &Db) -> Result<u64> {
    let heads = journal::heads(&mut db.read().await?).await?;
    Ok(heads.iter().map(|(_, head)| head.seq).sum())
}

async fn fill(file: &Path, to: &Location) -> Result<()> {
    let from = Db::open(&Location::File(file.to_owned())).await?;
    let done = copy_into(&from, to).await;
    from.close().await;
    done.map(|_| ())
}

async fn copy_into(from: &Db, to: &Location) -> Result<Vec<Copied>> {
    let to = Db::open(to).await?;
    let done = copy::copy(from, &to).await;
    to.close().await;
    done
}

/// Where a new database file is made before it gets its name; nothing may have that name yet.
fn place_for(target: &Path, ending: &str) -> Result<PathBuf> {
    if target.exists() {
        return Err(Error::Server(format!(
            "{} is there already; nothing is written over an installation",
            target.display()
        )));
    }
    if let Some(directory) = target.parent() {
        fs::create_dir_all(directory).map_err(|error| refused(directory, &error))?;
    }
    let unfinished = beside(target, ending);
    remove(&unfinished)?;
    Ok(unfinished)
}

/// Copies a backup, brings the copy to this program's version, and erases in it who was erased.
async fn open_copy(file: &Path, copy: &Path, erased: &[PersonId], now: Instant) -> Result<()> {
    remove(copy)?;
    let done = copy_and_erase(file, copy, erased, now).await;
    if done.is_err() {
        remove(copy)?;
    }
    done
}

async fn copy_and_erase(file: &Path, copy: &Path, erased: &[PersonId], now: Instant) -> Result<()> {
    fs::copy(file, copy).map_err(|error| refused(file, &error))?;
    only_for_the_owner(copy)?;
    let db = Db::open(&Location::File(copy.to_owned())).await?;
    let done = erase_again(&db, erased, now).await;
    db.close().await;
    done
}

pub(crate) async fn erase_again(db: &Db, erased: &[PersonId], now: Instant) -> Result<()> {
    for person in erased {
        let act = Act {
            command: CommandId::generate(),
            actor: None,
            device: None,
            at: now,
            input: None,
        };
        db.command(act, *person, |change, person| {
            Box::pin(erase_unless_done(change, *person))
        })
        .await?;
    }
    Ok(())
}

async fn erase_unless_done(change: &mut Change<'_>, person: PersonId) -> Result<()> {
    let Some(installation) = scopes::installation(change).await? else {
        return Ok(());
    };
    let known = people::person(change, person).await?;
    if known.is_some_and(|known| known.erased_at.is_none()) {
        let draft = Draft::new(installation.company, PersonErased { person });
        change.append(draft).await?;
    }
    Ok(())
}

/// The file's name with an ending of ours, in the same directory, so that it can be renamed into place.
pub(crate) fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(ending);
    file.with_file_name(name)
}

pub(crate) fn put_in_place(unfinished: &Path, file: &Path) -> Result<()> {
    let done = || -> io::Result<()> {
        fs::File::open(unfinished)?.sync_all()?;
        fs::rename(unfinished, file)?;
        // The name is on the disk only when its directory is.
        if let Some(directory) = file.parent().filter(|path| !path.as_os_str().is_empty()) {
            fs::File::open(directory)?.sync_all()?;
        }
        Ok(())
    };
    done().map_err(|error| refused(file, &error))
}

/// Removes a file of an earlier attempt, with what the database keeps beside it.
pub(crate) fn remove(file: &Path) -> Result<()> {
    for ending in ["", "-wal", "-shm"] {
        let mut name = file.as_os_str().to_owned();
        name.push(ending);
        match fs::remove_file(&name) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(refused(file, &error));
            }
            _ => {}
        }
    }
    Ok(())
}

/// A backup holds what people said; nobody else on the machine is to read it.
pub(crate) fn only_for_the_owner(file: &Path) -> Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::Permissions::from_mode(0o600);
        fs::set_permissions(file, mode).map_err(|error| refused(file, &error))?;
    }
    Ok(())
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
