use serde::{Deserialize, Serialize};

use crate::entry::NotReached;
use crate::{EventId, Instant, Month, Rating, RecordId, ScopeId};

/// Somebody of the company called the resident of an accepted record, to hear whether it is true (抽查). Words: `remarks`,
/// about the resident.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SpotChecked {
    /// The record.
    pub record: RecordId,
    /// Its event.
    pub event: EventId,
    /// The site.
    pub site: ScopeId,
    /// The month in which the record was accepted, and of whose sample it is.
    pub month: Month,
    /// Which call about this record, from 1.
    pub number: u32,
    /// When.
    pub called_at: Instant,
    /// Why nobody was reached; none where somebody was.
    pub not_reached: Option<NotReached>,
    /// Whether there was the visit of which the record tells; none where nobody was reached.
    pub visited: Option<bool>,
    /// The rating given on the telephone; none where none was given.
    pub rating: Option<Rating>,
}
