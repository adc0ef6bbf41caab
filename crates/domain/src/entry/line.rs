use std::fmt::Display;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{
    CanonicalError, Digest, Entry, Facts, FactsError, Part, Salt, Words, canonical, part_hash,
};
use crate::{CommandId, DeviceId, EntryId, Instant, PersonId, Personal, ScopeId};

/// An entry as it is written down: what the tables hold, what an export holds, and what the chain runs over.
///
/// It can be checked without understanding its kind, so a journal of any version is checkable by any version.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct JournalLine {
    /// The company or site in whose chain it stands.
    pub scope: ScopeId,
    /// Its place in the chain, from 1.
    pub seq: u64,
    /// The entry.
    pub id: EntryId,
    /// The command that caused it.
    pub command: CommandId,
    /// The kind of its facts.
    pub kind: String,
    /// The version of the kind.
    pub kind_version: u32,
    /// When it happened.
    pub at: Instant,
    /// Who did it.
    pub actor: Option<PersonId>,
    /// On which device.
    pub device: Option<DeviceId>,
    /// The facts, as canonical JSON.
    pub facts: String,
    /// The parts, in their order.
    pub parts: Vec<LinePart>,
}

/// A part as it is written down.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LinePart {
    /// Whom it is about.
    pub person: Option<PersonId>,
    /// The hash, which stays.
    pub hash: Digest,
    /// Salt and body; none once they are erased.
    pub words: Option<(Salt, Personal<String>)>,
}

/// Why a written line cannot be read or is not what it was.
#[derive(Debug, thiserror::Error)]
pub enum LineError {
    /// The facts are no JSON.
    #[error("the facts are no JSON: {0}")]
    Json(serde_json::Error),
    /// The facts are not in canonical form.
    #[error("the facts are not in canonical form")]
    NotCanonical,
    /// The kind is not known, or the facts do not fit it.
    #[error(transparent)]
    Facts(#[from] FactsError),
    /// The words of a part do not have the hash that the chain holds.
    #[error("part {0} is not the one that was written")]
    Part(usize),
    /// The words of a part are not readable.
    #[error("part {0} is not readable")]
    Words(usize),
    /// The line has no canonical form.
    #[error(transparent)]
    Canonical(#[from] CanonicalError),
}

/// Where a chain is broken.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ChainError {
    /// A number is missing or stands twice.
    #[error("entry {expected} is missing: {found} follows")]
    Gap {
        /// The number that should stand here.
        expected: u64,
        /// The number that does.
        found: u64,
    },
    /// The entry, or one before it, is not what was written.
    #[error("entry {seq} was altered")]
    Altered {
        /// Its number.
        seq: u64,
    },
    /// The chain ends elsewhere than was noted: entries were taken away, or the note was altered.
    #[error("the chain ends at entry {found}, but entry {noted} was noted as its last")]
    Head {
        /// The number noted as the last.
        noted: u64,
        /// The number of the last entry there is.
        found: u64,
    },
    /// The words of a part are not what was written.
    #[error("part {part} of entry {seq} was altered")]
    PartAltered {
        /// The number of the entry.
        seq: u64,
        /// The number of the part, from 1.
        part: usize,
    },
}

impl Entry {
    /// The entry written down at a place of its chain.
    pub fn write(&self, seq: u64) -> Result<JournalLine, CanonicalError> {
        Ok(JournalLine {
            scope: self.scope,
            seq,
            id: self.id,
            command: self.command,
            kind: self.facts.kind().to_owned(),
            kind_version: self.facts.version(),
            at: self.at,
            actor: self.actor,
            device: self.device,
            facts: self.facts.canonical()?,
            parts: self
                .parts
                .iter()
                .map(LinePart::write)
                .collect::<Result<_, _>>()?,
        })
    }
}

impl JournalLine {
    /// The text whose SHA-256 is the entry's hash: the line as canonical JSON, with the hash of the entry before it,
    /// and with the hash of each part in the place of its words.
    pub fn text(&self, previous: Digest) -> String {
        let parts: Vec<_> = self
            .parts
            .iter()
            .map(|part| {
                format!(
                    r#"{{"hash":"{}","person":{}}}"#,
                    part.hash,
                    quoted(part.person)
                )
            })
            .collect();
        format!(
            r#"{{"actor":{},"at":{},"command":"{}","device":{},"facts":{},"id":"{}","kind":{},"kind_version":{},"parts":[{}],"previous":"{previous}","scope":"{}","seq":{}}}"#,
            quoted(self.actor),
            self.at.micros(),
            self.command,
            quoted(self.device),
            self.facts,
            self.id,
            Value::from(self.kind.as_str()),
            self.kind_version,
            parts.join(","),
            self.scope,
            self.seq,
        )
    }

