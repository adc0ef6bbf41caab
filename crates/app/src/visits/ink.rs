use huiyin_domain::entry::{SignatureKind, Word, Words};
use serde_json::Value;

use crate::{Fault, FieldError};

/// A signature as a form sends it: drawn, or a typed name.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Ink {
    /// The strokes as JSON: a list, not empty. Empty when the name was typed.
    pub strokes: String,
    /// The typed name, or the name under the strokes.
    pub name: String,
}

/// Strokes longer than this are no signature.
const LONGEST_STROKES: usize = 200_000;
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
        let strokes = self.strokes.trim();
        let fault = if strokes.len() > LONGEST_STROKES {
            Some(Fault::TooLong(LONGEST_STROKES))
        } else if !strokes.is_empty() && !is_drawing(strokes) {
            Some(Fault::Malformed)
        } else if self.name.trim().chars().count() > LONGEST_NAME {
            Some(Fault::TooLong(LONGEST_NAME))
        } else {
            None
        };
        fault.map(|fault| FieldError { field, fault })
    }
}

fn is_drawing(strokes: &str) -> bool {
    matches!(serde_json::from_str(strokes), Ok(Value::Array(strokes)) if !strokes.is_empty())
}

/// The fault of a text that is too long for its field.
pub(crate) fn too_long(field: &'static str, text: &str) -> Option<FieldError> {
    (text.chars().count() > LONGEST_TEXT).then_some(FieldError {
        field,
        fault: Fault::TooLong(LONGEST_TEXT),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strokes_are_a_list_that_is_not_empty() {
        let fault = |strokes: &str| {
            Ink {
                strokes: strokes.to_owned(),
                name: String::new(),
            }
            .fault("signature")
            .map(|error| error.fault)
        };
        assert_eq!(fault(r#"[{"points":[{"x":1,"y":2}]}]"#), None);
        assert_eq!(fault(""), None);
        for bad in ["[]", "{}", "[1", "何"] {
            assert_eq!(fault(bad), Some(Fault::Malformed), "{bad}");
        }
    }
}
