use huiyin_domain::entry::facts::FollowUpAnsweredFor;
use huiyin_domain::{CommandId, FollowUpId, Step};
use huiyin_store::{Change, Draft};

use super::AtHand;
use crate::access::{self, Right};
use crate::fields::{Fields, LONG};
use crate::site::Editions;
use crate::{App, Asker, Error, Refusal, Result};

/// What somebody who is accountable for a follow-up says of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AnswerFor {
    /// The follow-up; not withdrawn.
    pub follow_up: FollowUpId,
    /// How it stands, and why.
    pub note: String,
}

impl App {
    /// Answers for a follow-up with a note that stays: by the posts that the procedure holds accountable (11.1.1).
    pub async fn answer_for(
        &self,
        asker: &Asker,
        command: CommandId,
        input: AnswerFor,
    ) -> Result<()> {
        let act = asker.act(command, self.clock().now());
        let input = (self.editions().clone(), asker.clone(), input);
        self.db()
            .command(act, input, |change, (editions, asker, input)| {
                Box::pin(answer(change, editions, asker, input))
            })
            .await
    }
}

async fn answer(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    input: &AnswerFor,
) -> Result<()> {
    let at_hand = AtHand::load(change, editions, asker, input.follow_up).await?;
    let site = &at_hand.site;
    let rules = site.rules_on(site.day(change.at()));
    let accountable = rules.procedure().accountable.as_ref();
    let accountable = accountable.ok_or(Error::NotFound)?;
    access::check(&rules, asker, site.id(), Right::AnswerFor)?;
    if !at_hand.follow_up.state.takes(Step::AnswerFor) {
        return Err(Error::Refused {
            why: Refusal::FollowUpState,
            basis: accountable.basis.clone(),
        });
    }
    let mut fields = Fields::default();
    let note = fields.required("answer", &input.note, LONG);
    fields.check()?;
    let mut posts = accountable.posts.iter();
    let post = posts.find(|post| asker.holds(site.id(), &[post.as_str()]));
    let facts = FollowUpAnsweredFor {
        follow_up: input.follow_up,
        event: at_hand.follow_up.event,
        post: post
            .or(accountable.posts.first())
            .cloned()
            .unwrap_or_default(),
    };
    let draft = Draft::new(site.id(), facts).because(at_hand.follow_up.customer, note);
    change.append(draft).await?;
    Ok(())
}
