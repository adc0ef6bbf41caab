use serde::{Deserialize, Serialize};

use crate::entry::{Digest, VoidCause};
use crate::{
    Category, Channel, CohortId, Day, EventId, InstallationId, Instant, Month, ObligationId, Phase,
    Rate, ScopeId, Severity, Why,
};

/// What an export holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExportKind {
    /// Everything about a site.
    All,
    /// Everything about one month of a site.
    Month,
}

/// The list of the files of an export, and what it is an export of. Its signature is under the bytes of this file.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The format of all the files.
    pub format: u32,
    /// What it holds.
    pub kind: ExportKind,
    /// The month, of an export of one.
    pub month: Option<Month>,
    /// The site.
    pub site: ScopeId,
    /// Its code in files and running numbers.
    pub site_code: String,
    /// Its name.
    pub site_name: String,
    /// Its time zone by the name of the zone database.
    pub time_zone: String,
    /// The company.
    pub company: ScopeId,
    /// The installation it was made by.
    pub installation: InstallationId,
    /// Whether the data is made up.
    pub demo: bool,
    /// The version of the program that made it.
    pub program: String,
    /// When it was made.
    pub made_at: Instant,
    /// Where the chains end: of the company and of the site.
    pub heads: Vec<NotedHead>,
    /// The files, by name; all but the manifest itself and its signature.
    pub files: Vec<FileNote>,
}

/// The end of a chain.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotedHead {
    /// The company or site.
    pub scope: ScopeId,
    /// The number of the last entry.
    pub seq: u64,
    /// Its hash.
    pub hash: Digest,
}

/// A file of an export.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileNote {
    /// Its name, with `/` between folders.
    pub name: String,
    /// Its length in bytes.
    pub length: u64,
    /// The SHA-256 of its content.
    pub sha256: Digest,
}

/// The signature under a manifest.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seal {
    /// `ed25519`.
    pub algorithm: String,
    /// The public key, 64 hex digits.
    pub public_key: String,
    /// The signature, 128 hex digits.
    pub signature: String,
}

/// What is signed of a manifest: a mark that tells it from everything else that the key may sign, and the bytes of the
/// file.
pub fn sealed_text(manifest: &[u8]) -> Vec<u8> {
    [b"huiyin export 1\n".as_slice(), manifest].concat()
}

/// What the old key signs when a new one takes its place.
pub fn endorsed_text(public_key: &str) -> Vec<u8> {
    format!("huiyin export key 1\n{public_key}").into_bytes()
}

/// The key of a month's draws, a line of `keys.jsonl`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct KeyLine {
    /// When its SHA-256 was published.
    pub committed_at: Instant,
    /// The key, 64 hex digits, once it is revealed.
    pub key: Option<String>,
    /// The month of `due`.
    pub month: Month,
    /// When it was revealed.
    pub revealed_at: Option<Instant>,
    /// Its SHA-256, 64 hex digits.
    pub sha256: String,
}

/// A cohort, a line of `cohorts.jsonl`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CohortLine {
    /// Its category.
    pub category: Category,
    /// When its last stratum was drawn.
    pub closed_at: Option<Instant>,
    /// Its id.
    pub cohort: CohortId,
    /// The event whose list it is.
    pub event: Option<EventId>,
    /// The month in which its windows close; none where it is one event's.
    pub month: Option<Month>,
    /// Its name.
    pub name: String,
    /// How many numbers were given.
    pub numbers: u32,
    /// The version of the procedure it follows.
    pub procedure: Digest,
    /// Its rate.
    pub rate: Rate,
}

/// An obligation as it stands, a line of `obligations.jsonl`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ObligationLine {
    /// When it arose.
    pub arisen_at: Instant,
    /// The category of its event.
    pub category: Category,
    /// The channels allowed in round 1.
    pub channels: Vec<Channel>,
    /// The clauses behind it.
    pub clauses: Vec<String>,
    /// The name of its cohort.
    pub cohort: String,
    /// Whether an on-site record needs the customer's signature.
    pub customer_signature: bool,
    /// Its number in the draw.
    pub draw_number: Option<u32>,
    /// The last day of its window.
    pub due: Day,
    /// Its event.
    pub event: EventId,
    /// The event's id outside.
    pub event_id: String,
    /// Whether its cohort was drawn out when it was entered.
    pub late_entry: bool,
    /// The line of the event's list; 0 where there is none.
    pub line: u32,
    /// The first day of its window.
    pub not_before: Day,
    /// The event's number for people.
    pub number: String,
    /// Its id.
    pub obligation: ObligationId,
    /// Which of the event's obligations it is.
    pub phase: Phase,
    /// Whether it is to be followed up.
    pub picked: bool,
    /// The version of the procedure that asks for it.
    pub procedure: Digest,
    /// The readings used where the text is silent.
    pub readings: Vec<String>,
    /// Who is followed up instead.
    pub replaced_by: Option<ObligationId>,
    /// How grave its complaint is.
    pub severity: Option<Severity>,
    /// When it was closed as 無法聯繫.
    pub unreached_at: Option<Instant>,
    /// The posts that visit, in order.
    pub visitors: Vec<String>,
    /// Why it stands no longer.
    pub void_cause: Option<VoidCause>,
    /// Since when it stands no longer.
    pub voided_at: Option<Instant>,
    /// Why it is picked, is not, or is exempt.
    pub why: Why,
    /// The day against which timeliness counts where its window left no time.
    pub working_limit: Option<Day>,
}

