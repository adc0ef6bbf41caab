//! Addresses of pages with what a form or a filter sends.

use std::fmt::Write as _;

/// The path with these fields as its query; fields without a value are left out.
pub(crate) fn with_query(path: &str, fields: &[(&str, &str)]) -> String {
    let mut address = path.to_owned();
    let given = fields.iter().filter(|(_, value)| !value.is_empty());
    for (place, (name, value)) in given.enumerate() {
        address.push(if place == 0 { '?' } else { '&' });
        address.push_str(name);
        address.push('=');
        address.push_str(&encoded(value));
    }
    address
}

/// A text as it may stand in an address.
pub(crate) fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => {
                encoded.push(char::from(byte));
            }
            other => {
                // Writing to a string cannot fail.
                let _ = write!(encoded, "%{other:02X}");
            }
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_given_stands_in_the_address() {
        assert_eq!(with_query("/events", &[("q", ""), ("due", "")]), "/events");
        assert_eq!(
            with_query("/events", &[("q", "水 管&"), ("due", "late")]),
            "/events?q=%E6%B0%B4%20%E7%AE%A1%26&due=late"
        );
    }
}
