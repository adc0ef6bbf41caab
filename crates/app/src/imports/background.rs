//! Previews and imports of files that were sent, done beside the requests that ask for them: a long file outlasts any
//! request.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use huiyin_domain::ImportId;
use huiyin_forms::Values;
use tokio::sync::watch;
use tokio::task::AbortHandle;

use super::inspect::file_kind;
use super::{Counts, Finding, Upload};
use crate::{App, Asker, Error, Result};

/// How long a request waits for a short file.
const PATIENCE: Duration = Duration::from_millis(1500);

/// How many findings of a preview are kept; the rest is counted.
const KEPT: usize = 1000;

/// How many values are offered to be mapped.
const VALUES: usize = 40;

/// What would come of a file that was sent.
#[derive(Debug, Default)]
pub struct Previewed {
    /// How many rows would come to what.
    pub counts: Counts,
    /// The first findings, in order of rows.
    pub findings: Vec<Finding>,
    /// How many findings there are.
    pub all_findings: u64,
    /// Values of columns with fixed words that are none of these words, with the column's name and how often.
    pub unknown_values: Vec<(String, String, u64)>,
}

/// How far something is that goes on beside the requests.
#[derive(Clone, Debug)]
pub enum Progress<T> {
    /// It goes on; so many rows are done.
    Running(u64),
    /// It came to its end.
    Done(T),
    /// It could not.
    Failed(Arc<Error>),
}

#[derive(Clone, Debug)]
enum Ended {
    Previewed(Arc<Previewed>),
    Imported,
    Failed(Arc<Error>),
}

#[derive(Debug)]
struct Job {
    imports: bool,
    rows: Arc<AtomicU64>,
    ended: watch::Receiver<Option<Ended>>,
    task: AbortHandle,
}

/// What goes on, by the import it is about.
#[derive(Clone, Debug, Default)]
pub(super) struct Jobs(Arc<Mutex<HashMap<ImportId, Job>>>);

impl Jobs {
    fn all(&self) -> MutexGuard<'_, HashMap<ImportId, Job>> {
        // Nothing panics while it is held, and a map is whole whenever it is not.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether a file is being imported.
    pub(super) fn is_running(&self, import: ImportId) -> bool {
        let jobs = self.all();
        let job = jobs.get(&import);
        job.is_some_and(|job| job.imports && job.ended.borrow().is_none())
    }

    /// Forgets what is known of a file, unless it is being imported.
    pub(super) fn forget(&self, import: ImportId) {
        let mut jobs = self.all();
        if let Some(job) = jobs.get(&import)
            && (!job.imports || job.ended.borrow().is_some())
        {
            job.task.abort();
            jobs.remove(&import);
        }
    }

    /// Keeps what is running, and what is wanted.
    pub(super) fn retain(&self, wanted: impl Fn(&ImportId) -> bool) {
        self.all()
            .retain(|import, job| job.ended.borrow().is_none() || wanted(import));
    }

    /// Begins a job, unless one of its sort is there.
    fn begin<F>(&self, import: ImportId, imports: bool, job: impl FnOnce(Arc<AtomicU64>) -> F)
    where
        F: Future<Output = Ended> + Send + 'static,
    {
        let mut jobs = self.all();
        if let Some(there) = jobs.get(&import) {
            let is_wanted = there.imports == imports
                && (!imports || !matches!(*there.ended.borrow(), Some(Ended::Failed(_))));
            if is_wanted || (there.imports && there.ended.borrow().is_none()) {
                return;
            }
            there.task.abort();
        }
        let rows = Arc::new(AtomicU64::new(0));
        let (tell, ended) = watch::channel(None);
        let work = job(Arc::clone(&rows));
        let task = tokio::spawn(async move {
            let end = work.await;
            let _ = tell.send(Some(end));
        });
        jobs.insert(
            import,
            Job {
                imports,
                rows,
                ended,
                task: task.abort_handle(),
            },
        );
    }

    /// The end of a job, when it comes within a moment; else how many rows are done. None when there is no such job.
    async fn look(&self, import: ImportId, imports: bool) -> Option<Result<Ended, u64>> {
        let (rows, mut ended) = {
            let jobs = self.all();
            let job = jobs.get(&import).filter(|job| job.imports == imports)?;
            (Arc::clone(&job.rows), job.ended.clone())
        };
        let end = tokio::time::timeout(PATIENCE, ended.wait_for(Option::is_some)).await;
        Some(match end {
            Ok(Ok(end)) => end.clone().ok_or(0),
            // The task was ended from outside, or panicked.
            Ok(Err(_)) => {
                self.forget(import);
                return None;
            }
            Err(_) => Err(rows.load(Ordering::Relaxed)),
        })
    }
}

