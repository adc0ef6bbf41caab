use huiyin_domain::entry::facts::PostEnded;
use huiyin_domain::{CommandId, Instant, PersonId, ScopeId};
use huiyin_rules::procedure::Basis;
use huiyin_store::{Change, Draft, accounts, links, people, posts, sessions};
use serde::{Deserialize, Serialize};

use super::chain_of;
use super::hand_over::hand_over;
use crate::access::check_manages_person;
use crate::fields::wrong;
use crate::site::Editions;
use crate::{App, Asker, Error, Fault, Refusal, Result};

/// Somebody leaves, as the form sends it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Leave {
    /// The site whose page was used.
    pub site: ScopeId,
    /// Who leaves.
    pub person: PersonId,
    /// Who takes over all that they have in hand; none: whoever the procedure's rules name.
    pub successor: Option<PersonId>,
}

/// What came of leaving.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
pub struct Left {
    /// Posts that ended.
    pub posts: usize,
    /// Events that another owns now.
    pub events: usize,
    /// Open follow-ups that another visits in now.
    pub follow_ups: usize,
    /// Open follow-ups in which nobody could take the place: they show as vacant in the plan.
    pub vacant: usize,
    /// Departments that another heads now, or nobody.
    pub departments: usize,
    /// Tasks that another does now.
    #[serde(default)]
    pub tasks: usize,
}

struct Input {
    editions: Editions,
    asker: Asker,
    leave: Leave,
}

impl App {
    /// Lets somebody leave, in one act: from today on they hold no post, others have what they had in hand, and their
    /// account, sessions and devices are closed. Their name stays on what they did.
    pub async fn leave(&self, asker: &Asker, command: CommandId, leave: &Leave) -> Result<Left> {
        let input = Input {
            editions: self.editions().clone(),
            asker: asker.clone(),
            leave: leave.clone(),
        };
        let act = asker.act(command, self.clock().now());
        self.db()
            .command(act, input, |change, input| {
                Box::pin(leave_now(change, input))
            })
            .await
    }
}

async fn leave_now(change: &mut Change<'_>, input: &Input) -> Result<Left> {
    let (leave, now) = (&input.leave, change.at());
    let site = input.editions.site(change, leave.site).await?;
    if !people::is_staff(change, leave.person).await? {
        return Err(Error::NotFound);
    }
    check_manages_person(change, &input.editions, &input.asker, leave.person, now).await?;
    if input.asker.person == Some(leave.person) {
        return Err(Error::Refused {
            why: Refusal::OwnLeaving,
            basis: Basis::default(),
        });
    }
    if let Some(successor) = leave.successor {
        let known = people::is_staff(change, successor).await?;
        if successor == leave.person || !known {
            return Err(wrong("successor", Fault::Unknown));
        }
    }
    let mut left = Left {
        posts: end_posts(change, &input.editions, leave.person, site.day(now)).await?,
        ..Left::default()
    };
    hand_over(
        change,
        &input.editions,
        leave.person,
        leave.successor,
        &mut left,
    )
    .await?;
    close_account(change, leave.person, now).await?;
    Ok(left)
}

/// Ends all they hold today or later, the day before today; how many. Their deputies stay for their dates.
async fn end_posts(
    change: &mut Change<'_>,
    editions: &Editions,
    person: PersonId,
    today: huiyin_domain::Day,
) -> Result<usize> {
    let mut ended = 0;
    for held in posts::holdings_of(change, person).await? {
        let today = match held.site {
            Some(site) => editions.site(change, site).await?.day(change.at()),
            None => today,
        };
        let to = today.plus_days(-1);
        if held.to.is_some_and(|last| last <= to) {
            continue;
        }
        let chain = chain_of(change, &held).await?;
        let end = PostEnded {
            held: held.id,
            person,
            to,
        };
        change.append(Draft::new(chain, end)).await?;
        ended += 1;
    }
    Ok(ended)
}

async fn close_account(change: &mut Change<'_>, person: PersonId, now: Instant) -> Result<()> {
    accounts::close(change, person, now).await?;
    links::take_back_of_person(change, person).await?;
    Ok(sessions::revoke_all(change, person, now).await?)
}
