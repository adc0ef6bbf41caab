use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};

use huiyin_domain::entry::ChainHead;
use huiyin_domain::export::{ATTACHMENTS, ExportKind, ExportedLine, JOURNAL, MANIFEST, Manifest};
use huiyin_domain::{AttachmentId, Instant, Month, PersonId};

use crate::backup::{erase_again, move_file};
use crate::files::{Unfinished, refused};
use crate::{Db, Error, Location, Result, Tx, apply, blobs, draw, journal, scopes};

/// Entries written with one statement.
const PIECE: usize = 200;

/// An export to build up again.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rebuild {
    /// Its folder. It must have been checked before: here its lines are only read.
    pub folder: PathBuf,
    /// The keys of draws that are not revealed yet, where they were exported: month and 64 hex digits.
    pub keys: Vec<(Month, String)>,
    /// Who was erased since.
    pub erased: Vec<PersonId>,
    /// Now.
    pub now: Instant,
}

/// What was built up.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rebuilt {
    /// How many entries.
    pub entries: u64,
    /// The months whose key is committed to, not revealed, and not here: nothing can be drawn in them.
    pub without_key: Vec<Month>,
}

/// Builds a site up again from an export of all of it, where there is no installation yet. A failure leaves no file behind, and
/// nothing on a server but empty tables.
pub async fn rebuild(asked: &Rebuild, to: &Location) -> Result<Rebuilt> {
    match to {
        Location::File(target) => {
            let unfinished = Unfinished::begin_in_new_place(target, "restoring")?;
            let rebuilt = into(asked, &Location::File(unfinished.file())).await?;
            unfinished.put_in_place()?;
            Ok(rebuilt)
        }
        Location::Server(_) => {
            // Nothing arrives there before everything is done to it.
            let beside = Unfinished::begin(&asked.folder, "restoring")?;
            let rebuilt = into(asked, &Location::File(beside.file())).await?;
            move_file(&beside.file(), to).await?;
            Ok(rebuilt)
        }
    }
}

async fn into(asked: &Rebuild, to: &Location) -> Result<Rebuilt> {
    let db = Db::open(to).await?;
    let done = fill(asked, &db).await;
    db.close().await;
    done
}

async fn fill(asked: &Rebuild, db: &Db) -> Result<Rebuilt> {
    let rebuilt = db
        .write(asked.clone(), |tx, asked| Box::pin(take_in(tx, asked)))
        .await?;
    erase_again(db, &asked.erased, asked.now).await?;
    Ok(rebuilt)
}

async fn take_in(tx: &mut Tx, asked: &Rebuild) -> Result<Rebuilt> {
    if scopes::installation(tx).await?.is_some() {
        return Err(Error::NotEmpty("installation".to_owned()));
    }
    let manifest = manifest(&asked.folder)?;
    let entries = take_in_journal(tx, &asked.folder, &manifest).await?;
    take_in_contents(tx, &asked.folder).await?;
    let mut without_key = Vec::new();
    for key in draw::keys(tx, manifest.site).await? {
        if key.revealed_at.is_some() {
            continue;
        }
        match asked.keys.iter().find(|(month, _)| *month == key.month) {
            Some((month, secret)) => draw::keep_secret(tx, manifest.site, *month, secret).await?,
            None => without_key.push(key.month),
        }
    }
    Ok(Rebuilt {
        entries,
        without_key,
    })
}

fn manifest(folder: &Path) -> Result<Manifest> {
    let path = folder.join(MANIFEST);
    let text = fs::read_to_string(&path).map_err(|error| refused(&path, &error))?;
    let manifest: Manifest = serde_json::from_str(&text).map_err(Error::corrupt)?;
    if manifest.kind == ExportKind::All {
        Ok(manifest)
    } else {
        Err(Error::Server(format!(
            "{} is an export of one month; a site is built up again from an export of all of it, and a month is kept to be read with huiyin archive add",
            folder.display()
        )))
    }
}

async fn take_in_journal(tx: &mut Tx, folder: &Path, manifest: &Manifest) -> Result<u64> {
    let path = folder.join(JOURNAL);
    let file = File::open(&path).map_err(|error| refused(&path, &error))?;
    let (mut entries, mut piece) = (0, Vec::with_capacity(PIECE));
    for line in BufReader::new(file).lines() {
        let line = line.map_err(|error| refused(&path, &error))?;
        piece.push(ExportedLine::read(&line).map_err(Error::corrupt)?);
        if piece.len() == PIECE {
            entries += write(tx, &mut piece).await?;
        }
    }
    entries += write(tx, &mut piece).await?;
    for head in &manifest.heads {
        let end = ChainHead {
            seq: head.seq,
            hash: head.hash,
        };
        journal::set_head(tx, head.scope, end).await?;
    }
    Ok(entries)
}

async fn write(tx: &mut Tx, piece: &mut Vec<ExportedLine>) -> Result<u64> {
    let mut sealed = Vec::with_capacity(piece.len());
    for exported in piece.drain(..) {
        let entry = exported.line.read()?;
        apply::apply(tx, &entry).await?;
        sealed.push(journal::Sealed {
            subject: entry.facts.subject(),
            line: exported.line,
            hash: exported.hash,
        });
    }
    journal::insert(tx, &sealed).await?;
    Ok(sealed.len() as u64)
}

async fn take_in_contents(tx: &mut Tx, folder: &Path) -> Result<()> {
    let contents = folder.join(ATTACHMENTS);
    if !contents.is_dir() {
        return Ok(());
    }
    let inside = fs::read_dir(&contents).map_err(|error| refused(&contents, &error))?;
    for file in inside {
        let path = file.map_err(|error| refused(&contents, &error))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let id: AttachmentId = name.parse().map_err(Error::corrupt)?;
        let content = fs::read(&path).map_err(|error| refused(&path, &error))?;
        blobs::write(tx, id, &content).await?;
    }
    Ok(())
}
