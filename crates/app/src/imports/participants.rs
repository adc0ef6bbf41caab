//! Lists of events from a file: participants, recipients, households. A line is known by unit and name; one that the
//! list has not yet becomes its next line, in the order of the file. When all rows are in, the lists are confirmed. A
//! festival whose list is not released yet is named like `mid_autumn-2026`; its list is not confirmed but released.

use std::collections::HashMap;

use huiyin_domain::entry::facts::{FestivalLine, HouseholdsListed, ListConfirmed, ListLine};
use huiyin_domain::entry::{ContactWish, ImportKind};
use huiyin_domain::{CommandId, EventId, ImportId, Instant, PersonId, Personal, UnitId};
use huiyin_forms::participants::{ParticipantColumn, ParticipantRow};
use huiyin_forms::{ColumnOf, Expected, Name, Names, Refusal};
use huiyin_store::imports::{self, KnownPerson};
use huiyin_store::{Change, Draft, Tx, Work, draw, events, festivals as households, lists};

use super::Outcome;
use super::arising;
use super::piece::{Context, Importable, Judged, Target};
use super::residents::person_draft;
use crate::festivals::{self, FestivalOf};
use crate::{App, Asker, Error, Result};

/// A line of a list, as often as the file has had it.
pub(super) struct ListedLine {
    row: ParticipantRow,
    /// How often the file has had this unit and name for the event, this one included.
    occurrence: u32,
}

/// How often a file has had each line.
#[derive(Default)]
pub(super) struct Occurrences {
    lines: Names,
    counts: Vec<u32>,
}

impl Occurrences {
    fn count(&mut self, line: &str) -> u32 {
        let name: Name = self.lines.name(line);
        if self.counts.len() <= name.index() {
            self.counts.resize(name.index() + 1, 0);
        }
        self.counts[name.index()] += 1;
        self.counts[name.index()]
    }
}

impl ListedLine {
    fn name(&self) -> &str {
        self.row
            .customer
            .as_ref()
            .map_or("", |name| &**name.reveal())
    }

    fn phone(&self) -> Option<&str> {
        self.row.phone.as_ref().map(|phone| &**phone.reveal())
    }

    fn unit(&self) -> &str {
        self.row.unit.as_deref().unwrap_or_default()
    }

    fn refused(&self, column: ParticipantColumn, value: &str, expected: Expected) -> Judged {
        let refusal = Refusal::new(self.row.row, Some(column.column()), value, expected);
        Judged::refused(self.row.row, vec![refusal])
    }
}

impl Importable for ListedLine {
    const KIND: ImportKind = ImportKind::Participants;
    type Row = ParticipantRow;
    type Seen = Occurrences;

    fn place(row: ParticipantRow, seen: &mut Occurrences) -> Result<Self, Refusal> {
        let mut line = Self { row, occurrence: 0 };
        let key = format!(
            "{}\u{1f}{}\u{1f}{}",
            line.row.event_id,
            line.unit(),
            line.name()
        );
        line.occurrence = seen.count(&key);
        Ok(line)
    }

    fn lock<'t>(tx: &'t mut Tx, context: &'t Context) -> Work<'t, (), Error> {
        Box::pin(async move { Ok(draw::lock_site(tx, context.site.id()).await?) })
    }

    fn judge<'t>(
        tx: &'t mut Tx,
        context: &'t Context,
        items: &'t [Self],
    ) -> Work<'t, Vec<Judged>, Error> {
        Box::pin(async move {
            let mut known = Known::ask(tx, context, items).await?;
            let mut judged: Vec<_> = items
                .iter()
                .map(|line| judge_line(context, line, &mut known))
                .collect();
            for list in known.lists.into_values() {
                if let Some((last, draft)) = list.draft(context)
                    && let Some(row) = judged.iter_mut().find(|row| row.row == last)
                {
                    // After the people of all its lines.
                    row.drafts.push(draft);
                }
            }
            Ok(judged)
        })
    }
}

/// What a list is of.
enum ListOf {
    Event(EventId),
    /// A festival whose list is not released yet.
    Festival(FestivalOf),
}

/// A list, with the lines that a piece adds.
struct List {
    of: ListOf,
    takes_lines: bool,
    /// How often each unit and name is in it.
    lines: HashMap<(String, String), u32>,
    length: u32,
    new: Vec<ListLine>,
    last_row: u64,
}

