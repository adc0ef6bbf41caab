use huiyin_domain::CommandId;
use huiyin_domain::entry::facts::HouseholdStruck;
use huiyin_store::{Change, Draft};

use super::list_households::all;
use super::{FestivalOf, at_hand};
use crate::access::Right;
use crate::site::Editions;
use crate::{App, Asker, Error, Result};

/// A household that is taken off the list of a festival.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StrikeHousehold {
    /// The festival; its list is not released.
    pub of: FestivalOf,
    /// The number of the line.
    pub number: u32,
}

impl App {
    /// Takes a household off the list of a festival before its release. By who plans, or releases the lists.
    pub async fn strike_household(
        &self,
        asker: &Asker,
        command: CommandId,
        input: StrikeHousehold,
    ) -> Result<()> {
        let act = asker.act(command, self.clock().now());
        let input = (self.editions().clone(), asker.clone(), input);
        self.db()
            .command(act, input, |change, (editions, asker, input)| {
                Box::pin(strike(change, editions, asker, input))
            })
            .await
    }
}

async fn strike(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    input: &StrikeHousehold,
) -> Result<()> {
    let of = &input.of;
    let at = at_hand(change, editions, (asker, Right::Plan), of).await?;
    at.check_open(change, of).await?;
    let known = all(change, of).await?;
    if known.iter().all(|row| row.number != input.number) {
        // Somebody else took it off meanwhile.
        return Err(Error::Conflict);
    }
    let facts = HouseholdStruck {
        site: of.site,
        festival: of.festival.clone(),
        year: of.year,
        number: input.number,
    };
    change.append(Draft::new(of.site, facts)).await?;
    Ok(())
}
