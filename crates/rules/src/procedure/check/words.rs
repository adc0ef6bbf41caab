//! What holds for every word of a file, wherever it stands: nothing is empty, no list repeats itself, and what names a
//! clause, a reading or a post names one that there is.

use std::collections::BTreeSet;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Checker;
use crate::procedure::{Basis, Procedure, What};

/// The keys whose values are ids of posts.
pub(super) const POST_KEYS: &[&str] = &[
    "above",
    "approved_by",
    "by",
    "changed_by",
    "closed_by",
    "consent_by",
    "decided_by",
    "delivered_to",
    "disposal_approved_by",
    "kept_by",
    "of",
    "post",
    "posts",
    "reviewed_by",
    "seen_by",
    "set_by",
    "told",
];

/// Whether the values of a key are clauses and readings.
fn is_basis(key: &str) -> bool {
    key == "basis" || key.ends_with("_basis")
}

/// The names that a file may refer to, in its order.
struct Names<'a> {
    clauses: Vec<&'a str>,
    readings: Vec<&'a str>,
    posts: Vec<&'a str>,
}

impl Checker<'_> {
    pub(super) fn words(&mut self) {
        let Procedure {
            clauses,
            readings,
            posts,
            ..
        } = self.procedure;
        let names = Names {
            clauses: clauses.iter().map(|clause| &*clause.number).collect(),
            readings: readings.iter().map(|reading| &*reading.id).collect(),
            posts: posts.iter().map(|post| &*post.id).collect(),
        };
        let mut cited = BTreeSet::new();
        self.words_of_table(self.source.tree().get_ref(), &names, &mut cited);
        self.unused(&cited);
    }

    fn words_of_table(
        &mut self,
        table: &DeTable<'_>,
        names: &Names<'_>,
        cited: &mut BTreeSet<String>,
    ) {
        for (key, value) in table {
            self.words_of_value(key.get_ref(), value, names, cited);
        }
    }

    fn words_of_value(
        &mut self,
        key: &str,
        value: &Spanned<DeValue<'_>>,
        names: &Names<'_>,
        cited: &mut BTreeSet<String>,
    ) {
        match value.get_ref() {
            DeValue::String(word) => self.word(key, word, value, names, cited),
            DeValue::Table(table) => self.words_of_table(table, names, cited),
            DeValue::Array(list) => {
                if list.is_empty() {
                    self.add(self.source.problem(value.span(), What::EmptyList));
                }
                let mut before = Vec::new();
                for element in list {
                    self.words_of_value(key, element, names, cited);
                    let word = element.get_ref().as_str();
                    if word.is_some() && before.contains(&word) {
                        self.add(self.source.problem(element.span(), What::Repeated));
                    }
                    before.push(word);
                }
            }
            _ => {}
        }
    }

    fn word(
        &mut self,
        key: &str,
        word: &str,
        value: &Spanned<DeValue<'_>>,
        names: &Names<'_>,
        cited: &mut BTreeSet<String>,
    ) {
        if word.trim().is_empty() {
            self.add(self.source.problem(value.span(), What::EmptyText));
            return;
        }
        let (known, what) = if POST_KEYS.contains(&key) {
            (&names.posts, What::UnknownPost)
        } else if is_basis(key) && Basis::is_reading(word) {
            (&names.readings, What::UnknownReading)
        } else if is_basis(key) {
            (&names.clauses, What::UnknownClause)
        } else {
            return;
        };
        if is_basis(key) {
            cited.insert(word.to_owned());
        }
        if !known.contains(&word) {
            let problem = self.source.problem(value.span(), what);
            self.add(problem).expecting(known.iter().copied());
        }
    }

    fn unused(&mut self, cited: &BTreeSet<String>) {
        for (index, clause) in self.procedure.clauses.iter().enumerate() {
            if !clause.heading && !cited.contains(&clause.number) {
                let path = self.root.nth("clause", index).at("number");
                self.report(&path, What::UnusedClause);
            }
        }
        for (index, reading) in self.procedure.readings.iter().enumerate() {
            if !cited.contains(&reading.id) {
                let path = self.root.nth("reading", index).at("id");
                self.report(&path, What::UnusedReading);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{POST_KEYS, is_basis};

    const MODEL: &[&str] = &[
        include_str!("../model/mod.rs"),
        include_str!("../model/category.rs"),
        include_str!("../model/counting.rs"),
        include_str!("../model/month.rs"),
        include_str!("../model/review.rs"),
        include_str!("../model/visits.rs"),
    ];

    /// The keys of the fields whose type mentions `kind`, as the file has them.
    fn keys_of(kind: &str) -> Vec<String> {
        let mut keys = Vec::new();
        let mut renamed = None;
        for line in MODEL.iter().flat_map(|file| file.lines()) {
            if let Some((_, rest)) = line.split_once("rename = \"") {
                renamed = rest.split('"').next().map(str::to_owned);
            } else if let Some((name, of)) = line
                .trim()
                .strip_prefix("pub ")
                .and_then(|field| field.split_once(": "))
            {
                let key = renamed.take().unwrap_or_else(|| name.to_owned());
                if of.contains(kind) {
                    keys.push(key);
                }
            }
        }
        keys
    }

    #[test]
    fn every_field_that_names_posts_has_a_key_that_is_checked() {
        let keys = keys_of("PostId");
        assert!(keys.len() > POST_KEYS.len(), "{keys:?}");
        for key in keys.iter().filter(|key| *key != "id") {
            assert!(POST_KEYS.contains(&key.as_str()), "{key}");
        }
    }

    #[test]
    fn every_field_that_is_a_basis_has_a_key_that_is_checked() {
        let keys = keys_of("Basis");
        assert!(keys.len() > 20, "{keys:?}");
        for key in keys {
            assert!(is_basis(&key), "{key}");
        }
    }
}