    /// The hash of the entry, which the next one of the chain names.
    pub fn hash(&self, previous: Digest) -> Digest {
        Digest::of(self.text(previous).as_bytes())
    }

    /// Understands the line. Erased parts are left out.
    pub fn read(&self) -> Result<Entry, LineError> {
        let facts = serde_json::from_str(&self.facts).map_err(LineError::Json)?;
        let mut parts = Vec::with_capacity(self.parts.len());
        for (at, part) in self.parts.iter().enumerate() {
            if let Some((salt, body)) = &part.words {
                let words: Words =
                    serde_json::from_str(body.reveal()).map_err(|_| LineError::Words(at + 1))?;
                parts.push(Part {
                    person: part.person,
                    salt: *salt,
                    words,
                });
            }
        }
        Ok(Entry {
            scope: self.scope,
            id: self.id,
            command: self.command,
            at: self.at,
            actor: self.actor,
            device: self.device,
            facts: Facts::read(&self.kind, self.kind_version, facts)?,
            parts,
        })
    }

    /// Whether the facts are canonical and no part that is still there was altered.
    pub fn check(&self) -> Result<(), LineError> {
        let facts: Value = serde_json::from_str(&self.facts).map_err(LineError::Json)?;
        if canonical(&facts)? != self.facts {
            return Err(LineError::NotCanonical);
        }
        for (at, part) in self.parts.iter().enumerate() {
            if let Some((salt, body)) = &part.words
                && part_hash(*salt, body.reveal()) != part.hash
            {
                return Err(LineError::Part(at + 1));
            }
        }
        Ok(())
    }
}

impl LinePart {
    fn write(part: &Part) -> Result<Self, CanonicalError> {
        let body = part.body()?;
        Ok(Self {
            person: part.person,
            hash: part_hash(part.salt, &body),
            words: Some((part.salt, Personal::new(body))),
        })
    }
}

fn quoted(id: Option<impl Display>) -> String {
    id.map_or_else(|| "null".to_owned(), |id| format!("\"{id}\""))
}

/// The end of a chain: the number and hash of its last entry.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ChainHead {
    /// The number of the last entry; 0 before the first.
    pub seq: u64,
    /// Its hash.
    pub hash: Digest,
}

impl Default for ChainHead {
    fn default() -> Self {
        Self {
            seq: 0,
            hash: Digest::ZERO,
        }
    }
}

