//! Chance from a fixed seed: the same story every time.

/// `SplitMix64`: small, even, and the same on every machine. Nothing but the made-up story rests on it.
#[derive(Clone, Debug)]
pub(super) struct Chance(u64);

impl Chance {
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to, not including, `below`; 0 where that is 0.
    pub(super) fn below(&mut self, below: u32) -> u32 {
        // The high half times the range, of which the high half is even enough for a story.
        let high = self.next() >> 32;
        u32::try_from((high * u64::from(below)) >> 32).unwrap_or(0)
    }

    /// A number from `from` to `to`, both included.
    pub(super) fn between(&mut self, from: u32, to: u32) -> u32 {
        from + self.below(to.saturating_sub(from) + 1)
    }

    /// Whether something happens that happens this many times in a thousand.
    pub(super) fn happens(&mut self, in_a_thousand: u32) -> bool {
        self.below(1_000) < in_a_thousand
    }

    /// One of several.
    pub(super) fn one_of<'o, T>(&mut self, of: &'o [T]) -> &'o T {
        let count = u32::try_from(of.len()).unwrap_or(u32::MAX);
        &of[self.below(count) as usize]
    }

    /// How often something happens in a day that happens this many times in a thousand days.
    pub(super) fn times_a_day(&mut self, in_a_thousand_days: u32) -> u32 {
        // Eight chances a day, each an eighth as likely: near enough to how such things come.
        let mut times = in_a_thousand_days / 8_000 * 8;
        for _ in 0..8 {
            times += u32::from(self.below(8_000) < in_a_thousand_days % 8_000);
        }
        times
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_tells_the_same_story() {
        let mut one = Chance::new(7);
        let mut other = Chance::new(7);
        let told: Vec<u32> = (0..100).map(|_| one.below(10)).collect();
        assert!(told.iter().all(|number| *number < 10));
        assert!((0..10).all(|number| told.contains(&number)));
        assert_eq!(
            told,
            (0..100).map(|_| other.below(10)).collect::<Vec<u32>>()
        );
    }

    #[test]
    fn days_have_as_much_as_they_should() {
        let mut chance = Chance::new(1);
        let year: u32 = (0..365).map(|_| chance.times_a_day(3_600)).sum();
        assert!((1_150..1_480).contains(&year), "{year}");
    }
}
