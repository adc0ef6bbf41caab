use serde_json::{Map, Value};

use crate::entry::{JournalLine, canonical};
use crate::{Channel, Lang, SiteZone};

/// A file whose lines say the same as entries of the journal, in their order, in a form that people can read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Derived {
    /// Events as they were registered and corrected.
    Events,
    /// Records of follow-ups.
    Records,
    /// What was judged of them.
    Reviews,
    /// The frozen statistics of closed months.
    Statistics,
}

impl Derived {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Events, Self::Records, Self::Reviews, Self::Statistics];

    /// The name of the file.
    pub const fn file(self) -> &'static str {
        match self {
            Self::Events => "events.jsonl",
            Self::Records => "records.jsonl",
            Self::Reviews => "reviews.jsonl",
            Self::Statistics => "statistics.jsonl",
        }
    }

    /// The file in which an entry of a kind has its line; none for most kinds.
    pub fn of_kind(kind: &str) -> Option<Self> {
        match kind {
            "event_registered" | "event_corrected" => Some(Self::Events),
            "visit_recorded" | "follow_up_lettered" => Some(Self::Records),
            "record_reviewed" | "nonconforming_decided" => Some(Self::Reviews),
            "month_closed" => Some(Self::Statistics),
            _ => None,
        }
    }
}

/// The line that an entry has in a derived file: its facts; `at`, when, on the site's clock; `by`, who; `seq`; `words`,
/// the words of all its parts that are there; `erased`, how many parts are not; and for a record `by_way_of`, the channel
/// in words. None for kinds without one, and for facts that are no JSON.
pub fn derived(line: &JournalLine, zone: SiteZone) -> Option<(Derived, String)> {
    let file = Derived::of_kind(&line.kind)?;
    let mut object: Map<String, Value> = serde_json::from_str(&line.facts).ok()?;
    let mut words = Map::new();
    let mut erased = 0_u64;
    for part in &line.parts {
        match &part.words {
            Some((_, body)) => {
                let said: Map<String, Value> = serde_json::from_str(body.reveal()).ok()?;
                words.extend(said);
            }
            None => erased += 1,
        }
    }
    if file == Derived::Records {
        let channel = object.get("channel").and_then(Value::as_str);
        let channel = channel.map_or(Some(Channel::PublicLetter), Channel::of_id)?;
        object.insert("by_way_of".to_owned(), way(channel).into());
    }
    object.insert("at".to_owned(), zone.local(line.at).to_string().into());
    let by = line
        .actor
        .map_or(Value::Null, |actor| actor.to_string().into());
    object.insert("by".to_owned(), by);
    object.insert("erased".to_owned(), erased.into());
    object.insert("kind".to_owned(), line.kind.clone().into());
    object.insert("seq".to_owned(), line.seq.into());
    object.insert("words".to_owned(), words.into());
    Some((file, canonical(&object).ok()?))
}

/// A record by phone says so in these words, as clause 11.1.7 asks.
fn way(channel: Channel) -> String {
    format!("{}回訪", channel.title(Lang::ZhHant))
}

/// What stands in an export beside its files, for who finds it years later.
pub const fn read_text() -> &'static str {
    include_str!("readme.txt")
}
