//! What is kept of very many things: in a file that only this check sees and that goes with it, so that a large export
//! takes no more memory than a small one.

use std::collections::VecDeque;
use std::io;
use std::marker::PhantomData;
use std::ops::Bound;
use std::rc::Rc;

use huiyin_domain::{
    CohortId, Day, EventId, FollowUpId, LetterId, MatterId, Month, ObligationId, RecordId,
};
use redb::backends::FileBackend;
use redb::{Builder, Database, ReadableTable as _, TableDefinition, WriteTransaction};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::source::Unreadable;

/// How many bytes of the file are held in memory.
const HELD: usize = 8 << 20;
/// How many things of a shelf are read at once.
const AT_ONCE: usize = 256;

/// The file. What is written to it is never committed, and gone when it is closed.
pub(crate) struct Kept {
    writing: WriteTransaction,
    _database: Database,
}

impl Kept {
    /// An empty file in the folder for temporary ones.
    pub(crate) fn new() -> Result<Rc<Self>, Unreadable> {
        let file = tempfile::tempfile().map_err(not_kept)?;
        let file = FileBackend::new(file).map_err(not_kept)?;
        let database = Builder::new()
            .set_cache_size(HELD)
            .create_with_backend(file)
            .map_err(not_kept)?;
        Ok(Rc::new(Self {
            writing: database.begin_write().map_err(not_kept)?,
            _database: database,
        }))
    }
}

fn not_kept(error: impl Into<redb::Error>) -> Unreadable {
    Unreadable::NotKept(match error.into() {
        redb::Error::Io(error) => error,
        error => io::Error::other(error),
    })
}

/// What a thing is found by. Keys are in the order of their bytes, and those of several parts in that of the first.
pub(crate) trait Key: Copy {
    /// Adds its bytes to a key.
    fn write(self, key: &mut Vec<u8>);
}

macro_rules! ids {
    ($($id:ty),*) => {
        $(impl Key for $id {
            fn write(self, key: &mut Vec<u8>) {
                key.extend_from_slice(self.bytes());
            }
        })*
    };
}

ids!(
    CohortId,
    EventId,
    FollowUpId,
    LetterId,
    MatterId,
    ObligationId,
    RecordId
);

impl Key for () {
    fn write(self, _: &mut Vec<u8>) {}
}

impl Key for u64 {
    fn write(self, key: &mut Vec<u8>) {
        key.extend_from_slice(&self.to_be_bytes());
    }
}

impl Key for Day {
    fn write(self, key: &mut Vec<u8>) {
        key.extend_from_slice(self.to_string().as_bytes());
    }
}

impl Key for Month {
    fn write(self, key: &mut Vec<u8>) {
        key.extend_from_slice(self.to_string().as_bytes());
    }
}

impl<A: Key, B: Key> Key for (A, B) {
    fn write(self, key: &mut Vec<u8>) {
        self.0.write(key);
        self.1.write(key);
    }
}

fn bytes(key: impl Key) -> Vec<u8> {
    let mut bytes = Vec::new();
    key.write(&mut bytes);
    bytes
}

/// Things by their keys.
pub(crate) struct Shelf<K, T> {
    kept: Rc<Kept>,
    table: TableDefinition<'static, &'static [u8], &'static [u8]>,
    things: PhantomData<fn(K) -> T>,
}

impl<K: Key, T: Serialize + DeserializeOwned> Shelf<K, T> {
    /// The shelf of this name.
    pub(crate) fn new(kept: &Rc<Kept>, name: &'static str) -> Self {
        Self {
            kept: Rc::clone(kept),
            table: TableDefinition::new(name),
            things: PhantomData,
        }
    }

    /// Puts a thing in its place, or in that of an earlier one.
    pub(crate) fn put(&self, key: K, thing: &T) -> Result<(), Unreadable> {
        let text = serde_json::to_vec(thing).map_err(|error| not_kept(io::Error::from(error)))?;
        let mut table = self.kept.writing.open_table(self.table).map_err(not_kept)?;
        table
            .insert(bytes(key).as_slice(), text.as_slice())
            .map_err(not_kept)?;
        Ok(())
    }

    pub(crate) fn get(&self, key: K) -> Result<Option<T>, Unreadable> {
        let table = self.kept.writing.open_table(self.table).map_err(not_kept)?;
        let text = table.get(bytes(key).as_slice()).map_err(not_kept)?;
        text.map(|text| read(text.value())).transpose()
    }

    pub(crate) fn has(&self, key: K) -> Result<bool, Unreadable> {
        let table = self.kept.writing.open_table(self.table).map_err(not_kept)?;
        let text = table.get(bytes(key).as_slice()).map_err(not_kept)?;
        Ok(text.is_some())
    }

