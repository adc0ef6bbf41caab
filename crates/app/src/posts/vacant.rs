use huiyin_domain::{Day, PersonId, Personal, ScopeId};
use huiyin_rules::procedure::{HeldAt, Post};
use huiyin_store::posts::{self, HoldingRow};
use huiyin_store::scopes::{self, ScopeRow};
use huiyin_store::{Tx, imports};

use crate::access::check;
use crate::{App, Asker, Result, Right, Site};

/// A post of the procedure in force that nobody holds today.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VacantPost {
    /// The post.
    pub post: String,
    /// The zone without an officer; none when the post is vacant at the whole site.
    pub zone: Option<(ScopeId, String)>,
    /// The post above whose holder takes its place; none when all above are vacant too.
    pub stands_in: Option<String>,
    /// Who holds that one.
    pub stand_in: Option<(PersonId, Option<Personal<String>>)>,
}

impl App {
    /// The posts of a site that nobody holds today, and who takes their place.
    pub async fn vacant_posts(&self, asker: &Asker, site: ScopeId) -> Result<Vec<VacantPost>> {
        let mut tx = self.db().read().await?;
        let site = self.editions().site(&mut tx, site).await?;
        let today = site.day(self.clock().now());
        check(&site.rules_on(today), asker, site.id(), Right::See)?;
        vacant(&mut tx, &site, today).await
    }
}

async fn vacant(tx: &mut Tx, site: &Site, today: Day) -> Result<Vec<VacantPost>> {
    let mut held = posts::holdings_at(tx, site.id(), today).await?;
    held.retain(|held| held.is_on(today));
    let zones = scopes::zones(tx, site.id()).await?;
    let departments = imports::departments(tx, site.id()).await?;
    let has_heads = departments.iter().any(|known| known.head.is_some());
    let mut vacant = Vec::new();
    for post in &site.procedure_on(today).posts {
        let of_post: Vec<&HoldingRow> = held.iter().filter(|held| held.post == post.id).collect();
        match post.held_at {
            HeldAt::Department if has_heads => {}
            HeldAt::Zone if !of_post.iter().any(|held| held.scope == site.id()) => {
                let empty = |zone: &&ScopeRow| of_post.iter().all(|held| held.scope != zone.id);
                let empty: Vec<&ScopeRow> = zones.iter().filter(empty).collect();
                if zones.is_empty() || empty.len() == zones.len() {
                    vacant.push(vacancy(site, today, post, None, &held));
                } else {
                    let in_zone = |zone: &ScopeRow| Some((zone.id, zone.name.clone()));
                    vacant.extend(
                        empty
                            .into_iter()
                            .map(|zone| vacancy(site, today, post, in_zone(zone), &held)),
                    );
                }
            }
            _ if of_post.is_empty() => vacant.push(vacancy(site, today, post, None, &held)),
            _ => {}
        }
    }
    Ok(vacant)
}

fn vacancy(
    site: &Site,
    today: Day,
    post: &Post,
    zone: Option<(ScopeId, String)>,
    held: &[HoldingRow],
) -> VacantPost {
    // A zone without its officer is looked after by those of the other zones before anybody above.
    let above = site.rules_on(today).upwards(&post.id);
    let skipped = usize::from(zone.is_none());
    let stand_in = above
        .into_iter()
        .skip(skipped)
        .find_map(|above| held.iter().find(|held| held.post == *above));
    VacantPost {
        post: post.id.clone(),
        zone,
        stands_in: stand_in.map(|held| held.post.clone()),
        stand_in: stand_in.map(|held| (held.person, held.name.clone())),
    }
}
