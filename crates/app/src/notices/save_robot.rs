use huiyin_domain::{CommandId, Instant, Lang, Personal, RobotId, RobotKind, ScopeId, Topic};
use huiyin_store::robots::{self, RobotRow};
use huiyin_store::{Change, Tx, draw};

use super::address::is_url;
use super::sending::robot_of;
use crate::access::check;
use crate::fields::{Fields, NAME, wrong};
use crate::site::Editions;
use crate::{App, Asker, Error, Fault, Result, Right, Site};

/// A robot as the form sends it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SaveRobot {
    /// The site whose notices it is told.
    pub site: ScopeId,
    /// The robot; none for a new one.
    pub robot: Option<RobotId>,
    /// Whose protocol it speaks.
    pub kind: Option<RobotKind>,
    /// What the site calls it.
    pub name: String,
    /// Where it is posted to. Empty keeps the address there is, which is never shown.
    pub address: Personal<String>,
    /// What its messages are signed with. Empty keeps the secret there is, which is never shown.
    pub secret: Personal<String>,
    /// The language of its group.
    pub language: Option<Lang>,
    /// What it is told.
    pub topics: Vec<Topic>,
    /// When the robot that was shown had been saved; another in the meantime is a [`Error::Conflict`]. None for a new
    /// one, and where none was shown.
    pub seen: Option<Instant>,
}

/// The longest address and secret that are taken, in characters.
const ADDRESS: usize = 500;

struct Input {
    editions: Editions,
    asker: Asker,
    robot: SaveRobot,
}

impl App {
    /// Adds or changes a robot. Its address and its secret are kept and never shown again.
    pub async fn save_robot(
        &self,
        asker: &Asker,
        command: CommandId,
        robot: SaveRobot,
    ) -> Result<RobotId> {
        let act = asker.act(command, self.clock().now());
        let input = Input {
            editions: self.editions().clone(),
            asker: asker.clone(),
            robot,
        };
        self.db()
            .command(act, input, |change, input| {
                Box::pin(save_now(change, input))
            })
            .await
    }
}

async fn save_now(change: &mut Change<'_>, input: &Input) -> Result<RobotId> {
    let now = change.at();
    let site = input.editions.site(change, input.robot.site).await?;
    let rules = site.rules_on(site.day(now));
    check(&rules, &input.asker, site.id(), Right::ManagePeople)?;
    draw::lock_site(change, site.id()).await?;
    let row = read(change, &site, &input.robot, now).await?;
    let others = robots::robots(change, site.id()).await?;
    let is_taken = |other: &RobotRow| other.name == row.name && other.id != row.id;
    if others.iter().any(is_taken) {
        return Err(wrong("name", Fault::Taken));
    }
    robots::save(change, &row, input.asker.person, now).await?;
    Ok(row.id)
}

/// The robot as typed, on top of what is kept.
async fn read(tx: &mut Tx, site: &Site, typed: &SaveRobot, now: Instant) -> Result<RobotRow> {
    let known = match typed.robot {
        Some(robot) => Some(robot_of(tx, site, robot).await?),
        None => None,
    };
    let saved_at = known.as_ref().map(|known| known.saved_at);
    if typed.seen.is_some() && saved_at.is_some() && typed.seen != saved_at {
        return Err(Error::Conflict);
    }
    let mut fields = Fields::default();
    let name = fields.required("name", &typed.name, NAME);
    let kind = typed.kind.unwrap_or(RobotKind::Webhook);
    if typed.kind.is_none() {
        fields.wrong("kind", Fault::Missing);
    }
    let kept = known.as_ref().map(|known| known.address.reveal().clone());
    let address = fields.optional("address", typed.address.reveal(), ADDRESS);
    let address = address.or(kept).unwrap_or_default();
    if address.is_empty() {
        fields.wrong("address", Fault::Missing);
    } else if !is_url(kind, &address) {
        fields.wrong("address", Fault::Malformed);
    }
    let secret = fields.optional("secret", typed.secret.reveal(), ADDRESS);
    let language = typed.language.unwrap_or(Lang::ZhHant);
    if typed.language.is_none() {
        fields.wrong("language", Fault::Missing);
    }
    if typed.topics.is_empty() {
        fields.wrong("topics", Fault::Missing);
    }
    fields.check()?;
    let mut topics = typed.topics.clone();
    topics.sort_unstable();
    topics.dedup();
    Ok(RobotRow {
        id: known
            .as_ref()
            .map_or_else(RobotId::generate, |known| known.id),
        site: site.id(),
        kind,
        name,
        address: Personal::new(address),
        secret: secret
            .map(Personal::new)
            .or_else(|| known.and_then(|known| known.secret)),
        language,
        topics,
        saved_at: now,
        saved_by: None,
    })
}
