//! The spot check (抽查): which of the records accepted in a month the company calls back, and how far the answers agree
//! with the records.
//!
//! The sample follows from the key of the month and the ids of the records alone. The key was committed to before the
//! month and is revealed after it, so who accepts a record cannot know whether it will be called back; and from then on
//! anybody can work the sample out again. Nothing of it is stored.

use std::collections::HashSet;

use hmac::Mac;
use huiyin_domain::{Month, Rating, RecordId};

use crate::draw::{DrawKey, keyed};
use crate::procedure::SpotCheck;

/// The records of a site that were accepted in one month, in the order in which they are called back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SpotSample {
    order: Vec<RecordId>,
    wanted: usize,
}

impl SpotSample {
    /// The sample of a month under a rule. `accepted` are the records whose last opinion was given, and was acceptance, on
    /// a day of the month; their order does not matter.
    ///
    /// The order is that of HMAC-SHA256(key, `spot_check/YYYY-MM` ‖ 0x1F ‖ record), compared as bytes, with the record's id
    /// in its usual 36 characters; ⌈share × accepted⌉ are wanted.
    pub fn draw(
        rule: &SpotCheck,
        key: &DrawKey,
        month: Month,
        accepted: impl IntoIterator<Item = RecordId>,
    ) -> Self {
        let keyed = keyed(key, &format!("spot_check/{month}"));
        let place = |record: RecordId| {
            let mut mac = keyed.clone();
            mac.update(record.to_string().as_bytes());
            let place: [u8; 32] = mac.finalize().into_bytes().into();
            (place, record)
        };
        let mut drawn: Vec<_> = accepted.into_iter().map(place).collect();
        drawn.sort_unstable();
        drawn.dedup();
        let wanted = rule.share.needed(drawn.len() as u64);
        Self {
            order: drawn.into_iter().map(|(_, record)| record).collect(),
            wanted: usize::try_from(wanted).unwrap_or(usize::MAX),
        }
    }

    /// How many records were accepted.
    pub const fn accepted(&self) -> usize {
        self.order.len()
    }

    /// How many of them are called back, where everybody is reached.
    pub const fn wanted(&self) -> usize {
        self.wanted
    }

    /// The records that are called back, in their order: as many as are wanted, and one more for each of them whose
    /// resident was once not reached, as long as there are any. One that is reached later takes none of them back.
    pub fn offered(&self, not_reached: &HashSet<RecordId>) -> &[RecordId] {
        let mut left = self.wanted;
        let mut end = 0;
        for record in &self.order {
            if left == 0 {
                break;
            }
            end += 1;
            if !not_reached.contains(record) {
                left -= 1;
            }
        }
        &self.order[..end]
    }
}

/// What a resident said on the telephone, beside what the record says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Answer {
    /// The rating of the whole in the record.
    pub recorded: Option<Rating>,
    /// Whether there was the visit, or the call, of which the record tells.
    pub visited: bool,
    /// The rating given on the telephone.
    pub told: Option<Rating>,
}

impl Answer {
    /// Whether the ratings are the same; none where one of them is missing.
    pub fn same_rating(self) -> Option<bool> {
        Some(self.recorded? == self.told?)
    }

    /// Whether the record and the resident differ.
    pub fn differs(self) -> bool {
        !self.visited || self.same_rating() == Some(false)
    }
}

/// How far records and residents agree. No score of anybody: it says which records to look at.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Agreement {
    /// Residents who were reached.
    pub reached: u64,
    /// Those of them who say that there was the visit.
    pub visited: u64,
    /// Those of them who rated, where the record has a rating too.
    pub rated: u64,
    /// Those of them whose rating is the one of the record.
    pub same_rating: u64,
}

