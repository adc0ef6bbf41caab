use huiyin_domain::{Day, FollowUpId, RecordId, Topic};
use huiyin_rules::procedure::Basis;
use huiyin_store::Error as StoreError;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{Result, Site};

/// What a message in the outbox says: ids, numbers of events, days and clauses. There is no place in it for a resident.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Told {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) follow_ups: Vec<FollowUpId>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) records: Vec<RecordId>,
    /// The running numbers of the events, such as CY-2026-00123.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) events: Vec<String>,
    /// The earliest last day of what is told of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) due: Option<Day>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) clauses: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) readings: Vec<String>,
}

impl Told {
    pub(super) fn read(payload: &Value) -> Result<Self> {
        Ok(Self::deserialize(payload).map_err(|error| StoreError::Corrupt(error.to_string()))?)
    }

    /// Both in one, where several messages go to the same place at once.
    pub(super) fn join(&mut self, other: Self) {
        join(&mut self.follow_ups, other.follow_ups);
        join(&mut self.records, other.records);
        join(&mut self.events, other.events);
        self.events.sort_unstable();
        join(&mut self.clauses, other.clauses);
        join(&mut self.readings, other.readings);
        self.due = self.due.into_iter().chain(other.due).min();
    }
}

fn join<T: PartialEq>(ours: &mut Vec<T>, theirs: Vec<T>) {
    for it in theirs {
        if !ours.contains(&it) {
            ours.push(it);
        }
    }
}

/// A notice: what it is about and what it says of it. All of it may leave the house.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Notice {
    /// What it is about.
    pub topic: Topic,
    /// The site's name.
    pub site: String,
    /// How many follow-ups or records it is about.
    pub count: usize,
    /// The running numbers of their events.
    pub events: Vec<String>,
    /// The earliest last day.
    pub due: Option<Day>,
    /// The clauses behind it.
    pub basis: Basis,
    /// The page that shows what it is about.
    pub path: String,
    /// What is to be kept outside of the office, a line each, as `huiyin verify --anchor` reads it: only in a letter about
    /// that, and as it stands when the letter goes out.
    pub noted: Vec<String>,
}

impl Notice {
    pub(super) fn of(topic: Topic, site: &Site, told: Told) -> Self {
        let about = match topic {
            Topic::ListMissing => told.events.len(),
            _ => told.follow_ups.len().max(told.records.len()),
        };
        Self {
            topic,
            site: site.name().to_owned(),
            count: about,
            path: path(topic, &told),
            noted: Vec::new(),
            events: told.events,
            due: told.due,
            basis: Basis {
                clauses: told.clauses,
                readings: told.readings,
            },
        }
    }
}

/// To the one thing that is told of; of several, to where they all stand.
fn path(topic: Topic, told: &Told) -> String {
    let place = match topic {
        Topic::ArchiveDue => Some("/archive"),
        Topic::ListMissing => Some("/open"),
        Topic::FestivalNear => Some("/festivals"),
        Topic::RequestDue => Some("/requests"),
        Topic::HeadsNoted => Some("/statistics"),
        Topic::LetterWaits | Topic::LetterJudged => Some("/letters"),
        Topic::PaperWaits
        | Topic::ReturnDelivered
        | Topic::PaperLate
        | Topic::TaskGiven
        | Topic::TaskDone
        | Topic::TaskLate => Some("/analysis"),
        _ => None,
    };
    if let Some(place) = place {
        return place.to_owned();
    }
    match (told.records.as_slice(), told.follow_ups.as_slice()) {
        ([record], []) => format!("/records/{record}"),
        ([], [follow_up]) => format!("/follow-ups/{follow_up}"),
        ([_, ..], _) => "/records".to_owned(),
        ([], _) => "/".to_owned(),
    }
}
