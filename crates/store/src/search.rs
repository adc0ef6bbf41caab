//! Search: what was typed, in 繁, 简 or pinyin initials, finds units, people and events.
//!
//! A table of folded terms, the same on both databases, kept up by whatever changes a unit, a person or an event, in
//! the same transaction. A term is a pair of characters of a text, or begins with a mark: `@` initials of a name,
//! `#` a telephone number, `=` the code of a unit, each with all its ends, so that one range of the index answers.

mod fold;

use std::collections::{BTreeSet, HashSet};

use huiyin_domain::{EventId, PersonId, ScopeId, UnitId};
use uuid::Uuid;

use crate::imports::listed;
use crate::row::Row;
use crate::value::Bind;
use crate::{Result, Tx};

/// What a search found.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Found {
    /// A unit, by its code.
    Unit(UnitId),
    /// A person, by name or phone.
    Person(PersonId),
    /// An event, by its outside id, its words, or the name and phone given at the intake.
    Event(EventId),
}

const UNIT: &str = "unit";
const PERSON: &str = "person";
const EVENT: &str = "event";

impl Found {
    fn read(row: &Row) -> Result<Self> {
        let kind: String = row.get("target_kind")?;
        let id: Uuid = row.get("target_id")?;
        let bytes = id.into_bytes();
        match kind.as_str() {
            UNIT => Ok(Self::Unit(UnitId::from_bytes(bytes))),
            PERSON => Ok(Self::Person(PersonId::from_bytes(bytes))),
            EVENT => Ok(Self::Event(EventId::from_bytes(bytes))),
            other => Err(crate::Error::Corrupt(format!("{other} is not searched"))),
        }
    }
}

/// One way in which a typed word can be meant.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Meant {
    /// Terms that begin so.
    Beginning(String),
    /// All of these pairs.
    Pairs(Vec<String>),
}

/// How many pairs of a long word are looked at.
const MOST_PAIRS: usize = 12;

fn meanings(word: &str) -> Vec<Meant> {
    let folded = fold::folded(word);
    let text: String = folded.iter().collect();
    let is_ascii = !text.is_empty() && text.is_ascii();
    let is_number = is_ascii && text.bytes().all(|byte| byte.is_ascii_digit());
    let mut meanings = Vec::new();
    if is_number && text.len() >= fold::SHORTEST_NUMBER {
        meanings.push(Meant::Beginning(format!("#{text}")));
    }
    if is_ascii && text.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        meanings.push(Meant::Beginning(format!("@{text}")));
    }
    let codes = fold::codes(word);
    let codes = codes.iter().filter(|code| code.is_ascii());
    meanings.extend(codes.map(|code| Meant::Beginning(format!("={code}"))));
    match folded.as_slice() {
        [] => {}
        [_] => meanings.push(Meant::Beginning(text)),
        folded => {
            let pairs: BTreeSet<String> = folded
                .windows(2)
                .map(|pair| pair.iter().collect())
                .collect();
            meanings.push(Meant::Pairs(pairs.into_iter().take(MOST_PAIRS).collect()));
        }
    }
    meanings
}

