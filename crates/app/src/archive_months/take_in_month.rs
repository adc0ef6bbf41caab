use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::Arc;

use huiyin_domain::entry::facts::ArchiveMonthTakenIn;
use huiyin_domain::entry::{Digest, Facts};
use huiyin_domain::export::{
    ExportKind, ExportedLine, FileNote, JOURNAL, MANIFEST, Manifest, SEAL, Seal,
};
use huiyin_domain::{CommandId, EventId, Month};
use huiyin_rules::procedure::Basis;
use huiyin_store::archive_months::{self, PIECE};
use huiyin_store::{Change, Draft, Error as StoreError, FileFault, scopes};
use sha2::{Digest as _, Sha256};
use tokio::sync::mpsc;

use super::stored;
use crate::fields::wrong;
use crate::{App, Asker, Error, Fault, Result, Right};

/// Where the files of an export are read from.
pub trait ExportFiles: Send + Sync {
    /// Reads a file from its beginning to its end, in pieces of any size.
    fn read(&self, name: &str, each: &mut dyn FnMut(&[u8])) -> io::Result<()>;
}

/// An export of a month that was made elsewhere and found sound.
#[derive(Clone)]
pub struct TakeInMonth {
    /// Its files.
    pub files: Arc<dyn ExportFiles>,
    /// Whether it was held against what was noted outside of the office, and fits.
    pub anchored: bool,
    /// What was looked at when it was checked, and how much of it.
    pub checked: BTreeMap<String, u64>,
}

/// What came of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TakenIn {
    /// The SHA-256 of its manifest, by which its page is found.
    pub manifest_sha256: Digest,
    /// The month.
    pub month: Month,
    /// The site's name there.
    pub site_name: String,
    /// How many files were written; none where all were here already.
    pub files: u64,
    /// Whether it was not here before.
    pub is_new: bool,
}

/// The longest manifest and signature that are read, in bytes: some hundred thousand files.
const LONGEST: usize = 64 * 1024 * 1024;

impl App {
    /// Takes in an export of a month that was made elsewhere, after it was checked: its files, and an entry that says so.
    /// The same again writes what is missing of its files, and an entry only where it is anchored for the first time.
    ///
    /// For the shell alone. [`Error::Invalid`] about `export` for what is no export of a month; a file that is not the one
    /// that was checked ends it with nothing taken in.
    pub async fn take_in_month(
        &self,
        asker: &Asker,
        command: CommandId,
        input: TakeInMonth,
    ) -> Result<TakenIn> {
        if asker.person.is_some() {
            return Err(Error::Forbidden {
                right: Right::KeepArchive,
                posts: Vec::new(),
                basis: Basis::default(),
            });
        }
        let (told, notes) = read(input.files.as_ref(), &input)?;
        let kept = self.keep_files(told.of, &input.files, &notes).await;
        let (files, confidential) = match kept {
            Ok(kept) => kept,
            Err(error) => {
                self.forget(told.of).await?;
                return Err(error);
            }
        };
        let (of, month) = (told.of, told.month);
        let site_name = told.manifest.site_name.clone();
        let act = asker.act(command, self.clock().now());
        let is_new = self
            .db()
            .command(act, (told, confidential), |change, (told, confidential)| {
                Box::pin(note_it(change, told, confidential))
            })
            .await?;
        Ok(TakenIn {
            manifest_sha256: of,
            month,
            site_name,
            files,
            is_new,
        })
    }

    /// Keeps the files that are not here yet; how many, and which events are confidential.
    async fn keep_files(
        &self,
        of: Digest,
        files: &Arc<dyn ExportFiles>,
        notes: &[FileNote],
    ) -> Result<(u64, Vec<EventId>)> {
        let mut written = 0;
        for note in notes {
            let mut tx = self.db().read().await?;
            let is_whole = stored::is_whole(&mut tx, of, &note.name, note.sha256).await?;
            drop(tx);
            if !is_whole {
                self.keep_file(of, files, note).await?;
                written += 1;
            }
        }
        let mut confidential = BTreeSet::new();
        let mut tx = self.db().read().await?;
        stored::each_line(&mut tx, of, JOURNAL, |line| learn(line, &mut confidential)).await?;
        Ok((written, confidential.into_iter().collect()))
    }

    async fn keep_file(
        &self,
        of: Digest,
        files: &Arc<dyn ExportFiles>,
        note: &FileNote,
    ) -> Result<()> {
        self.db()
            .write((of, note.name.clone()), |tx, (of, name)| {
                Box::pin(archive_months::forget_file(tx, *of, name))
            })
            .await
            .map_err(|error: StoreError| error)?;
        let (mut pieces, reading) = pieces(files, &note.name);
        let (mut number, mut hash) = (0, Sha256::new());
        while let Some(piece) = pieces.recv().await {
            number += 1;
            hash.update(&piece);
            let piece = (of, note.name.clone(), number, piece);
            self.db()
                .write(piece, |tx, (of, name, number, content)| {
                    Box::pin(archive_months::keep_piece(
                        tx,
                        *of,
                        name,
                        (*number, content),
                    ))
                })
                .await
                .map_err(|error: StoreError| error)?;
        }
        let read = reading
            .await
            .map_err(|error| StoreError::Server(error.to_string()))?;
        read.map_err(|error| failed(&note.name, &error))?;
        if Digest::from_bytes(hash.finalize().into()) == note.sha256 {
            return Ok(());
        }
        let said = format!("{} is not the file that was checked", note.name);
        Err(StoreError::Corrupt(said).into())
    }

