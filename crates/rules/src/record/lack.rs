use huiyin_domain::{Channel, Day};

use crate::procedure::{Basis, ExceptionNeeds};

/// What a record lacks, or what is wrong with it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Lack {
    /// The visit lies in the future.
    InTheFuture,
    /// A call without its time of day.
    CallTime {
        /// The clauses that say what a record of a call holds.
        basis: Basis,
    },
    /// The visit is after its last day, and no reason is given.
    LateWithoutReason {
        /// The last day.
        due: Day,
    },
    /// The channel is not allowed in this round.
    Channel {
        /// What is.
        allowed: Vec<Channel>,
        /// The clauses that say so.
        basis: Basis,
    },
    /// The channel is allowed as an exception, whose reason or consent is missing.
    ChannelReason {
        /// What the exception needs.
        needs: ExceptionNeeds,
        /// The clauses that say so.
        basis: Basis,
    },
    /// Nobody is named who answered.
    Respondent,
    /// A section is not answered.
    Content {
        /// Its id.
        id: String,
        /// The clauses that ask for it.
        basis: Basis,
    },
    /// The rating of the whole is missing.
    Rating {
        /// The clauses that ask for ratings.
        basis: Basis,
    },
    /// Not said whether it is solved.
    Solved {
        /// The clauses that rest on it.
        basis: Basis,
    },
    /// 現場查看 is not answered, or without the words that belong to it.
    SiteCheck {
        /// The clauses that ask for it.
        basis: Basis,
    },
    /// What was raised is not put into words.
    MatterWords {
        /// Which, from 1.
        number: u32,
    },
    /// Something raised was neither answered, with the answer put down, nor promised an answer.
    MatterOutcome {
        /// Which, from 1.
        number: u32,
        /// The clauses that ask for it.
        basis: Basis,
    },
    /// A promise that nobody told the customer, or that lies before the visit.
    Promise {
        /// Which matter, from 1.
        number: u32,
        /// The clauses that ask for it.
        basis: Basis,
    },
    /// A dissatisfaction that is nowhere put down as one.
    Dissatisfaction {
        /// The clauses that ask for it.
        basis: Basis,
    },
    /// A dissatisfaction that was neither solved on the spot nor explained, each in words.
    Explanation {
        /// Which matter, from 1.
        number: u32,
        /// The clauses that ask for it.
        basis: Basis,
    },
    /// A dissatisfaction that was explained only: who puts it right, and by when, is missing or before the visit.
    Rectification {
        /// Which matter, from 1.
        number: u32,
        /// The clauses that ask for it.
        basis: Basis,
    },
    /// The customer did not sign, and no refusal is recorded.
    CustomerSignature {
        /// The clauses that ask for it.
        basis: Basis,
    },
    /// A refusal without its reason.
    RefusalReason {
        /// The reading that asks for it.
        basis: Basis,
    },
    /// A refusal without a witness, or with a visitor as witness.
    RefusalWitness {
        /// The reading that asks for it.
        basis: Basis,
    },
    /// A record from paper without the sheet on which everybody signed.
    SignedSheet {
        /// The reading that asks for it.
        basis: Basis,
    },
    /// A visitor did not sign.
    VisitorSignature {
        /// Which visitor, from 1.
        number: u32,
        /// The clauses that ask for it.
        basis: Basis,
    },
}

impl Lack {
    /// The clauses and readings behind it; none where plain sense is.
    pub const fn basis(&self) -> Option<&Basis> {
        match self {
            Self::InTheFuture
            | Self::LateWithoutReason { .. }
            | Self::Respondent
            | Self::MatterWords { .. } => None,
            Self::CallTime { basis }
            | Self::Channel { basis, .. }
            | Self::ChannelReason { basis, .. }
            | Self::Content { basis, .. }
            | Self::Rating { basis }
            | Self::Solved { basis }
            | Self::SiteCheck { basis }
            | Self::MatterOutcome { basis, .. }
            | Self::Promise { basis, .. }
            | Self::Dissatisfaction { basis }
            | Self::Explanation { basis, .. }
            | Self::Rectification { basis, .. }
            | Self::CustomerSignature { basis }
            | Self::RefusalReason { basis }
            | Self::RefusalWitness { basis }
            | Self::SignedSheet { basis }
            | Self::VisitorSignature { basis, .. } => Some(basis),
        }
    }
}
