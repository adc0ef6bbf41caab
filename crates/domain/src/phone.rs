/// A telephone number with its middle hidden: enough to recognise one, not enough to call.
///
/// Mobile numbers of the mainland keep 3 and 4 digits (138****0001), those of Taiwan 4 and 3 (0912***678), numbers of
/// Hong Kong and Macau 2 and 2 (61****78), all others their last 2. Country codes and what is no digit stay away.
pub fn masked_phone(phone: &str) -> String {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    let is_foreign = phone.trim_start().starts_with('+') || digits.starts_with("00");
    let digits = if is_foreign {
        without_country(digits.trim_start_matches("00"))
    } else {
        &digits
    };
    let (front, back) = match (digits.len(), digits.as_bytes().first()) {
        (11, Some(b'1')) => (3, 4),
        (10, Some(b'0')) if digits.starts_with("09") => (4, 3),
        (9, Some(b'9')) if is_foreign => (3, 3),
        (8, _) => (2, 2),
        (0..=4, _) => (0, 0),
        _ => (0, 2),
    };
    let hidden = "*".repeat(digits.len() - front - back);
    format!(
        "{}{hidden}{}",
        &digits[..front],
        &digits[digits.len() - back..]
    )
}

/// The digits after the country code of the mainland, Hong Kong, Macau or Taiwan.
fn without_country(digits: &str) -> &str {
    ["852", "853", "886", "86"]
        .iter()
        .find_map(|country| digits.strip_prefix(country))
        .unwrap_or(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_number_keeps_its_ends() {
        for (phone, shown) in [
            ("13800000001", "138****0001"),
            ("138-0000-0001", "138****0001"),
            ("+86 138 0000 0001", "138****0001"),
            ("008613800000001", "138****0001"),
            ("61234578", "61****78"),
            ("+852 6123 4578", "61****78"),
            ("0912345678", "0912***678"),
            ("+886 912 345 678", "912***678"),
            ("010-88886666", "*********66"),
            ("+44 20 7946 0958", "**********58"),
            ("110", "***"),
            ("", ""),
        ] {
            assert_eq!(masked_phone(phone), shown, "{phone}");
        }
    }
}
