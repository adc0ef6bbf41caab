//! A database of an earlier version, brought to this one with what is in it.

use std::fmt::Write as _;
use std::path::Path;

use huiyin_store::dump::Cell;
use huiyin_store::{Db, Dialect};
use huiyin_testkit::on_both;

use crate::history::History;
use crate::open::raw;
use crate::rebuild::contents;

/// What takes back all that the steps after one added, where they add tables, columns and indexes.
fn back_to(dialect: Dialect, step: u32) -> String {
    let folder = match dialect {
        Dialect::Sqlite => "migrations/sqlite",
        Dialect::Postgres => "migrations/postgres",
    };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let files = std::fs::read_dir(folder).unwrap();
    let mut files: Vec<_> = files.map(|file| file.unwrap().path()).collect();
    files.sort();
    let is_later = |path: &Path| {
        let name = path.file_name().unwrap().to_str().unwrap();
        name[..4].parse::<u32>().unwrap() > step
    };
    let mut back = Vec::new();
    for path in files.iter().filter(|path| is_later(path)) {
        let text = std::fs::read_to_string(path).unwrap();
        for line in text.lines() {
            let words: Vec<&str> = line.split_whitespace().collect();
            match words[..] {
                ["create", "table", table, ..] => back.push(format!("drop table {table};")),
                ["create", "index", index, ..] => back.push(format!("drop index {index};")),
                ["alter", "table", table, "add", "column", column, ..] => {
                    back.push(format!("alter table {table} drop column {column};"));
                }
                _ => {}
            }
        }
    }
    back.reverse();
    let mut back = back.concat();
    let _ = write!(back, "delete from huiyin_migration where version > {step};");
    back
}

/// The rows of what first aid touches, without what was not there before.
async fn rows(db: &Db) -> Vec<(String, Vec<Vec<Cell>>)> {
    let found = contents(db, &["event", "sealed", "search_term"]).await;
    let found = found.unwrap().into_iter().map(|(name, (table, mut rows))| {
        let is_new = |name: &str| name == "erased_at";
        if let Some(at) = table.columns.iter().position(|it| is_new(&it.name)) {
            for row in &mut rows {
                row.remove(at);
            }
        }
        (name, rows)
    });
    found.collect()
}

#[tokio::test]
async fn what_happened_in_first_aid_is_kept_apart_when_the_database_is_brought_up() {
    on_both(async |db| {
        let mut history = History::begin(db, 4).await;
        for _ in 0..240 {
            history.step(db).await;
        }
        let now = rows(db).await;
        let wound = format!(
            "update event set summary = (select s.summary from sealed s where s.event_id = event.id), \
             notes = (select s.notes from sealed s where s.event_id = event.id) \
             where category = 'help' and kind = 'first_aid'; \
             delete from sealed where event_id in (select id from event where category = 'help' and kind = 'first_aid'); \
             delete from search_term where target_id in (select id from event where category = 'help' and kind = 'first_aid'); {}",
            back_to(db.dialect(), 26)
        );
        raw(db.location(), wound.leak()).await;
        let again = Db::open(db.location()).await.unwrap();
        let brought_up = rows(&again).await;
        let sealed = &brought_up.iter().find(|(name, _)| name == "sealed").unwrap().1;
        assert!(sealed.len() > 1, "the history has first aid");
        assert_eq!(brought_up, now);
        again.close().await;
    })
    .await;
}
