use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::entry::{Digest, JournalLine, LinePart, Salt, canonical};
use crate::{CommandId, DeviceId, EntryId, Instant, PersonId, Personal, ScopeId};

/// A line of the journal as an export has it, with the hash it claims.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ExportedLine {
    /// The entry.
    pub line: JournalLine,
    /// The hash that the export says it has.
    pub hash: Digest,
    /// Whether the words were left out of this export, though they are there.
    pub withheld: bool,
}

/// Why a line of an export is no entry.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("not an entry of a journal in its canonical form")]
pub struct ExportedLineError;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Fields {
    actor: Option<PersonId>,
    at: Instant,
    command: CommandId,
    device: Option<DeviceId>,
    facts: Map<String, Value>,
    hash: Digest,
    id: EntryId,
    kind: String,
    kind_version: u32,
    parts: Vec<PartFields>,
    scope: ScopeId,
    seq: u64,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PartFields {
    hash: Digest,
    person: Option<PersonId>,
    salt: Option<String>,
    words: Option<Map<String, Value>>,
    state: State,
}

/// Whether the words of a part are here.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum State {
    Here,
    Erased,
    Withheld,
}

impl ExportedLine {
    /// The line as it is written: canonical JSON, without the end of the line. The stored facts and words are taken over
    /// as they are.
    pub fn write(&self) -> String {
        let quoted = |id: Option<String>| id.map_or("null".to_owned(), |id| format!("\"{id}\""));
        let line = &self.line;
        let parts: Vec<String> = line.parts.iter().map(|part| self.part(part)).collect();
        format!(
            r#"{{"actor":{},"at":{},"command":"{}","device":{},"facts":{},"hash":"{}","id":"{}","kind":{},"kind_version":{},"parts":[{}],"scope":"{}","seq":{}}}"#,
            quoted(line.actor.map(|id| id.to_string())),
            line.at.micros(),
            line.command,
            quoted(line.device.map(|id| id.to_string())),
            line.facts,
            self.hash,
            line.id,
            Value::from(line.kind.as_str()),
            line.kind_version,
            parts.join(","),
            line.scope,
            line.seq,
        )
    }

    fn part(&self, part: &LinePart) -> String {
        let person = part
            .person
            .map_or("null".to_owned(), |id| format!("\"{id}\""));
        let hash = part.hash;
        match &part.words {
            Some((salt, body)) if !self.withheld => format!(
                r#"{{"hash":"{hash}","person":{person},"salt":"{salt}","state":"here","words":{}}}"#,
                body.reveal()
            ),
            words => {
                let state = if words.is_some() {
                    "withheld"
                } else {
                    "erased"
                };
                format!(
                    r#"{{"hash":"{hash}","person":{person},"salt":null,"state":"{state}","words":null}}"#
                )
            }
        }
    }

    /// Reads a line. It must be in its canonical form, so that no two texts say the same.
    pub fn read(text: &str) -> Result<Self, ExportedLineError> {
        let fields: Fields = serde_json::from_str(text).map_err(|_| ExportedLineError)?;
        if canonical(&fields).ok().as_deref() != Some(text) {
            return Err(ExportedLineError);
        }
        let mut withheld = false;
        let mut parts = Vec::with_capacity(fields.parts.len());
        for part in fields.parts {
            let words = match (part.state, part.salt, part.words) {
                (State::Here, Some(salt), Some(words)) => Some((
                    Salt::of_hex(&salt).ok_or(ExportedLineError)?,
                    Personal::new(text_of(&words)?),
                )),
                (State::Erased, None, None) => None,
                (State::Withheld, None, None) => {
                    withheld = true;
                    None
                }
                _ => return Err(ExportedLineError),
            };
            parts.push(LinePart {
                person: part.person,
                hash: part.hash,
                words,
            });
        }
        Ok(Self {
            line: JournalLine {
                scope: fields.scope,
                seq: fields.seq,
                id: fields.id,
                command: fields.command,
                kind: fields.kind,
                kind_version: fields.kind_version,
                at: fields.at,
                actor: fields.actor,
                device: fields.device,
                facts: text_of(&fields.facts)?,
                parts,
            },
            hash: fields.hash,
            withheld,
        })
    }
}

fn text_of(object: &Map<String, Value>) -> Result<String, ExportedLineError> {
    canonical(object).map_err(|_| ExportedLineError)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::facts::KeyRevealed;
    use crate::entry::{Entry, Part, Word, Words};

    fn line() -> ExportedLine {
        let id = |byte| [byte; 16];
        let entry = Entry {
            scope: ScopeId::from_bytes(id(1)),
            id: EntryId::from_bytes(id(2)),
            command: CommandId::from_bytes(id(3)),
            at: Instant::from_micros(1_780_000_000_000_000),
            actor: None,
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
                words: Words::new().with(Word::Why, "月末\n\u{1}"),
            }],
        };
        let line = entry.write(1).unwrap();
        ExportedLine {
            hash: line.hash(Digest::ZERO),
            line,
            withheld: false,
        }
    }

    #[test]
    fn a_line_reads_what_it_writes() {
        let line = line();
        assert_eq!(ExportedLine::read(&line.write()), Ok(line.clone()));
        let mut withheld = line.clone();
        withheld.withheld = true;
        let read = ExportedLine::read(&withheld.write()).unwrap();
        assert!(read.withheld && read.line.parts[0].words.is_none());
        let mut erased = line;
        erased.line.parts[0].words = None;
        assert_eq!(ExportedLine::read(&erased.write()), Ok(erased));
    }

    #[test]
    fn another_form_of_the_same_is_refused() {
        let text = line().write();
        for other in [
            text.replace("\"at\":", "\"at\": "),
            format!("{text} "),
            text.replace("1780000000000000", "1780000000000000.0"),
            text.replace("\"state\":\"here\"", "\"state\":\"erased\""),
            text.replace("\"seq\":1", "\"seq\":1,\"zeal\":1"),
            text.replacen("05050505-", "05050505", 1),
            text.replace("\\u0001", "\\u0001\\u0001")
                .replace('月', "\\u6708"),
            String::new(),
        ] {
            assert_eq!(
                ExportedLine::read(&other),
                Err(ExportedLineError),
                "{other}"
            );
        }
    }
}
