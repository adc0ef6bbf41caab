//! What stands in the way of an action, as a failure of the page.

use huiyin_app::paper::RenderFault;
use huiyin_app::{Error, Fault, FieldError};
use huiyin_rules::procedure::Basis;

use super::{Failure, Kind, refusal};
use crate::texts::Texts;
use crate::view::Errors;

/// Bytes in a mebibyte.
const MIB: u64 = 1024 * 1024;

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let reason = refusal::text(&error);
        let failure = match error {
            Error::NotFound => Self::new(Kind::NotFound),
            Error::Forbidden { basis, .. } => Self::new(Kind::Forbidden).by(&basis),
            Error::Refused { basis, .. } => Self::new(Kind::Conflict).by(&basis),
            Error::Conflict => Self::new(Kind::Conflict),
            Error::Invalid(_) | Error::Lacking(_) | Error::File(_) => Self::new(Kind::Invalid),
            Error::NotPrinted(RenderFault::NotHere) => Self::new(Kind::Unavailable),
            Error::NotPrinted(RenderFault::TooSlow(_)) => Self::new(Kind::TooSlow),
            error @ (Error::Store(_) | Error::NotPrinted(_)) => Self::internal(error),
        };
        match reason {
            Some(reason) => failure.because(reason),
            None => failure,
        }
    }
}

impl Failure {
    fn by(self, basis: &Basis) -> Self {
        match basis.clauses.first() {
            Some(clause) => self.by_clause(clause),
            None => self,
        }
    }
}

impl Errors {
    /// What the application found wrong with the fields of a form; of one of several things the name ends with its
    /// number: `cause.2`.
    pub(crate) fn of_fields(t: Texts, wrong: &[FieldError]) -> Self {
        let mut errors = Self::default();
        for field in wrong {
            let name = match field.number {
                Some(number) => format!("{}.{number}", field.field),
                None => field.field.to_owned(),
            };
            errors.add(name, sentence(t, &field.fault));
        }
        errors
    }
}

fn sentence(t: Texts, fault: &Fault) -> String {
    match fault {
        Fault::Missing => t.fault_missing(),
        Fault::Malformed => t.fault_malformed(),
        Fault::InFuture => t.fault_in_future(),
        Fault::Before { .. } => t.fault_before(),
        Fault::BeforeDrawn => t.fault_before_drawn(),
        Fault::Unknown => t.fault_unknown(),
        Fault::Taken => t.fault_taken(),
        Fault::Listed => t.fault_listed(),
        Fault::TooLong(most) => t.fault_too_long(*most),
        Fault::TooShort(least) => t.fault_too_short(*least),
        Fault::Guessable => t.fault_guessable(),
        Fault::TooOften => t.fault_too_often(),
        Fault::FileEmpty => t.fault_file_empty(),
        Fault::FileTooLarge(largest) => t.fault_file_too_large(largest.div_ceil(MIB)),
        Fault::FileKind(taken) => {
            let taken: Vec<&str> = taken.iter().map(|kind| kind.title()).collect();
            t.fault_file_kind(taken.join(&t.list_comma()))
        }
        Fault::FileDamaged => t.fault_file_damaged(),
        Fault::TooManyFiles(most) => t.fault_too_many_files(*most),
        Fault::TooManyMonths(most) => t.fault_too_many_months(*most),
        Fault::FileGone => t.fault_file_gone(),
    }
}
