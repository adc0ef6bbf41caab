//! Backups of a running installation, and restoring them.
//!
//! A backup is a file of the embedded database, whichever database it was made from: one format, readable by any
//! SQLite, and an installation that can be opened where it lies.

use std::fs::File;
use std::io;
use std::path::Path;

use huiyin_domain::entry::facts::PersonErased;
use huiyin_domain::{CommandId, Instant, PersonId};

use crate::copy::{self, Copied};
use crate::dialect::is_of_machine;
use crate::files::{Unfinished, create_new, open_beside, refused};
use crate::{
    Act, Change, Db, Dialect, Draft, Error, Location, Result, doctor, journal, people, scopes,
};

/// The table of the journal.
const JOURNAL: &str = "journal";

/// Makes a consistent copy of an installation at work. The file appears whole or not at all, and replaces an older one.
/// Dropping the returned future leaves nothing behind; so it is with what else is made here, but for empty tables on a
/// server.
pub async fn backup(db: &Db, file: &Path) -> Result<()> {
    let unfinished = Unfinished::begin(file, "unfinished")?;
    match db.dialect() {
        Dialect::Sqlite => {
            // The database fills an empty file, and what it keeps beside it is as readable as that.
            create_new(&unfinished.file()).map_err(|error| refused(file, &error))?;
            db.pools().vacuum_into(&unfinished.file()).await?;
        }
        Dialect::Postgres => {
            copy_into(db, &Location::File(unfinished.file())).await?;
        }
    }
    unfinished.put_in_place()
}

/// Makes an installation out of a backup, where there is none yet. The people in `erased` are erased again: a backup may
/// be older than their erasure. The backup itself is not touched, and a failure leaves nothing behind.
pub async fn restore(file: &Path, to: &Location, erased: &[PersonId], now: Instant) -> Result<()> {
    match to {
        Location::File(target) => {
            let unfinished = Unfinished::begin_in_new_place(target, "restoring")?;
            open_copy(file, &unfinished.file(), erased, now).await?;
            unfinished.put_in_place()
        }
        Location::Server(_) => {
            let beside = Unfinished::begin(file, "restoring")?;
            open_copy(file, &beside.file(), erased, now).await?;
            move_file(&beside.file(), to).await
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
            let unfinished = Unfinished::begin_in_new_place(target, "moving")?;
            let tables = copy_into(from, &Location::File(unfinished.file())).await?;
            unfinished.put_in_place()?;
            tables
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

/// Fills a database that is empty with one that is a file.
pub(crate) async fn move_file(file: &Path, to: &Location) -> Result<()> {
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

/// Copies a backup, brings the copy to this program's version, checks it, and erases in it who was erased.
async fn open_copy(file: &Path, copy: &Path, erased: &[PersonId], now: Instant) -> Result<()> {
    if let Some(path) = open_beside(file) {
        return Err(Error::LeftOpen { path });
    }
    let copied = || io::copy(&mut File::open(file)?, &mut create_new(copy)?);
    let length = copied().map_err(|error| refused(file, &error))?;
    if length == 0 {
        // To the database an empty file is an empty database.
        return Err(Error::NotADatabase {
            path: file.to_owned(),
        });
    }
    let db = Db::open(&Location::File(copy.to_owned()))
        .await
        .map_err(|error| blaming(file, error))?;
    let sound = check(&db).await.map_err(|error| blaming(file, error));
    let done = match sound {
        Ok(()) => erase_again(&db, erased, now).await,
        Err(error) => Err(error),
    };
    db.close().await;
    done
}

/// A medium that went bad gives back a file that opens, and that fails weeks later on the page that is damaged.
async fn check(db: &Db) -> Result<()> {
    let found = doctor::harms(&mut db.read().await?).await?;
    match found.into_iter().next() {
        None => Ok(()),
        Some(harm) => Err(Error::corrupt(harm)),
    }
}

/// What is wrong with the copy of a backup is wrong with the backup: that is the file that people know.
fn blaming(file: &Path, error: Error) -> Error {
    let what = match error {
        Error::NotADatabase { .. } => {
            return Error::NotADatabase {
                path: file.to_owned(),
            };
        }
        Error::Corrupt(what) => what,
        Error::Database(error) if !is_of_machine(&error) => error.to_string(),
        error => return error,
    };
    Error::DamagedBackup {
        path: file.to_owned(),
        what,
    }
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
