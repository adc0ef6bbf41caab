use std::sync::Arc;

use huiyin_rules::procedure::{Edition, shipped_by_id};

use crate::Site;

/// A procedure of the product that a release changed, for a site that follows the version before. Nothing is adopted by
/// itself.
#[derive(Clone, Debug)]
pub struct Offer {
    /// What the site adopted last.
    pub adopted: Arc<Edition>,
    /// What the product brings now.
    pub shipped: &'static Edition,
}

/// What a site that adopted a shipped procedure last, or a copy of one, may take over.
pub(super) fn offers(site: &Site) -> Vec<Offer> {
    let Some((_, hash, adopted)) = site.versions().last() else {
        return Vec::new();
    };
    let Some(adopted_edition) = site.edition(hash) else {
        return Vec::new();
    };
    let (id, followed) = followed(site, adopted);
    shipped_by_id(&id)
        .filter(|shipped| shipped.hash != followed)
        .map(|shipped| Offer {
            adopted: adopted_edition,
            shipped,
        })
        .into_iter()
        .collect()
}

/// Id and hash of the version that an edition is, or goes back to by the copies that the site adopted.
fn followed(site: &Site, edition: &Edition) -> (String, String) {
    let mut at = edition;
    while let Some(base) = &at.procedure.base {
        let adopted = base.hash.parse().ok().and_then(|hash| site.version(hash));
        match adopted.filter(|adopted| adopted.hash != at.hash) {
            Some(before) => at = before,
            None => return (base.id.clone(), base.hash.clone()),
        }
    }
    (at.procedure.id.clone(), at.hash.clone())
}
