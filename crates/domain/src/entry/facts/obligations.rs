use serde::{Deserialize, Serialize};

use crate::entry::{Digest, VoidCause};
use crate::{
    Category, Channel, CohortId, Day, EventId, Instant, Month, ObligationId, Phase, Rate, ScopeId,
    Why, Window,
};

/// The SHA-256 of the key of a month's draws was published, before the key could be of use to anybody.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyCommitted {
    /// The site.
    pub site: ScopeId,
    /// The month of `due`.
    pub month: Month,
    /// The SHA-256 of the key, 64 hex digits.
    pub sha256: String,
}

/// The key of a month's draws was revealed, at its close.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyRevealed {
    /// The site.
    pub site: ScopeId,
    /// The month of `due`.
    pub month: Month,
    /// The key, 64 hex digits.
    pub key: String,
}

/// A rate that the procedure leaves to the supervisor was set.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RateSet {
    /// The site.
    pub site: ScopeId,
    /// The category.
    pub category: Category,
    /// The first month of `due` it holds for.
    pub from: Month,
    /// The rate.
    pub rate: Rate,
}

/// A cohort came to be with its first obligation.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CohortOpened {
    /// The cohort.
    pub cohort: CohortId,
    /// Its name: `site/category/YYYY-MM` or `site/category/event_id`.
    pub name: String,
    /// Its category.
    pub category: Category,
    /// The month in which its windows close; none where it is one event's.
    pub month: Option<Month>,
    /// The event whose list it is.
    pub event: Option<EventId>,
    /// Its rate.
    pub rate: Rate,
    /// The version of the procedure it follows.
    pub procedure: Digest,
}

/// That an obligation is to be followed up, and since when people may know.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pick {
    /// The obligation.
    pub obligation: ObligationId,
    /// Why: drawn, always, all.
    pub why: Why,
    /// When it is shown to people.
    pub shown_from: Instant,
    /// The day against which timeliness counts where the window itself leaves no time (月末補抽).
    pub working_limit: Option<Day>,
}

/// One obligation (應回訪).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArisenObligation {
    /// The obligation.
    pub obligation: ObligationId,
    /// Which of the event's obligations it is.
    pub phase: Phase,
    /// The line of the event's list, from 1; 0 where there is none.
    pub line: u32,
    /// The days on which a follow-up counts as in time.
    pub window: Window,
    /// Its cohort.
    pub cohort: CohortId,
    /// Its number in the draw; none where it takes none.
    pub number: Option<u32>,
    /// Why it is picked, is not, or is exempt.
    pub why: Why,
    /// Whether its cohort was already drawn out when it was entered.
    pub late_entry: bool,
    /// When it is shown to people, when picked.
    pub shown_from: Option<Instant>,
    /// The day against which timeliness counts where the window itself leaves no time.
    pub working_limit: Option<Day>,
    /// The posts that visit, in order; two = jointly.
    pub visitors: Vec<String>,
    /// The channels allowed in round 1.
    pub channels: Vec<Channel>,
    /// Whether an on-site record needs the customer's signature.
    pub customer_signature: bool,
    /// The clauses behind it.
    pub clauses: Vec<String>,
    /// The readings used where the text is silent.
    pub readings: Vec<String>,
}

/// Obligations arose from an event, with their numbers and the picks already made. At most 200 in one entry.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ObligationsArisen {
    /// The event.
    pub event: EventId,
    /// Its site.
    pub site: ScopeId,
    /// The version of the procedure that asks for them.
    pub procedure: Digest,
    /// The cohorts that came to be with them.
    pub cohorts: Vec<CohortOpened>,
    /// The obligations.
    pub obligations: Vec<ArisenObligation>,
}

/// An obligation no longer stands; its number stays, void. Words: `why`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ObligationVoided {
    /// The event.
    pub event: EventId,
    /// The obligation.
    pub obligation: ObligationId,
    /// Why.
    pub cause: VoidCause,
    /// Who is followed up instead, where it was a pick.
    pub instead: Option<Pick>,
}

/// A picked customer could not be reached: closed as 無法聯繫. They give way to the next number of the stratum; where
/// nobody takes their place, it stays owed. The tries stay on record. Words: `why`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ObligationReplaced {
    /// The event.
    pub event: EventId,
    /// The obligation that could not be met.
    pub obligation: ObligationId,
    /// Who is followed up instead; none when it is no drawn pick, or the stratum has nobody left.
    pub instead: Option<Pick>,
}

/// An obligation is followed up besides the draw: a case that is always followed up, found only after its number was
/// given, or a letter of reply that never came. A number it has, it keeps.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ObligationPicked {
    /// The event.
    pub event: EventId,
    /// The obligation, and why it is picked.
    pub pick: Pick,
}

/// Picks that chance made were shown to people: from now on their events count as due. At most 200 in one entry.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PicksShown {
    /// The site.
    pub site: ScopeId,
    /// The events.
    pub events: Vec<EventId>,
}

/// A cohort closed: no obligation takes a number in it any more, and its last stratum is drawn.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CohortClosed {
    /// The cohort.
    pub cohort: CohortId,
    /// How many numbers were given.
    pub numbers: u32,
    /// The picks made at the close.
    pub picks: Vec<Pick>,
}
