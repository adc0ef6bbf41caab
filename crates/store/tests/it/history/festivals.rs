use super::*;

const FESTIVAL: &str = "mid_autumn";

impl History {
    /// The next thing that can happen to the list of a festival.
    pub(super) fn festival(&mut self) -> Vec<Draft> {
        let (site, actor) = (self.estate.site, self.staff());
        let festival = FESTIVAL.to_owned();
        match self.random.below(5) {
            0 => {
                let visited = self.random.chance(50);
                let switched = FestivalSwitched {
                    site,
                    festival,
                    visited,
                };
                let words = Words::new().with(Word::Why, marked("人手不足", Some(actor)));
                vec![self.draft(switched).about(Some(actor), words)]
            }
            1 if self.households > 0 => {
                let number = self.random.below(self.households as usize) + 1;
                let struck = HouseholdStruck {
                    site,
                    festival,
                    year: 2026,
                    number: u32::try_from(number).unwrap(),
                };
                vec![self.draft(struck)]
            }
            2 if !self.events.is_empty() => {
                self.keys += 1;
                let at = self.random.below(self.events.len());
                let released = FestivalReleased {
                    site,
                    festival,
                    year: 2100 - self.keys.cast_signed(),
                    day: self.today(),
                    event: self.events[at].id,
                };
                vec![self.draft(released)]
            }
            _ => {
                let people = self.people.clone();
                let person = self.random.some(&people);
                self.households += 1;
                let number = self.households;
                let units: Vec<_> = self.estate.units.values().copied().collect();
                let line = FestivalLine {
                    number,
                    unit: self.random.some(&units),
                    unit_words: Some("3-1202".to_owned()),
                    person,
                };
                let listed = HouseholdsListed {
                    site,
                    festival,
                    year: 2026,
                    lines: vec![line],
                };
                let note = marked("獨居長者", person);
                let words = Words::new().with_item(Word::Note, number, note);
                vec![self.draft(listed).about(person, words)]
            }
        }
    }
}
