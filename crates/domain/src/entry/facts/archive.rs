use serde::{Deserialize, Serialize};

use crate::{BatchId, Day, Month, RecordId, ScopeId};

/// Reviewed records were collected for the archive, into a new batch or one that is still open. At most 200 records in
/// one entry. Clause 四.7.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BatchCollected {
    /// The batch.
    pub batch: BatchId,
    /// The site.
    pub site: ScopeId,
    /// The month by whose day it is to be handed over.
    pub month: Month,
    /// The records that join it.
    pub records: Vec<RecordId>,
}

/// A batch was read by who reviews it before it is kept. Words: `opinion`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BatchReviewed {
    /// The batch.
    pub batch: BatchId,
    /// The site.
    pub site: ScopeId,
    /// The post that reviewed.
    pub post: String,
    /// The records that may serve staff appraisal. Clause 四.8.
    pub serving: Vec<RecordId>,
}

/// A batch was received for keeping. Words: `strokes.1`, `signed_name.1`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BatchReceived {
    /// The batch.
    pub batch: BatchId,
    /// The site.
    pub site: ScopeId,
    /// The post that keeps it.
    pub post: String,
    /// The last day on which it must be there.
    pub keep_until: Day,
}

/// A batch must be kept beyond its time, or no longer. Words: `why`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BatchHeld {
    /// The batch.
    pub batch: BatchId,
    /// The site.
    pub site: ScopeId,
    /// Whether it is held from now on.
    pub held: bool,
}

/// Who keeps a batch lists it for disposal, its time being over. Words: `why`, how it is to be destroyed and who watches.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DisposalProposed {
    /// The batch.
    pub batch: BatchId,
    /// The site.
    pub site: ScopeId,
    /// The post that proposed it.
    pub post: String,
}

/// Somebody else than who listed a batch for disposal approved it, or did not. A hold that comes after it ends both.
/// Words: `opinion`; where it is approved `strokes.1`, `signed_name.1`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DisposalJudged {
    /// The batch.
    pub batch: BatchId,
    /// The site.
    pub site: ScopeId,
    /// The post that judged.
    pub post: String,
    /// Whether it may be disposed of.
    pub approved: bool,
}

/// The paper forms of a batch were destroyed after its time and with the approval of a second person, by a person who
/// signs for it. Words: `why`, `strokes.1`, `signed_name.1`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BatchDisposed {
    /// The batch.
    pub batch: BatchId,
    /// The site.
    pub site: ScopeId,
    /// The post that disposed of it.
    pub post: String,
}
