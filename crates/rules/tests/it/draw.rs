//! The draw meets every rate exactly, is uniform, and what it picked stays picked.

use huiyin_domain::Rate;
use huiyin_rules::draw::{CohortDraw, DrawKey, Pick, Stratum};
use proptest::prelude::*;

/// The picks of a closed cohort of `members` numbers.
fn picks(draw: &CohortDraw, rate: Rate, members: u64) -> Vec<u64> {
    let mut picked = Vec::new();
    let mut next = 1;
    while let Some(stratum) = Stratum::of(rate, next).filter(|_| next <= members) {
        let present = members.min(stratum.last()) + 1 - stratum.first;
        match draw.pick_of_part(stratum, present, true) {
            Some(Pick::Drawn(number) | Pick::DrawnAtClose(number)) => picked.push(number),
            None => panic!("a closed stratum of {present} picks nothing"),
        }
        next = stratum.last() + 1;
    }
    picked
}

/// Checks every cohort of up to 2,000: a full stratum is drawn once and stands, so only the last one is drawn anew.
fn check_every_size(rate: Rate) {
    let draw = CohortDraw::new(&DrawKey::from_bytes([7; 32]), "CY/repair/2026-03");
    let mut full = 0_u64;
    for members in 1..=2_000_u64 {
        let Some(stratum) = Stratum::of(rate, members) else {
            assert_eq!(rate.needed(members), 0);
            continue;
        };
        let present = members + 1 - stratum.first;
        let pick = draw.pick_of_part(stratum, present, true);
        let Some(Pick::Drawn(number) | Pick::DrawnAtClose(number)) = pick else {
            panic!("{rate}, {members}: no pick");
        };
        assert!(
            (stratum.first..=members).contains(&number),
            "{rate}, {members}: {number}"
        );
        assert_eq!(full + 1, rate.needed(members), "{rate} of {members}");
        if present == stratum.size {
            assert_eq!(
                pick,
                Some(Pick::Drawn(draw.pick(stratum))),
                "a full stratum needs no close"
            );
            full += 1;
        }
    }
}

// Shows every random_draw.
#[test]
fn a_closed_cohort_has_exactly_the_picks_its_rate_asks_for() {
    for q in 1..=20 {
        for p in 0..=q {
            check_every_size(Rate::new(p, q).unwrap());
        }
    }
}

#[test]
fn so_it_has_for_two_hundred_odd_rates() {
    // A fixed sequence of odd-looking fractions: (48271 · i mod 2³¹−1) taken twice.
    let mut state = 1_u64;
    let mut next = || {
        state = state * 48_271 % 2_147_483_647;
        u32::try_from(state % 1_000).unwrap()
    };
    for _ in 0..200 {
        let q = next() + 1;
        check_every_size(Rate::new(next() % (q + 1), q).unwrap());
    }
}

proptest! {
    #[test]
    fn a_longer_cohort_never_changes_an_earlier_full_stratum(
        p in 1_u32..=20, extra in 0_u32..=20, members in 0_u64..400, more in 1_u64..400, key in any::<[u8; 32]>(),
    ) {
        let rate = Rate::new(p, p + extra).unwrap();
        let draw = CohortDraw::new(&DrawKey::from_bytes(key), "CY/complaint/2026-03");
        let before = picks(&draw, rate, members);
        let after = picks(&draw, rate, members + more);
        let full = before.iter().zip(&after).take_while(|(a, b)| a == b).count();
        prop_assert!(full + 1 >= before.len(), "only the last, part stratum may be drawn anew");
        prop_assert_eq!(after.len() as u64, rate.needed(members + more));
    }

    #[test]
    fn a_running_cohort_is_short_by_at_most_one(
        p in 1_u32..=20, extra in 0_u32..=20, members in 1_u64..400, key in any::<[u8; 32]>(),
    ) {
        let rate = Rate::new(p, p + extra).unwrap();
        let draw = CohortDraw::new(&DrawKey::from_bytes(key), "CY/complaint/2026-03");
        let last = Stratum::of(rate, members).unwrap();
        let present = members + 1 - last.first;
        match draw.pick_of_part(last, present, false) {
            Some(pick) => prop_assert_eq!(pick, Pick::Drawn(draw.pick(last))),
            None => prop_assert!(draw.pick(last) > members),
        }
    }
}

/// Pearson's chi-square of counts against an even spread.
fn chi_square(counts: &[u32]) -> f64 {
    let total: u32 = counts.iter().sum();
    let even = f64::from(total) / f64::from(u32::try_from(counts.len()).unwrap());
    counts
        .iter()
        .map(|count| (f64::from(*count) - even).powi(2) / even)
        .sum()
}

#[test]
fn every_member_of_a_stratum_is_as_likely_as_any_other() {
    // The 99.9 % quantiles of chi-square for 1, 2, 3 and 9 degrees of freedom. The keys are fixed: no test by luck.
    for (rate, quantile) in [
        ("50%", 10.83),
        ("1/3", 13.82),
        ("25%", 16.27),
        ("10%", 27.88),
    ] {
        let rate: Rate = rate.parse().unwrap();
        let stratum = Stratum::of(rate, 1).unwrap();
        for index in [0, 1, 41] {
            let stratum = Stratum { index, ..stratum };
            let mut counts = vec![0; usize::try_from(stratum.size).unwrap()];
            for seed in 0..20_000_u32 {
                let mut key = [0; 32];
                key[..4].copy_from_slice(&seed.to_be_bytes());
                let draw = CohortDraw::new(&DrawKey::from_bytes(key), "CY/help/2026-03");
                counts[usize::try_from(draw.pick(stratum) - stratum.first).unwrap()] += 1;
            }
            assert!(
                chi_square(&counts) < quantile,
                "{rate}, stratum {index}: {counts:?}"
            );
        }
    }
}
