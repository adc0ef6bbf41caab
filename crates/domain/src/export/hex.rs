use crate::entry::read_hex;

/// Bytes as small hex digits.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        text.push(char::from(DIGITS[usize::from(byte >> 4)]));
        text.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    text
}

/// The `N` bytes of `2 N` small hex digits; none of anything else.
pub fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    read_hex(text)
}