/// What one typed word finds at a site, at most `limit` for each way in which it can be meant.
pub async fn find(tx: &mut Tx, site: ScopeId, word: &str, limit: u32) -> Result<BTreeSet<Found>> {
    // What is no longer than the word is first: nothing cuts off the unit of that very code.
    const BEGINNING: &str = "select target_kind, target_id from search_term \
        where site_id = $1 and term >= $2 and term < $3 \
        group by target_kind, target_id order by min(term), target_kind, target_id limit $4";
    const PAIRS: &str = "select target_kind, target_id from search_term where site_id = $1 \
        and term in ($4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) and target_kind <> $16 \
        group by target_kind, target_id having count(*) = $2 order by target_kind, target_id limit $3";
    let mut found = BTreeSet::new();
    for meant in meanings(word) {
        found.extend(match meant {
            Meant::Beginning(beginning) => {
                let end = format!("{beginning}{}", char::MAX);
                tx.all(BEGINNING, &[&site, &beginning, &end, &limit], Found::read)
                    .await?
            }
            Meant::Pairs(pairs) => {
                let count = u32::try_from(pairs.len()).unwrap_or(u32::MAX);
                let mut params: Vec<&dyn Bind> = vec![&site, &count, &limit];
                params.extend(pairs.iter().map(|pair| pair as &dyn Bind));
                params.resize(3 + MOST_PAIRS, &pairs[pairs.len() - 1]);
                // Any piece of a code is found as such; the pairs of its digits stand in many another, in another order.
                let is_ascii = pairs.iter().all(|pair| pair.is_ascii());
                let apart = if is_ascii { UNIT } else { "" };
                params.push(&apart);
                tx.all(PAIRS, &params, Found::read).await?
            }
        });
    }
    Ok(found)
}

/// The events that every one of the typed words finds, by the event itself, its unit or its reporter: for the filter
/// of a list. None when nothing was typed.
pub async fn events(
    tx: &mut Tx,
    site: ScopeId,
    typed: &str,
    limit: u32,
) -> Result<Option<Vec<EventId>>> {
    const OF_UNITS: &str = "select id from event where withdrawn_at is null and unit_id in";
    const OF_PERSONS: &str = "select id from event where withdrawn_at is null and reporter_id in";
    let mut matching: Option<HashSet<EventId>> = None;
    for word in words(typed) {
        let (mut events, mut units, mut persons) = (HashSet::new(), Vec::new(), Vec::new());
        for found in find(tx, site, word, limit).await? {
            match found {
                Found::Unit(unit) => units.push(unit),
                Found::Person(person) => persons.push(person),
                Found::Event(event) => {
                    events.insert(event);
                }
            }
        }
        let read = |row: &Row| row.get::<EventId>("id");
        events.extend(listed(tx, OF_UNITS, &[], &units, read).await?);
        events.extend(listed(tx, OF_PERSONS, &[], &persons, read).await?);
        matching = Some(match matching {
            None => events,
            Some(before) => before.intersection(&events).copied().collect(),
        });
    }
    Ok(matching.map(|events| {
        let mut events: Vec<EventId> = events.into_iter().collect();
        events.sort_unstable();
        events
    }))
}

/// Whether a typed word is the code of a unit, however either is written.
pub fn is_code(word: &str, code: &str) -> bool {
    !fold::codes(word).is_disjoint(&fold::codes(code))
}

/// How many words of what was typed are looked at.
const MOST_WORDS: usize = 4;

/// The words of what was typed.
pub fn words(typed: &str) -> impl Iterator<Item = &str> {
    typed
        .split(|character: char| character.is_whitespace() || character == '\u{3000}')
        .filter(|word| !fold::folded(word).is_empty())
        .take(MOST_WORDS)
}

/// How alike two texts are, 繁 and 简 alike: how many pairs of characters they share, and of how many the shorter has.
pub fn likeness(one: &str, other: &str) -> (u32, u32) {
    let [one, other] = [one, other].map(|text| {
        let folded = fold::folded(text);
        folded
            .windows(2)
            .map(|pair| [pair[0], pair[1]])
            .collect::<BTreeSet<_>>()
    });
    let count = |pairs: usize| u32::try_from(pairs).unwrap_or(u32::MAX);
    (
        count(one.intersection(&other).count()),
        count(one.len().min(other.len())),
    )
}

/// A text in which words are looked for, 繁 and 简 alike.
#[derive(Clone, Debug)]
pub struct Saying(String);

impl Saying {
    /// The letters and digits of a text, folded.
    pub fn of(text: &str) -> Self {
        Self(fold::all(text))
    }