impl App {
    /// What would come of a file that was sent: begun when it is asked for first, and kept until the file is mapped
    /// anew. Writes nothing.
    pub async fn preview_upload(
        &self,
        asker: &Asker,
        import: ImportId,
    ) -> Result<Progress<Arc<Previewed>>> {
        let upload = self.upload(asker, import).await?;
        let jobs = &self.uploads().jobs;
        jobs.begin(import, false, |rows| {
            let (app, asker) = (self.clone(), asker.clone());
            async move {
                match app.preview(&asker, &upload, &rows).await {
                    Ok(previewed) => Ended::Previewed(Arc::new(previewed)),
                    Err(error) => Ended::Failed(Arc::new(error)),
                }
            }
        });
        match jobs.look(import, false).await {
            Some(Ok(Ended::Previewed(previewed))) => Ok(Progress::Done(previewed)),
            Some(Ok(Ended::Failed(error))) => Ok(Progress::Failed(error)),
            Some(Err(rows)) => Ok(Progress::Running(rows)),
            // It is being imported meanwhile.
            Some(Ok(Ended::Imported)) | None => Err(Error::Conflict),
        }
    }

    /// Imports a file that was sent, or goes on importing it; the file is taken away at the end. Asking again while it
    /// goes on changes nothing.
    pub async fn start_import(&self, asker: &Asker, import: ImportId) -> Result<()> {
        let upload = self.upload(asker, import).await?;
        self.uploads().jobs.begin(import, true, |rows| {
            let (app, asker) = (self.clone(), asker.clone());
            async move {
                let request = app.request_of(&upload);
                match app
                    .run_import_counting(&asker, import, &request, &rows)
                    .await
                {
                    Ok(_) => {
                        app.take_away(import).await;
                        Ended::Imported
                    }
                    Err(error) => Ended::Failed(Arc::new(error)),
                }
            }
        });
        Ok(())
    }

    /// How far the import of a file that was sent is; none when it was not begun since the program runs. Waits a moment
    /// for a short file. Says nothing of the file, so that no right is asked for.
    pub async fn import_progress(&self, import: ImportId) -> Option<Progress<()>> {
        Some(match self.uploads().jobs.look(import, true).await? {
            Ok(Ended::Failed(error)) => Progress::Failed(error),
            Ok(_) => Progress::Done(()),
            Err(rows) => Progress::Running(rows),
        })
    }

    /// Whether the file of an import is being taken in just now.
    pub fn is_importing(&self, import: ImportId) -> bool {
        self.uploads().jobs.is_running(import)
    }

    async fn preview(&self, asker: &Asker, upload: &Upload, rows: &AtomicU64) -> Result<Previewed> {
        let mut previewed = Previewed::default();
        let columns = file_kind(upload.kind).columns;
        let has_words = |name: &str| {
            let column = columns.iter().find(|column| column.name == name);
            column.is_some_and(|column| {
                matches!(
                    column.values,
                    Values::Category
                        | Values::Severity
                        | Values::Rating
                        | Values::Role
                        | Values::Flag
                )
            })
        };
        let (findings, all) = (&mut previewed.findings, &mut previewed.all_findings);
        let values = &mut previewed.unknown_values;
        let preview = self
            .preview_import(asker, &self.request_of(upload), |finding| {
                *all += 1;
                rows.store(finding.row, Ordering::Relaxed);
                if findings.len() < KEPT {
                    findings.push(finding.clone());
                }
                let (Some(column), Some(value)) = (&finding.column, &finding.value) else {
                    return;
                };
                let value = value.reveal();
                if !has_words(column) || value.ends_with('…') {
                    return;
                }
                let known = values
                    .iter()
                    .position(|(c, v, _)| c == column && v == value);
                match known {
                    Some(at) => values[at].2 += 1,
                    None if values.len() < VALUES => {
                        values.push((column.clone(), value.clone(), 1));
                    }
                    None => {}
                }
            })
            .await?;
        previewed.counts = preview.counts;
        Ok(previewed)
    }
}
