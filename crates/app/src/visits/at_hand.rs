use huiyin_domain::{FollowUpId, PersonId};
use huiyin_rules::{Rules, Workdays};
use huiyin_store::visits::{self, FollowUpRow, VisitorRow};
use huiyin_store::{Error as StoreError, Tx};

use crate::site::Editions;
use crate::{Asker, Error, Result, Site, confidential};

/// A follow-up that somebody works on, with its site and its visitors.
pub(crate) struct AtHand {
    pub(crate) follow_up: FollowUpRow,
    pub(crate) visitors: Vec<VisitorRow>,
    pub(crate) site: Site,
}

impl AtHand {
    /// The follow-up, kept from others until the transaction ends; [`Error::NotFound`] for who has nothing to do with
    /// its site.
    pub(crate) async fn load(
        tx: &mut Tx,
        editions: &Editions,
        asker: &Asker,
        id: FollowUpId,
    ) -> Result<Self> {
        let follow_up = visits::follow_up_to_change(tx, id).await?;
        Self::of(tx, editions, asker, follow_up).await
    }

    /// The follow-up, only to be looked at.
    pub(crate) async fn read(
        tx: &mut Tx,
        editions: &Editions,
        asker: &Asker,
        id: FollowUpId,
    ) -> Result<Self> {
        let follow_up = visits::follow_up(tx, id).await?;
        Self::of(tx, editions, asker, follow_up).await
    }

    /// One that is read already, whoever may see it.
    pub(crate) async fn of_product(
        tx: &mut Tx,
        editions: &Editions,
        follow_up: FollowUpRow,
    ) -> Result<Self> {
        Self::of(tx, editions, &Asker::product(), Some(follow_up)).await
    }

    async fn of(
        tx: &mut Tx,
        editions: &Editions,
        asker: &Asker,
        follow_up: Option<FollowUpRow>,
    ) -> Result<Self> {
        let follow_up = follow_up
            .filter(|follow_up| asker.belongs_to(follow_up.site))
            .ok_or(Error::NotFound)?;
        let site = editions.site(tx, follow_up.site).await?;
        let rules = site.newest_rules();
        confidential::check_event(tx, &site, asker, follow_up.event, &rules).await?;
        Ok(Self {
            visitors: visits::visitors(tx, follow_up.id).await?,
            site,
            follow_up,
        })
    }

    /// The rules of the version behind the obligation.
    pub(crate) fn rules(&self) -> Result<Rules<'_>> {
        let hash = self.follow_up.procedure;
        let edition = self
            .site
            .version(hash)
            .ok_or_else(|| StoreError::Corrupt(format!("the site never adopted {hash}")))?;
        Ok(Rules::new(&edition.procedure, Workdays::default()))
    }

    /// Who visits, as far as the posts are not vacant.
    pub(crate) fn people(&self) -> Vec<PersonId> {
        self.visitors
            .iter()
            .filter_map(|visitor| visitor.person)
            .collect()
    }

    /// Who had a hand in a record: those who visited, and who entered it for them. None of them reviews it.
    pub(crate) fn involved(&self, recorded_by: Option<PersonId>) -> Vec<PersonId> {
        let mut people = self.people();
        people.extend(recorded_by.filter(|person| !people.contains(person)));
        people
    }

    /// Whether the asker may enter a record that was taken on paper: who visits, and the posts of the procedure.
    pub(crate) fn may_enter_from_paper(&self, asker: &Asker) -> Result<bool> {
        let rules = self.rules()?;
        let Some(rule) = &rules.procedure().paper else {
            return Ok(false);
        };
        let posts: Vec<&str> = rule.posts.iter().map(String::as_str).collect();
        Ok(self.visitor(asker).is_some() || asker.holds(self.site.id(), &posts))
    }

    /// The asker, when they are one of the visitors.
    pub(crate) fn visitor(&self, asker: &Asker) -> Option<PersonId> {
        asker.person.filter(|person| self.people().contains(person))
    }
}
