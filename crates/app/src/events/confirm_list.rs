use huiyin_domain::entry::facts::{ListConfirmed, ListLine, PersonSaved};
use huiyin_domain::entry::{ContactWish, Word, Words};
use huiyin_domain::{CommandId, EventId, PersonId, Personal, UnitId};
use huiyin_store::imports::UnitRow;
use huiyin_store::{Change, Draft, Tx, events, imports, obligations, people};

use super::at_hand;
use crate::fields::{Fields, LONG, NAME};
use crate::planning::{History, PIECE, arise};
use crate::site::Editions;
use crate::{App, Asker, Error, Fault, Refusal, Result, Right, Site, access};

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
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ListLineInput {
    /// The unit, where it is a known one.
    pub unit: Option<UnitId>,
    /// The unit as the list has it.
    pub unit_words: String,
    /// Who is named, where that is a known person.
    pub person: Option<PersonId>,
    /// The name of somebody who is not known yet.
    pub name: Personal<String>,
    /// Their telephone number.
    pub phone: Personal<String>,
}

impl Default for ListLineInput {
    fn default() -> Self {
        Self {
            unit: None,
            unit_words: String::new(),
            person: None,
            name: Personal::new(String::new()),
            phone: Personal::new(String::new()),
        }
    }
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
    if row.list_complete && input.complete && input.lines.is_empty() {
        return Err(Error::Refused {
            why: Refusal::ListComplete,
            basis: rules.procedure().lists.basis.clone(),
        });
    }
    let lines = read(change, &site, row.id, input).await?;
    let confirmed = ListConfirmed {
        event: row.id,
        lines,
        complete: input.complete || row.list_complete,
    };
    change.append(Draft::new(site.id(), confirmed)).await?;
    // Where a file's list was planned although it is history, who is added later is too.
    let history = if obligations::of_event(change, row.id).await?.is_empty() {
        History::Skipped
    } else {
        History::Planned
    };
    arise(change, &site, row.id, history).await
}

/// The lines as they are taken; people who are not known yet are made known.
async fn read(
    change: &mut Change<'_>,
    site: &Site,
    event: EventId,
    input: &ConfirmList,
) -> Result<Vec<ListLine>> {
    let mut fields = Fields::default();
    if input.lines.is_empty() && !input.complete {
        fields.wrong("lines", Fault::Missing);
    }
    if input.lines.len() > PIECE {
        fields.wrong("lines", Fault::TooLong(PIECE));
    }
    let known = events::list(change, event).await?;
    let before = known.iter().map(|line| line.line).max().unwrap_or(0);
    let mut lines = Vec::with_capacity(input.lines.len());
    let mut people = Vec::new();
    let codes: Vec<&str> = (input.lines.iter())
        .map(|typed| typed.unit_words.trim())
        .filter(|code| !code.is_empty())
        .collect();
    let units = imports::units_of_codes(change, site.id(), &codes).await?;
    for (line, typed) in (before + 1..).zip(&input.lines) {
        let unit_words = fields.optional("unit", &typed.unit_words, LONG);
        let name = fields.optional("name", typed.name.reveal(), NAME);
        let phone = fields.phone("phone", &typed.phone);
        let is_somebody = typed.person.is_some() || name.is_some();
        if unit_words.is_none() && typed.unit.is_none() && !is_somebody {
            fields.wrong("unit", Fault::Missing);
        }
        if phone.is_some() && !is_somebody {
            fields.wrong("name", Fault::Missing);
        }
        if !is_of_site(change, site, (typed.unit, typed.person)).await? {
            fields.wrong("unit", Fault::Unknown);
        }
        let same = |known: &ListLine| known.unit == typed.unit && known.person == typed.person;
        if typed.unit.is_some() && typed.person.is_some() && known.iter().any(same) {
            fields.wrong("unit", Fault::Listed);
        }
        let person = match (typed.person, name) {
            (None, Some(name)) => {
                let person = PersonId::generate();
                people.push((person, name, phone));
                Some(person)
            }
            (person, _) => person,
        };
        lines.push(ListLine {
            line,
            unit: typed
                .unit
                .or_else(|| unit_of(&units, unit_words.as_deref())),
            unit_words,
            person,
        });
    }
    fields.check()?;
    for (person, name, phone) in people {
        save(change, site, (person, name, phone)).await?;
    }
    Ok(lines)
}

/// The unit that words are the code of.
fn unit_of(units: &[UnitRow], words: Option<&str>) -> Option<UnitId> {
    let unit = units.iter().find(|unit| Some(&*unit.code) == words);
    unit.map(|unit| unit.id)
}

/// Whether what a line names is of the site: nobody puts the people of another on a list.
pub(crate) async fn is_of_site(
    tx: &mut Tx,
    site: &Site,
    (unit, person): (Option<UnitId>, Option<PersonId>),
) -> Result<bool> {
    if let Some(unit) = unit {
        let place = events::place_of_unit(tx, unit).await?;
        if place.is_none_or(|(at, _)| at != site.id()) {
            return Ok(false);
        }
    }
    let Some(person) = person else {
        return Ok(true);
    };
    let known = people::person(tx, person).await?;
    Ok(known.is_some_and(|known| known.home == site.id() && known.erased_at.is_none()))
}

async fn save(
    change: &mut Change<'_>,
    site: &Site,
    (person, name, phone): (PersonId, String, Option<String>),
) -> Result<()> {
    let saved = PersonSaved {
        person,
        home: site.id(),
        language: None,
        wish: ContactWish::Any,
        import: None,
    };
    let words = Words::new()
        .with(Word::Name, name)
        .with_some(Word::Phone, phone);
    let draft = Draft::new(site.id(), saved).about(Some(person), words);
    change.append(draft).await?;
    Ok(())
}
