use huiyin_domain::{DeliveryFault, Lang, RobotId, ScopeId};
use huiyin_rules::procedure::Basis;
use huiyin_store::people;

use super::courier::{Address, Letter, Says, Undelivered};
use super::send_due::carry;
use super::sending::robot_of;
use crate::{App, Asker, Error, Refusal, Result};

impl App {
    /// Sends a test message to the group of a robot; what came of it.
    pub async fn test_robot(
        &self,
        asker: &Asker,
        site: ScopeId,
        robot: RobotId,
    ) -> Result<Result<(), Undelivered>> {
        let mut tx = self.db().read().await?;
        let site = self.site_of_sender(&mut tx, asker, site).await?;
        let robot = robot_of(&mut tx, &site, robot).await?;
        drop(tx);
        let lang = robot.language;
        let to = Address::of(robot);
        if matches!(to, Address::Mail(_)) && self.mail_from().is_none() {
            return Err(refused(Refusal::NoMail));
        }
        self.test(to, lang, site.name()).await
    }

    /// Sends a test message to the asker's own e-mail address; what came of it.
    pub async fn test_mail(&self, asker: &Asker, site: ScopeId) -> Result<Result<(), Undelivered>> {
        let person = asker.person.ok_or(Error::NotFound)?;
        let mut tx = self.db().read().await?;
        let site = self.site_of_sender(&mut tx, asker, site).await?;
        let known = people::person(&mut tx, person).await?;
        drop(tx);
        let mail = known.and_then(|known| known.mail);
        let mail = mail.ok_or_else(|| refused(Refusal::NoMailAddress))?;
        if self.mail_from().is_none() {
            return Err(refused(Refusal::NoMail));
        }
        self.test(Address::Mail(mail), asker.lang, site.name())
            .await
    }

    async fn test(&self, to: Address, lang: Lang, site: &str) -> Result<Result<(), Undelivered>> {
        if self.installation().await?.is_some_and(|it| it.demo) {
            return Err(refused(Refusal::Demo));
        }
        let Some(courier) = &self.courier().0 else {
            return Ok(Err(Undelivered::for_now(DeliveryFault::Unreachable, "")));
        };
        let letter = Letter {
            to,
            lang,
            says: Says::Test {
                site: site.to_owned(),
            },
            at: self.clock().now(),
        };
        Ok(carry(courier.as_ref(), &letter).await.map(|_| ()))
    }
}

fn refused(why: Refusal) -> Error {
    Error::Refused {
        why,
        basis: Basis::default(),
    }
}