impl Agreement {
    /// Counts an answer.
    pub fn add(&mut self, answer: Answer) {
        self.reached += 1;
        self.visited += u64::from(answer.visited);
        if let Some(same) = answer.same_rating() {
            self.rated += 1;
            self.same_rating += u64::from(same);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::procedure::shipped;

    fn record(number: u8) -> RecordId {
        RecordId::from_bytes([number; 16])
    }

    fn march() -> Month {
        "2026-03".parse().unwrap()
    }

    fn rule(share: &str) -> SpotCheck {
        SpotCheck {
            share: share.parse().unwrap(),
            ..shipped()[0].procedure.spot_check.clone().unwrap()
        }
    }

    fn sample(key: u8, share: &str, records: impl IntoIterator<Item = u8>) -> SpotSample {
        let key = DrawKey::from_bytes([key; 32]);
        let records = records.into_iter().map(record);
        SpotSample::draw(&rule(share), &key, march(), records)
    }

    // Shows every spot_check.
    #[test]
    fn every_procedure_has_its_share_rounded_up() {
        for edition in shipped() {
            let rule = edition.procedure.spot_check.as_ref().unwrap();
            let key = DrawKey::from_bytes([1; 32]);
            for (accepted, wanted) in [(0, 0), (1, 1), (20, 1), (21, 2), (40, 2), (100, 5)] {
                let records = (0..accepted).map(record);
                let drawn = SpotSample::draw(rule, &key, march(), records);
                assert_eq!(drawn.wanted(), wanted, "{accepted}");
                assert_eq!(drawn.offered(&HashSet::new()).len(), wanted);
            }
        }
    }

    #[test]
    fn the_order_follows_from_key_month_and_ids_and_from_nothing_else() {
        let drawn = sample(1, "100%", 0..50);
        assert_eq!(sample(1, "100%", (0..50).rev()), drawn);
        assert_eq!(sample(1, "100%", (0..50).chain(0..50)), drawn);
        assert_ne!(sample(2, "100%", 0..50), drawn);
        let april = SpotSample::draw(
            &rule("100%"),
            &DrawKey::from_bytes([1; 32]),
            march().plus(1),
            (0..50).map(record),
        );
        assert_ne!(april, drawn);
        // Who is not there changes nothing about the order of the others.
        let without: Vec<RecordId> = drawn
            .order
            .iter()
            .copied()
            .filter(|it| *it != record(7))
            .collect();
        let others = (0..50).filter(|number| *number != 7);
        assert_eq!(sample(1, "100%", others).order, without);
    }

    /// As in `docs/concepts/draw.md`, worked out with Python's `hmac`.
    #[test]
    fn the_order_is_the_one_of_the_documentation() {
        let drawn = sample(7, "100%", 1..=5);
        let expected = EXPECTED.map(record);
        assert_eq!(drawn.offered(&HashSet::new()), expected);
    }

    const EXPECTED: [u8; 5] = [1, 4, 2, 5, 3];

    #[test]
    fn for_each_who_is_not_reached_the_next_is_called() {
        let drawn = sample(3, "10%", 0..20);
        let order = drawn.order.clone();
        let none = HashSet::new();
        assert_eq!(drawn.offered(&none), &order[..2]);
        let first = HashSet::from([order[0]]);
        assert_eq!(drawn.offered(&first), &order[..3]);
        let three = HashSet::from([order[0], order[1], order[2]]);
        assert_eq!(drawn.offered(&three), &order[..5]);
        // One that was not offered changes nothing, and there are no more than there are.
        assert_eq!(drawn.offered(&HashSet::from([order[9]])), &order[..2]);
        let all: HashSet<RecordId> = order.iter().copied().collect();
        assert_eq!(drawn.offered(&all), &order[..]);
    }

    #[test]
    fn answers_agree_or_differ() {
        use Rating::{Dissatisfied, Fairly, Satisfied};
        let answer = |recorded, visited, told| Answer {
            recorded,
            visited,
            told,
        };
        let answers = [
            (answer(Some(Satisfied), true, Some(Satisfied)), false),
            (answer(Some(Satisfied), true, Some(Dissatisfied)), true),
            (answer(Some(Satisfied), true, None), false),
            (answer(None, true, Some(Fairly)), false),
            (answer(Some(Satisfied), false, None), true),
        ];
        let mut agreement = Agreement::default();
        for (answer, differs) in answers {
            assert_eq!(answer.differs(), differs, "{answer:?}");
            agreement.add(answer);
        }
        let expected = Agreement {
            reached: 5,
            visited: 4,
            rated: 2,
            same_rating: 1,
        };
        assert_eq!(agreement, expected);
    }
}
