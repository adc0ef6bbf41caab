use huiyin_domain::EventId;
use huiyin_store::events;

use super::{
    attach_reply, judge_complaint, keep_confidential, merge_event, merged, separate_event,
};
use crate::{App, Asker, Error, Result, confidential};

/// What somebody may want to do about a complaint on a page of its own.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ComplaintForm {
    /// Saying whether it is valid.
    Judgement,
    /// Keeping it confidential, or ending that.
    Confidentiality,
    /// Merging it into another.
    Merger,
    /// Taking it out of another.
    Separation,
    /// Writing down how it was answered.
    Reply,
}

impl App {
    /// Whether the asker may do something about a complaint now; else what the action would be refused for.
    pub async fn check_form(
        &self,
        asker: &Asker,
        event: EventId,
        form: ComplaintForm,
    ) -> Result<()> {
        let mut tx = self.db().read().await?;
        let row = events::event(&mut tx, event)
            .await?
            .filter(|row| row.withdrawn_at.is_none() && asker.belongs_to(row.site))
            .ok_or(Error::NotFound)?;
        let site = self.editions().site(&mut tx, row.site).await?;
        let kept = (row.confidential, row.accused);
        confidential::check(&site.newest_rules(), asker, site.id(), kept)?;
        let rules = site.rules_on(site.day(self.clock().now()));
        match form {
            ComplaintForm::Separation => {
                return separate_event::check(&rules, asker, &row).map(|_| ());
            }
            ComplaintForm::Reply => return attach_reply::check(&rules, asker, &row).map(|_| ()),
            ComplaintForm::Judgement => judge_complaint::check(&rules, asker, &row)?,
            ComplaintForm::Confidentiality => keep_confidential::check(&rules, asker, &row)?,
            ComplaintForm::Merger => merge_event::check(&rules, asker, &row)?,
        }
        if row.merged_into.is_some() {
            return Err(merged(&site, site.day(row.registered_at)));
        }
        Ok(())
    }
}
