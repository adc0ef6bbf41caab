use std::fmt;
use std::str::FromStr;

use huiyin_domain::entry::Digest;
use huiyin_store::Error as StoreError;

use crate::Result;

/// What a link that works once carries. The database has its hash only, and it never shows itself in logs.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

/// It is not of the form of a token.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("that is no link of this program")]
pub struct TokenError;

/// Random bytes of a token.
const BYTES: usize = 24;

impl Token {
    /// A new one, from the system's random source.
    pub(crate) fn generate() -> Result<Self> {
        let mut bytes = [0; BYTES];
        getrandom::fill(&mut bytes).map_err(|error| StoreError::Server(error.to_string()))?;
        let digit = |nibble: u8| char::from_digit(nibble.into(), 16).unwrap_or('0');
        Ok(Self(
            bytes
                .iter()
                .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
                .collect(),
        ))
    }

    /// Its text, for the link.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Its hash, as it is stored.
    pub(crate) fn key(&self) -> Digest {
        Digest::of(self.0.as_bytes())
    }
}

impl FromStr for Token {
    type Err = TokenError;

    fn from_str(text: &str) -> Result<Self, TokenError> {
        let is_hex = text.bytes().all(|byte| byte.is_ascii_hexdigit());
        if is_hex && text.len() == 2 * BYTES {
            Ok(Self(text.to_owned()))
        } else {
            Err(TokenError)
        }
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_read_back_and_keeps_itself_to_itself() {
        let token = Token::generate().unwrap();
        assert_eq!(token.reveal().parse::<Token>().unwrap(), token);
        assert_eq!(format!("{token:?}"), "Token(…)");
        assert_eq!("abc".parse::<Token>(), Err(TokenError));
        assert_ne!(Token::generate().unwrap(), token);
    }
}
