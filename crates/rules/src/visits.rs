//! Who visits, and how the customer may be contacted.

use huiyin_domain::{Category, Channel, Severity};

use crate::obligations::Rules;
use crate::procedure::{ChannelRule, VisitorRule};

impl<'a> Rules<'a> {
    /// Who visits for a category and severity; none when it is not covered.
    pub fn visitors(&self, category: Category, severity: Severity) -> Option<&'a VisitorRule> {
        self.category(category)?
            .visitors
            .iter()
            .find(|rule| rule.severity.is_empty() || rule.severity.contains(&severity))
    }

    /// How the customer may be contacted in a round (from 1); none when the category is not covered.
    pub fn channels(
        &self,
        category: Category,
        severity: Severity,
        round: u32,
    ) -> Option<&'a ChannelRule> {
        self.category(category)?.channels.iter().find(|rule| {
            rule.from_round <= round
                && (rule.severity.is_empty() || rule.severity.contains(&severity))
        })
    }

    /// Whether a record of a visit over this channel needs the customer's signature.
    pub fn customer_signs(&self, channel: Channel) -> bool {
        channel == Channel::OnSite && self.procedure().signatures.customer_on_site
    }
}
