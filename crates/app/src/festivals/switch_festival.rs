use huiyin_domain::CommandId;
use huiyin_domain::entry::facts::FestivalSwitched;
use huiyin_domain::entry::{Word, Words};
use huiyin_store::{Change, Draft, festivals};

use super::{FestivalOf, at_hand, is_off};
use crate::access::Right;
use crate::fields::{Fields, LONG};
use crate::site::Editions;
use crate::{App, Asker, Error, Result};

/// A festival for which the site visits nobody from now on, or visits again.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SwitchFestival {
    /// The festival; it holds for every year.
    pub of: FestivalOf,
    /// Whether households are visited for it.
    pub visited: bool,
    /// Why; always required.
    pub why: String,
}

impl App {
    /// Says that nobody is visited for a festival, or that they are again. By who releases the lists. Lists that were
    /// released stay.
    pub async fn switch_festival(
        &self,
        asker: &Asker,
        command: CommandId,
        input: SwitchFestival,
    ) -> Result<()> {
        let act = asker.act(command, self.clock().now());
        let input = (self.editions().clone(), asker.clone(), input);
        self.db()
            .command(act, input, |change, (editions, asker, input)| {
                Box::pin(switch(change, editions, asker, input))
            })
            .await
    }
}

async fn switch(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    input: &SwitchFestival,
) -> Result<()> {
    let of = &input.of;
    let at = at_hand(change, editions, (asker, Right::Festivals), of).await?;
    let switches = festivals::switches(change, of.site).await?;
    if is_off(&switches, &of.festival) != input.visited {
        // Somebody else did it meanwhile.
        return Err(Error::Conflict);
    }
    let mut fields = Fields::default();
    let why = fields.required("why", &input.why, LONG);
    fields.check()?;
    let facts = FestivalSwitched {
        site: of.site,
        festival: of.festival.clone(),
        visited: input.visited,
    };
    let words = Words::new().with(Word::Why, why);
    let draft = Draft::new(at.site.id(), facts).about(asker.person, words);
    change.append(draft).await?;
    Ok(())
}
