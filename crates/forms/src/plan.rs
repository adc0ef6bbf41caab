//! Events for the planner: all of a file in memory, so each in few bytes.

use std::collections::HashMap;
use std::num::NonZeroUsize;

use huiyin_domain::{Category, Day, LocalTime, Rating, Severity};

use crate::events::{EventColumn, EventFacts};
use crate::participants::{ParticipantColumn, ParticipantRow};
use crate::{Cells, ColumnOf, EventIds, Expected, FileError, FileRow, Name, Names, Refusal, Rows};

/// What the rules need of one event; its texts are names of [`PlanEvents::names`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "four columns that are true or false"
)]
pub struct PlanRow {
    /// Unique in the site.
    pub event_id: Name,
    /// The site's code.
    pub site: Name,
    /// The finer sort.
    pub kind: Option<Name>,
    /// The home, shop or office.
    pub unit: Option<Name>,
    /// When it was reported, as wall time of the site.
    pub reported_at: Option<LocalTime>,
    /// When its handling ended, as wall time of the site; not before it was reported.
    pub completed_at: Option<LocalTime>,
    /// First and last day of a contract; always there for a contracted service, the last not before the first.
    pub contract: Option<(Day, Day)>,
    /// How many lines its list has.
    pub listed: u32,
    /// What sort of service it is.
    pub category: Category,
    /// How grave a complaint is; `general` for everything else.
    pub severity: Severity,
    /// What the customer said on the work order.
    pub rating: Option<Rating>,
    /// The complainant left no name.
    pub anonymous: bool,
    /// An authority only wants a written reply.
    pub reply_only: bool,
    /// That reply is attached.
    pub reply_attached: bool,
    /// False: an invalid complaint.
    pub valid: bool,
}

impl FileRow for PlanRow {
    type Column = EventColumn;
    type Memory = EventIds;

    fn read(cells: &mut Cells<'_>, seen: &mut EventIds) -> Option<Self> {
        let facts = EventFacts::read(cells, seen);
        if !cells.is_sound() {
            return None;
        }
        let (site, event_id) = seen.add(facts.site, facts.event_id, cells.row());
        let mut name = |text: Option<&str>| text.map(|text| seen.names_mut().name(text));
        Some(Self {
            event_id,
            site,
            kind: name(facts.kind),
            unit: name(facts.unit),
            reported_at: facts.reported_at,
            completed_at: facts.completed_at,
            contract: facts.contract,
            listed: 0,
            category: facts.category?,
            severity: facts.severity,
            rating: facts.rating,
            anonymous: facts.anonymous,
            reply_only: facts.reply_only,
            reply_attached: facts.reply_attached,
            valid: facts.valid,
        })
    }
}

/// Where the events of an id are; few ids are in two sites.
struct ById {
    first: Vec<Option<NonZeroUsize>>,
    others: HashMap<Name, Vec<usize>>,
}

impl ById {
    fn of(events: &[PlanRow]) -> Self {
        let mut by_id = Self {
            first: Vec::new(),
            others: HashMap::new(),
        };
        for (index, event) in events.iter().enumerate() {
            by_id.add(event.event_id, index);
        }
        by_id
    }

    fn add(&mut self, id: Name, index: usize) {
        if self.first.len() <= id.index() {
            self.first.resize(id.index() + 1, None);
        }
        match &mut self.first[id.index()] {
            Some(_) => self.others.entry(id).or_default().push(index),
            first => *first = NonZeroUsize::new(index + 1),
        }
    }

    fn get(&self, id: Name) -> impl Iterator<Item = usize> {
        let first = self.first.get(id.index()).copied().flatten();
        let others = self.others.get(&id).into_iter().flatten().copied();
        first.map(|place| place.get() - 1).into_iter().chain(others)
    }
}

/// The events of a file, with how many lines the list of each has.
#[derive(Debug)]
pub struct PlanEvents {
    rows: Vec<PlanRow>,
    ids: EventIds,
}

impl PlanEvents {
    /// Reads a file of events to its end; what is refused is told row by row.
    pub fn read(
        mut rows: Rows<PlanRow>,
        mut refused: impl FnMut(Refusal),
    ) -> Result<Self, FileError> {
        let mut events = Vec::new();
        for row in &mut rows {
            match row? {
                Ok(row) => events.push(row),
                Err(refusals) => refusals.into_iter().for_each(&mut refused),
            }
        }
        Ok(Self {
            rows: events,
            ids: rows.into_memory(),
        })
    }

    /// Counts the lines of each event's list. A line of an event that is not here is refused; a line that names no site
    /// belongs to the event of this id in every site.
    pub fn read_lists(
        &mut self,
        lists: Rows<ParticipantRow>,
        mut refused: impl FnMut(Refusal),
    ) -> Result<(), FileError> {
        let events = ById::of(&self.rows);
        for line in lists {
            match line? {
                Ok(line) => {
                    if !self.count(&events, &line) {
                        let column = ParticipantColumn::EventId.column();
                        refused(Refusal::new(
                            line.row,
                            Some(column),
                            &line.event_id,
                            Expected::KnownEvent,
                        ));
                    }
                }
                Err(refusals) => refusals.into_iter().for_each(&mut refused),
            }
        }
        Ok(())
    }

    /// Counts one line; whether there is an event for it.
    fn count(&mut self, events: &ById, line: &ParticipantRow) -> bool {
        let names = self.ids.names();
        let Some(id) = names.find(&line.event_id) else {
            return false;
        };
        let site = line.site.as_deref().map(|site| names.find(site));
        let mut known = false;
        for index in events.get(id) {
            let event = &mut self.rows[index];
            if site.is_none_or(|site| site == Some(event.site)) {
                event.listed += 1;
                known = true;
            }
        }
        known
    }

    /// The events, in the order of the file.
    pub fn rows(&self) -> &[PlanRow] {
        &self.rows
    }

    /// The texts that the rows name.
    pub const fn names(&self) -> &Names {
        self.ids.names()
    }
}
