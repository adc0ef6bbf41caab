use huiyin_domain::{Day, Month, ScopeId};
use huiyin_rules::ages;
use huiyin_rules::procedure::Offset;
use huiyin_store::appraisal::{self, LoadRow};
use huiyin_store::ledger;

use super::read_statistics::check_may_see;
use crate::access::{self, Right};
use crate::{App, Asker, Result};

/// What is at hand at a site: what was raised and stands open, by its age, and who has how much to visit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AtHand {
    /// The day it shows.
    pub today: Day,
    /// What stands open, from the newest: not older than a length of the procedure's windows; the last, older than any.
    pub ages: Vec<(Option<Offset>, u64)>,
    /// The follow-ups of the month by person; none for who may not close the month.
    pub load: Option<Vec<LoadRow>>,
}

impl App {
    /// What is at hand now. The load is that of the follow-ups whose last day is in the month.
    pub async fn at_hand(&self, asker: &Asker, site: ScopeId, month: Month) -> Result<AtHand> {
        let now = self.clock().now();
        let mut tx = self.db().read().await?;
        let site = self.editions().site(&mut tx, site).await?;
        check_may_see(&site, asker, now)?;
        let today = site.day(now);
        let rules = site.rules_on(today);
        let steps = rules.ages(today);
        let mut counts = vec![0; steps.len() + 1];
        for since in ledger::open_since(&mut tx, site.id()).await? {
            counts[ages::age(&steps, site.day(since), today)] += 1;
        }
        let steps = steps.into_iter().map(Some).chain([None]);
        let may = access::has_right(&rules, asker, site.id(), Right::CloseMonth);
        let days = (month.first_day(), month.last_day());
        Ok(AtHand {
            today,
            ages: steps.zip(counts).collect(),
            load: if may {
                Some(appraisal::load(&mut tx, site.id(), days).await?)
            } else {
                None
            },
        })
    }
}
