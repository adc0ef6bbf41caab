//! Files that were sent to be imported: kept beside the database from the first look to the end of the import, under
//! the id that the import will have.
//!
//! A file that nobody touched for a day goes. Of the database nothing is needed for it, and nothing in it changes.

use std::fs::Permissions;
use std::io;
use std::os::unix::fs::{DirBuilderExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use huiyin_domain::entry::ImportKind;
use huiyin_domain::{ImportId, ScopeId};
use huiyin_forms::FileError;
use huiyin_store::imports;
use serde::{Deserialize, Serialize};
use tokio::fs::{self, File};
use tokio::io::AsyncWriteExt as _;
use uuid::Uuid;

use super::background::Jobs;
use super::read::{Stage, stage};
use super::{ImportRequest, Inspected};
use crate::{App, Asker, Error, Result};

/// How long a file stays that nobody goes on with.
const KEPT: Duration = Duration::from_hours(24);

/// The largest file that is taken unless said otherwise, in bytes.
const LARGEST: u64 = 1024 * 1024 * 1024;

/// Where files lie that were sent, and what is being done with them.
#[derive(Clone, Debug)]
pub struct Uploads {
    directory: Arc<Path>,
    largest: u64,
    pub(super) jobs: Jobs,
}

impl Uploads {
    /// Files in this directory, which is made for its owner only when the first one comes.
    pub fn new(directory: impl Into<PathBuf>) -> Self {
        Self {
            directory: directory.into().into(),
            largest: LARGEST,
            jobs: Jobs::default(),
        }
    }

    /// The same, with another largest size, in bytes.
    #[must_use]
    pub fn largest(self, largest: u64) -> Self {
        Self { largest, ..self }
    }

    fn file(&self, import: ImportId) -> PathBuf {
        self.directory.join(import.to_string())
    }

    fn about(&self, import: ImportId) -> PathBuf {
        self.directory.join(format!("{import}.json"))
    }

    async fn make_directory(&self) -> io::Result<()> {
        let directory = Arc::clone(&self.directory);
        blocking(move || {
            std::fs::DirBuilder::new()
                .recursive(true)
                .mode(0o700)
                .create(&directory)
        })
        .await
    }

    /// Takes away what nobody touched for a day, whatever it is.
    async fn sweep(&self) -> io::Result<()> {
        let mut there = fs::read_dir(&self.directory).await?;
        while let Some(entry) = there.next_entry().await? {
            // Files age by the disk's clock, which nobody moves.
            let touched = entry.metadata().await?.modified()?;
            if touched.elapsed().is_ok_and(|age| age > KEPT) {
                let _ = fs::remove_file(entry.path()).await;
            }
        }
        self.jobs.retain(|import| self.file(*import).exists());
        Ok(())
    }
}

impl Default for Uploads {
    fn default() -> Self {
        Self::new(std::env::temp_dir().join("huiyin-uploads"))
    }
}

/// A file that was sent.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Upload {
    /// The id that its import has, or will have.
    pub import: ImportId,
    /// The site it is for.
    pub site: ScopeId,
    /// What it lists.
    pub kind: ImportKind,
    /// Its name for people.
    pub file_name: String,
    /// The profile by which it is to be read.
    pub profile: Option<String>,
    /// Whether events completed before the site was live are planned like the others.
    pub plan_history: bool,
}

/// A file that is being sent. Dropped before it is kept, nothing of it stays for longer than a day.
#[derive(Debug)]
pub struct Receiving {
    upload: Upload,
    /// Whether it goes on with an import that was broken off, and so is read as that was.
    goes_on: bool,
    file: File,
    path: PathBuf,
    size: u64,
    largest: u64,
}

impl Receiving {
    /// Writes the next bytes; whether they still fit.
    pub async fn write(&mut self, bytes: &[u8]) -> Result<bool> {
        self.size += bytes.len() as u64;
        if self.size > self.largest {
            return Ok(false);
        }
        self.file.write_all(bytes).await.map_err(file_error)?;
        Ok(true)
    }

    /// Whether nothing was sent.
    pub const fn is_empty(&self) -> bool {
        self.size == 0
    }

    /// Gives it up.
    pub async fn give_up(self) {
        let _ = fs::remove_file(&self.path).await;
    }
}

impl App {
    /// The largest file that is taken, in bytes.
    pub fn largest_upload(&self) -> u64 {
        self.uploads().largest
    }

    /// Begins to take a file. Under the id of an import that was broken off, the same file can be sent again; under that
    /// of a finished one it is [`Error::Conflict`].
    pub async fn receive_upload(&self, asker: &Asker, mut upload: Upload) -> Result<Receiving> {
        let uploads = self.uploads();
        let mut tx = self.db().read().await?;
        self.check_import(&mut tx, asker, upload.site, upload.kind)
            .await?;
        let begun = imports::import(&mut tx, upload.import).await?;
        let goes_on = begun.is_some();
        if let Some(begun) = begun {
            let is_this = begun.site == upload.site && begun.kind == upload.kind;
            if !is_this || stage(&begun) != Stage::Begun {
                return Err(Error::Conflict);
            }
            upload.profile = begun.profile;
        }
        drop(tx);
        if uploads.jobs.is_running(upload.import) {
            return Err(Error::Conflict);
        }
        uploads.make_directory().await.map_err(file_error)?;
        uploads.sweep().await.map_err(file_error)?;
        let path = uploads.directory.join(format!("{}.part", Uuid::now_v7()));
        let file = File::create_new(&path).await.map_err(file_error)?;
        file.set_permissions(Permissions::from_mode(0o600))
            .await
            .map_err(file_error)?;
        Ok(Receiving {
            upload,
            goes_on,
            file,
            path,
            size: 0,
            largest: uploads.largest,
        })
    }

