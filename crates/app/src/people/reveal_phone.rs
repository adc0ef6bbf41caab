use huiyin_domain::{Instant, PersonId, Personal, ScopeId};
use huiyin_store::Tx;
use huiyin_store::people::{self, PhoneOf};

use crate::access::check;
use crate::site::Editions;
use crate::{App, Asker, Error, Result, Right, confidential};

impl App {
    /// The full number of a person, or the one given at the intake of an event, for somebody of the staff who must
    /// call. The look is noted; none when there is no number.
    pub async fn reveal_phone(
        &self,
        asker: &Asker,
        of: PhoneOf,
    ) -> Result<Option<Personal<String>>> {
        let input = (
            self.editions().clone(),
            asker.clone(),
            of,
            self.clock().now(),
        );
        self.db()
            .write(input, |tx, (editions, asker, of, now)| {
                Box::pin(reveal(tx, editions, asker, *of, *now))
            })
            .await
    }

    /// Who looked at a number, and when, the latest first: for those who manage people.
    pub async fn phone_views(
        &self,
        asker: &Asker,
        of: PhoneOf,
        limit: u32,
    ) -> Result<Vec<(PersonId, Instant)>> {
        let mut tx = self.db().read().await?;
        let now = self.clock().now();
        let (site, _) = number(&mut tx, of).await?;
        let site = self.editions().site(&mut tx, site).await?;
        let rules = site.rules_on(site.day(now));
        check(&rules, asker, site.id(), Right::ManagePeople)?;
        Ok(people::phone_views(&mut tx, of, limit).await?)
    }
}

async fn reveal(
    tx: &mut Tx,
    editions: &Editions,
    asker: &Asker,
    of: PhoneOf,
    now: Instant,
) -> Result<Option<Personal<String>>> {
    let (site, phone) = number(tx, of).await?;
    let site = editions.site(tx, site).await?;
    let rules = site.rules_on(site.day(now));
    check(&rules, asker, site.id(), Right::RegisterEvents)?;
    if let PhoneOf::Event(event) = of {
        confidential::check_event(tx, &site, asker, event, &rules).await?;
    }
    if let (Some(viewer), Some(_)) = (asker.person, &phone) {
        people::note_phone_view(tx, of, viewer, asker.device, now).await?;
    }
    Ok(phone)
}

/// A number, and the site by whose rules it may be seen.
async fn number(tx: &mut Tx, of: PhoneOf) -> Result<(ScopeId, Option<Personal<String>>)> {
    match of {
        PhoneOf::Event(event) => people::phone_of_event(tx, event)
            .await?
            .ok_or(Error::NotFound),
        PhoneOf::Person(person) => {
            let row = people::person(tx, person).await?.ok_or(Error::NotFound)?;
            Ok((row.home, row.phone))
        }
    }
}
