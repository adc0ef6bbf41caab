use huiyin_domain::Instant;
use huiyin_rules::draw::Stratum;
use huiyin_store::plan::DrawnRow;

/// How one number of a stratum stands, as far as people may know.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NumberState {
    /// It is followed up.
    Picked,
    /// Another of the stratum is.
    NotPicked,
    /// The pick of the stratum is not made yet, or not shown yet.
    Open,
    /// It is void, or its customer could not be reached.
    Gone,
}

/// A number of a stratum.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct StratumBox {
    /// The number.
    pub number: u32,
    /// How it stands.
    pub state: NumberState,
}

/// One stratum of a cohort, with the numbers given so far.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StratumBoxes {
    /// k, from 0.
    pub index: u64,
    /// Its lowest number.
    pub first: u64,
    /// How many numbers it holds when it is full.
    pub size: u64,
    /// Its numbers, in order.
    pub boxes: Vec<StratumBox>,
}

/// The strata of one cohort, by its obligations in order of their numbers. Nothing of a pick is given away before it
/// is shown: until then its whole stratum is open.
pub(crate) fn strata(cohort: &[DrawnRow], now: Instant) -> Vec<StratumBoxes> {
    let numbered: Vec<(Stratum, &DrawnRow)> = cohort
        .iter()
        .filter_map(|row| Some((Stratum::of(row.rate, row.number?.into())?, row)))
        .collect();
    numbered
        .chunk_by(|a, b| a.0 == b.0)
        .map(|members| {
            let stratum = members[0].0;
            let is_shown =
                |row: &DrawnRow| row.why.picked() && row.shown_from.is_none_or(|from| from <= now);
            let is_decided = members
                .iter()
                .any(|(_, row)| is_shown(row) && !row.is_gone());
            let state = |row: &DrawnRow| {
                if row.is_gone() {
                    NumberState::Gone
                } else if is_shown(row) {
                    NumberState::Picked
                } else if is_decided {
                    NumberState::NotPicked
                } else {
                    NumberState::Open
                }
            };
            StratumBoxes {
                index: stratum.index,
                first: stratum.first,
                size: stratum.size,
                boxes: members
                    .iter()
                    .filter_map(|(_, row)| {
                        Some(StratumBox {
                            number: row.number?,
                            state: state(row),
                        })
                    })
                    .collect(),
            }
        })
        .collect()
}