/// Something that was noted outside of the office, by which an export can be held.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum AnchorLine {
    /// A chain had an entry of this number and hash: `SCOPE SEQ HASH`.
    Head(NotedHead),
    /// The key of a month was committed to: `SITE MONTH SHA256`.
    Key {
        /// The site.
        site: ScopeId,
        /// The month.
        month: Month,
        /// The SHA-256 of the key, 64 hex digits.
        sha256: String,
    },
    /// Exports are signed with this key, or one it endorsed: `ed25519 PUBLIC_KEY`.
    Signer(String),
}

impl AnchorLine {
    /// The line as it is noted.
    pub fn write(&self) -> String {
        match self {
            Self::Head(head) => format!("{} {} {}", head.scope, head.seq, head.hash),
            Self::Key {
                site,
                month,
                sha256,
            } => format!("{site} {month} {sha256}"),
            Self::Signer(key) => format!("ed25519 {key}"),
        }
    }

    /// The lines of a file of anchors, or the number of the first that is not readable. Empty lines and what follows a `#`
    /// are passed over, and so is the mark that some editors put before a text.
    pub fn read_all(text: &str) -> Result<Vec<Self>, usize> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let lines = text.lines().zip(1..);
        let lines = lines.map(|(line, number)| (line.split('#').next().unwrap_or(line), number));
        lines
            .filter(|(line, _)| fields(line).next().is_some())
            .map(|(line, number)| Self::read(line).ok_or(number))
            .collect()
    }

    /// A line of a file of anchors; none where it is not written as it should be. What only means the same, an id in
    /// capitals or a number with a sign, another program may not take.
    pub fn read(text: &str) -> Option<Self> {
        let fields: Vec<&str> = fields(text).collect();
        let hash = |text: &str| text.parse::<Digest>().ok();
        match fields[..] {
            ["ed25519", key] => hash(key).map(|key| Self::Signer(key.to_string())),
            [scope, place, digest] => {
                let scope = scope
                    .parse::<ScopeId>()
                    .ok()
                    .filter(|it| it.to_string() == scope)?;
                let digest = hash(digest)?;
                if let Ok(month) = place.parse() {
                    return Some(Self::Key {
                        site: scope,
                        month,
                        sha256: digest.to_string(),
                    });
                }
                let is_number = place.len() < 20 && place.bytes().all(|it| it.is_ascii_digit());
                let seq = place.parse().ok();
                let seq = seq.filter(|seq| is_number && *seq > 0)?;
                Some(Self::Head(NotedHead {
                    scope,
                    seq,
                    hash: digest,
                }))
            }
            _ => None,
        }
    }
}

/// The fields of a line of a file of anchors.
fn fields(line: &str) -> impl Iterator<Item = &str> {
    line.split([' ', '\t', '\u{c}'])
        .filter(|field| !field.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_anchor_reads_what_it_writes() {
        let hash = "ab".repeat(32);
        let id = "01010101-0101-0101-0101-010101010101";
        for text in [
            format!("{id} 12 {hash}"),
            format!("{id} 2026-03 {hash}"),
            format!("ed25519 {hash}"),
        ] {
            assert_eq!(AnchorLine::read(&text).unwrap().write(), text);
        }
        for bad in [
            String::new(),
            format!("{id} 0 {hash}"),
            format!("{id} 12"),
            format!("{id} 12 {}", &hash[1..]),
            format!("ed25519 {}", hash.to_uppercase()),
            format!("{id} -3 {hash}"),
            format!("{id} +3 {hash}"),
            format!("{id} 00000000000000000003 {hash}"),
            format!("{} 12 {hash}", id.replace('-', "")),
            format!("{{{id}}} 12 {hash}"),
            format!("{id} 2026-3 {hash}"),
            format!("{id}\u{3000}12 {hash}"),
        ] {
            assert_eq!(AnchorLine::read(&bad), None, "{bad}");
        }
    }

    #[test]
    fn the_lines_of_a_file_of_anchors_are_numbered() {
        let line = format!("ed25519 {}", "ab".repeat(32));
        let noted = vec![AnchorLine::Signer("ab".repeat(32))];
        let text = format!("\u{feff}# noted\r\n \t\u{c}\r\n\t{line} # in May\r\n");
        assert_eq!(AnchorLine::read_all(&text), Ok(noted));
        for bad in ["x", "\r ", "\u{3000}", "\u{b}"] {
            let text = format!("{line}\n\n{bad}\n{line}");
            assert_eq!(AnchorLine::read_all(&text), Err(3), "{bad:?}");
        }
    }
}
