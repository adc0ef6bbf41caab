use huiyin_domain::Instant;
use huiyin_domain::entry::{SignatureKind, Strokes, StrokesError, Word, Words};
use serde::{Deserialize, Serialize};

use crate::{Fault, FieldError};

/// A signature as a form sends it: drawn, or a typed name.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Ink {
    /// The [`Strokes`] as JSON. Empty when the name was typed.
    pub strokes: String,
    /// The typed name, or the name under the strokes.
    pub name: String,
    /// When it was signed, by the phone's clock, as RFC 3339; only from a phone, and may be empty.
    pub signed_at: String,
    /// The text that stood above the signature while it was drawn, exactly; only from a phone.
    pub shown_text: String,
}

/// The longest text above a signature, in characters: a whole record with all that was raised.
const LONGEST_SHOWN: usize = 60_000;
/// The longest name.
const LONGEST_NAME: usize = 100;
/// The longest text of a field.
const LONGEST_TEXT: usize = 2_000;

impl Ink {
    /// A typed name.
    pub fn typed(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            ..Self::default()
        }
    }

    /// Whether nobody signed.
    pub fn is_empty(&self) -> bool {
        self.strokes.trim().is_empty() && self.name.trim().is_empty()
    }

    /// When it was signed, by the phone's clock.
    pub(crate) fn device_time(&self) -> Option<Instant> {
        Instant::read(self.signed_at.trim()).ok()
    }

    /// How it was made.
    pub(crate) fn kind(&self) -> SignatureKind {
        if self.strokes.trim().is_empty() {
            SignatureKind::Typed
        } else {
            SignatureKind::Strokes
        }
    }

    /// The words of the journal for the signature of this number.
    pub(crate) fn words(&self, number: u32) -> Words {
        Words::new()
            .with_item(Word::Strokes, number, self.strokes.trim())
            .with_item(Word::SignedName, number, self.name.trim())
    }

    /// What is wrong with it, where something is.
    pub(crate) fn fault(&self, field: &'static str) -> Option<FieldError> {
        let drawn = match self.strokes.trim() {
            "" => None,
            strokes => Strokes::read(strokes).err(),
        };
        let fault = match drawn {
            Some(StrokesError::Empty) => Some(Fault::Missing),
            Some(StrokesError::Form | StrokesError::TooMuch) => Some(Fault::Malformed),
            None if self.name.trim().chars().count() > LONGEST_NAME => {
                Some(Fault::TooLong(LONGEST_NAME))
            }
            None if self.shown_text.chars().count() > LONGEST_SHOWN => {
                Some(Fault::TooLong(LONGEST_SHOWN))
            }
            None if !self.signed_at.trim().is_empty() && self.device_time().is_none() => {
                Some(Fault::Malformed)
            }
            None => None,
        };
        fault.map(|fault| FieldError::new(field, fault))
    }
}

/// The fault of a text that is too long for its field.
pub(crate) fn too_long(field: &'static str, text: &str) -> Option<FieldError> {
    let fault = FieldError::new(field, Fault::TooLong(LONGEST_TEXT));
    (text.chars().count() > LONGEST_TEXT).then_some(fault)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strokes_are_a_drawing_or_nothing() {
        let fault = |strokes: &str| {
            Ink {
                strokes: strokes.to_owned(),
                name: String::new(),
                ..Ink::default()
            }
            .fault("signature")
            .map(|error| error.fault)
        };
        assert_eq!(fault("[[[1,2],[3,4]]]"), None);
        assert_eq!(fault(""), None);
        assert_eq!(fault("[]"), Some(Fault::Missing));
        for bad in ["{}", "[1", "何", r#"[{"x":1,"y":2}]"#] {
            assert_eq!(fault(bad), Some(Fault::Malformed), "{bad}");
        }
    }
}
