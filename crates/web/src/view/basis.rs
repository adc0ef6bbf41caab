//! What a statement rests on: a tag for each clause and reading, and the cards that the tags open.

use huiyin_domain::Lang;
use huiyin_rules::procedure::{Basis, Clause, Procedure, Reading};

use super::words::anchor;
use super::{ClauseCard, ClauseTag};

/// The clauses and readings of one procedure, in the reader's language.
#[derive(Clone, Copy)]
pub(crate) struct Sources<'a> {
    procedure: &'a Procedure,
    lang: Lang,
}

impl<'a> Sources<'a> {
    /// The sources of a procedure.
    pub(crate) const fn new(procedure: &'a Procedure, lang: Lang) -> Self {
        Self { procedure, lang }
    }

    /// The tags of a basis, clauses first. What the procedure does not know is left out: no card could be opened.
    pub(crate) fn tags(self, basis: &Basis) -> Vec<ClauseTag> {
        let clauses = self.clauses(basis).into_iter();
        let readings = self.readings(basis).into_iter();
        clauses
            .map(|clause| ClauseTag::new(&self.procedure.id, &clause.number))
            .chain(readings.map(|reading| self.reading_tag(reading)))
            .collect()
    }

    /// The cards that the tags of a basis open.
    pub(crate) fn cards(self, basis: &Basis) -> Vec<ClauseCard> {
        let clauses = self.clauses(basis).into_iter();
        let readings = self.readings(basis).into_iter();
        clauses
            .map(|clause| self.clause_card(clause))
            .chain(readings.map(|reading| self.reading_card(reading)))
            .collect()
    }

    /// The cards of the whole procedure.
    pub(crate) fn all_cards(self) -> Vec<ClauseCard> {
        let clauses = self.procedure.clauses.iter();
        let readings = self.procedure.readings.iter();
        clauses
            .map(|clause| self.clause_card(clause))
            .chain(readings.map(|reading| self.reading_card(reading)))
            .collect()
    }

    fn reading_tag(self, reading: &Reading) -> ClauseTag {
        ClauseTag {
            anchor: anchor(&self.procedure.id, &reading.id),
            ..ClauseTag::reading(&self.procedure.id, self.reading_title(reading))
        }
    }

    /// What a reading is about; the clause that is read, or its own name, where nobody gave it a title.
    fn reading_title(self, reading: &Reading) -> &str {
        let title = reading.title.as_ref().map(|title| title.get(self.lang));
        title.or(reading.clause.as_deref()).unwrap_or(&reading.id)
    }

    fn clauses(self, basis: &Basis) -> Vec<&'a Clause> {
        let numbers = basis.clauses.iter();
        numbers.filter_map(|number| self.clause(number)).collect()
    }

    fn readings(self, basis: &Basis) -> Vec<&'a Reading> {
        let known = &self.procedure.readings;
        let of_id = |id: &String| known.iter().find(|reading| reading.id == *id);
        basis.readings.iter().filter_map(of_id).collect()
    }

    fn clause(self, number: &str) -> Option<&'a Clause> {
        self.procedure.clauses.iter().find(|it| it.number == number)
    }

    fn clause_card(self, clause: &Clause) -> ClauseCard {
        let readings = self.procedure.readings.iter();
        ClauseCard {
            correction: self.correction(clause),
            readings: readings
                .filter(|reading| reading.clause.as_ref() == Some(&clause.number))
                .map(|reading| reading.explanation.get(self.lang).to_owned())
                .collect(),
            ..self.card(&clause.number, &clause.text)
        }
    }

    fn reading_card(self, reading: &Reading) -> ClauseCard {
        let clause = reading
            .clause
            .as_deref()
            .and_then(|number| self.clause(number));
        let shown = self.reading_title(reading);
        ClauseCard {
            anchor: anchor(&self.procedure.id, &reading.id),
            correction: clause.and_then(|clause| self.correction(clause)),
            readings: vec![reading.explanation.get(self.lang).to_owned()],
            ..self.card(shown, clause.map_or("", |clause| &clause.text))
        }
    }

    fn card(self, shown: &str, words: &str) -> ClauseCard {
        let title = self.procedure.title.get(self.lang);
        let title = format!("{} {title}", self.procedure.part);
        ClauseCard::new(&self.procedure.id, &title, shown, words)
    }

    /// The text as it must have been, and why.
    fn correction(self, clause: &Clause) -> Option<String> {
        let corrected = clause.corrected.as_deref()?;
        let because = clause.because.as_ref().map(|text| text.get(self.lang));
        Some(because.map_or_else(
            || corrected.to_owned(),
            |because| format!("{corrected} {because}"),
        ))
    }
}

/// The basis of a row in a table: its clauses, whose cards tell the readings too; its readings where it has no clause.
pub(crate) fn of_row(clauses: &[String], readings: &[String]) -> Basis {
    let readings = if clauses.is_empty() { readings } else { &[] };
    Basis {
        clauses: clauses.to_vec(),
        readings: readings.to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use huiyin_rules::procedure::shipped;

    use super::*;

    #[test]
    fn every_statement_of_every_procedure_opens_its_sources() {
        for edition in shipped() {
            let procedure = &edition.procedure;
            for lang in Lang::ALL {
                let sources = Sources::new(procedure, lang);
                let all = sources.all_cards();
                for line in procedure
                    .rules_in_words(lang)
                    .iter()
                    .flat_map(|it| &it.lines)
                {
                    let tags = sources.tags(&line.basis);
                    let cited = line.basis.clauses.len() + line.basis.readings.len();
                    assert_eq!(tags.len(), cited, "{}", line.text);
                    for tag in tags {
                        let card = all.iter().find(|card| card.anchor == tag.anchor).unwrap();
                        assert_eq!(tag.clause, card.clause);
                        assert!(!card.words.is_empty() || !card.readings.is_empty());
                    }
                }
            }
        }
    }

    #[test]
    fn a_damaged_clause_shows_its_correction_beside_the_text() {
        let procedure = &shipped()[0].procedure;
        let cards = Sources::new(procedure, Lang::ZhHant).all_cards();
        let damaged: Vec<&Clause> = procedure
            .clauses
            .iter()
            .filter(|clause| clause.corrected.is_some())
            .collect();
        assert!(!damaged.is_empty());
        for clause in damaged {
            let card = cards.iter().find(|it| it.clause == clause.number).unwrap();
            assert_eq!(card.words, clause.text);
            let correction = card.correction.as_deref().unwrap();
            assert!(correction.starts_with(clause.corrected.as_deref().unwrap()));
        }
    }
}
