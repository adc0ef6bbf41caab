use std::fmt;
use std::sync::Arc;

use async_trait::async_trait;
use huiyin_domain::{DeliveryFault, Instant, Lang, Personal, RobotKind};
use huiyin_store::robots::RobotRow;

use super::Notice;

/// Who carries notices out of the house. The program has one that speaks SMTP and HTTPS; tests have their own.
#[async_trait]
pub trait Courier: Send + Sync {
    /// The address that mail comes from; none where no mail can be sent.
    fn mail_from(&self) -> Option<&str>;

    /// Carries one letter. It need not watch the time: who sends gives up after a while.
    async fn carry(&self, letter: &Letter) -> Result<(), Undelivered>;
}

/// What a courier is given.
#[derive(Clone, PartialEq, Debug)]
pub struct Letter {
    /// Where to.
    pub to: Address,
    /// In which language.
    pub lang: Lang,
    /// What it says.
    pub says: Says,
    /// When it is sent: robots want it in their signatures.
    pub at: Instant,
}

/// Where a letter goes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Address {
    /// To somebody of the staff, or to somebody outside whom the site chose.
    Mail(Personal<String>),
    /// To a group, or a program.
    Robot {
        /// Whose protocol is spoken.
        kind: RobotKind,
        /// Where it is posted to.
        url: Personal<String>,
        /// What it is signed with.
        secret: Option<Personal<String>>,
    },
}

impl Address {
    /// Where a robot is, or the mailbox that stands in the place of one.
    pub(super) fn of(robot: RobotRow) -> Self {
        if robot.kind == RobotKind::Mail {
            return Self::Mail(robot.address);
        }
        Self::Robot {
            kind: robot.kind,
            url: robot.address,
            secret: robot.secret,
        }
    }
}

/// What a letter says.
#[derive(Clone, PartialEq, Debug)]
pub enum Says {
    /// A notice.
    Notice(Notice),
    /// That letters of this site arrive here.
    Test {
        /// The site's name.
        site: String,
    },
}

/// Why a letter did not arrive.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Undelivered {
    /// What went wrong.
    pub fault: DeliveryFault,
    /// What the other side said of it: never an address or a secret of ours.
    pub said: Personal<String>,
    /// Whether it is of no use to try the same again.
    pub for_good: bool,
}

impl Undelivered {
    /// Something that may be otherwise in a while.
    pub fn for_now(fault: DeliveryFault, said: impl Into<String>) -> Self {
        Self {
            fault,
            said: Personal::new(said.into()),
            for_good: false,
        }
    }

    /// Something that stays so until somebody changes it.
    pub fn for_good(fault: DeliveryFault, said: impl Into<String>) -> Self {
        Self {
            for_good: true,
            ..Self::for_now(fault, said)
        }
    }
}

/// The courier of the application, where there is one.
#[derive(Clone, Default)]
pub(crate) struct Couriers(pub(crate) Option<Arc<dyn Courier>>);

impl fmt::Debug for Couriers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() {
            "a courier"
        } else {
            "no courier"
        })
    }
}
