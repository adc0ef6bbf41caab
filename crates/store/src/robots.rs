//! Robots of chat groups, and plain webhooks, that a site's notices are posted to. They are credentials: not journalled.

use huiyin_domain::{Instant, Lang, PersonId, Personal, RobotId, RobotKind, ScopeId, Topic};

use crate::row::Row;
use crate::{Error, Result, Tx};

/// A robot.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RobotRow {
    /// The robot.
    pub id: RobotId,
    /// Its site.
    pub site: ScopeId,
    /// Whose protocol it speaks.
    pub kind: RobotKind,
    /// What the site calls it.
    pub name: String,
    /// Where it is posted to. Whoever knows it can post there.
    pub address: Personal<String>,
    /// What its messages are signed with, where they are.
    pub secret: Option<Personal<String>>,
    /// The language of its group.
    pub language: Lang,
    /// What it is told.
    pub topics: Vec<Topic>,
    /// When it was last saved.
    pub saved_at: Instant,
    /// The name of who saved it, unless it was erased.
    pub saved_by: Option<Personal<String>>,
}

impl RobotRow {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            site: row.get("site_id")?,
            kind: row.get("kind")?,
            name: row.get("name")?,
            address: row.get("address")?,
            secret: row.get("secret")?,
            language: row.get("language")?,
            topics: row.json("topics")?,
            saved_at: row.get("saved_at")?,
            saved_by: row.get("saved_by")?,
        })
    }
}

/// The robots of a site by name.
pub async fn robots(tx: &mut Tx, site: ScopeId) -> Result<Vec<RobotRow>> {
    const SQL: &str = "select r.id, r.site_id, r.kind, r.name, r.address, r.secret, r.language, r.topics, r.saved_at, \
        p.name as saved_by from robot r left join person p on p.id = r.saved_by_id where r.site_id = $1 order by r.name";
    tx.all(SQL, &[&site], RobotRow::read).await
}

/// A robot, when there is one of this id.
pub async fn robot(tx: &mut Tx, id: RobotId) -> Result<Option<RobotRow>> {
    const SQL: &str = "select r.id, r.site_id, r.kind, r.name, r.address, r.secret, r.language, r.topics, r.saved_at, \
        p.name as saved_by from robot r left join person p on p.id = r.saved_by_id where r.id = $1";
    tx.optional(SQL, &[&id], RobotRow::read).await
}

/// Adds or changes a robot; it stays at its site.
pub async fn save(tx: &mut Tx, robot: &RobotRow, by: Option<PersonId>, at: Instant) -> Result<()> {
    const SQL: &str = "insert into robot (id, site_id, kind, name, address, secret, language, topics, saved_at, saved_by_id) \
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (id) do update set kind = excluded.kind, \
        name = excluded.name, address = excluded.address, secret = excluded.secret, language = excluded.language, \
        topics = excluded.topics, saved_at = excluded.saved_at, saved_by_id = excluded.saved_by_id";
    let topics = serde_json::to_string(&robot.topics).map_err(Error::corrupt)?;
    let secret = robot.secret.as_ref().map(|secret| secret.reveal().as_str());
    tx.execute(
        SQL,
        &[
            &robot.id,
            &robot.site,
            &robot.kind,
            &robot.name,
            robot.address.reveal(),
            &secret,
            &robot.language,
            &topics,
            &at,
            &by,
        ],
    )
    .await?;
    Ok(())
}

/// Removes a robot with what waits for it.
pub async fn remove(tx: &mut Tx, robot: RobotId) -> Result<()> {
    for sql in [
        "delete from outbox where robot_id = $1",
        "delete from robot where id = $1",
    ] {
        tx.execute(sql, &[&robot]).await?;
    }
    Ok(())
}
