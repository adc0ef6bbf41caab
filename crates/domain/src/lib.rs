//! The words of the trade as types that cannot hold nonsense.
//!
//! Everything here is a value: no I/O, no clock, no async. What comes from outside is parsed into these types at the
//! edge, and only valid values travel inward. The terms are those of `docs/concepts/words.md`.

mod day;
pub mod entry;
pub mod export;
mod id;
mod lang;
mod life;
mod notices;
mod percent;
mod personal;
mod phone;
mod rate;
mod time;
mod window;
mod words;

pub use day::{Day, DayError, Month};
pub use id::{
    AttachmentId, BatchId, CohortId, CommandId, DepartmentId, DeviceId, EntryId, EventId,
    FollowUpId, HoldId, ImportId, InstallationId, LetterId, MatterId, ObligationId, OccupancyId,
    PaperId, PersonId, PostHeldId, ProcedureDraftId, PromiseId, RecordId, RectificationId,
    RequestId, ReviewId, RobotId, ScopeId, SessionId, SignOutId, SignatureId, TaskId, UnitId,
};
pub use lang::{Lang, Text};
pub use life::Step;
pub use notices::{DeliveryFault, RobotKind, Topic, Way};
pub use percent::Percent;
pub use personal::Personal;
pub use phone::masked_phone;
pub use rate::{Rate, RateError};
pub use time::{Instant, LocalTime, SiteZone, TimeError};
pub use window::{Window, WindowError};
pub use words::{
    CaseSort, Category, Channel, Differs, Handling, Matter, PaperKind, PaperState, Phase, Rating,
    Role, Severity, TaskKind, TaskState, Verdict, Why,
};
