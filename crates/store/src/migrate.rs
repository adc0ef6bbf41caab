//! Bringing a database to the version of the program: forward only, each step recorded with its checksum.

use huiyin_domain::entry::Digest;

use crate::dialect::Pools;
use crate::row::Row;
use crate::{Error, Result, Tx, search};

/// A step that was taken.
struct Taken {
    version: i64,
    checksum: Digest,
}

impl Taken {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            version: row.get("version")?,
            checksum: row.get("checksum")?,
        })
    }
}

const TAKEN: &str = "select version, checksum from huiyin_migration order by version";
const RECORD: &str = "insert into huiyin_migration (version, name, checksum) values ($1, $2, $3)";

/// Takes the steps that are missing, all in one transaction. Refuses a database that is newer than the program, that
/// another program made, or whose steps were others than ours.
pub(crate) async fn migrate(pools: &Pools) -> Result<()> {
    if up_to_date(&mut pools.begin_read().await?).await? {
        return Ok(());
    }
    let mut tx = pools.begin_write().await?;
    let dialect = tx.dialect();
    if let Some(lock) = dialect.lock_migrations() {
        tx.execute(lock, &[]).await?;
    }
    let taken = steps_taken(&mut tx).await?;
    if taken.is_empty() {
        tx.script(dialect.migration_table()).await?;
    }
    for &(version, name, text) in &dialect.migrations()[taken.len()..] {
        tx.script(text).await?;
        tx.execute(RECORD, &[&version, &name, &checksum(text)])
            .await?;
    }
    // What is found with first aid went out of the event with step 27; new databases have nothing.
    if taken.last().is_some_and(|last| last.version < 27) {
        search::index_first_aid(&mut tx).await?;
    }
    tx.commit().await
}

/// Refuses a database that lacks steps, besides those that [`migrate`] refuses.
pub(crate) async fn require_current(pools: &Pools) -> Result<()> {
    if up_to_date(&mut pools.begin_read().await?).await? {
        Ok(())
    } else {
        Err(Error::OlderDatabase)
    }
}

async fn up_to_date(tx: &mut Tx) -> Result<bool> {
    Ok(steps_taken(tx).await?.len() == tx.dialect().migrations().len())
}

/// The steps that were taken, after making sure that they are the first ones of ours.
async fn steps_taken(tx: &mut Tx) -> Result<Vec<Taken>> {
    let tables: Vec<String> = tx
        .all(tx.dialect().table_names(), &[], |row| row.get("name"))
        .await?;
    if !tables.iter().any(|table| table == "huiyin_migration") {
        return match tables.into_iter().next() {
            None => Ok(Vec::new()),
            Some(table) => Err(Error::Foreign(table)),
        };
    }
    let taken = tx.all(TAKEN, &[], Taken::read).await?;
    let known = tx.dialect().migrations();
    for (at, step) in taken.iter().enumerate() {
        let Some(&(version, name, text)) = known.get(at) else {
            return Err(Error::NewerDatabase {
                found: taken.last().map_or(0, |last| last.version),
                known: known.last().map_or(0, |last| last.0),
            });
        };
        if step.version != version || step.checksum != checksum(text) {
            return Err(Error::Corrupt(format!(
                "its migration {version} ({name}) is not the one this program would make"
            )));
        }
    }
    Ok(taken)
}

fn checksum(text: &str) -> Digest {
    Digest::of(text.as_bytes())
}
