//! The person within a post: who of its holders visits a household, and why.

use huiyin_domain::PersonId;

/// A holder of the post that visits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Holder {
    /// Who.
    pub person: PersonId,
    /// Whether they hold the post for the zone of the unit (責任區).
    pub in_zone: bool,
    /// When they last visited this household, in microseconds; none = never.
    pub last_visit: Option<i64>,
    /// How many visits they have open.
    pub open_visits: u32,
    /// Whether they are the person complained of, and so may not go.
    pub is_concerned: bool,
}

/// Why this person and no other.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AssignedBecause {
    /// Nobody else holds the post.
    OnlyHolder,
    /// They are the officer of the unit's zone.
    Zone,
    /// They visited this household last.
    VisitedLast,
    /// They have the fewest visits open.
    FewestOpen,
}

/// Chooses who visits: the officer of the unit's zone; else who visited this household last; else who has the fewest
/// open visits; ties by id. None when nobody may go: the post above takes its place.
pub fn assign(holders: &[Holder]) -> Option<(PersonId, AssignedBecause)> {
    let may_go: Vec<&Holder> = holders
        .iter()
        .filter(|holder| !holder.is_concerned)
        .collect();
    let of_zone: Vec<&Holder> = may_go
        .iter()
        .copied()
        .filter(|holder| holder.in_zone)
        .collect();
    let (candidates, because_of_zone) = if of_zone.is_empty() {
        (may_go, false)
    } else {
        (of_zone, true)
    };
    let (first, more) = candidates.split_first()?;
    if more.is_empty() {
        let because = if because_of_zone {
            AssignedBecause::Zone
        } else {
            AssignedBecause::OnlyHolder
        };
        return Some((first.person, because));
    }
    if let Some(last) = candidates
        .iter()
        .filter(|holder| holder.last_visit.is_some())
        .max_by(|a, b| {
            a.last_visit
                .cmp(&b.last_visit)
                .then(b.person.cmp(&a.person))
        })
    {
        return Some((last.person, AssignedBecause::VisitedLast));
    }
    let fewest = candidates
        .iter()
        .min_by_key(|holder| (holder.open_visits, holder.person))?;
    Some((fewest.person, AssignedBecause::FewestOpen))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holder(number: u8) -> Holder {
        let person = PersonId::from_bytes([number; 16]);
        Holder {
            person,
            in_zone: false,
            last_visit: None,
            open_visits: 0,
            is_concerned: false,
        }
    }

    fn chosen(holders: &[Holder]) -> Option<(u8, AssignedBecause)> {
        assign(holders).map(|(person, because)| (person.bytes()[0], because))
    }

    #[test]
    fn zone_then_last_visit_then_load_then_id() {
        let zone = Holder {
            in_zone: true,
            open_visits: 9,
            ..holder(3)
        };
        let last = Holder {
            last_visit: Some(5),
            open_visits: 7,
            ..holder(2)
        };
        let idle = Holder {
            open_visits: 1,
            ..holder(4)
        };
        let busy = Holder {
            open_visits: 2,
            ..holder(1)
        };
        assert_eq!(
            chosen(&[last, zone, idle]),
            Some((3, AssignedBecause::Zone))
        );
        assert_eq!(
            chosen(&[idle, last, busy]),
            Some((2, AssignedBecause::VisitedLast))
        );
        assert_eq!(
            chosen(&[busy, idle]),
            Some((4, AssignedBecause::FewestOpen))
        );
        assert_eq!(
            chosen(&[holder(6), holder(5)]),
            Some((5, AssignedBecause::FewestOpen))
        );
        assert_eq!(chosen(&[busy]), Some((1, AssignedBecause::OnlyHolder)));
    }

    #[test]
    fn who_is_complained_of_never_goes() {
        let accused = Holder {
            in_zone: true,
            is_concerned: true,
            ..holder(1)
        };
        assert_eq!(chosen(&[accused]), None);
        assert_eq!(
            chosen(&[accused, holder(2)]),
            Some((2, AssignedBecause::OnlyHolder))
        );
    }
}
