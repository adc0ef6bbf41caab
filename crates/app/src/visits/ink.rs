use huiyin_domain::entry::{SignatureKind, Strokes, StrokesError, Word, Words};

use crate::{Fault, FieldError};

/// A signature as a form sends it: drawn, or a typed name.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Ink {
    /// The [`Strokes`] as JSON. Empty when the name was typed.
    pub strokes: String,
    /// The typed name, or the name under the strokes.
    pub name: String,
}

/// The longest name.
const LONGEST_NAME: usize = 100;
/// The longest text of a field.
const LONGEST_TEXT: usize = 2_000;

impl Ink {
    /// A typed name.
    pub fn typed(name: impl Into<String>) -> Self {
        Self {
            strokes: String::new(),
            name: name.into(),
        }
    }

    /// Whether nobody signed.
    pub fn is_empty(&self) -> bool {
        self.strokes.trim().is_empty() && self.name.trim().is_empty()
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