impl List {
    fn draft(self, context: &Context) -> Option<(u64, Draft)> {
        if self.new.is_empty() {
            return None;
        }
        let site = context.site.id();
        let draft = match self.of {
            ListOf::Event(event) => Draft::new(
                site,
                ListConfirmed {
                    event,
                    lines: self.new,
                    complete: false,
                },
            ),
            ListOf::Festival(of) => Draft::new(
                site,
                HouseholdsListed {
                    site,
                    festival: of.festival,
                    year: of.year,
                    lines: self.new.into_iter().map(festival_line).collect(),
                },
            ),
        };
        Some((self.last_row, draft))
    }

    fn target(&self) -> Target {
        match &self.of {
            ListOf::Event(event) => Target {
                kind: "list",
                id: event.uuid(),
            },
            ListOf::Festival(of) => Target {
                kind: "festival_list",
                id: of.site.uuid(),
            },
        }
    }
}

fn festival_line(line: ListLine) -> FestivalLine {
    FestivalLine {
        number: line.line,
        unit: line.unit,
        unit_words: line.unit_words,
        person: line.person,
    }
}

/// What is known of the events, units and people that a piece names.
struct Known {
    lists: HashMap<String, List>,
    units: HashMap<String, UnitId>,
    people: HashMap<(UnitId, String), PersonId>,
    called: HashMap<(String, String), PersonId>,
}

impl Known {
    async fn ask(tx: &mut Tx, context: &Context, items: &[ListedLine]) -> Result<Self> {
        let site = context.site.id();
        let mut ids: Vec<&str> = items.iter().map(|line| &*line.row.event_id).collect();
        ids.sort_unstable();
        ids.dedup();
        let mut lists = HashMap::new();
        for event in imports::events_of_outside_ids(tx, site, &ids).await? {
            let has_list = event.row.state.category.has_list();
            let list = list_of(tx, (event.row.id, has_list), context.now).await?;
            lists.insert(event.row.event_id, list);
        }
        for id in ids {
            if !lists.contains_key(id)
                && let Some(list) = festival_list(tx, context, id).await?
            {
                lists.insert(id.into(), list);
            }
        }
        let codes: Vec<&str> = items
            .iter()
            .filter_map(|line| line.row.unit.as_deref())
            .collect();
        let units: HashMap<_, _> = imports::units_of_codes(tx, site, &codes)
            .await?
            .into_iter()
            .map(|unit| (unit.code, unit.id))
            .collect();
        let unit_ids: Vec<_> = units.values().copied().collect();
        let people = imports::persons_in_units(tx, &unit_ids)
            .await?
            .into_iter()
            .filter_map(|(unit, person, name)| Some(((unit, name?.into_inner()), person)))
            .collect();
        let names: Vec<&str> = items
            .iter()
            .filter(|line| line.phone().is_some() && !line.name().is_empty())
            .map(ListedLine::name)
            .collect();
        let called = imports::persons_called(tx, site, &names)
            .await?
            .into_iter()
            .filter_map(|person| {
                Some((
                    (person.name?.into_inner(), person.phone?.into_inner()),
                    person.id,
                ))
            })
            .collect();
        Ok(Self {
            lists,
            units,
            people,
            called,
        })
    }
}

async fn list_of(tx: &mut Tx, (event, has_list): (EventId, bool), now: Instant) -> Result<List> {
    let known = lists::lines(tx, event, (0, u32::MAX), now).await?;
    let lines = known.iter().map(|it| (it.unit.clone(), it.name.clone()));
    Ok(List {
        of: ListOf::Event(event),
        takes_lines: has_list,
        lines: counted(lines),
        length: known.iter().map(|line| line.line).max().unwrap_or(0),
        new: Vec::new(),
        last_row: 0,
    })
}

/// The list of a festival that a file names, where it is being made and the importer may.
async fn festival_list(tx: &mut Tx, context: &Context, id: &str) -> Result<Option<List>> {
    let rules = context.site.rules_on(context.today);
    let Some((festival, year)) = rules.festival_named(id).filter(|_| context.lists_festivals)
    else {
        return Ok(None);
    };
    let of = FestivalOf {
        site: context.site.id(),
        festival: festival.id.clone(),
        year,
    };
    if !festivals::is_list_open(tx, &context.site, &of, context.today).await? {
        return Ok(None);
    }
    let key = (of.site, of.festival.as_str(), of.year);
    let known = households::households(tx, key, (0, u32::MAX)).await?;
    let lines = known.iter().map(|it| (it.unit.clone(), it.name.clone()));
    Ok(Some(List {
        takes_lines: true,
        lines: counted(lines),
        length: households::last_number(tx, key).await?,
        new: Vec::new(),
        last_row: 0,
        of: ListOf::Festival(of),
    }))
}