    /// Takes a thing away.
    pub(crate) fn take(&self, key: K) -> Result<Option<T>, Unreadable> {
        let mut table = self.kept.writing.open_table(self.table).map_err(not_kept)?;
        let text = table.remove(bytes(key).as_slice()).map_err(not_kept)?;
        text.map(|text| read(text.value())).transpose()
    }

    /// Changes a thing; whether there is one.
    pub(crate) fn change(&self, key: K, how: impl FnOnce(&mut T)) -> Result<bool, Unreadable> {
        let Some(mut thing) = self.get(key)? else {
            return Ok(false);
        };
        how(&mut thing);
        self.put(key, &thing)?;
        Ok(true)
    }

    /// Everything, in the order of the keys.
    pub(crate) fn all(&self) -> Under<'_, K, T> {
        self.under(())
    }

    /// Everything whose key begins like this, in the order of the keys.
    pub(crate) fn under(&self, beginning: impl Key) -> Under<'_, K, T> {
        let beginning = bytes(beginning);
        Under {
            shelf: self,
            next: Some(Bound::Included(beginning.clone())),
            beginning,
            read: VecDeque::new(),
        }
    }
}

fn read<T: DeserializeOwned>(text: &[u8]) -> Result<T, Unreadable> {
    serde_json::from_slice(text).map_err(|error| not_kept(io::Error::from(error)))
}

/// What of a shelf is under a beginning, some at a time: between two of them the shelf may be looked at.
pub(crate) struct Under<'s, K, T> {
    shelf: &'s Shelf<K, T>,
    beginning: Vec<u8>,
    /// Where to go on; none at the end.
    next: Option<Bound<Vec<u8>>>,
    read: VecDeque<T>,
}

impl<K, T: DeserializeOwned> Under<'_, K, T> {
    fn read_on(&mut self) -> Result<(), Unreadable> {
        let Some(from) = self.next.take() else {
            return Ok(());
        };
        let (writing, table) = (&self.shelf.kept.writing, self.shelf.table);
        let table = writing.open_table(table).map_err(not_kept)?;
        let from = from.as_ref().map(Vec::as_slice);
        let found = table
            .range::<&[u8]>((from, Bound::Unbounded))
            .map_err(not_kept)?;
        for one in found.take(AT_ONCE) {
            let (key, text) = one.map_err(not_kept)?;
            if !key.value().starts_with(&self.beginning) {
                self.next = None;
                return Ok(());
            }
            self.read.push_back(read(text.value())?);
            self.next = Some(Bound::Excluded(key.value().to_vec()));
        }
        Ok(())
    }
}

impl<K, T: DeserializeOwned> Iterator for Under<'_, K, T> {
    type Item = Result<T, Unreadable>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.read.is_empty()
            && let Err(error) = self.read_on()
        {
            return Some(Err(error));
        }
        self.read.pop_front().map(Ok)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shelf<K: Key>() -> Shelf<K, u64> {
        Shelf::new(&Kept::new().unwrap(), "numbers")
    }

    #[test]
    fn a_thing_is_found_changed_and_taken() {
        let shelf = shelf();
        shelf.put(1, &10).unwrap();
        shelf.put(2, &20).unwrap();
        shelf.put(1, &11).unwrap();
        assert!(shelf.change(2, |it| *it += 1).unwrap());
        assert!(!shelf.change(3, |it| *it += 1).unwrap());
        assert_eq!(shelf.get(1).unwrap(), Some(11));
        assert_eq!(shelf.take(2).unwrap(), Some(21));
        assert_eq!(shelf.get(2).unwrap(), None);
        assert!(shelf.has(1).unwrap() && !shelf.has(2).unwrap());
    }

    #[test]
    fn what_is_under_a_beginning_comes_in_order_and_whole() {
        let shelf = shelf();
        let days: [Day; 2] = ["2026-02-28", "2026-03-01"].map(|day| day.parse().unwrap());
        let many = 3 * AT_ONCE as u64;
        for number in (0..many).rev() {
            for day in days {
                shelf.put((day.month(), (day, number)), &number).unwrap();
            }
        }
        let numbers = |found: Under<'_, _, _>| found.collect::<Result<Vec<u64>, _>>().unwrap();
        let march = numbers(shelf.under(days[1].month()));
        assert_eq!(march, (0..many).collect::<Vec<_>>());
        assert_eq!(numbers(shelf.all()), [march.clone(), march].concat());
        assert!(numbers(shelf.under(days[1].month().plus(1))).is_empty());
    }
}
