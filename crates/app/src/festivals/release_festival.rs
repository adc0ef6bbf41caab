use huiyin_domain::entry::facts::{
    EventCompleted, EventRegistered, EventState, FestivalReleased, ListConfirmed, ListLine,
    RunningNumber,
};
use huiyin_domain::entry::{Source, Word, Words};
use huiyin_domain::{Category, CommandId, EventId, Lang};
use huiyin_store::{Change, Draft, events};
use serde::{Deserialize, Serialize};

use super::list_households::all;
use super::{AtHand, FestivalOf, at_hand};
use crate::access::Right;
use crate::events::outside_id;
use crate::planning::{History, PIECE, arise};
use crate::site::Editions;
use crate::{App, Asker, Error, Refusal, Result};

/// The list of a festival, to be released.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReleaseFestival {
    /// The festival.
    pub of: FestivalOf,
    /// How many households the releaser saw on the list.
    pub households: usize,
}

/// What a release made.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FestivalReleasedAnswer {
    /// The event whose list it is.
    pub event: EventId,
    /// Its number for people.
    pub number: String,
}

impl App {
    /// Releases the list of a festival: an event is made whose day is the festival's, with the households as its list, and
    /// all of them are to be visited under the version in force today. [`Error::Conflict`] when the list is not the one
    /// that the releaser saw.
    pub async fn release_festival(
        &self,
        asker: &Asker,
        command: CommandId,
        input: ReleaseFestival,
    ) -> Result<FestivalReleasedAnswer> {
        let act = asker.act(command, self.clock().now());
        let input = (self.editions().clone(), asker.clone(), input);
        self.db()
            .command(act, input, |change, (editions, asker, input)| {
                Box::pin(release(change, editions, asker, input))
            })
            .await
    }
}

async fn release(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    input: &ReleaseFestival,
) -> Result<FestivalReleasedAnswer> {
    let of = &input.of;
    let at = at_hand(change, editions, (asker, Right::Festivals), of).await?;
    at.check_open(change, of).await?;
    let households = all(change, of).await?;
    if households.is_empty() {
        return at.refused(Refusal::NobodyListed);
    }
    if households.len() != input.households {
        return Err(Error::Conflict);
    }
    let answer = register(change, &at, asker, of).await?;
    let lines: Vec<ListLine> = (1..)
        .zip(&households)
        .map(|(line, row)| ListLine {
            line,
            unit: row.unit_id,
            unit_words: row.unit_words.clone(),
            person: row.person,
        })
        .collect();
    let pieces = lines.len().div_ceil(PIECE);
    for (number, piece) in (1..).zip(lines.chunks(PIECE)) {
        let confirmed = ListConfirmed {
            event: answer.event,
            lines: piece.to_vec(),
            complete: number == pieces,
        };
        change.append(Draft::new(of.site, confirmed)).await?;
    }
    let released = FestivalReleased {
        site: of.site,
        festival: of.festival.clone(),
        year: of.year,
        day: at.day,
        event: answer.event,
    };
    change.append(Draft::new(of.site, released)).await?;
    arise(change, &at.site, answer.event, History::Skipped).await?;
    Ok(answer)
}

/// Registers the event, completed on the day of the festival.
async fn register(
    change: &mut Change<'_>,
    at: &AtHand,
    asker: &Asker,
    of: &FestivalOf,
) -> Result<FestivalReleasedAnswer> {
    let site = &at.site;
    let year = at.today.month().year();
    let number = RunningNumber {
        year,
        number: events::last_number(change, site.id(), year).await? + 1,
    };
    let event = EventId::generate();
    let (wanted, now) = (of.outside_id(), change.at());
    let registered = EventRegistered {
        event,
        site: site.id(),
        event_id: outside_id(change, site, &wanted).await?,
        number,
        source: Source::Form,
        import: None,
        state: EventState {
            category: Category::Festival,
            kind: Some(at.festival.title.get(Lang::ZhHant).to_owned()),
            severity: None,
            unit: None,
            unit_words: None,
            zone: None,
            zone_words: None,
            reporter: None,
            respondent_department: None,
            respondent_words: None,
            asset: None,
            reported_at: Some(now),
            contract_start: None,
            contract_end: None,
            anonymous: false,
            reply_only: false,
            reply_attached: false,
            valid: true,
            rating: None,
        },
        reports: Vec::new(),
    };
    let title = at.festival.title.get(asker.lang);
    let words = Words::new().with(Word::Summary, format!("{title} {}", of.year));
    let draft = Draft::new(site.id(), registered).about(None, words);
    change.append(draft).await?;
    let completed = EventCompleted {
        event,
        completed_at: site.zone().start_of(at.day),
        procedure: (at.day >= site.live_from()).then(|| site.version_on(at.today).1),
    };
    change.append(Draft::new(site.id(), completed)).await?;
    Ok(FestivalReleasedAnswer {
        event,
        number: number.text(site.code()),
    })
}