/// How often each unit and name is in a list.
fn counted(
    lines: impl Iterator<Item = (Option<String>, Option<Personal<String>>)>,
) -> HashMap<(String, String), u32> {
    let mut counted = HashMap::new();
    for (unit, name) in lines {
        let name = name.map_or_else(String::new, Personal::into_inner);
        *counted.entry((unit.unwrap_or_default(), name)).or_default() += 1;
    }
    counted
}

fn judge_line(context: &Context, line: &ListedLine, known: &mut Known) -> Judged {
    let row = &line.row;
    let code = context.site.code();
    if let Some(site) = row.site.as_deref().filter(|site| *site != code) {
        let code = code.into();
        return line.refused(ParticipantColumn::Site, site, Expected::OwnSite { code });
    }
    let Some(list) = known.lists.get_mut(&*row.event_id) else {
        let expected = Expected::RegisteredEvent;
        return line.refused(ParticipantColumn::EventId, &row.event_id, expected);
    };
    if !list.takes_lines {
        let expected = Expected::ListedEvent;
        return line.refused(ParticipantColumn::EventId, &row.event_id, expected);
    }
    let target = list.target();
    let key = (line.unit().to_owned(), line.name().to_owned());
    let there = list.lines.get(&key).copied().unwrap_or(0);
    if line.occurrence <= there {
        return Judged::new(row.row, Outcome::Same, target);
    }
    list.lines.insert(key, line.occurrence);
    let unit = known.units.get(line.unit()).copied();
    let phone = line.phone().map(str::to_owned);
    let called = phone.map(|phone| (line.name().to_owned(), phone));
    let resident = unit.and_then(|unit| known.people.get(&(unit, line.name().to_owned())));
    let person = resident
        .or_else(|| called.as_ref().and_then(|called| known.called.get(called)))
        .copied();
    let mut drafts = Vec::new();
    let person = match person {
        Some(person) => Some(person),
        None if line.name().is_empty() => None,
        None => {
            let new = new_person(context, line);
            drafts.push(person_draft(&new));
            if let Some(called) = called {
                known.called.insert(called, new.id);
            }
            Some(new.id)
        }
    };
    list.length += 1;
    list.last_row = row.row;
    list.new.push(ListLine {
        line: list.length,
        unit,
        unit_words: row.unit.as_deref().map(str::to_owned),
        person,
    });
    Judged::new(row.row, Outcome::Created, target).with(drafts)
}

fn new_person(context: &Context, line: &ListedLine) -> KnownPerson {
    KnownPerson {
        id: PersonId::generate(),
        home: context.site.id(),
        name: Some(Personal::new(line.name().to_owned())),
        phone: line.phone().map(|phone| Personal::new(phone.to_owned())),
        hours: None,
        mail: None,
        language: None,
        wish: ContactWish::Any,
        import: context.import,
    }
}

impl App {
    /// Confirms the lists that an import made longer, and notes what arises from them.
    pub(super) async fn confirm_lists(
        &self,
        asker: &Asker,
        context: &Context,
        import: ImportId,
    ) -> Result<()> {
        let mut tx = self.db().read().await?;
        let lists = imports::list_events(&mut tx, import).await?;
        drop(tx);
        for event in lists {
            let act = asker.act(CommandId::generate(), self.clock().now());
            let input = (context.clone(), event);
            self.db()
                .command(act, input, |change, (context, event)| {
                    Box::pin(confirm_list(change, context, *event))
                })
                .await?;
        }
        Ok(())
    }
}

async fn confirm_list(
    change: &mut Change<'_>,
    context: &Context,
    event: EventId,
) -> Result<(), Error> {
    let known = events::event(change, event).await?.ok_or(Error::NotFound)?;
    if known.list_complete {
        return Ok(());
    }
    let confirmed = ListConfirmed {
        event,
        lines: Vec::new(),
        complete: true,
    };
    change
        .append(Draft::new(context.site.id(), confirmed))
        .await?;
    arising::note(change, context, event).await
}
