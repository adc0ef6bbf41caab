//! The person within a post: who of its holders visits a household, and why.

use huiyin_domain::PersonId;

use crate::procedure::AssignBy;

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

/// Chooses who visits, by what the procedure lets decide, in its order: each narrows those who are left. Fewest open
/// visits, then the id, decide what is left undecided. None when nobody may go: the post above takes its place.
pub fn assign(holders: &[Holder], order: &[AssignBy]) -> Option<(PersonId, AssignedBecause)> {
    let mut left: Vec<&Holder> = holders
        .iter()
        .filter(|holder| !holder.is_concerned)
        .collect();
    let mut because = AssignedBecause::OnlyHolder;
    for by in order.iter().chain([&AssignBy::FewestOpen]) {
        // Who is alone in their zone was chosen by it, though nobody else was left to choose from.
        if let [only] = left[..]
            && !(*by == AssignBy::Zone && only.in_zone)
        {
            break;
        }
        let narrowed = narrow(&left, *by);
        if !narrowed.is_empty() {
            left = narrowed;
            because = by.reason();
        }
    }
    let chosen = left.iter().min_by_key(|holder| holder.person)?;
    Some((chosen.person, because))
}

/// Those of several whom this decides for; none when it says nothing.
fn narrow<'h>(left: &[&'h Holder], by: AssignBy) -> Vec<&'h Holder> {
    let holders = left.iter().copied();
    match by {
        AssignBy::Zone => holders.filter(|holder| holder.in_zone).collect(),
        AssignBy::LastVisitor => {
            let last = holders.clone().filter_map(|holder| holder.last_visit).max();
            holders
                .filter(|holder| last.is_some() && holder.last_visit == last)
                .collect()
        }
        AssignBy::FewestOpen => {
            let fewest = holders.clone().map(|holder| holder.open_visits).min();
            holders
                .filter(|holder| Some(holder.open_visits) == fewest)
                .collect()
        }
    }
}

impl AssignBy {
    const fn reason(self) -> AssignedBecause {
        match self {
            Self::Zone => AssignedBecause::Zone,
            Self::LastVisitor => AssignedBecause::VisitedLast,
            Self::FewestOpen => AssignedBecause::FewestOpen,
        }
    }
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
        let order = [AssignBy::Zone, AssignBy::LastVisitor, AssignBy::FewestOpen];
        chosen_by(holders, &order)
    }

    fn chosen_by(holders: &[Holder], order: &[AssignBy]) -> Option<(u8, AssignedBecause)> {
        assign(holders, order).map(|(person, because)| (person.bytes()[0], because))
    }

    // Shows every person_within_post.
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
    fn the_procedure_says_what_decides_first() {
        let zone = Holder {
            in_zone: true,
            open_visits: 9,
            ..holder(3)
        };
        let last = Holder {
            last_visit: Some(5),
            ..holder(2)
        };
        let order = [AssignBy::LastVisitor, AssignBy::Zone];
        assert_eq!(
            chosen_by(&[zone, last], &order),
            Some((2, AssignedBecause::VisitedLast))
        );
        assert_eq!(
            chosen_by(&[zone, last], &[]),
            Some((2, AssignedBecause::FewestOpen))
        );
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
