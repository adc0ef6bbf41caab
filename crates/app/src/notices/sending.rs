use huiyin_domain::{Instant, Lang, PersonId, Personal, RobotId, RobotKind, ScopeId, Topic};
use huiyin_store::outbox::{self, Failed, Recipient, UndeliveredRow};
use huiyin_store::robots::{self, RobotRow};
use huiyin_store::{Tx, people};

use super::address::host;
use super::told::{Notice, Told};
use crate::access::check;
use crate::{App, Asker, Error, Result, Right, Site};

/// How the notices of a site leave the house, and which did not.
#[derive(Clone, Debug)]
pub struct SendingPage {
    /// Whether it is a demo, from which nothing leaves.
    pub demo: bool,
    /// The address that mail comes from; none where no mail is set up.
    pub mail_from: Option<String>,
    /// Staff who can sign in and have no e-mail address, by name.
    pub without_mail: Vec<(PersonId, Option<Personal<String>>)>,
    /// The robots by name.
    pub robots: Vec<Robot>,
    /// The messages that were given up, the latest first.
    pub undelivered: Vec<UndeliveredNotice>,
    /// How many were given up in all.
    pub undelivered_count: u64,
}

/// A robot as it may be shown: neither its address nor its secret.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Robot {
    /// The robot.
    pub id: RobotId,
    /// Whose protocol it speaks.
    pub kind: RobotKind,
    /// What the site calls it.
    pub name: String,
    /// The host it is reached at.
    pub host: String,
    /// Whether its messages are signed.
    pub is_signed: bool,
    /// The language of its group.
    pub language: Lang,
    /// What it is told.
    pub topics: Vec<Topic>,
    /// When it was last saved: the version of it.
    pub saved_at: Instant,
    /// Who saved it; none once they are erased.
    pub saved_by: Option<Personal<String>>,
}

impl From<RobotRow> for Robot {
    fn from(row: RobotRow) -> Self {
        Self {
            id: row.id,
            kind: row.kind,
            host: host(row.address.reveal()).to_owned(),
            name: row.name,
            is_signed: row.secret.is_some(),
            language: row.language,
            topics: row.topics,
            saved_at: row.saved_at,
            saved_by: row.saved_by,
        }
    }
}

/// A message that was given up.
#[derive(Clone, Debug)]
pub struct UndeliveredNotice {
    /// Its number.
    pub id: i64,
    /// What it says.
    pub notice: Notice,
    /// The person who was to get it; none where a robot was.
    pub person: Option<PersonId>,
    /// The name of the person or the robot.
    pub name: Option<Personal<String>>,
    /// When it was given up.
    pub failed_at: Instant,
    /// How often it was tried.
    pub attempts: u32,
    /// Why.
    pub error: Failed,
}

impl UndeliveredNotice {
    fn new(site: &Site, row: UndeliveredRow) -> Result<Self> {
        Ok(Self {
            id: row.id,
            notice: Notice::of(row.topic, site, Told::read(&row.payload)?),
            person: match row.to {
                Recipient::Person(person) => Some(person),
                Recipient::Robot(_) => None,
            },
            name: row.name,
            failed_at: row.failed_at,
            attempts: row.attempts,
            error: row.error,
        })
    }
}

/// Undelivered messages on the page; the rest is counted.
const LISTED: u32 = 100;

impl App {
    /// How the notices of a site leave the house, for those who manage its people.
    pub async fn sending(&self, asker: &Asker, site: ScopeId) -> Result<SendingPage> {
        let demo = self.installation().await?.is_some_and(|it| it.demo);
        let mut tx = self.db().read().await?;
        let site = self.site_of_sender(&mut tx, asker, site).await?;
        let staff = people::staff(&mut tx, site.id()).await?;
        let without_mail = staff
            .into_iter()
            .filter(|it| it.login.is_some() && it.account_closed_at.is_none() && it.mail.is_none())
            .map(|it| (it.person, it.name));
        let robots = robots::robots(&mut tx, site.id()).await?;
        let undelivered = outbox::undelivered(&mut tx, site.id(), LISTED).await?;
        Ok(SendingPage {
            demo,
            mail_from: self.mail_from(),
            without_mail: without_mail.collect(),
            robots: robots.into_iter().map(Robot::from).collect(),
            undelivered: undelivered
                .into_iter()
                .map(|row| UndeliveredNotice::new(&site, row))
                .collect::<Result<_>>()?,
            undelivered_count: outbox::count_undelivered(&mut tx, Some(site.id())).await?,
        })
    }

    /// A robot of a site, for those who manage its people.
    pub async fn robot(&self, asker: &Asker, site: ScopeId, robot: RobotId) -> Result<Robot> {
        let mut tx = self.db().read().await?;
        let site = self.site_of_sender(&mut tx, asker, site).await?;
        robot_of(&mut tx, &site, robot).await.map(Robot::from)
    }

    /// The address that mail comes from; none where no mail is set up.
    pub(super) fn mail_from(&self) -> Option<String> {
        let courier = self.courier().0.as_ref()?;
        courier.mail_from().map(str::to_owned)
    }

    /// A site whose people the asker manages.
    pub(super) async fn site_of_sender(
        &self,
        tx: &mut Tx,
        asker: &Asker,
        site: ScopeId,
    ) -> Result<Site> {
        let site = self.editions().site(tx, site).await?;
        let today = site.day(self.clock().now());
        check(&site.rules_on(today), asker, site.id(), Right::ManagePeople)?;
        Ok(site)
    }
}

/// A robot of a site; [`Error::NotFound`] for one of another.
pub(super) async fn robot_of(tx: &mut Tx, site: &Site, robot: RobotId) -> Result<RobotRow> {
    let found = robots::robot(tx, robot).await?;
    found
        .filter(|robot| robot.site == site.id())
        .ok_or(Error::NotFound)
}
