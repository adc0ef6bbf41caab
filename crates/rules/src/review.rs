//! Who reads a record, and in which order; nobody reads their own.

use crate::obligations::Rules;
use crate::procedure::{PostId, ReviewStep};

impl<'a> Rules<'a> {
    /// The steps of the review of a record of a visit by these posts, in order.
    pub fn review_steps(&self, visited_by: &[PostId]) -> Vec<&'a ReviewStep> {
        let reads = |step: &&ReviewStep| {
            step.of.is_empty() || step.of.iter().any(|post| visited_by.contains(post))
        };
        self.procedure().reviews.iter().filter(reads).collect()
    }

    /// The post itself and those above it, lowest first: where the work of a post goes when nobody may or can do it
    /// there. It ends at the top of the company, or where the procedure names nobody above.
    pub fn upwards(&self, post: &str) -> Vec<&'a PostId> {
        let mut chain: Vec<&'a PostId> = Vec::new();
        let mut next = self.procedure().posts.iter().find(|known| known.id == post);
        while let Some(known) = next.filter(|known| !chain.contains(&&known.id)) {
            chain.push(&known.id);
            let above = known.above.as_ref();
            next = above.and_then(|above| {
                self.procedure()
                    .posts
                    .iter()
                    .find(|known| known.id == *above)
            });
        }
        chain
    }
}
