//! What differs between two editions, in words.

use huiyin_domain::Lang;

use super::{Line, Procedure, Section};

/// A section of the rules in which something differs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SectionChange {
    /// Its title.
    pub title: String,
    /// What differs, in order.
    pub changes: Vec<Change>,
}

/// What is said otherwise under one label.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Change {
    /// What it is about, such as 時效.
    pub label: String,
    /// What the first says and the second does not.
    pub before: Vec<Line>,
    /// What the second says and the first does not.
    pub after: Vec<Line>,
}

impl Procedure {
    /// What `other` says otherwise: rules, clauses and readings, section by section.
    pub fn differences(&self, other: &Self, lang: Lang) -> Vec<SectionChange> {
        let (before, after) = (self.all_in_words(lang), other.all_in_words(lang));
        let mut titles: Vec<&str> = before
            .iter()
            .map(|section| section.title.as_str())
            .collect();
        for section in &after {
            if !titles.contains(&section.title.as_str()) {
                titles.push(&section.title);
            }
        }
        let lines = |sections: &[Section], title: &str| -> Vec<Line> {
            let section = sections.iter().find(|section| section.title == title);
            section.map(labelled).unwrap_or_default()
        };
        titles
            .into_iter()
            .map(|title| SectionChange {
                changes: changes(&lines(&before, title), &lines(&after, title)),
                title: title.to_owned(),
            })
            .filter(|section| !section.changes.is_empty())
            .collect()
    }

    fn all_in_words(&self, lang: Lang) -> Vec<Section> {
        let mut sections = self.rules_in_words(lang);
        sections.push(self.readings_in_words(lang));
        sections.push(self.clauses_in_words(lang));
        sections
    }
}

/// The lines with the label that each goes on with.
fn labelled(section: &Section) -> Vec<Line> {
    let mut last = String::new();
    let line = |line: &Line| {
        if !line.label.is_empty() {
            last.clone_from(&line.label);
        }
        Line {
            label: last.clone(),
            ..line.clone()
        }
    };
    section.lines.iter().map(line).collect()
}

fn changes(before: &[Line], after: &[Line]) -> Vec<Change> {
    let mut labels: Vec<&str> = Vec::new();
    for line in before.iter().chain(after) {
        if !labels.contains(&line.label.as_str()) {
            labels.push(&line.label);
        }
    }
    let only = |here: &[Line], there: &[Line], label: &str| -> Vec<Line> {
        let own = here.iter().filter(|line| line.label == label);
        own.filter(|line| !there.contains(line)).cloned().collect()
    };
    labels
        .into_iter()
        .map(|label| Change {
            label: label.to_owned(),
            before: only(before, after, label),
            after: only(after, before, label),
        })
        .filter(|change| !change.before.is_empty() || !change.after.is_empty())
        .collect()
}
