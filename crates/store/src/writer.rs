//! The one writer of the embedded database, which commits in groups.
//!
//! Each commit waits for the disk. So whatever is waiting is done together in one transaction, each piece of work in a
//! savepoint of its own, and answered only after the one commit: as durable as a commit each, and many times as fast.

use std::any::Any;
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::sync::Arc;

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use tokio::sync::{Mutex, Notify, mpsc, oneshot};
use tokio::task::JoinHandle;

use crate::db::Work;
use crate::dialect::Pools;
use crate::{Error, Result, Tx};

/// The most pieces of work in one commit: enough to hide the disk, few enough that nobody waits long.
pub(crate) const GROUP: usize = 128;
/// How much work may wait before whoever brings more has to wait too.
const QUEUE: usize = 1024;

/// The way to the writer task.
#[derive(Debug)]
pub(crate) struct Writer {
    queue: mpsc::Sender<Box<dyn Job>>,
    closing: Arc<Notify>,
    task: Mutex<Option<JoinHandle<()>>>,
}

/// A piece of work whose types the writer need not know.
trait Job: Send {
    /// Does the work. Whether it is to be kept.
    fn run<'t>(&'t mut self, tx: &'t mut Tx) -> BoxFuture<'t, bool>;
    /// Whatever was thrown by the work instead of an answer.
    fn panicked(&mut self, panic: Box<dyn Any + Send>);
    /// Answers: the work was committed, or came to nothing.
    fn answer(self: Box<Self>, committed: Result<()>);
}

struct WriteJob<I, T, E, W> {
    input: I,
    work: W,
    outcome: Option<Outcome<T, E>>,
    reply: oneshot::Sender<Outcome<T, E>>,
}

enum Outcome<T, E> {
    Answer(Result<T, E>),
    Panic(Box<dyn Any + Send>),
}

impl<I, T, E, W> Job for WriteJob<I, T, E, W>
where
    I: Send + Sync,
    T: Send,
    E: From<Error> + Send,
    W: for<'t> Fn(&'t mut Tx, &'t I) -> Work<'t, T, E> + Send,
{
    fn run<'t>(&'t mut self, tx: &'t mut Tx) -> BoxFuture<'t, bool> {
        async move {
            let answer = (self.work)(&mut *tx, &self.input).await;
            // Work that overlooks the failure of a statement does not succeed by that.
            let answer = match tx.failure() {
                Some(failure) => answer.and(Err(failure.clone().into())),
                None => answer,
            };
            let keep = answer.is_ok();
            self.outcome = Some(Outcome::Answer(answer));
            keep
        }
        .boxed()
    }

    fn panicked(&mut self, panic: Box<dyn Any + Send>) {
        self.outcome = Some(Outcome::Panic(panic));
    }

    fn answer(self: Box<Self>, committed: Result<()>) {
        let outcome = match (self.outcome, committed) {
            (Some(Outcome::Answer(Ok(_))) | None, Err(error)) => Outcome::Answer(Err(error.into())),
            (None, Ok(())) => Outcome::Answer(Err(Error::Closed.into())),
            (Some(outcome), _) => outcome,
        };
        // Whoever asked may have gone away; the work is done all the same.
        let _ = self.reply.send(outcome);
    }
}

impl Writer {
    pub(crate) fn start(pools: Pools) -> Self {
        let (queue, waiting) = mpsc::channel(QUEUE);
        let closing = Arc::new(Notify::new());
        let task = tokio::spawn(run(pools, waiting, Arc::clone(&closing)));
        Self {
            queue,
            closing,
            task: Mutex::new(Some(task)),
        }
    }

    /// Takes no more work, and waits until what was accepted is done.
    pub(crate) async fn finish(&self) {
        self.closing.notify_one();
        if let Some(task) = self.task.lock().await.take() {
            // The task catches what work throws; were it to fail itself, its work has been answered as closed.
            let _ = task.await;
        }
    }

    pub(crate) async fn write<I, T, E, W>(&self, input: I, work: W) -> Result<T, E>
    where
        I: Send + Sync + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        W: for<'t> Fn(&'t mut Tx, &'t I) -> Work<'t, T, E> + Send + Sync + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let job = Box::new(WriteJob {
            input,
            work,
            outcome: None,
            reply,
        });
        if self.queue.send(job).await.is_err() {
            return Err(Error::Closed.into());
        }
        match answer.await {
            Ok(Outcome::Answer(answer)) => answer,
            Ok(Outcome::Panic(panic)) => resume_unwind(panic),
            Err(_) => Err(Error::Closed.into()),
        }
    }
}

async fn run(pools: Pools, mut waiting: mpsc::Receiver<Box<dyn Job>>, closing: Arc<Notify>) {
    let mut group = Vec::with_capacity(GROUP);
    loop {
        let taken = tokio::select! {
            taken = waiting.recv_many(&mut group, GROUP) => taken,
            () = closing.notified() => {
                waiting.close();
                continue;
            }
        };
        if taken == 0 {
            return;
        }
        let committed = commit_group(&pools, &mut group).await;
        for job in group.drain(..) {
            job.answer(committed.clone());
        }
    }
}

/// Does a group of jobs in one transaction. An error is one of the whole group, such as a full disk at the commit.
async fn commit_group(pools: &Pools, group: &mut [Box<dyn Job>]) -> Result<()> {
    let mut tx = pools.begin_write().await?;
    let mut any = false;
    for job in group {
        any |= run_in_savepoint(&mut tx, &mut **job).await?;
    }
    if any {
        tx.commit().await
    } else {
        tx.rollback().await
    }
}

async fn run_in_savepoint(tx: &mut Tx, job: &mut dyn Job) -> Result<bool> {
    tx.execute("savepoint job", &[]).await?;
    let keep = match AssertUnwindSafe(job.run(tx)).catch_unwind().await {
        Ok(keep) => keep,
        Err(panic) => {
            job.panicked(panic);
            false
        }
    };
    if !keep {
        let failure = tx.failure().cloned();
        tx.forget_failure();
        // Some failures, such as a full disk, end the whole transaction by themselves; then they are what happened.
        let undone = tx.execute("rollback to job", &[]).await;
        undone.map_err(|error| failure.unwrap_or(error))?;
    }
    tx.execute("release job", &[]).await?;
    Ok(keep)
}

#[cfg(test)]
mod tests;
