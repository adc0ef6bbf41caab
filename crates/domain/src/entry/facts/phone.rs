use serde::{Deserialize, Serialize};

use crate::entry::{ConflictReason, Digest, PhoneWork};
use crate::{
    CommandId, DeviceId, EventId, FollowUpId, Instant, PersonId, RecordId, ScopeId, SignOutId,
};

/// What the clock of a phone said, and how far it was off. It is never believed: the server's time of the same moment
/// is that of the entry.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeviceClock {
    /// When the work was done, by the phone's clock.
    pub device_at: Instant,
    /// How many milliseconds the server was ahead of the phone when that was measured; none where it never was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offset_ms: Option<i64>,
    /// When it was measured, by the phone's clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measured_at: Option<Instant>,
}

impl DeviceClock {
    /// A moment of the phone's clock as it was by the server's, as far as the offset is known.
    pub const fn corrected(&self, device: Instant) -> Instant {
        let offset = match self.offset_ms {
            Some(offset) => offset.saturating_mul(1000),
            None => 0,
        };
        Instant::from_micros(device.micros().saturating_add(offset))
    }
}

/// What was done on a phone.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PhoneAct {
    /// A visit was recorded.
    Record(RecordId),
    /// A form was taken.
    Form(SignOutId),
    /// A try to reach the customer was noted, by its number.
    Try(u32),
}

/// What stood above a signature while it was drawn on the phone. The text stands under `shown.N`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShownText {
    /// The number of the signature under the record or the form, from 1.
    pub number: u32,
    /// When it was signed, by the phone's clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed_at: Option<Instant>,
    /// The SHA-256 of the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<Digest>,
}

/// How what was done reached the product: from a phone, made there earlier. Goes with the entry of what was done, in
/// the same command. Words: `shown.N`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SentByPhone {
    /// The follow-up.
    pub follow_up: FollowUpId,
    /// Its event.
    pub event: EventId,
    /// What was done.
    pub act: PhoneAct,
    /// Whose phone it was: not who entered it after all, where it was kept first.
    pub sent_by: Option<PersonId>,
    /// The phone.
    pub device: Option<DeviceId>,
    /// The phone's clock.
    pub clock: DeviceClock,
    /// What stood above the signatures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shown: Vec<ShownText>,
}

/// What was done on a phone could not be taken as it was meant, because something had changed: it is kept until
/// somebody settles it. Words: `sent`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhoneWorkKept {
    /// The command by which it was sent.
    pub conflict: CommandId,
    /// The follow-up.
    pub follow_up: FollowUpId,
    /// Its event.
    pub event: EventId,
    /// Its site.
    pub site: ScopeId,
    /// What was meant to be done.
    pub work: PhoneWork,
    /// What had changed.
    pub reason: ConflictReason,
    /// The phone's clock.
    pub clock: DeviceClock,
}

/// What was kept of a phone's work is settled: entered after all, or set aside. Words: `why`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhoneWorkSettled {
    /// The command by which it was sent.
    pub conflict: CommandId,
    /// The follow-up.
    pub follow_up: FollowUpId,
    /// Its event.
    pub event: EventId,
    /// Whether it was entered after all.
    pub entered: bool,
    /// The record it became, where it was entered and is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<RecordId>,
}
