//! The file of an import, read by a thread beside the transactions.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use huiyin_domain::SiteZone;
use huiyin_domain::entry::Digest;
use huiyin_forms::table::Table;
use huiyin_forms::{FileError, FileRow, Options, Profile, Refusal, Rows};
use sha2::Digest as _;
use tokio::sync::mpsc;
use tokio::task::spawn_blocking;

use super::ImportRequest;
use super::piece::Importable;

/// Rows in one piece, and so in one transaction.
pub(super) const PIECE: usize = 200;
/// Rows that are taken at once. What a site imports is far less; a file beyond it would hold everybody up for hours.
const MOST_ROWS: u64 = 1_000_000;
/// Pieces that are read ahead.
const AHEAD: usize = 2;

/// A file, and how it is to be read.
#[derive(Clone, Debug)]
pub(super) struct Source {
    path: PathBuf,
    ending: String,
    profile: Option<Profile>,
    zone: SiteZone,
}

/// A file that could be read to its end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Checked {
    /// The SHA-256 of its bytes.
    pub(super) hash: Digest,
}

/// Some rows one after the other: those that can be taken, and those that cannot.
#[derive(Debug)]
pub(super) struct Lines<K> {
    pub(super) items: Vec<K>,
    pub(super) refused: Vec<(u64, Vec<Refusal>)>,
}

impl<K> Lines<K> {
    const fn new() -> Self {
        Self {
            items: Vec::new(),
            refused: Vec::new(),
        }
    }

    const fn len(&self) -> usize {
        self.items.len() + self.refused.len()
    }
}

impl Source {
    pub(super) fn new(request: &ImportRequest, profile: Option<Profile>, zone: SiteZone) -> Self {
        let ending = Path::new(&request.file_name).extension();
        Self {
            path: request.path.clone(),
            ending: ending.unwrap_or_default().to_string_lossy().into_owned(),
            profile,
            zone,
        }
    }

    /// Opens the file as a table.
    pub(super) fn table(&self) -> Result<Table, FileError> {
        Table::read(File::open(&self.path)?, &self.ending)
    }

    /// The profile by which it is read.
    pub(super) const fn profile(&self) -> Option<&Profile> {
        self.profile.as_ref()
    }

    /// Opens the file as rows of a kind.
    fn open<R: FileRow>(&self) -> Result<Rows<R>, FileError> {
        let options = Options {
            profile: self.profile.as_ref(),
            zone: self.zone,
        };
        Rows::of(self.table()?, options)
    }

    /// Reads the file to its end, and nothing more. A file of more rows than are taken is read no further.
    pub(super) async fn check<R: FileRow + 'static>(&self) -> Result<Checked, FileError> {
        let source = self.clone();
        joined(spawn_blocking(move || {
            for (row, number) in source.open::<R>()?.zip(1..) {
                let _ = row?;
                if number > MOST_ROWS {
                    return Err(FileError::TooManyRows { most: MOST_ROWS });
                }
            }
            let hash = hash(&source.path)?;
            Ok(Checked { hash })
        }))
        .await
    }

    /// Reads something of the file, beside the tasks that must not wait for a disk.
    pub(super) async fn read<T: Send + 'static>(
        &self,
        read: impl FnOnce(&Self) -> Result<T, FileError> + Send + 'static,
    ) -> Result<T, FileError> {
        let source = self.clone();
        joined(spawn_blocking(move || read(&source))).await
    }

    /// The file in pieces, read ahead while the caller works. Ends early when the caller goes away.
    pub(super) fn pieces<K: Importable>(&self) -> mpsc::Receiver<Result<Lines<K>, FileError>> {
        let (send, receive) = mpsc::channel(AHEAD);
        let source = self.clone();
        spawn_blocking(move || {
            let send = |piece| send.blocking_send(piece).is_ok();
            if let Err(error) = send_pieces(&source, &send) {
                send(Err(error));
            }
        });
        receive
    }
}

fn send_pieces<K: Importable>(
    source: &Source,
    send: &impl Fn(Result<Lines<K>, FileError>) -> bool,
) -> Result<(), FileError> {
    let mut seen = K::Seen::default();
    let mut piece = Lines::new();
    for row in source.open::<K::Row>()? {
        match row?.and_then(|row| K::place(row, &mut seen).map_err(|refusal| vec![refusal])) {
            Ok(item) => piece.items.push(item),
            Err(refusals) => {
                let row = refusals.first().map_or(0, |refusal| refusal.row);
                piece.refused.push((row, refusals));
            }
        }
        if piece.len() == PIECE && !send(Ok(std::mem::replace(&mut piece, Lines::new()))) {
            return Ok(());
        }
    }
    if piece.len() > 0 {
        send(Ok(piece));
    }
    Ok(())
}

fn hash(path: &Path) -> Result<Digest, FileError> {
    let mut file = File::open(path)?;
    let mut hash = sha2::Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(Digest::from_bytes(hash.finalize().into())),
            read => hash.update(&buffer[..read]),
        }
    }
}

/// The answer of a blocking task; what it threw is thrown on.
async fn joined<T>(task: tokio::task::JoinHandle<Result<T, FileError>>) -> Result<T, FileError> {
    match task.await {
        Ok(answer) => answer,
        Err(error) => match error.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            Err(error) => Err(FileError::Io(std::io::Error::other(error))),
        },
    }
}
