//! The procedures of a site: its versions, the copies it edits, and what another would ask of whom.

mod adopt_draft;
mod begin_draft;
mod discard_draft;
mod draft_page;
mod offers;
mod save_draft;
mod simulate;
mod versions;

pub use adopt_draft::AdoptDraft;
pub use begin_draft::BeginDraft;
pub use draft_page::DraftPage;
pub use offers::Offer;
pub use save_draft::{DraftChange, SaveDraft};
pub use simulate::{Simulate, Trial, TrialEvents};
pub use versions::{DraftLine, Version, Versions};

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use huiyin_domain::entry::Digest;
use huiyin_domain::{ProcedureDraftId, ScopeId};
use huiyin_rules::Rules;
use huiyin_rules::procedure::{Edition, shipped_by_id};
use huiyin_store::procedure_drafts::ProcedureDraftRow;
use huiyin_store::{Error as StoreError, Tx, procedure_drafts};

use crate::access::{check, has_right};
use crate::{Asker, Error, Refusal, Result, Right, Site};

/// A version that can be read, compared and copied: written as an id, a hash or the id of a copy.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Which {
    /// One that comes with the product.
    Shipped(String),
    /// One that the site adopted.
    Adopted(Digest),
    /// A copy that the site is editing.
    Draft(ProcedureDraftId),
}

impl fmt::Display for Which {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Shipped(id) => f.write_str(id),
            Self::Adopted(hash) => hash.fmt(f),
            Self::Draft(id) => id.fmt(f),
        }
    }
}

impl FromStr for Which {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        let adopted = text.parse().map(Self::Adopted).ok();
        let draft = || text.parse().map(Self::Draft).ok();
        Ok(adopted
            .or_else(draft)
            .unwrap_or_else(|| Self::Shipped(text.to_owned())))
    }
}

/// Refuses who neither plans nor manages procedures: trials and copies are theirs.
pub(crate) fn check_tries(rules: &Rules<'_>, asker: &Asker, site: ScopeId) -> Result<()> {
    if has_right(rules, asker, site, Right::ManageProcedures) {
        Ok(())
    } else {
        check(rules, asker, site, Right::Plan)
    }
}

/// The edition; [`Error::NotFound`] where there is none, refused where a copy is not sound.
async fn edition(tx: &mut Tx, site: &Site, which: &Which) -> Result<Arc<Edition>> {
    match which {
        Which::Shipped(id) => {
            let shipped = shipped_by_id(id).ok_or(Error::NotFound)?;
            Ok(Arc::new(shipped.clone()))
        }
        Which::Adopted(hash) => site.edition(*hash).ok_or(Error::NotFound),
        Which::Draft(id) => {
            let row = procedure_drafts::draft(tx, site.id(), *id).await?;
            sound(&row.ok_or(Error::NotFound)?).map(Arc::new)
        }
    }
}

/// A copy as an edition; refused where it is not sound.
fn sound(row: &ProcedureDraftRow) -> Result<Edition> {
    Edition::parse_copy(&row.content, &base(row)?).map_err(|_| Error::Refused {
        why: Refusal::DraftUnsound,
        basis: huiyin_rules::procedure::Basis::default(),
    })
}

/// What a copy was made of.
fn base(row: &ProcedureDraftRow) -> Result<Edition> {
    Edition::parse(&row.base)
        .map_err(|_| StoreError::Corrupt("the base of a copy is not readable".to_owned()).into())
}
