use std::collections::BTreeSet;

use huiyin_domain::{Instant, PersonId};
use huiyin_rules::Rules;
use huiyin_store::Tx;
use huiyin_store::follow_ups::{self, HolderRow};

use crate::{Result, Site};

/// Who holds a post; where it is vacant, the first above that is not.
pub(crate) fn of_post(rules: &Rules<'_>, holders: &[HolderRow], post: &str) -> Vec<PersonId> {
    let held = |post: &String| -> Vec<PersonId> {
        let of_post = holders.iter().filter(|holder| holder.post == *post);
        let people: BTreeSet<PersonId> = of_post.map(|holder| holder.person).collect();
        people.into_iter().collect()
    };
    let mut levels = rules.upwards(post).into_iter().map(held);
    levels.find(|people| !people.is_empty()).unwrap_or_default()
}

/// Who answers for the work of a post at a site now.
pub(crate) async fn responsible(
    tx: &mut Tx,
    site: &Site,
    post: &str,
    now: Instant,
) -> Result<Vec<PersonId>> {
    let today = site.day(now);
    let holders = follow_ups::holders(tx, site.id(), today).await?;
    Ok(of_post(&site.rules_on(today), &holders, post))
}
