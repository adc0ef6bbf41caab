//! Posts, clauses and readings.

use super::{Line, Section, Words, line, say};
use crate::procedure::{Basis, Clause, HeldAt, Reading};

impl Words<'_> {
    pub(super) fn posts(self) -> Section {
        let lines = self.procedure.posts.iter().map(|post| {
            let id = &post.id;
            let held_at = match post.held_at {
                HeldAt::Company => self.word("全公司", "全公司", "whole company"),
                HeldAt::Site => self.word("管理處", "管理处", "site"),
                HeldAt::Zone => self.word("責任區", "责任区", "zone"),
                HeldAt::Department => self.word("部門", "部门", "department"),
            };
            let text = match &post.above {
                None => say!(
                    self,
                    "{id}，{held_at}",
                    "{id}，{held_at}",
                    "{id}, {held_at}"
                ),
                Some(above) => {
                    let above = self.post(above);
                    say!(
                        self,
                        "{id}，{held_at}，上一級：{above}",
                        "{id}，{held_at}，上一级：{above}",
                        "{id}, {held_at}; above: {above}",
                    )
                }
            };
            line(post.title.get(self.lang).to_owned(), text, &post.basis)
        });
        Section::new(self.word("崗位", "岗位", "Posts"), lines.collect())
    }

    pub(super) fn clauses(self) -> Section {
        let mut lines = Vec::new();
        for clause in &self.procedure.clauses {
            lines.push(unfounded(clause.number.clone(), clause.text.clone()));
            lines.extend(self.correction(clause));
        }
        Section::new(self.word("條文", "条文", "The text"), lines)
    }

    fn correction(self, clause: &Clause) -> Option<Line> {
        let (corrected, because) = (clause.corrected.as_ref()?, clause.because.as_ref()?);
        let because = because.get(self.lang);
        Some(unfounded(
            self.word("校訂", "校订", "corrected"),
            format!("{corrected}\n{because}"),
        ))
    }

    pub(super) fn readings(self) -> Section {
        let readings = self.procedure.readings.iter();
        Section::new(
            self.word("讀法", "读法", "Readings"),
            readings.map(|reading| self.reading(reading)).collect(),
        )
    }

    fn reading(self, reading: &Reading) -> Line {
        let clauses = reading.clause.iter().cloned().collect();
        let title = reading.title.as_ref().map(|title| title.get(self.lang));
        Line {
            label: title.unwrap_or(&reading.id).to_owned(),
            text: reading.explanation.get(self.lang).to_owned(),
            basis: Basis {
                clauses,
                readings: Vec::new(),
            },
        }
    }
}

/// A line that is itself what others rest on.
fn unfounded(label: String, text: String) -> Line {
    line(label, text, &Basis::default())
}