    /// Keeps a file that was sent, when it can be read as a table, and says how it is understood: by the profile that
    /// was saved for its titles, when there is one.
    pub async fn keep_upload(&self, asker: &Asker, mut received: Receiving) -> Result<Inspected> {
        let uploads = self.uploads();
        let flushed = received.file.flush().await;
        flushed.map_err(file_error)?;
        let mut upload = received.upload.clone();
        let request = request(&upload, received.path.clone());
        let inspected = if received.goes_on {
            self.inspect_file(asker, &request).await
        } else {
            self.inspect_and_match(asker, request, &mut upload).await
        };
        match inspected {
            Ok(inspected) => {
                let file = uploads.file(upload.import);
                fs::rename(&received.path, file).await.map_err(file_error)?;
                self.note(&upload).await?;
                uploads.jobs.forget(upload.import);
                Ok(inspected)
            }
            Err(error) => {
                received.give_up().await;
                Err(error)
            }
        }
    }

    async fn inspect_and_match(
        &self,
        asker: &Asker,
        mut request: ImportRequest,
        upload: &mut Upload,
    ) -> Result<Inspected> {
        let plain = self.inspect_file(asker, &request).await?;
        let profiles = self
            .import_profiles(asker, upload.site, upload.kind)
            .await?;
        let fits = profiles
            .into_iter()
            .filter(|saved| saved.is_for(&plain.titles))
            .max_by_key(|saved| saved.profile.titles.len());
        let Some(saved) = fits else {
            return Ok(plain);
        };
        upload.profile = Some(saved.name);
        request.profile.clone_from(&upload.profile);
        self.inspect_file(asker, &request).await
    }

    /// A file that was sent for this import; [`Error::NotFound`] when there is none any more.
    pub async fn upload(&self, asker: &Asker, import: ImportId) -> Result<Upload> {
        let about = match fs::read(self.uploads().about(import)).await {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(Error::NotFound),
            about => about.map_err(file_error)?,
        };
        let upload: Upload = serde_json::from_slice(&about).map_err(|_| Error::NotFound)?;
        if !self.uploads().file(import).exists() {
            return Err(Error::NotFound);
        }
        if !asker.belongs_to(upload.site) {
            return Err(Error::NotFound);
        }
        let mut tx = self.db().read().await?;
        self.check_import(&mut tx, asker, upload.site, upload.kind)
            .await?;
        Ok(upload)
    }

    /// Looks into a file that was sent.
    pub async fn inspect_upload(&self, asker: &Asker, upload: &Upload) -> Result<Inspected> {
        self.inspect_file(asker, &self.request_of(upload)).await
    }

    /// Says how a file that was sent is to be imported: as another kind, by another profile, with its history or
    /// without. What was found out about it before is forgotten.
    pub async fn change_upload(&self, asker: &Asker, changed: &Upload) -> Result<()> {
        let before = self.upload(asker, changed.import).await?;
        let mut tx = self.db().read().await?;
        self.check_import(&mut tx, asker, changed.site, changed.kind)
            .await?;
        let begun = imports::import(&mut tx, changed.import).await?.is_some();
        drop(tx);
        let jobs = &self.uploads().jobs;
        if begun || before.site != changed.site || jobs.is_running(changed.import) {
            return Err(Error::Conflict);
        }
        jobs.forget(changed.import);
        self.note(changed).await
    }

    /// Takes a file that was sent away, without importing it.
    pub async fn discard_upload(&self, asker: &Asker, import: ImportId) -> Result<()> {
        let upload = self.upload(asker, import).await?;
        if self.uploads().jobs.is_running(import) {
            return Err(Error::Conflict);
        }
        self.uploads().jobs.forget(import);
        self.take_away(upload.import).await;
        Ok(())
    }

    /// The file as an import reads it.
    pub(super) fn request_of(&self, upload: &Upload) -> ImportRequest {
        request(upload, self.uploads().file(upload.import))
    }

    /// Takes a file away that is not needed any more.
    pub(super) async fn take_away(&self, import: ImportId) {
        let uploads = self.uploads();
        // What is left is swept a day later.
        let _ = fs::remove_file(uploads.about(import)).await;
        let _ = fs::remove_file(uploads.file(import)).await;
    }

    async fn note(&self, upload: &Upload) -> Result<()> {
        let about = serde_json::to_vec(upload).map_err(|error| file_error(error.into()))?;
        let path = self.uploads().about(upload.import);
        fs::write(path, about).await.map_err(file_error)
    }
}

fn request(upload: &Upload, path: PathBuf) -> ImportRequest {
    ImportRequest {
        site: upload.site,
        kind: upload.kind,
        path,
        file_name: upload.file_name.clone(),
        profile: upload.profile.clone(),
        plan_history: upload.plan_history,
    }
}

fn file_error(error: io::Error) -> Error {
    Error::File(FileError::from(error))
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(io::Error::other)?
}
