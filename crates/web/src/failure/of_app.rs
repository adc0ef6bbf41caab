//! What stands in the way of an action, as a failure of the page.

use huiyin_app::{Error, Fault, FieldError};
use huiyin_rules::procedure::Basis;

use super::{Failure, Kind, refusal};
use crate::texts::Texts;
use crate::view::Errors;

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let reason = refusal::text(&error);
        let failure = match error {
            Error::NotFound => Self::new(Kind::NotFound),
            Error::Forbidden { basis, .. } => Self::new(Kind::Forbidden).by(&basis),
            Error::Refused { basis, .. } => Self::new(Kind::Conflict).by(&basis),
            Error::Conflict => Self::new(Kind::Conflict),
            Error::Invalid(_) | Error::Lacking(_) | Error::File(_) => Self::new(Kind::Invalid),
            error @ Error::Store(_) => Self::internal(error),
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
    /// What the application found wrong with the fields of a form.
    pub(crate) fn of_fields(t: Texts, wrong: &[FieldError]) -> Self {
        let mut errors = Self::default();
        for field in wrong {
            errors.add(field.field, sentence(t, &field.fault));
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
        Fault::Unknown => t.fault_unknown(),
        Fault::Taken => t.fault_taken(),
        Fault::Listed => t.fault_listed(),
        Fault::TooLong(most) => t.fault_too_long(*most),
        Fault::TooShort(least) => t.fault_too_short(*least),
        Fault::Guessable => t.fault_guessable(),
        Fault::TooOften => t.fault_too_often(),
    }
}