    /// Whether it says a word.
    pub fn says(&self, word: &str) -> bool {
        let word = fold::all(word);
        !word.is_empty() && self.0.contains(&word)
    }
}

/// Sets the terms of a unit.
pub(crate) async fn index_unit(tx: &mut Tx, site: ScopeId, unit: UnitId, code: &str) -> Result<()> {
    let mut terms = BTreeSet::new();
    for code in fold::codes(code) {
        terms.extend(fold::ends(&code, 1).map(|end| format!("={end}")));
    }
    terms.extend(fold::pairs(&fold::folded(code)));
    forget(tx, unit.uuid()).await?;
    insert(tx, site, UNIT, unit.uuid(), &terms).await
}

/// Sets the terms of a person.
pub(crate) async fn index_person(
    tx: &mut Tx,
    home: ScopeId,
    person: PersonId,
    name: Option<&str>,
    phone: Option<&str>,
) -> Result<()> {
    let mut terms = BTreeSet::new();
    add_name(&mut terms, name);
    add_phone(&mut terms, phone);
    forget(tx, person.uuid()).await?;
    insert(tx, home, PERSON, person.uuid(), &terms).await
}

/// Sets the terms of an event to what its row says.
pub(crate) async fn index_event(tx: &mut Tx, event: EventId) -> Result<()> {
    const SQL: &str = "select site_id, event_id, summary, customer, phone from event where id = $1";
    type Texts = (ScopeId, String, [Option<String>; 3]);
    let (site, outside_id, [summary, customer, phone]): Texts = tx
        .one(SQL, &[&event], |row| {
            let words = [row.get("summary")?, row.get("customer")?, row.get("phone")?];
            Ok((row.get("site_id")?, row.get("event_id")?, words))
        })
        .await?;
    let mut terms = fold::pairs(&fold::folded(&outside_id));
    terms.extend(fold::pairs(&fold::folded(
        summary.as_deref().unwrap_or_default(),
    )));
    add_name(&mut terms, customer.as_deref());
    add_phone(&mut terms, phone.as_deref());
    forget(tx, event.uuid()).await?;
    insert(tx, site, EVENT, event.uuid(), &terms).await
}

/// Sets the terms of every first aid anew.
pub(crate) async fn index_first_aid(tx: &mut Tx) -> Result<()> {
    const SQL: &str = "select id from event where category = 'help' and kind = 'first_aid'";
    let events: Vec<EventId> = tx.all(SQL, &[], |row| row.get("id")).await?;
    for event in events {
        index_event(tx, event).await?;
    }
    Ok(())
}

/// Takes the terms of something away.
pub(crate) async fn forget(tx: &mut Tx, target: Uuid) -> Result<()> {
    const SQL: &str = "delete from search_term where target_id = $1";
    tx.execute(SQL, &[&target]).await?;
    Ok(())
}

fn add_name(terms: &mut BTreeSet<String>, name: Option<&str>) {
    let Some(name) = name else { return };
    terms.extend(fold::pairs(&fold::folded(name)));
    for initials in fold::initials(name) {
        terms.extend(fold::ends(&initials, 1).map(|end| format!("@{end}")));
    }
}

fn add_phone(terms: &mut BTreeSet<String>, phone: Option<&str>) {
    for number in fold::numbers(phone.unwrap_or_default()) {
        let ends = fold::ends(&number, fold::SHORTEST_NUMBER);
        terms.extend(ends.map(|end| format!("#{end}")));
    }
}

async fn insert(
    tx: &mut Tx,
    site: ScopeId,
    kind: &'static str,
    target: Uuid,
    terms: &BTreeSet<String>,
) -> Result<()> {
    const SQL: &str = "insert into search_term (site_id, term, target_kind, target_id) values";
    let rows: Vec<[&dyn Bind; 4]> = terms
        .iter()
        .map(|term| -> [&dyn Bind; 4] { [&site, term, &kind, &target] })
        .collect();
    tx.insert_rows(SQL, &rows).await
}
