//! How days are counted, what is picked or exempt besides the draw, and how the draw is kept honest.

use huiyin_domain::{Day, Rate};
use serde::Deserialize;

use super::PostId;
use crate::procedure::{Basis, TimeOfDay};

/// How days are counted.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counting {
    /// Whether a deadline on a holiday moves to the next working day.
    pub roll_to_next_workday: bool,
    /// The site's holidays besides Saturdays and Sundays.
    #[serde(default)]
    pub holidays: Vec<Day>,
    /// Saturdays and Sundays on which the site works (調休).
    #[serde(default)]
    pub worked_weekends: Vec<Day>,
    /// The reading that says so.
    pub basis: Basis,
}

/// A sort of complaint that needs no follow-up.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exemption {
    /// Which sort.
    pub when: ExemptWhen,
    /// Who alone may say that a complaint is of this sort; none = whoever registers it.
    pub set_by: Option<PostId>,
    /// Whether a site may switch the exemption off.
    #[serde(default)]
    pub site_may_switch_off: bool,
    /// Reply-only complaints: whether one is picked besides the draw when its letter is still missing at the end of
    /// `due`.
    #[serde(default)]
    pub picked_without_letter: bool,
    /// What says so.
    pub basis: Basis,
}

/// The sorts of complaint that need no follow-up.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExemptWhen {
    /// 無效投訴, set by the supervisor.
    Invalid,
    /// The complainant left no name.
    Anonymous,
    /// An authority only wants a written reply; exempt once the letter is attached.
    ReplyOnly,
}

/// What is offered to the planner as a voluntary follow-up.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Voluntary {
    /// Which case.
    pub when: VoluntaryWhen,
    /// Only these kinds of event; none = any.
    #[serde(default)]
    pub kind: Vec<String>,
    /// What says so.
    pub basis: Basis,
}

/// The cases offered as voluntary.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VoluntaryWhen {
    /// An exempt complaint.
    Exempt,
    /// An obligation that the draw did not pick.
    NotDrawn,
    /// The other visit of a contract of which one visit was drawn.
    OtherContractVisit,
}

/// What is picked besides the draw.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Always {
    /// Which case.
    pub when: AlwaysWhen,
    /// What says so.
    pub basis: Basis,
}

/// The cases picked besides the draw.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AlwaysWhen {
    /// The customer was dissatisfied on the work order.
    DissatisfiedRating,
    /// A repeat complaint.
    RepeatComplaint,
    /// A repeat repair.
    RepeatRepair,
}

/// When an event is a repeat of earlier ones of the same site, unit and kind.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Repeats {
    /// How far back earlier ones count, in days of 24 hours.
    pub days: u32,
    /// How many earlier complaints make a repeat complaint.
    pub earlier_complaints: u32,
    /// How many earlier repairs make a repeat repair.
    pub earlier_repairs: u32,
    /// What says so.
    pub basis: Basis,
}

/// How the draw is kept honest.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DrawRule {
    /// From when on the day after it is made a pick is shown to people.
    pub shown_from: TimeOfDay,
    /// How many months ahead the keys' hashes are published.
    pub key_months_ahead: u32,
    /// A completion entered later than this many hours after it happened is counted as late.
    pub late_entry_hours: u32,
    /// The reading that says so.
    pub basis: Basis,
}

/// When a customer counts as unreachable.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unreachable {
    /// How many tries.
    pub tries: u32,
    /// On how many different days.
    pub on_days: u32,
    /// How many of them in the evening or at a weekend.
    pub at_odd_hours: u32,
    /// When the evening begins.
    pub evening_from: TimeOfDay,
    /// Where nobody replaces the customer: whether one try must be at the door, with a 留言卡.
    pub door_try: bool,
    /// Whose consent closes it as 無法聯繫.
    pub consent_by: PostId,
    /// The reading that says so.
    pub basis: Basis,
}

/// What in a month's records deserves a second look. A signal accuses nobody; it opens the rows that it speaks of.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signals {
    /// So many days in a row without an entry of anybody.
    pub quiet_days: u32,
    /// Two visits by one person at two homes fewer minutes apart than this.
    pub minutes_apart: u32,
    /// Shares are looked at from so many records of a person on.
    pub from_records: u32,
    /// The share of visits without the customer's signature, or by phone, that is a signal.
    pub share: Rate,
    /// How many visits of a person after the window are a signal.
    pub late: u32,
    /// The reading that says so.
    pub basis: Basis,
}

/// The company's spot check (抽查): a drawn share of the records accepted in a month is called back, by a post held in the
/// company, once the month is closed.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SpotCheck {
    /// The share of the accepted records that is called back; rounded up to whole records.
    pub share: Rate,
    /// The reading that says so.
    pub basis: Basis,
}
