use huiyin_domain::Instant;

use crate::Asker;

/// Whether a pick may be known to who asks: the product knows it at once, people once it is shown.
pub(super) fn visible(asker: &Asker, shown_from: Option<Instant>, now: Instant) -> bool {
    asker.person.is_none() || shown_from.is_none_or(|from| from <= now)
}
