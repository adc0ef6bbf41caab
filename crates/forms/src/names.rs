use std::collections::HashMap;
use std::hash::BuildHasher;
use std::num::NonZeroU32;

use hashbrown::{DefaultHashBuilder, HashTable};

/// A text that [`Names`] holds once, as a number of four bytes; ordered by first use.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Name(NonZeroU32);

/// Texts held once each: a million rows name few sites, kinds and units.
#[derive(Debug, Default)]
pub struct Names {
    text: String,
    /// Where each text ends in `text`.
    ends: Vec<usize>,
    table: HashTable<Entry>,
    hasher: DefaultHashBuilder,
}

/// A name in the table, with the hash of its text: growing the table must not read all texts again.
#[derive(Clone, Copy, Debug)]
struct Entry {
    name: Name,
    hash: u32,
}

impl Name {
    /// Its place among the names, from 0 in the order of their first use.
    pub const fn index(self) -> usize {
        self.0.get() as usize - 1
    }
}

impl Names {
    /// How many different texts there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The text of a name.
    ///
    /// # Panics
    ///
    /// When the name was given by other [`Names`] that hold more.
    pub fn get(&self, name: Name) -> &str {
        let index = name.index();
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start..self.ends[index]]
    }

    /// The name of a text, when it has one.
    pub fn find(&self, text: &str) -> Option<Name> {
        self.find_hashed(text, self.hash(text))
    }

    /// The name of a text, given now when it has none.
    ///
    /// # Panics
    ///
    /// On the text after the 4,294,967,294th.
    pub fn name(&mut self, text: &str) -> Name {
        let hash = self.hash(text);
        if let Some(name) = self.find_hashed(text, hash) {
            return name;
        }
        self.text.push_str(text);
        self.ends.push(self.text.len());
        let number = u32::try_from(self.ends.len())
            .ok()
            .and_then(NonZeroU32::new);
        let name = Name(number.expect("fewer texts than memory could hold"));
        self.table
            .insert_unique(spread(hash), Entry { name, hash }, |entry| {
                spread(entry.hash)
            });
        name
    }

    fn find_hashed(&self, text: &str, hash: u32) -> Option<Name> {
        let is_it = |entry: &Entry| entry.hash == hash && self.get(entry.name) == text;
        self.table.find(spread(hash), is_it).map(|entry| entry.name)
    }

    /// Half of the hash: enough to tell texts apart before reading them.
    fn hash(&self, text: &str) -> u32 {
        (self.hasher.hash_one(text) >> 32) as u32
    }
}

/// Spreads half a hash over both ends of a whole one, which the table uses for different things.
const fn spread(hash: u32) -> u64 {
    (hash as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// The ids of events that a file has had, each held once, to tell a repeated one.
#[derive(Debug, Default)]
pub struct EventIds {
    names: Names,
    /// For each name that is an event id: the first site that has it, and the row. Few ids are in two sites.
    first: Vec<Option<(Name, u64)>>,
    others: HashMap<(Name, Name), u64>,
}

impl EventIds {
    /// The row that has this event of this site, when one has.
    pub fn row_of(&self, site: &str, event_id: &str) -> Option<u64> {
        let (site, event) = (self.names.find(site)?, self.names.find(event_id)?);
        match self.first.get(event.index()).copied().flatten() {
            Some((first_site, row)) if first_site == site => Some(row),
            Some(_) => self.others.get(&(site, event)).copied(),
            None => None,
        }
    }

    /// Notes that a row has this event of this site, which no row had before; gives the names of site and event.
    pub fn add(&mut self, site: &str, event_id: &str, row: u64) -> (Name, Name) {
        let (site, event) = (self.names.name(site), self.names.name(event_id));
        if self.first.len() <= event.index() {
            self.first.resize(event.index() + 1, None);
        }
        let first = &mut self.first[event.index()];
        if first.is_none() {
            *first = Some((site, row));
        } else {
            self.others.insert((site, event), row);
        }
        (site, event)
    }

    /// The names given so far.
    pub const fn names(&self) -> &Names {
        &self.names
    }

    /// The names, to give more of them.
    pub const fn names_mut(&mut self) -> &mut Names {
        &mut self.names
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_held_once() {
        let mut names = Names::default();
        let lift = names.name("電梯");
        let roof = names.name("");
        for number in 0..10_000 {
            names.name(&format!("C{number}"));
        }
        assert_eq!(names.name("電梯"), lift);
        assert_eq!((names.get(lift), names.get(roof)), ("電梯", ""));
        assert_eq!(names.len(), 10_002);
        assert_eq!(
            names.find("C9999").map(|name| names.get(name)),
            Some("C9999")
        );
        assert_eq!(names.find("C10000"), None);
    }

    #[test]
    fn the_same_id_in_two_sites_is_two_events() {
        let mut ids = EventIds::default();
        ids.add("CY", "C001", 2);
        assert_eq!(ids.row_of("CY", "C001"), Some(2));
        assert_eq!(ids.row_of("HY", "C001"), None);
        ids.add("HY", "C001", 3);
        assert_eq!(ids.row_of("HY", "C001"), Some(3));
        assert_eq!(ids.row_of("CY", "C001"), Some(2));
        assert_eq!(ids.row_of("C001", "CY"), None);
    }
}
