//! Rows of JSON Lines: an object on each line, its keys the titles.

use std::collections::HashMap;
use std::fmt;
use std::io::Read;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::row::{Flaw, RowBuffer, Step};
use super::window::Window;
use crate::{Expected, FileError, Refusal};

pub(super) struct JsonRows<R> {
    window: Window<R>,
    line: u64,
    keys: Keys,
}

/// The keys that any object has had so far, each with the place of its cells.
#[derive(Default)]
struct Keys {
    titles: Vec<Box<str>>,
    places: HashMap<Box<str>, usize>,
}

impl<R: Read> JsonRows<R> {
    pub(super) fn new(window: Window<R>) -> Self {
        Self {
            window,
            line: 0,
            keys: Keys::default(),
        }
    }

    /// The keys so far; a later object may bring more.
    pub(super) fn titles(&self) -> &[Box<str>] {
        &self.keys.titles
    }

    pub(super) fn read_row(&mut self, row: &mut RowBuffer) -> Result<Step, FileError> {
        loop {
            self.window.begin_record();
            if self.window.some_ahead()?.is_empty() {
                return Ok(Step::End);
            }
            self.line += 1;
            if !self.take_line()? {
                let refusal = Refusal::new(self.line, None, "", RowBuffer::shorter_row());
                return Ok(Step::Refused(refusal));
            }
            let line = self.window.record().trim_ascii();
            if line.is_empty() {
                continue;
            }
            row.begin(self.line);
            let mut parser = serde_json::Deserializer::from_slice(line);
            let object = Object {
                keys: &mut self.keys,
                row,
            };
            let whole = object.deserialize(&mut parser).and_then(|()| parser.end());
            if whole.is_err() {
                let value = String::from_utf8_lossy(line);
                let refusal = Refusal::new(self.line, None, &value, Expected::JsonObject);
                return Ok(Step::Refused(refusal));
            }
            return Ok(Step::Row);
        }
    }

    /// Takes the bytes up to the end of the line; of a line that is too long only its end, and false.
    fn take_line(&mut self) -> Result<bool, FileError> {
        let mut fits = true;
        loop {
            let ahead = self.window.some_ahead()?;
            if ahead.is_empty() {
                return Ok(fits);
            }
            if let Some(end) = memchr::memchr(b'\n', ahead) {
                self.window.take(end + 1);
                return Ok(fits && self.window.record().len() <= RowBuffer::MOST_BYTES);
            }
            self.window.take_all();
            if self.window.record().len() > RowBuffer::MOST_BYTES {
                fits = false;
                self.window.begin_record();
            }
        }
    }
}

impl Keys {
    /// The place of a key; keys come in the same order in most objects, so `guess` is mostly right.
    fn place(&mut self, key: &str, guess: usize) -> usize {
        if self.titles.get(guess).is_some_and(|title| **title == *key) {
            return guess;
        }
        if let Some(place) = self.places.get(key) {
            return *place;
        }
        let place = self.titles.len();
        self.titles.push(key.into());
        self.places.insert(key.into(), place);
        place
    }
}

/// Puts the values of one object into the cells of a row.
struct Object<'r> {
    keys: &'r mut Keys,
    row: &'r mut RowBuffer,
}

impl<'de> DeserializeSeed<'de> for Object<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Object<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut next = 0;
        while let Some(place) = map.next_key_seed(Key {
            keys: self.keys,
            guess: next,
        })? {
            if place >= RowBuffer::MOST_CELLS {
                return Err(A::Error::custom("too many keys"));
            }
            if self.row.has(place) {
                self.row.put_flaw(place, Flaw::Twice);
            }
            let mut nested = false;
            let mut value = Ok(());
            self.row.put(place, |text| {
                value = map.next_value_seed(Value {
                    text,
                    nested: &mut nested,
                    within_list: false,
                });
            });
            value?;
            if nested {
                self.row.put_flaw(place, Flaw::Nested);
            }
            next = place + 1;
        }
        Ok(())
    }
}

/// Finds the place of a key without keeping its text.
struct Key<'k> {
    keys: &'k mut Keys,
    guess: usize,
}

impl Key<'_> {
    /// The most bytes of a key: keys are remembered for the whole file.
    const LONGEST: usize = 1000;
}

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = usize;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<usize, E> {
        if key.len() > Self::LONGEST {
            return Err(E::custom("a key that is too long"));
        }
        Ok(self.keys.place(key, self.guess))
    }
}

/// Writes a value as the text of a cell: a list as its members with `;` between them, null as nothing.
struct Value<'v> {
    text: &'v mut String,
    nested: &'v mut bool,
    within_list: bool,
}

impl Value<'_> {
    fn write(self, value: impl fmt::Display) {
        use fmt::Write;
        let _ = write!(self.text, "{value}");
    }
}

impl<'de> DeserializeSeed<'de> for Value<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Value<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<(), E> {
        self.text.push_str(value);
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.write(value);
        Ok(())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.write(value);
        Ok(())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.write(value);
        Ok(())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        self.write(value);
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        *self.nested |= self.within_list;
        let mut first = true;
        loop {
            let before = self.text.len();
            if !first {
                self.text.push(';');
            }
            let member = list.next_element_seed(Value {
                text: self.text,
                nested: self.nested,
                within_list: true,
            })?;
            if member.is_none() {
                self.text.truncate(before);
                return Ok(());
            }
            first = false;
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        *self.nested = true;
        let object = serde_json::Value::deserialize(MapAccessDeserializer::new(map))?;
        self.write(object);
        Ok(())
    }
}
