use std::error::Error as _;
use std::io::{self, ErrorKind};
use std::path::PathBuf;
use std::sync::Arc;

/// What can go wrong with a database, as one sentence for people each.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Error {
    /// What was asked for is not there.
    #[error("it is not there (any more)")]
    NotFound,
    /// There is one already: the table and the columns that must be unique, such as `unit(site_id, code)`.
    #[error("there is one already: {0}")]
    Duplicate(String),
    /// Something else hangs on it, or what it refers to is not there.
    #[error("something else still refers to it, or what it refers to is not there")]
    Referenced,
    /// Others were changing the same thing all the time. Trying again may help.
    #[error("the database is busy; please try again")]
    Busy,
    /// The same command came before, from somebody else or with another content.
    #[error("a command with this id came before with another content")]
    CommandReused,
    /// The database was written by a newer version of the program.
    #[error(
        "the database is newer than this program (it is at version {found}, the program knows {known}); please \
         install the newer program"
    )]
    NewerDatabase {
        /// The version found.
        found: i64,
        /// The newest version this program knows.
        known: i64,
    },
    /// The database was written by an older version of the program, or holds nothing yet.
    #[error(
        "the database is not at this program's version yet; please start the server once, which brings it there"
    )]
    OlderDatabase,
    /// There is no database file.
    #[error("there is no database at {}", path.display())]
    NoDatabase {
        /// Where it should be.
        path: PathBuf,
    },
    /// What is stored cannot be right.
    #[error("the database is damaged: {0}")]
    Corrupt(String),
    /// A backup is damaged: nothing is made of it.
    #[error("{} is damaged ({what}); please take another backup", path.display())]
    DamagedBackup {
        /// The backup.
        path: PathBuf,
        /// What the first check says that failed.
        what: String,
    },
    /// The disk, or the quota, is full.
    #[error("the disk of the database is full; nothing was changed")]
    Full,
    /// Another program holds the database.
    #[error("the database is locked by another program")]
    Locked,
    /// No answer from the server, or no way in.
    #[error("the database cannot be reached: {0}")]
    Unreachable(String),
    /// The address of the database is not one.
    #[error("{0}")]
    Address(String),
    /// The data directory cannot be used.
    #[error("{} cannot be used as the data directory: {fault}", path.display())]
    Directory {
        /// The directory.
        path: PathBuf,
        /// What is in the way.
        fault: FileFault,
    },
    /// A file cannot be read or written.
    #[error("{} cannot be used: {fault}", path.display())]
    File {
        /// The file, as it was named.
        path: PathBuf,
        /// What is in the way.
        fault: FileFault,
    },
    /// An installation is made where there is none yet, and something of one is there.
    #[error("{} is there already; nothing is written over an installation", path.display())]
    Installed {
        /// What is there.
        path: PathBuf,
    },
    /// The database to copy into holds something.
    #[error("the database to copy into is not empty: it holds rows of {0}")]
    NotEmpty(String),
    /// A backup is open as a database, or was left so: not all that it holds is in the file.
    #[error("{} lies beside it: somebody has it open as a database, or left it so; please close it there, or name another file", path.display())]
    LeftOpen {
        /// What lies beside it.
        path: PathBuf,
    },
    /// Somebody else is making the same file.
    #[error("another program is making {} at this moment", path.display())]
    AtWork {
        /// The file.
        path: PathBuf,
    },
    /// The file is no database.
    #[error("{} is not a database file", path.display())]
    NotADatabase {
        /// The file.
        path: PathBuf,
    },
    /// The database belongs to another program.
    #[error(
        "the database belongs to another program (it holds the table {0}); please give this one its own"
    )]
    Foreign(String),
    /// The server is too old or not set up as it must be.
    #[error("{0}")]
    Server(String),
    /// The database was closed.
    #[error("the database is being closed")]
    Closed,
    /// Anything else the database says.
    #[error("the database refused: {0}")]
    Database(Arc<sqlx::Error>),
}

/// What is in the way of a file or a folder.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum FileFault {
    /// It is not there, or what it should lie in is not.
    #[error("it is not there, or the folder that it should lie in is not")]
    Missing,
    /// Something is there, and stays.
    #[error("it is there already, and is not overwritten; please name another")]
    Taken,
    /// The system does not let this program.
    #[error("the system does not let this program read or write there")]
    Denied,
    /// The disk, or the quota, is full.
    #[error("the disk is full; nothing was left under this name")]
    Full,
    /// What else the system says.
    #[error("{0}")]
    Other(String),
}

impl FileFault {
    /// What an error of the system means.
    pub fn of(error: &io::Error) -> Self {
        match error.kind() {
            ErrorKind::NotFound => Self::Missing,
            ErrorKind::AlreadyExists => Self::Taken,
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::Denied,
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
                Self::Full
            }
            // An error may wrap the system's, with the name of a temporary file that nobody asked for.
            _ => {
                let inner = error.source().and_then(|it| it.downcast_ref::<io::Error>());
                Self::Other(inner.unwrap_or(error).to_string())
            }
        }
    }
}

/// The result of everything here.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// Whether the same work may succeed when it is simply done again.
    pub const fn is_transient(&self) -> bool {
        matches!(self, Self::Busy)
    }

    pub(crate) fn corrupt(what: impl std::fmt::Display) -> Self {
        Self::Corrupt(what.to_string())
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::RowNotFound => Self::NotFound,
            sqlx::Error::Database(database) => crate::dialect::read_error(database),
            sqlx::Error::Io(io) => Self::Unreachable(io.to_string()),
            sqlx::Error::Tls(tls) => Self::Unreachable(tls.to_string()),
            sqlx::Error::PoolTimedOut => Self::Unreachable("no connection became free".to_owned()),
            sqlx::Error::PoolClosed | sqlx::Error::WorkerCrashed => Self::Closed,
            other => Self::Database(Arc::new(other)),
        }
    }
}
