//! What is kept of very many things: close together, and once what many have in common.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::Hash;
use std::num::NonZeroU32;

/// The place of a thing on its shelf.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct Place(u32);

/// Things by their ids. What refers to one keeps its place, which is a quarter of an id.
pub(crate) struct Shelf<I, T> {
    places: HashMap<I, Place>,
    things: Vec<T>,
}

impl<I, T> Default for Shelf<I, T> {
    fn default() -> Self {
        Self {
            places: HashMap::new(),
            things: Vec::new(),
        }
    }
}

impl<I: Copy + Eq + Hash, T> Shelf<I, T> {
    /// Puts a thing under its id, in the place of an earlier one.
    pub(crate) fn put(&mut self, id: I, thing: T) -> Place {
        match self.places.entry(id) {
            Entry::Occupied(known) => {
                let place = *known.get();
                if let Some(kept) = self.things.get_mut(index(place)) {
                    *kept = thing;
                }
                place
            }
            Entry::Vacant(free) => {
                let place = *free.insert(Place(number(self.things.len())));
                self.things.push(thing);
                place
            }
        }
    }

    pub(crate) fn place(&self, id: I) -> Option<Place> {
        self.places.get(&id).copied()
    }

    pub(crate) fn has(&self, id: I) -> bool {
        self.places.contains_key(&id)
    }

    pub(crate) fn get(&self, id: I) -> Option<&T> {
        self.at(self.place(id)?)
    }

    pub(crate) fn get_mut(&mut self, id: I) -> Option<&mut T> {
        let place = self.place(id)?;
        self.things.get_mut(index(place))
    }

    pub(crate) fn at(&self, place: Place) -> Option<&T> {
        self.things.get(index(place))
    }

    pub(crate) fn all(&self) -> std::slice::Iter<'_, T> {
        self.things.iter()
    }
}

/// Memory ends long before the numbers do.
fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

fn index(place: Place) -> usize {
    usize::try_from(place.0).unwrap_or(usize::MAX)
}

/// The end of one of the lists of [`Lists`]; at first an empty one.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) struct End(Option<NonZeroU32>);

/// Very many short lists: what most things have one of, and some have none or several.
pub(crate) struct Lists<T> {
    /// Each with the one before it in its list.
    links: Vec<(T, End)>,
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Self { links: Vec::new() }
    }
}

impl<T: Copy> Lists<T> {
    /// Adds something at the end of a list.
    pub(crate) fn push(&mut self, list: &mut End, item: T) {
        self.links.push((item, *list));
        *list = End(NonZeroU32::new(number(self.links.len())));
    }

    /// What is in a list, from its beginning.
    pub(crate) fn of(&self, list: End) -> Vec<T> {
        let mut found = Vec::new();
        let mut at = list;
        while let Some((item, before)) = self.link(at) {
            found.push(*item);
            at = *before;
        }
        found.reverse();
        found
    }

    fn link(&self, End(number): End) -> Option<&(T, End)> {
        let index = usize::try_from(number?.get()).ok()? - 1;
        self.links.get(index)
    }
}

/// Very many short texts, one after the other.
#[derive(Default)]
pub(crate) struct Texts(String);

/// Where a text begins and ends.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Text(u32, u32);

impl Texts {
    pub(crate) fn keep(&mut self, text: &str) -> Text {
        let from = number(self.0.len());
        self.0.push_str(text);
        Text(from, number(self.0.len()))
    }

    pub(crate) fn get(&self, Text(from, until): Text) -> &str {
        let at = |place| usize::try_from(place).unwrap_or(usize::MAX);
        self.0.get(at(from)..at(until)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thing_keeps_its_place_when_another_takes_it() {
        let mut shelf = Shelf::default();
        let place = shelf.put('a', 1);
        shelf.put('b', 2);
        assert_eq!(shelf.put('a', 3), place);
        assert_eq!(
            (shelf.at(place), shelf.get('b'), shelf.get('c')),
            (Some(&3), Some(&2), None)
        );
        assert_eq!(shelf.all().copied().collect::<Vec<_>>(), [3, 2]);
    }

    #[test]
    fn lists_stay_apart_and_keep_their_order() {
        let mut lists = Lists::default();
        let (mut odd, mut even) = (End::default(), End::default());
        for number in 1..=6 {
            lists.push(if number % 2 == 0 { &mut even } else { &mut odd }, number);
        }
        assert_eq!(lists.of(odd), [1, 3, 5]);
        assert_eq!(lists.of(even), [2, 4, 6]);
        assert!(lists.of(End::default()).is_empty());
    }

    #[test]
    fn texts_are_found_again() {
        let mut texts = Texts::default();
        let kept = ["CY-1", "", "投訴"].map(|text| (text, texts.keep(text)));
        for (text, place) in kept {
            assert_eq!(texts.get(place), text);
        }
    }
}
