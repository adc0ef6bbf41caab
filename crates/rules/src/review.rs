//! Who reads a record, and in which order; nobody reads their own.

use huiyin_domain::PersonId;

use crate::obligations::Rules;
use crate::procedure::{PostId, ReviewStep};

/// Somebody who holds a post where the record was made, or above it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PostHolder {
    /// The post's id.
    pub post: PostId,
    /// Who holds it.
    pub person: PersonId,
}

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

    /// Who takes a step of the review: the holders of its post who did not visit; where there are none, those of the
    /// post above, and so on. None when nobody is left, up to the top of the company.
    pub fn reviewers(
        &self,
        step: &ReviewStep,
        holders: &[PostHolder],
        visitors: &[PersonId],
    ) -> Option<(&'a PostId, Vec<PersonId>)> {
        self.takers(&step.by, holders, visitors)
    }

    /// Who decides how what was found nonconforming is handled (四.5): not who visited.
    pub fn deciders(
        &self,
        holders: &[PostHolder],
        visitors: &[PersonId],
    ) -> Option<(&'a PostId, Vec<PersonId>)> {
        let post = &self.procedure().nonconforming.decided_by;
        self.takers(post, holders, visitors)
    }

    /// The same of any work of a post: its holders whom it does not concern; where there are none, those of the post above.
    pub fn takers(
        &self,
        post: &str,
        holders: &[PostHolder],
        concerned: &[PersonId],
    ) -> Option<(&'a PostId, Vec<PersonId>)> {
        self.upwards(post).into_iter().find_map(|post| {
            let people: Vec<PersonId> = holders
                .iter()
                .filter(|holder| holder.post == *post && !concerned.contains(&holder.person))
                .map(|holder| holder.person)
                .collect();
            (!people.is_empty()).then_some((post, people))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Workdays;
    use crate::procedure::shipped_by_id;

    fn holder(post: &str, person: PersonId) -> PostHolder {
        PostHolder {
            post: post.to_owned(),
            person,
        }
    }

    #[test]
    fn who_visited_does_not_review_and_the_post_above_does() {
        let edition = shipped_by_id("yezhu").expect("it is shipped");
        let rules = Rules::new(&edition.procedure, Workdays::default());
        let step = rules.review_steps(&["service_officer".to_owned()])[0];
        let [supervisor, manager, company] = [(); 3].map(|()| PersonId::generate());
        let holders = [
            holder("service_supervisor", supervisor),
            holder("site_manager", manager),
            holder("company_reviewer", company),
        ];
        let who = |holders: &[PostHolder], visitors: &[PersonId]| {
            rules
                .reviewers(step, holders, visitors)
                .map(|(post, people)| (post.clone(), people))
        };
        assert_eq!(
            who(&holders, &[]),
            Some(("service_supervisor".to_owned(), vec![supervisor]))
        );
        assert_eq!(
            who(&holders, &[supervisor]),
            Some(("site_manager".to_owned(), vec![manager]))
        );
        let alone = [
            holder("service_supervisor", manager),
            holder("site_manager", manager),
            holder("company_reviewer", company),
        ];
        assert_eq!(
            who(&alone, &[manager]),
            Some(("company_reviewer".to_owned(), vec![company]))
        );
        assert_eq!(who(&alone[..2], &[manager]), None);
    }
}
