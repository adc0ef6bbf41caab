use huiyin_domain::{Channel, FollowUpId, PersonId};
use huiyin_store::visits;

use crate::{App, Asker, Error, Result};

/// What the form of a visit is read with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PlannedVisit {
    /// The follow-up.
    pub follow_up: FollowUpId,
    /// The channel it is planned for.
    pub channel: Channel,
    /// Who visits, in order; none while the post is vacant.
    pub visitors: Vec<Option<PersonId>>,
}

impl App {
    /// How and by whom a follow-up is to be visited: 2 statements, where [`App::follow_up`] reads all of the event and
    /// of what was drawn with it. [`Error::NotFound`] for who has nothing to do with its site.
    pub async fn planned_visit(&self, asker: &Asker, id: FollowUpId) -> Result<PlannedVisit> {
        let mut tx = self.db().read().await?;
        let row = visits::follow_up(&mut tx, id)
            .await?
            .filter(|row| asker.belongs_to(row.site))
            .ok_or(Error::NotFound)?;
        let visitors = visits::visitors(&mut tx, id).await?;
        Ok(PlannedVisit {
            follow_up: row.id,
            channel: row.channel,
            visitors: visitors.into_iter().map(|it| it.person).collect(),
        })
    }
}
