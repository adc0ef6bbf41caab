use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        ///
        /// A version 7 UUID, made by server or client; never trusted for time.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// A new id. The only randomness in this crate, and nothing is decided by it.
            pub fn generate() -> Self {
                Self(Uuid::now_v7())
            }

            /// The id in these 16 bytes.
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(Uuid::from_bytes(bytes))
            }

            /// The id without its type, where things of several kinds stand side by side.
            pub const fn uuid(self) -> Uuid {
                self.0
            }

            /// The 16 bytes that are stored.
            pub const fn bytes(&self) -> &[u8; 16] {
                self.0.as_bytes()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                text.parse().map(Self)
            }
        }
    )*};
}

ids! {
    /// The records that are handed over for keeping together (歸檔批次).
    BatchId;
    /// A file kept with a record: photo, scan, letter.
    AttachmentId;
    /// One command of a person or program; a repeated one has one effect.
    CommandId;
    /// The obligations over which a rate is counted.
    CohortId;
    /// A department of a site, or an outside contractor.
    DepartmentId;
    /// A device on which somebody signed in.
    DeviceId;
    /// A service event (服務事項).
    EventId;
    /// A copy of a procedure that a site is editing.
    ProcedureDraftId;
    /// One planned follow-up (回訪): one round of an obligation.
    FollowUpId;
    /// One installation of the product: one company's data.
    InstallationId;
    /// One import of a file.
    ImportId;
    /// One entry of the journal.
    EntryId;
    /// A paper of the month: an analysis report or a return to the company's leaders.
    PaperId;
    /// A corrective or preventive action, or what a leader asked for.
    TaskId;
    /// A public letter (公開信).
    LetterId;
    /// Something a customer raised during a follow-up (意見、建議、投訴).
    MatterId;
    /// One thing the procedure may ask to follow up (應回訪).
    ObligationId;
    /// Who lives in or owns a unit, from when to when.
    OccupancyId;
    /// A resident, customer or member of staff.
    PersonId;
    /// A post held by a person, from when to when.
    PostHeldId;
    /// An answer promised for a day and time (預約回復).
    PromiseId;
    /// One version of a visit record (回訪記錄).
    RecordId;
    /// Something to be put right after a follow-up (整改).
    RectificationId;
    /// A supervisor's opinion and verdict on a record.
    ReviewId;
    /// The company, a region, a site or a zone.
    ScopeId;
    /// What somebody asks for about their own data: to see, correct, take along, restrict or erase it.
    RequestId;
    /// What is kept beyond its time, and from erasure, for a dispute or a claim (暫緩銷毀).
    HoldId;
    /// A log-in.
    SessionId;
    /// A robot of a chat group, or another address, that a site's notices go to.
    RobotId;
    /// One line of the sign-out sheet: who took which form (簽收).
    SignOutId;
    /// One signature under a record.
    SignatureId;
    /// A home, shop or office of a site (房號).
    UnitId;
}
