//! Reading a procedure file.

use std::sync::LazyLock;

use sha2::{Digest, Sha256};

use super::check::check;
use super::source::Source;
use super::{Problem, Procedure, shape};

/// A procedure with the text it was read from.
#[derive(Clone, Debug)]
pub struct Edition {
    /// What the text says.
    pub procedure: Procedure,
    /// The canonical text: no byte order mark, lines ended by LF, one LF at the end.
    pub text: String,
    /// SHA-256 of the canonical text, 64 hex digits.
    pub hash: String,
}

impl Edition {
    /// Reads and checks a file; when it is refused, all that is wrong, in order of place.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        let text = canonical(text);
        let procedure = Procedure::parse(&text)?;
        Ok(Self::of(text, procedure))
    }

    /// A canonical text with what it says.
    pub(super) fn of(text: String, procedure: Procedure) -> Self {
        let hash = hash(&text);
        Self {
            procedure,
            text,
            hash,
        }
    }
}

impl Procedure {
    /// Reads and checks a file; when it is refused, all that is wrong, in order of place.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        Self::parse_with(text, |_, _| Vec::new())
    }

    /// Reads and checks a file, also for what `more` finds.
    pub(super) fn parse_with(
        text: &str,
        more: impl FnOnce(&Source<'_>, &Self) -> Vec<Problem>,
    ) -> Result<Self, Vec<Problem>> {
        let in_order = |mut problems: Vec<Problem>| {
            problems.sort_by_key(|problem| (problem.line, problem.column));
            problems
        };
        let source = Source::parse(text).map_err(in_order)?;
        let procedure = shape::read(&source).map_err(in_order)?;
        let mut problems = check(&source, &procedure);
        problems.extend(more(&source, &procedure));
        if problems.is_empty() {
            Ok(procedure)
        } else {
            Err(in_order(problems))
        }
    }
}

/// The three procedures that come with the product: `kehu`, `yezhu`, `wuye`.
pub fn shipped() -> &'static [Edition; 3] {
    static SHIPPED: LazyLock<[Edition; 3]> = LazyLock::new(|| {
        [
            include_str!("../../../../procedures/kehu.toml"),
            include_str!("../../../../procedures/yezhu.toml"),
            include_str!("../../../../procedures/wuye.toml"),
        ]
        .map(|text| {
            Edition::parse(text).expect("a shipped procedure checks clean, as a test shows")
        })
    });
    &SHIPPED
}

/// The shipped procedure of an id.
pub fn shipped_by_id(id: &str) -> Option<&'static Edition> {
    shipped().iter().find(|edition| edition.procedure.id == id)
}

pub(super) fn canonical(text: &str) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut text = text.replace("\r\n", "\n");
    text.truncate(text.trim_end_matches('\n').len());
    text.push('\n');
    text
}

fn hash(text: &str) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    Sha256::digest(text.as_bytes())
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 0xf])
        .map(|digit| char::from(DIGITS[usize::from(digit)]))
        .collect()
}