impl ChainHead {
    /// Goes on to the next line, if it is the one that follows, is unaltered and has the hash it claims.
    pub fn follow(self, line: &JournalLine, hash: Digest) -> Result<Self, ChainError> {
        let expected = self.seq + 1;
        if line.seq != expected {
            return Err(ChainError::Gap {
                expected,
                found: line.seq,
            });
        }
        match line.check() {
            Ok(()) if line.hash(self.hash) == hash => Ok(Self {
                seq: line.seq,
                hash,
            }),
            Err(LineError::Part(part)) => Err(ChainError::PartAltered {
                seq: line.seq,
                part,
            }),
            _ => Err(ChainError::Altered { seq: line.seq }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::Word;
    use crate::entry::facts::KeyRevealed;

    fn entry() -> Entry {
        let id = |byte| [byte; 16];
        Entry {
            scope: ScopeId::from_bytes(id(1)),
            id: EntryId::from_bytes(id(2)),
            command: CommandId::from_bytes(id(3)),
            at: Instant::from_micros(1_780_000_000_000_000),
            actor: Some(PersonId::from_bytes(id(4))),
            device: None,
            facts: KeyRevealed {
                site: ScopeId::from_bytes(id(1)),
                month: "2026-03".parse().unwrap(),
                key: "00".repeat(32),
            }
            .into(),
            parts: vec![Part {
                person: Some(PersonId::from_bytes(id(5))),
                salt: Salt::from_bytes(id(6)),
                words: Words::new().with(Word::Why, "月末"),
            }],
        }
    }

    #[test]
    fn the_hashed_text_is_the_documented_one() {
        let line = entry().write(7).unwrap();
        // The example of docs/design/journal.md.
        assert_eq!(
            line.text(Digest::ZERO),
            concat!(
                r#"{"actor":"04040404-0404-0404-0404-040404040404","at":1780000000000000,"#,
                r#""command":"03030303-0303-0303-0303-030303030303","device":null,"#,
                r#""facts":{"key":"0000000000000000000000000000000000000000000000000000000000000000","#,
                r#""month":"2026-03","site":"01010101-0101-0101-0101-010101010101"},"#,
                r#""id":"02020202-0202-0202-0202-020202020202","kind":"key_revealed","kind_version":1,"#,
                r#""parts":[{"hash":"2b5141a3edd2cd2d1eff5bb3f6b1ce7d17e3e86f864c58ac738f2aa0124457d9","#,
                r#""person":"05050505-0505-0505-0505-050505050505"}],"#,
                r#""previous":"0000000000000000000000000000000000000000000000000000000000000000","#,
                r#""scope":"01010101-0101-0101-0101-010101010101","seq":7}"#,
            )
        );
        assert_eq!(
            canonical(&serde_json::from_str::<Value>(&line.text(Digest::ZERO)).unwrap()).unwrap(),
            line.text(Digest::ZERO),
            "the hashed text is itself canonical"
        );
        assert_eq!(
            line.hash(Digest::ZERO).to_string(),
            "8d47907f4420c7b38a543af9ec75a0282229b52f0aeaa071d3901558ae7c7190"
        );
    }

    #[test]
    fn a_line_reads_what_was_written() {
        assert_eq!(entry().write(1).unwrap().read().unwrap(), entry());
    }

    #[test]
    fn every_alteration_is_found() {
        let line = entry().write(1).unwrap();
        let hash = line.hash(Digest::ZERO);
        let start = ChainHead::default();
        assert!(start.follow(&line, hash).is_ok());

        let mut erased = line.clone();
        erased.parts[0].words = None;
        assert!(
            start.follow(&erased, hash).is_ok(),
            "an erased part keeps its hash"
        );

        let mut gap = line.clone();
        gap.seq = 2;
        assert_eq!(
            start.follow(&gap, hash),
            Err(ChainError::Gap {
                expected: 1,
                found: 2
            })
        );
        let mut facts = line.clone();
        facts.facts = facts.facts.replace("2026-03", "2026-04");
        assert_eq!(
            start.follow(&facts, hash),
            Err(ChainError::Altered { seq: 1 })
        );
        let mut spaced = line.clone();
        spaced.facts.push(' ');
        assert_eq!(
            start.follow(&spaced, spaced.hash(Digest::ZERO)),
            Err(ChainError::Altered { seq: 1 }),
            "facts in another form are not what was written"
        );
        let mut words = line;
        words.parts[0].words = Some((Salt::from_bytes([6; 16]), Personal::new("{}".to_owned())));
        assert_eq!(
            start.follow(&words, hash),
            Err(ChainError::PartAltered { seq: 1, part: 1 })
        );
    }
}
