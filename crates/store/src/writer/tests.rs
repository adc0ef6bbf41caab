//! Tests of the group commit that need statements of their own; the others are in `tests/it`.

use tempfile::TempDir;
use tokio::task::JoinSet;

use crate::{Db, Error, Location, Result, Tx};

async fn database() -> (TempDir, Db) {
    let directory = tempfile::tempdir().unwrap();
    let db = Db::open(&Location::directory(directory.path()))
        .await
        .unwrap();
    (directory, db)
}

const INSERT: &str =
    "insert into job (kind, payload, queued_at, run_at, attempts) values ($1, '', 0, 0, 0)";
/// A draft of nobody: the database finds out only when it commits, because it was told to look then.
const ORPHAN: &str =
    "insert into draft (person_id, form, subject, body, saved_at) values ($1, '', '', '', 0)";

async fn insert(tx: &mut Tx, kind: &str) -> Result<()> {
    tx.execute(INSERT, &[&kind]).await?;
    Ok(())
}

async fn insert_orphan(tx: &mut Tx) -> Result<()> {
    tx.script("pragma defer_foreign_keys = on").await?;
    tx.execute(ORPHAN, &[&[7_u8; 16].as_slice()]).await?;
    Ok(())
}

async fn kinds(db: &Db) -> Vec<String> {
    let mut tx = db.read().await.unwrap();
    tx.all("select kind from job order by kind", &[], |row| {
        row.get("kind")
    })
    .await
    .unwrap()
}

/// Writes several things while the writer is held up, so that they are committed together.
async fn in_one_group(db: &Db, kinds: &'static [&'static str]) -> Vec<(&'static str, Result<()>)> {
    let (open, gate) = tokio::sync::oneshot::channel::<()>();
    let first = db.clone();
    let gate = std::sync::Mutex::new(Some(gate));
    let waiting = tokio::spawn(async move {
        first
            .write(gate, |_, gate| {
                let gate = gate.lock().unwrap().take();
                Box::pin(async move {
                    if let Some(gate) = gate {
                        gate.await.unwrap();
                    }
                    Ok::<_, Error>(())
                })
            })
            .await
    });
    tokio::task::yield_now().await;
    let mut tasks = JoinSet::new();
    for kind in kinds {
        let db = db.clone();
        tasks.spawn(async move {
            let done = db
                .write(*kind, |tx, kind| {
                    Box::pin(async move {
                        match *kind {
                            "orphan" => insert_orphan(tx).await,
                            kind => insert(tx, kind).await,
                        }
                    })
                })
                .await;
            (*kind, done)
        });
    }
    tokio::task::yield_now().await;
    open.send(()).unwrap();
    waiting.await.unwrap().unwrap();
    let mut answers = tasks.join_all().await;
    answers.sort_by_key(|(kind, _)| *kind);
    answers
}

#[tokio::test]
async fn a_group_is_committed_together() {
    let (_directory, db) = database().await;
    let answers = in_one_group(&db, &["a", "b", "c"]).await;
    assert!(answers.iter().all(|(_, done)| done.is_ok()), "{answers:?}");
    assert_eq!(kinds(&db).await, ["a", "b", "c"]);
}

#[tokio::test]
async fn a_failed_commit_fails_the_whole_group_and_nobody_after_it() {
    let (_directory, db) = database().await;
    let answers = in_one_group(&db, &["a", "b", "orphan"]).await;
    for (kind, done) in &answers {
        assert!(matches!(done, Err(Error::Referenced)), "{kind}: {done:?}");
    }
    assert!(kinds(&db).await.is_empty());
    let after = in_one_group(&db, &["d"]).await;
    assert!(after[0].1.is_ok(), "{after:?}");
    assert_eq!(kinds(&db).await, ["d"]);
}

#[tokio::test]
async fn an_answered_write_is_on_the_disk() {
    let (_directory, db) = database().await;
    for (sql, expected) in [
        (
            "select journal_mode as found from pragma_journal_mode",
            "wal",
        ),
        (
            "select cast(synchronous as text) as found from pragma_synchronous",
            "2",
        ),
        (
            "select cast(foreign_keys as text) as found from pragma_foreign_keys",
            "1",
        ),
    ] {
        let found: String = db
            .write(sql, |tx, sql| {
                Box::pin(tx.one(*sql, &[], |row| row.get("found")))
            })
            .await
            .unwrap();
        assert_eq!(found, expected, "{sql}");
    }
}

#[tokio::test]
async fn a_full_disk_undoes_what_did_not_fit_and_nothing_else() {
    let (_directory, db) = database().await;
    let page_limit = |sql: &'static str| db.write(sql, |tx, sql| Box::pin(tx.script(*sql)));
    // Not below what is there already.
    page_limit("pragma max_page_count = 1").await.unwrap();
    let long: &'static str = Box::leak("x".repeat(1 << 20).into_boxed_str());
    let done = db.write(long, |tx, kind| Box::pin(insert(tx, kind))).await;
    assert!(matches!(done, Err(Error::Full)), "{done:?}");
    page_limit("pragma max_page_count = 1000000").await.unwrap();
    db.write("a", |tx, kind| Box::pin(insert(tx, kind)))
        .await
        .unwrap();
    assert_eq!(kinds(&db).await, ["a"]);
}
