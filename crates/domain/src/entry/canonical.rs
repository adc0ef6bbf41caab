use serde::Serialize;
use serde_json::Value;

/// Why a value has no canonical form. A defect of the program, never of what people typed.
#[derive(Debug, thiserror::Error)]
pub enum CanonicalError {
    /// Not to be said in JSON.
    #[error("a journal entry cannot be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// A number with a fraction, which two programs may write differently.
    #[error("a journal entry holds the fraction {0}; the journal counts in whole numbers")]
    Fraction(serde_json::Number),
}

/// A value as canonical JSON: the members of every object in the order of their names' bytes, no white space, whole
/// numbers only, and in texts only the escapes that JSON demands. For names in ASCII, as all of the journal's are, and
/// numbers below 2⁵³ this is RFC 8785.
pub fn canonical(value: &impl Serialize) -> Result<String, CanonicalError> {
    let mut text = String::new();
    write(&serde_json::to_value(value)?, &mut text)?;
    Ok(text)
}

fn write(value: &Value, out: &mut String) -> Result<(), CanonicalError> {
    match value {
        Value::Array(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                write(item, out)?;
            }
            out.push(']');
        }
        Value::Object(members) => {
            // Sorted here: whether the library keeps its objects sorted depends on how it was built.
            let mut members: Vec<_> = members.iter().collect();
            members.sort_unstable_by_key(|(name, _)| name.as_str());
            out.push('{');
            for (at, (name, member)) in members.into_iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                out.push_str(&serde_json::to_string(name)?);
                out.push(':');
                write(member, out)?;
            }
            out.push('}');
        }
        Value::Number(number) if number.is_f64() => {
            return Err(CanonicalError::Fraction(number.clone()));
        }
        scalar => out.push_str(&serde_json::to_string(scalar)?),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_sorted_and_only_what_must_be_is_escaped() {
        let value: Value = serde_json::from_str(
            r#"{"b": [1, -2, null, true], "a": {"z": "何女士\u000a\u0001\"\\/", "B": ""}}"#,
        )
        .unwrap();
        assert_eq!(
            canonical(&value).unwrap(),
            "{\"a\":{\"B\":\"\",\"z\":\"何女士\\n\\u0001\\\"\\\\/\"},\"b\":[1,-2,null,true]}"
        );
    }

    #[test]
    fn a_fraction_is_refused() {
        assert!(matches!(canonical(&0.5), Err(CanonicalError::Fraction(_))));
    }
}