    async fn forget(&self, of: Digest) -> Result<()> {
        self.db()
            .write(of, |tx, of| Box::pin(archive_months::forget_files(tx, *of)))
            .await
            .map_err(|error: StoreError| error.into())
    }
}

/// What the entry says.
struct Told {
    manifest: Manifest,
    month: Month,
    of: Digest,
    signed_by: String,
    anchored: bool,
    checked: BTreeMap<String, u64>,
}

/// What it is, and all its files; the manifest last, so that it stands there only once all else does.
fn read(files: &dyn ExportFiles, input: &TakeInMonth) -> Result<(Told, Vec<FileNote>)> {
    let unreadable = || wrong("export", Fault::Malformed);
    let bytes = whole(files, MANIFEST)?;
    let manifest: Manifest = serde_json::from_slice(&bytes).map_err(|_| unreadable())?;
    let seal = whole(files, SEAL)?;
    let signature: Seal = serde_json::from_slice(&seal).map_err(|_| unreadable())?;
    let (ExportKind::Month, Some(month)) = (manifest.kind, manifest.month) else {
        return Err(unreadable());
    };
    let note = |name: &str, content: &[u8]| FileNote {
        name: name.to_owned(),
        length: content.len() as u64,
        sha256: Digest::of(content),
    };
    let mut notes = manifest.files.clone();
    notes.extend([note(SEAL, &seal), note(MANIFEST, &bytes)]);
    let told = Told {
        manifest,
        month,
        of: Digest::of(&bytes),
        signed_by: signature.public_key,
        anchored: input.anchored,
        checked: input.checked.clone(),
    };
    Ok((told, notes))
}

/// The whole of a small file.
fn whole(files: &dyn ExportFiles, name: &str) -> Result<Vec<u8>> {
    let mut whole = Vec::new();
    let read = files.read(name, &mut |piece| {
        if whole.len() <= LONGEST {
            whole.extend_from_slice(piece);
        }
    });
    read.map_err(|error| failed(name, &error))?;
    if whole.len() > LONGEST {
        return Err(wrong("export", Fault::FileTooLarge(LONGEST as u64)));
    }
    Ok(whole)
}

fn failed(name: &str, error: &io::Error) -> StoreError {
    StoreError::File {
        path: name.into(),
        fault: FileFault::of(error),
    }
}

/// Notes that it was taken in, where that is new or where it is anchored now; whether it is new.
async fn note_it(change: &mut Change<'_>, told: &Told, confidential: &[EventId]) -> Result<bool> {
    let installation = scopes::installation(change).await?;
    let company = installation.ok_or(Error::NotFound)?.company;
    huiyin_store::journal::hold(change, company).await?;
    let known = archive_months::month(change, told.of).await?;
    let says_no_more = |it: &archive_months::ArchiveMonthRow| it.anchored || !told.anchored;
    if known.as_ref().is_some_and(says_no_more) {
        return Ok(false);
    }
    let manifest = &told.manifest;
    let facts = ArchiveMonthTakenIn {
        company,
        manifest_sha256: told.of,
        month: told.month,
        site: manifest.site,
        site_code: manifest.site_code.clone(),
        site_name: manifest.site_name.clone(),
        time_zone: manifest.time_zone.clone(),
        installation: manifest.installation,
        demo: manifest.demo,
        made_at: manifest.made_at,
        signed_by: told.signed_by.clone(),
        anchored: told.anchored,
        checked: told.checked.clone(),
        confidential: confidential.to_vec(),
    };
    change.append(Draft::new(company, facts)).await?;
    Ok(known.is_none())
}

/// Keeps in mind which events are confidential, as the journal goes on.
fn learn(line: &str, confidential: &mut BTreeSet<EventId>) {
    if !line.contains("confidentiality_set") {
        return;
    }
    let entry = ExportedLine::read(line).ok().map(|it| it.line.read());
    if let Some(Ok(entry)) = entry
        && let Facts::ConfidentialitySet(set) = entry.facts
    {
        if set.confidential {
            confidential.insert(set.event);
        } else {
            confidential.remove(&set.event);
        }
    }
}

type Reading = tokio::task::JoinHandle<io::Result<()>>;

/// A file in pieces of one size, read away from whoever else is being answered. An empty file is one empty piece.
fn pieces(files: &Arc<dyn ExportFiles>, name: &str) -> (mpsc::Receiver<Vec<u8>>, Reading) {
    let (sender, receiver) = mpsc::channel(2);
    let (files, name) = (Arc::clone(files), name.to_owned());
    let reading = tokio::task::spawn_blocking(move || {
        let (mut piece, mut any) = (Vec::with_capacity(PIECE), false);
        // Whoever no longer listens has an error of their own.
        let send = |piece: Vec<u8>| drop(sender.blocking_send(piece));
        files.read(&name, &mut |mut bytes| {
            while !bytes.is_empty() {
                let (now, rest) = bytes.split_at(bytes.len().min(PIECE - piece.len()));
                piece.extend_from_slice(now);
                bytes = rest;
                if piece.len() == PIECE {
                    any = true;
                    send(std::mem::replace(&mut piece, Vec::with_capacity(PIECE)));
                }
            }
        })?;
        if !any || !piece.is_empty() {
            send(piece);
        }
        Ok(())
    });
    (receiver, reading)
}
