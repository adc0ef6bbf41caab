use huiyin_domain::entry::facts::{ListConfirmed, ListLine};
use huiyin_domain::{CommandId, EventId, PersonId, UnitId};
use huiyin_store::{Change, Draft, events};

use super::at_hand;
use crate::fields::{Fields, LONG};
use crate::planning::{History, PIECE, arise};
use crate::site::Editions;
use crate::{App, Asker, Error, Fault, Refusal, Result, Right, access};

/// Lines of an event's list: participants, recipients, households.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ConfirmList {
    /// The activity, publication or festival.
    pub event: EventId,
    /// The new lines, in order, at most 200; they come after those that are there.
    pub lines: Vec<ListLineInput>,
    /// Whether the list is complete with these: its cohort closes.
    pub complete: bool,
}

/// One line of a list.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ListLineInput {
    /// The unit, where it is a known one.
    pub unit: Option<UnitId>,
    /// The unit as the list has it.
    pub unit_words: String,
    /// Who is named, where that is a known person.
    pub person: Option<PersonId>,
}

impl App {
    /// Adds lines to an event's list, and closes it when it is complete. Lines added afterwards take later numbers, and
    /// all of them are followed up.
    pub async fn confirm_list(
        &self,
        asker: &Asker,
        command: CommandId,
        input: ConfirmList,
    ) -> Result<()> {
        let act = asker.act(command, self.clock().now());
        let input = (self.editions().clone(), asker.clone(), input);
        self.db()
            .command(act, input, |change, (editions, asker, input)| {
                Box::pin(confirm(change, editions, asker, input))
            })
            .await
    }
}

async fn confirm(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    input: &ConfirmList,
) -> Result<()> {
    let (row, site) = at_hand(change, editions, asker, input.event).await?;
    let rules = site.rules_on(site.day(change.at()));
    access::check(&rules, asker, site.id(), Right::RegisterEvents)?;
    if !row.state.category.has_list() {
        return Err(Error::Refused {
            why: Refusal::EventState,
            basis: rules.procedure().lists.basis.clone(),
        });
    }
    let mut fields = Fields::default();
    if input.lines.is_empty() && !input.complete {
        fields.wrong("lines", Fault::Missing);
    }
    if input.lines.len() > PIECE {
        fields.wrong("lines", Fault::TooLong(PIECE));
    }
    let before = events::listed(change, row.id).await?;
    let mut lines = Vec::with_capacity(input.lines.len());
    for (line, typed) in (before + 1..).zip(&input.lines) {
        let unit_words = fields.optional("unit", &typed.unit_words, LONG);
        if unit_words.is_none() && typed.unit.is_none() && typed.person.is_none() {
            fields.wrong("unit", Fault::Missing);
        }
        if let Some(unit) = typed.unit {
            let place = events::place_of_unit(change, unit).await?;
            if place.is_none_or(|(at, _)| at != site.id()) {
                fields.wrong("unit", Fault::Unknown);
            }
        }
        lines.push(ListLine {
            line,
            unit: typed.unit,
            unit_words,
            person: typed.person,
        });
    }
    fields.check()?;
    let confirmed = ListConfirmed {
        event: row.id,
        lines,
        complete: input.complete || row.list_complete,
    };
    change.append(Draft::new(site.id(), confirmed)).await?;
    arise(change, &site, row.id, History::Skipped).await
}
