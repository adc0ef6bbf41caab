use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use crate::dialect::Pools;
use crate::writer::Writer;
use crate::{Dialect, Error, Location, Result, Tx, installation, migrate};

/// An open database. Cloning it is cheap; all clones share the connections.
#[derive(Clone, Debug)]
pub struct Db {
    pools: Pools,
    /// The embedded database has one writer, which commits in groups.
    writer: Option<Arc<Writer>>,
}

/// What a piece of work on a transaction is: a boxed future, because it borrows the transaction.
pub type Work<'t, T, E> = Pin<Box<dyn Future<Output = Result<T, E>> + Send + 't>>;

/// How often work is done again that met others on a server.
const ATTEMPTS: u32 = 8;

impl Db {
    /// Opens a database and brings it to this program's version. An embedded one is made when it is missing.
    pub async fn open(location: &Location) -> Result<Self> {
        let pools = Pools::open(location).await?;
        migrate::migrate(&pools).await?;
        installation::check(&mut pools.begin_read().await?).await?;
        Ok(Self::start(pools))
    }

    /// Opens a database that is there and at this program's version; makes and migrates nothing.
    pub async fn open_existing(location: &Location) -> Result<Self> {
        if let Location::File(file) = location
            && !file.is_file()
        {
            return Err(Error::NoDatabase { path: file.clone() });
        }
        let pools = Pools::open(location).await?;
        migrate::require_current(&pools).await?;
        Ok(Self::start(pools))
    }

    fn start(pools: Pools) -> Self {
        let writer =
            matches!(pools, Pools::Sqlite { .. }).then(|| Arc::new(Writer::start(pools.clone())));
        Self { pools, writer }
    }

    /// Which database it is.
    pub const fn dialect(&self) -> Dialect {
        match self.pools {
            Pools::Sqlite { .. } => Dialect::Sqlite,
            Pools::Postgres(_) => Dialect::Postgres,
        }
    }

    /// A transaction for reading: it sees one state throughout, and refuses to write. Dropping it ends it.
    pub async fn read(&self) -> Result<Tx> {
        self.pools.begin_read().await
    }

    /// Does work in a transaction and answers after its commit. What is not journalled is written this way: sessions,
    /// drafts, jobs; everything else by [`Db::command`].
    ///
    /// The work may be done again when it met others on the way, so it takes nothing from outside but its input. An
    /// error undoes it. Dropping the returned future does not stop work that has begun.
    ///
    /// ```text
    /// db.write(draft, |tx, draft| Box::pin(drafts::save(tx, draft))).await?;
    /// ```
    pub async fn write<I, T, E, W>(&self, input: I, work: W) -> Result<T, E>
    where
        I: Send + Sync + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        W: for<'t> Fn(&'t mut Tx, &'t I) -> Work<'t, T, E> + Send + Sync + 'static,
    {
        match &self.writer {
            Some(writer) => writer.write(input, work).await,
            None => self.write_directly(&input, &work).await,
        }
    }

    async fn write_directly<I, T, E, W>(&self, input: &I, work: &W) -> Result<T, E>
    where
        E: From<Error>,
        W: for<'t> Fn(&'t mut Tx, &'t I) -> Work<'t, T, E>,
    {
        let mut attempt = 0;
        loop {
            attempt += 1;
            let again = |error: &Error| error.is_transient() && attempt < ATTEMPTS;
            let mut tx = self.pools.begin_write().await?;
            match work(&mut tx, input).await {
                Ok(answer) => match tx.commit().await {
                    Ok(()) => return Ok(answer),
                    Err(error) if again(&error) => {}
                    Err(error) => return Err(error.into()),
                },
                Err(error) => {
                    let met_others = tx.failure().is_some_and(again);
                    tx.rollback().await?;
                    if !met_others {
                        return Err(error);
                    }
                }
            }
            // Each waits for another time, so that two who met do not meet again.
            let jitter = u64::from(std::process::id() % 7 + attempt);
            tokio::time::sleep(Duration::from_millis(jitter << attempt)).await;
        }
    }

    /// Ends all work and closes the connections. Work that was accepted is finished first.
    pub async fn close(&self) {
        if let Some(writer) = &self.writer {
            writer.finish().await;
        }
        self.pools.close().await;
    }

    pub(crate) const fn pools(&self) -> &Pools {
        &self.pools
    }
}
