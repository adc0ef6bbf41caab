use huiyin_domain::entry::Section;
use huiyin_domain::entry::facts::{FollowUpLettered, VisitRecorded};
use huiyin_domain::{Category, Day, EventId, Matter, Personal, Rating};
use serde::Deserialize;
use serde_json::{Map, Value};

/// A record of a follow-up as an archive month has it.
#[derive(Clone, Debug)]
pub struct RecordThere {
    /// Its event.
    pub event: EventId,
    /// The event's number for people there.
    pub number: Option<String>,
    /// The event's category.
    pub category: Option<Category>,
    /// The day of the visit, or on which the letter was put up.
    pub day: Day,
    /// Which version of it, from 1.
    pub version: u32,
    /// How, in the words of the clause: 上門回訪.
    pub by_way_of: String,
    /// The rating of the whole.
    pub rating: Option<Rating>,
    /// Who answered.
    pub respondent: Option<Personal<String>>,
    /// What was said, section by section.
    pub sections: Vec<SectionThere>,
    /// What was raised.
    pub matters: Vec<MatterThere>,
    /// How many parts of its words were erased before it was exported.
    pub erased: u64,
    /// Whether it is of a confidential complaint: its words are not shown.
    pub confidential: bool,
}

/// A section of it.
#[derive(Clone, Debug)]
pub struct SectionThere {
    /// Which.
    pub section: Section,
    /// The rating, where it is rated.
    pub rating: Option<Rating>,
    /// What was said.
    pub said: Option<Personal<String>>,
}

/// Something that was raised.
#[derive(Clone, Debug)]
pub struct MatterThere {
    /// Opinion, suggestion or complaint.
    pub kind: Matter,
    /// Its words.
    pub said: Option<Personal<String>>,
    /// What was done or explained.
    pub outcome: Option<Personal<String>>,
}

/// What every line of the file has besides the facts.
#[derive(Deserialize)]
struct Line {
    by_way_of: String,
    erased: u64,
    kind: String,
    words: Map<String, Value>,
    #[serde(flatten)]
    facts: Map<String, Value>,
}

impl RecordThere {
    /// A line of `records.jsonl`; none for what this program does not know.
    pub(super) fn read(line: &str, confidential: &[EventId]) -> Option<Self> {
        let mut line: Line = serde_json::from_str(line).ok()?;
        for more in ["at", "by", "seq"] {
            line.facts.remove(more);
        }
        let facts = Value::Object(std::mem::take(&mut line.facts));
        if line.kind == "follow_up_lettered" {
            let facts: FollowUpLettered = serde_json::from_value(facts).ok()?;
            let is_confidential = confidential.contains(&facts.event);
            return Some(line.record(
                facts.event,
                (facts.posted_on, facts.version),
                is_confidential,
            ));
        }
        let facts: VisitRecorded = serde_json::from_value(facts).ok()?;
        let is_confidential = confidential.contains(&facts.event);
        let mut record = line.record(
            facts.event,
            (facts.visited_on, facts.version),
            is_confidential,
        );
        record.rating = facts.rating;
        if is_confidential {
            return Some(record);
        }
        record.respondent = line.word("respondent");
        let sections = facts.sections.iter().map(|it| SectionThere {
            section: it.section,
            rating: it.rating,
            said: line.word(&format!("said.{}", it.section.id())),
        });
        record.sections = sections
            .filter(|it| it.rating.is_some() || it.said.is_some())
            .collect();
        let matters = facts.matters.iter().map(|it| MatterThere {
            kind: it.kind,
            said: line.word(&format!("matter.{}", it.number)),
            outcome: line.word(&format!("outcome.{}", it.number)),
        });
        record.matters = matters.collect();
        Some(record)
    }
}

impl Line {
    fn word(&self, name: &str) -> Option<Personal<String>> {
        let word = self.words.get(name)?.as_str()?;
        (!word.is_empty()).then(|| Personal::new(word.to_owned()))
    }

    fn record(
        &self,
        event: EventId,
        (day, version): (Day, u32),
        confidential: bool,
    ) -> RecordThere {
        RecordThere {
            event,
            number: None,
            category: None,
            day,
            version,
            by_way_of: self.by_way_of.clone(),
            rating: None,
            respondent: None,
            sections: Vec::new(),
            matters: Vec::new(),
            erased: self.erased,
            confidential,
        }
    }
}
