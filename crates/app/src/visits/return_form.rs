use huiyin_domain::entry::facts::FormReturned;
use huiyin_domain::{CommandId, SignOutId};
use huiyin_store::{Change, Draft, visits};

use crate::access::{self, Right};
use crate::site::Editions;
use crate::{App, Asker, Error, Refusal, Result};

/// A form that comes back to the service centre.
#[derive(Clone, Copy, Debug)]
pub struct ReturnForm {
    /// The line of the sign-out sheet.
    pub sign_out: SignOutId,
}

impl App {
    /// Writes down that a form came back: by who took it, or by the planner who receives it.
    pub async fn return_form(
        &self,
        asker: &Asker,
        command: CommandId,
        input: ReturnForm,
    ) -> Result<()> {
        let act = asker.act(command, self.clock().now());
        let input = (self.editions().clone(), asker.clone(), input);
        self.db()
            .command(act, input, |change, (editions, asker, input)| {
                Box::pin(bring_back(change, editions, asker, *input))
            })
            .await
    }
}

async fn bring_back(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    input: ReturnForm,
) -> Result<()> {
    let row = visits::sign_out_to_change(change, input.sign_out)
        .await?
        .filter(|row| asker.belongs_to(row.site))
        .ok_or(Error::NotFound)?;
    let site = editions.site(change, row.site).await?;
    let rules = site.rules_on(site.day(change.at()));
    let Some(person) = asker.person else {
        return Err(Error::NotFound);
    };
    if person != row.person {
        access::check(&rules, asker, row.site, Right::Plan)?;
    }
    if row.returned {
        return Err(Error::Refused {
            why: Refusal::FollowUpState,
            basis: rules.procedure().sign_out.basis.clone(),
        });
    }
    let facts = FormReturned {
        sign_out: input.sign_out,
        event: row.event,
        person,
    };
    change.append(Draft::new(row.site, facts)).await?;
    Ok(())
}
