//! What was recorded, run again by the driver alone: the same statements with the same values over the same
//! connections, written in the same groups. Nothing else of this crate is in the way.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use sqlx::{PgPool, SqlStr, Sqlite, SqlitePool, Transaction};
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinSet;

use super::{Recorded, RecordedValue};
use crate::dialect::Pools;
use crate::tx::sql_text;
use crate::writer::GROUP;
use crate::{Error, Location, Result};

/// A database without the store on it.
#[derive(Clone, Debug)]
pub struct Driver(pub(super) Pools);

/// What was written, and in how many commits.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Written {
    /// Transactions that wrote.
    pub transactions: u64,
    /// Commits they were written with.
    pub commits: u64,
}

/// What is to be run again, made ready beforehand.
#[derive(Clone, Debug)]
pub struct Actions(Arc<Vec<Action>>);

/// What somebody did: transactions one after the other.
type Action = Vec<Arc<Whole>>;

/// A transaction with its statements.
#[derive(Debug)]
struct Whole {
    writes: bool,
    statements: Vec<Statement>,
}

#[derive(Debug)]
struct Statement {
    sql: SqlStr,
    values: Vec<RecordedValue>,
    has_rows: bool,
}

type Waiting = (Arc<Whole>, oneshot::Sender<()>);

/// Runs statements on a connection of a driver.
macro_rules! run_all {
    ($driver:ident, $connection:expr, $statements:expr) => {
        for statement in $statements {
            let mut query = sqlx::query::<sqlx::$driver>(statement.sql.clone());
            for value in &statement.values {
                query = match value {
                    RecordedValue::Int(number) => query.bind(*number),
                    RecordedValue::Text(text) => query.bind(text.as_deref()),
                    RecordedValue::Bytes(bytes) => query.bind(bytes.as_deref()),
                };
            }
            if statement.has_rows {
                std::hint::black_box(query.fetch_all(&mut $connection).await?);
            } else {
                query.execute(&mut $connection).await?;
            }
        }
    };
}

impl Driver {
    /// Connects to a database as the store does. It must be there.
    pub async fn connect(location: &Location) -> Result<Self> {
        Ok(Self(Pools::open(location).await?))
    }

    /// Runs actions, each as it was recorded, as many at a time as there are clients.
    pub async fn run(&self, actions: &Actions, clients: usize) -> Result<Written> {
        let next = Arc::new(AtomicUsize::new(0));
        let (queue, waiting) = mpsc::channel(clients.max(1));
        let writer = match &self.0 {
            Pools::Sqlite { writer, .. } => {
                Some(tokio::spawn(write_in_groups(writer.clone(), waiting)))
            }
            Pools::Postgres(_) => None,
        };
        let mut tasks = JoinSet::new();
        for _ in 0..clients {
            let client = Client {
                pools: self.0.clone(),
                queue: queue.clone(),
            };
            let (actions, next) = (actions.clone(), Arc::clone(&next));
            tasks.spawn(async move { client.run(&actions.0, &next).await });
        }
        drop(queue);
        let mut written = Written::default();
        while let Some(done) = tasks.join_next().await {
            written.transactions += done.map_err(|_| Error::Closed)??;
        }
        written.commits = match writer {
            Some(writer) => writer.await.map_err(|_| Error::Closed)??,
            None => written.transactions,
        };
        Ok(written)
    }

    /// How many records of visits there are.
    pub async fn records(&self) -> Result<u64> {
        const SQL: &str = "select count(*) from record";
        let count: i64 = match &self.0 {
            Pools::Sqlite { readers, .. } => sqlx::query_scalar(SQL).fetch_one(readers).await?,
            Pools::Postgres(pool) => sqlx::query_scalar(SQL).fetch_one(pool).await?,
        };
        Ok(count.cast_unsigned())
    }

    /// Closes the connections.
    pub async fn close(&self) {
        self.0.close().await;
    }
}

/// One of those who do something at the same time.
struct Client {
    pools: Pools,
    queue: mpsc::Sender<Waiting>,
}

impl Client {
    /// Takes one action after the other; how many transactions wrote.
    async fn run(&self, actions: &[Action], next: &AtomicUsize) -> Result<u64> {
        let mut written = 0;
        while let Some(action) = actions.get(next.fetch_add(1, Ordering::Relaxed)) {
            for whole in action {
                match &self.pools {
                    Pools::Sqlite { .. } if whole.writes => self.hand_over(whole).await?,
                    Pools::Sqlite { readers, .. } => read(readers, whole).await?,
                    Pools::Postgres(pool) => on_server(pool, whole).await?,
                }
                written += u64::from(whole.writes);
            }
        }
        Ok(written)
    }

    async fn hand_over(&self, whole: &Arc<Whole>) -> Result<()> {
        let (reply, done) = oneshot::channel();
        let sent = self.queue.send((Arc::clone(whole), reply)).await;
        sent.map_err(|_| Error::Closed)?;
        done.await.map_err(|_| Error::Closed)
    }
}

async fn read(pool: &SqlitePool, whole: &Whole) -> Result<()> {
    let mut tx = pool.begin().await?;
    run_all!(Sqlite, *tx, &whole.statements);
    Ok(())
}

async fn on_server(pool: &PgPool, whole: &Whole) -> Result<()> {
    let begin = if whole.writes {
        "begin"
    } else {
        "begin isolation level repeatable read read only"
    };
    let mut tx = pool.begin_with(begin).await?;
    run_all!(Postgres, *tx, &whole.statements);
    if whole.writes {
        tx.commit().await?;
    }
    Ok(())
}

/// The one writer of the embedded database: whatever waits goes into one commit. How many commits there were.
async fn write_in_groups(pool: SqlitePool, mut waiting: mpsc::Receiver<Waiting>) -> Result<u64> {
    let mut group = Vec::with_capacity(GROUP);
    let mut commits = 0;
    while waiting.recv_many(&mut group, GROUP).await > 0 {
        let mut tx: Transaction<'_, Sqlite> = pool.begin_with("begin immediate").await?;
        for (whole, _) in &group {
            run_all!(Sqlite, *tx, &whole.statements);
        }
        tx.commit().await?;
        commits += 1;
        for (_, done) in group.drain(..) {
            // Whoever waited may have given up.
            let _ = done.send(());
        }
    }
    Ok(commits)
}

impl Actions {
    /// The statements of each action, as they were recorded; without the transactions that only read, where `reads`
    /// says so.
    pub fn new(recorded: &[Vec<Recorded>], reads: bool) -> Self {
        let actions = recorded.iter().map(|one| action(one, reads));
        Self(Arc::new(actions.collect()))
    }
}

/// The transactions of an action, in the order in which they began.
fn action(recorded: &[Recorded], reads: bool) -> Action {
    let numbers: BTreeSet<u64> = recorded.iter().map(|one| one.transaction).collect();
    let whole = |number: u64| -> Whole {
        let own = recorded.iter().filter(|one| one.transaction == number);
        let statements: Vec<Statement> = own.map(Statement::of).collect();
        Whole {
            writes: statements.iter().any(|one| !one.has_rows),
            statements,
        }
    };
    numbers
        .into_iter()
        .map(whole)
        .filter(|whole| whole.writes || reads)
        .map(Arc::new)
        .collect()
}

impl Statement {
    fn of(recorded: &Recorded) -> Self {
        let reads = ["select", "with"];
        Self {
            has_rows: reads.iter().any(|word| recorded.sql.starts_with(word)),
            // A text that was cloned once is shared by its further clones.
            sql: sql_text(recorded.sql.clone()).clone(),
            values: recorded.values.clone(),
        }
    }
}
