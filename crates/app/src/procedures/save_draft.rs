use std::collections::BTreeMap;

use huiyin_domain::{ProcedureDraftId, ScopeId};
use huiyin_rules::procedure::parameters::with_values;
use huiyin_store::procedure_drafts;

use super::check_tries;
use crate::fields::wrong;
use crate::{App, Asker, Error, Fault, Result};

/// The longest text of a copy, in characters: several times that of a procedure.
const LONGEST: usize = 1_000_000;

/// What somebody did to a copy.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SaveDraft {
    /// The site.
    pub site: ScopeId,
    /// The copy.
    pub draft: ProcedureDraftId,
    /// The version of the copy that they saw.
    pub version: u32,
    /// What they changed.
    pub change: DraftChange,
}

/// A change of a copy. Sound or not, it is kept: what is wrong is told, and keeps it from being adopted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DraftChange {
    /// The whole text.
    Text(String),
    /// Values of parameters, by their place.
    Values(BTreeMap<String, Vec<String>>),
}

impl App {
    /// Keeps a change of a copy; the version it has now. [`Error::Conflict`] when somebody changed it meanwhile.
    pub async fn save_draft(&self, asker: &Asker, save: &SaveDraft) -> Result<u32> {
        let mut tx = self.db().read().await?;
        let site = self.editions().site(&mut tx, save.site).await?;
        let now = self.clock().now();
        check_tries(&site.rules_on(site.day(now)), asker, site.id())?;
        let row = procedure_drafts::draft(&mut tx, site.id(), save.draft).await?;
        let row = row.ok_or(Error::NotFound)?;
        drop(tx);
        let text = match &save.change {
            DraftChange::Text(text) => text.replace("\r\n", "\n"),
            DraftChange::Values(values) => {
                let value = |place: &str| values.get(place).map(Vec::as_slice);
                with_values(&row.content, value).map_err(|_| wrong("text", Fault::Malformed))?
            }
        };
        if text.chars().count() > LONGEST {
            return Err(wrong("text", Fault::TooLong(LONGEST)));
        }
        if text == row.content {
            return Ok(row.version);
        }
        if row.version != save.version {
            return Err(Error::Conflict);
        }
        let input = (site.id(), (row.id, row.version), text, (now, asker.person));
        let kept = self
            .db()
            .write(input, |tx, (site, draft, text, by)| {
                Box::pin(async move {
                    Ok::<_, Error>(procedure_drafts::save(tx, *site, *draft, text, *by).await?)
                })
            })
            .await?;
        if kept {
            Ok(save.version + 1)
        } else {
            Err(Error::Conflict)
        }
    }
}
