//! Posts: who holds which, deputies, what is vacant, and leaving.

mod end_post;
mod grant_post;
mod hand_over;
mod leave;
mod name_deputy;
mod vacant;

pub use end_post::EndPost;
pub use grant_post::GrantPost;
pub use leave::{Leave, Left};
pub use name_deputy::NameDeputy;
pub use vacant::VacantPost;

pub(crate) use hand_over::hand_over;

use huiyin_domain::entry::ScopeKind;
use huiyin_domain::entry::facts::PostGranted;
use huiyin_domain::{Day, ScopeId};
use huiyin_store::posts::HoldingRow;
use huiyin_store::{Change, Draft, scopes};

use crate::access::{check, check_company};
use crate::people::bring_home;
use crate::{Asker, Error, Result, Right, Site};

/// Refuses what the asker may not do with a post: those of a site are for who manages its people, those above it and
/// the administrators' for the administrators of the company.
fn check_may_manage(
    asker: &Asker,
    site: &Site,
    today: Day,
    post: &str,
    at_site: bool,
) -> Result<()> {
    if !at_site || post == Right::ADMINISTRATOR {
        check_company(asker)
    } else {
        check(&site.rules_on(today), asker, site.id(), Right::ManagePeople)
    }
}

/// The chain in which an entry about a holding stands: of its site, or of the company.
async fn chain_of(change: &mut Change<'_>, held: &HoldingRow) -> Result<ScopeId> {
    match (held.site, held.scope_kind) {
        (Some(site), _) => Ok(site),
        (None, ScopeKind::Company) => Ok(held.scope),
        (None, _) => company(change).await,
    }
}

async fn company(change: &mut Change<'_>) -> Result<ScopeId> {
    let installation = scopes::installation(change).await?;
    Ok(installation.ok_or(Error::NotFound)?.company)
}

async fn append_grant(change: &mut Change<'_>, chain: ScopeId, granted: PostGranted) -> Result<()> {
    let company = company(change).await?;
    if chain == company {
        bring_home(change, company, granted.person).await?;
    }
    change.append(Draft::new(chain, granted)).await?;
    Ok(())
}
