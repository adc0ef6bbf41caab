use huiyin_domain::entry::facts::SpotChecked;
use huiyin_domain::entry::{NotReached, Word, Words};
use huiyin_domain::{CommandId, Rating, RecordId};
use huiyin_store::{Change, Draft, draw};

use super::AtHand;
use crate::fields::{Fields, LONG};
use crate::site::Editions;
use crate::{App, Asker, Error, Fault, Result};

const MINUTE: i64 = 60_000_000;

/// What came of a call.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CallOutcome {
    /// Somebody was reached, and there was the visit of which the record tells.
    Visited,
    /// Somebody was reached, and there was none.
    NotVisited,
    /// Nobody was reached.
    NotReached(NotReached),
}

impl CallOutcome {
    /// All of them, those first in which somebody was reached.
    pub fn all() -> impl Iterator<Item = Self> {
        let in_vain = NotReached::ALL.iter().copied().map(Self::NotReached);
        [Self::Visited, Self::NotVisited].into_iter().chain(in_vain)
    }

    /// Its id in forms.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Visited => "visited",
            Self::NotVisited => "not_visited",
            Self::NotReached(why) => why.id(),
        }
    }

    /// The outcome of an id.
    pub fn of_id(id: &str) -> Option<Self> {
        Self::all().find(|it| it.id() == id)
    }
}

/// A call about a record of the sample, as the form sends it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RecordSpotCheck {
    /// The record.
    pub record: RecordId,
    /// When, on the site's clock: day and time.
    pub called_at: String,
    /// What came of it.
    pub outcome: Option<CallOutcome>,
    /// The rating given on the telephone; none where none was given.
    pub rating: Option<Rating>,
    /// What the resident said; where nobody was reached for another reason than those of the list, that reason.
    pub said: String,
}

impl App {
    /// Enters a call about a record of the sample: by somebody of the company who had no hand in the record
    /// ([`Refusal::OwnSpotCheck`](crate::Refusal::OwnSpotCheck)), until somebody is reached
    /// ([`Refusal::SpotChecked`](crate::Refusal::SpotChecked)). Calls in vain stay on record, and bring the next record
    /// into the sample.
    pub async fn record_spot_check(
        &self,
        asker: &Asker,
        command: CommandId,
        input: RecordSpotCheck,
    ) -> Result<()> {
        let act = asker.act(command, self.clock().now());
        let input = (self.editions().clone(), asker.clone(), input);
        self.db()
            .command(act, input, |change, (editions, asker, input)| {
                Box::pin(enter(change, editions, asker, input))
            })
            .await
    }
}

async fn enter(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    input: &RecordSpotCheck,
) -> Result<()> {
    let now = change.at();
    let found = AtHand::load(change, (editions, asker), input.record, now).await?;
    // Two who call at once: the second sees what the first entered.
    draw::lock_site(change, found.site.id()).await?;
    let at_hand = AtHand::load(change, (editions, asker), input.record, now).await?;
    at_hand.check()?;
    let mut fields = Fields::default();
    let called_at = fields.time("called_at", &input.called_at, at_hand.site.zone());
    match called_at {
        None if input.called_at.trim().is_empty() => fields.wrong("called_at", Fault::Missing),
        Some(at) if at > now => fields.wrong("called_at", Fault::InFuture),
        // What is typed has no seconds.
        Some(at) if at.micros() + MINUTE <= at_hand.since.micros() => {
            fields.wrong("called_at", Fault::BeforeDrawn);
        }
        _ => {}
    }
    let not_reached = match input.outcome {
        None => {
            fields.wrong("outcome", Fault::Missing);
            None
        }
        Some(CallOutcome::NotReached(why)) => Some(why),
        Some(_) => None,
    };
    if not_reached.is_some() && input.rating.is_some() {
        fields.wrong("rating", Fault::Unknown);
    }
    let said = match not_reached {
        Some(NotReached::Other) => Some(fields.required("said", &input.said, LONG)),
        _ => fields.optional("said", &input.said, LONG),
    };
    fields.check()?;
    let (Some(called_at), Some(outcome)) = (called_at, input.outcome) else {
        return Err(Error::NotFound);
    };
    let facts = SpotChecked {
        record: input.record,
        event: at_hand.row.event,
        site: at_hand.site.id(),
        month: at_hand.month,
        number: at_hand.calls.last().map_or(0, |last| last.number) + 1,
        called_at,
        not_reached,
        visited: match outcome {
            CallOutcome::Visited => Some(true),
            CallOutcome::NotVisited => Some(false),
            CallOutcome::NotReached(_) => None,
        },
        rating: input.rating,
    };
    let words = Words::new().with_some(Word::Remarks, said);
    let draft = Draft::new(at_hand.site.id(), facts).about(at_hand.follow_up.customer, words);
    change.append(draft).await?;
    Ok(())
}
