//! The two databases have the same tables.

use huiyin_store::schema::{self, Table};
use huiyin_store::{Dialect, Result};
use huiyin_testkit::TestDb;

async fn tables(dialect: Dialect) -> Result<Vec<Table>> {
    let db = TestDb::of(dialect).await;
    let tables = schema::tables(&mut db.read().await?).await?;
    db.remove().await;
    Ok(tables)
}

#[tokio::test]
async fn both_databases_have_the_same_tables() {
    let sqlite = tables(Dialect::Sqlite).await.unwrap();
    let postgres = tables(Dialect::Postgres).await.unwrap();
    let names = |tables: &[Table]| -> Vec<_> { tables.iter().map(|t| t.name.clone()).collect() };
    assert_eq!(names(&sqlite), names(&postgres));
    for (sqlite, postgres) in sqlite.iter().zip(&postgres) {
        assert_eq!(sqlite.columns, postgres.columns, "{}", sqlite.name);
        assert_eq!(sqlite.primary_key, postgres.primary_key, "{}", sqlite.name);
        assert_eq!(sqlite.indexes, postgres.indexes, "{}", sqlite.name);
        assert_eq!(sqlite.references, postgres.references, "{}", sqlite.name);
        assert!(!sqlite.primary_key.is_empty(), "{} has no key", sqlite.name);
    }
}
