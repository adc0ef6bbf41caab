//! Festival visits (節日拜訪): which festivals come, whom the site visits for each, and the release of the list, which
//! makes the event that is followed up. Clause 11.1.6.

mod copy_households;
mod festival_page;
mod festivals_page;
mod list_households;
mod release_festival;
mod remind;
mod strike_household;
mod switch_festival;

pub use copy_households::{Copied, CopyHouseholds};
pub use festival_page::{FestivalHousehold, FestivalPage};
pub use festivals_page::{FestivalEntry, FestivalState, FestivalsPage};
pub use huiyin_store::festivals::{HouseholdRow, ReleaseRow, SwitchRow};
pub use list_households::{HouseholdInput, ListHouseholds};
pub use release_festival::{FestivalReleasedAnswer, ReleaseFestival};
pub use strike_household::StrikeHousehold;
pub use switch_festival::SwitchFestival;

pub(crate) use remind::{is_festival_near, remind_of_festivals};

use huiyin_domain::{Category, Day, ScopeId};
use huiyin_rules::Rules;
use huiyin_rules::procedure::{Basis, Festival, FestivalList};
use huiyin_store::{Change, Tx, draw, festivals};

use crate::access::{self, Right};
use crate::site::Editions;
use crate::{Asker, Error, Refusal, Result, Site};

/// The festival of a year at a site.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FestivalOf {
    /// The site.
    pub site: ScopeId,
    /// The festival's id in the procedure.
    pub festival: String,
    /// The year.
    pub year: i32,
}

impl FestivalOf {
    fn key(&self) -> (ScopeId, &str, i32) {
        (self.site, &self.festival, self.year)
    }

    /// The outside id of the event that its release makes; files of households name it too.
    pub(crate) fn outside_id(&self) -> String {
        format!("{}-{}", self.festival, self.year)
    }
}

/// A festival that somebody works on.
struct AtHand {
    site: Site,
    festival: Festival,
    day: Day,
    today: Day,
    basis: Basis,
}

/// The festival, its site kept from others; [`Error::NotFound`] for who has nothing to do with the site, and for a
/// festival or year that there is not.
async fn at_hand(
    change: &mut Change<'_>,
    editions: &Editions,
    (asker, right): (&Asker, Right),
    of: &FestivalOf,
) -> Result<AtHand> {
    if !asker.belongs_to(of.site) {
        return Err(Error::NotFound);
    }
    draw::lock_site(change, of.site).await?;
    let site = editions.site(change, of.site).await?;
    let today = site.day(change.at());
    let rules = site.rules_on(today);
    let Some(list) = list_rule(&rules) else {
        return Err(Error::Refused {
            why: Refusal::NoFestivals,
            basis: not_covered(&rules),
        });
    };
    access::check(&rules, asker, of.site, right)?;
    let (festival, day) = find(&rules, of).ok_or(Error::NotFound)?;
    Ok(AtHand {
        festival: festival.clone(),
        day,
        today,
        basis: list.basis.clone(),
        site,
    })
}

impl AtHand {
    fn refused<T>(&self, why: Refusal) -> Result<T> {
        Err(Error::Refused {
            why,
            basis: self.basis.clone(),
        })
    }

    /// Refuses what is done to a list that is released, of a festival that is over, or for which nobody is visited.
    async fn check_open(&self, tx: &mut Tx, of: &FestivalOf) -> Result<()> {
        let years = (of.year, of.year);
        let released = festivals::releases(tx, of.site, years).await?;
        if released.iter().any(|row| row.festival == of.festival) {
            return self.refused(Refusal::FestivalReleased);
        }
        if self.day < self.today {
            return self.refused(Refusal::FestivalOver);
        }
        if is_off(&festivals::switches(tx, of.site).await?, &of.festival) {
            return self.refused(Refusal::FestivalOff);
        }
        Ok(())
    }
}

/// Whether households may still be put on the list of a festival.
pub(crate) async fn is_list_open(
    tx: &mut Tx,
    site: &Site,
    of: &FestivalOf,
    today: Day,
) -> Result<bool> {
    let rules = site.rules_on(today);
    let day = list_rule(&rules).and_then(|_| find(&rules, of));
    if day.is_none_or(|(_, day)| day < today) {
        return Ok(false);
    }
    let released = festivals::releases(tx, of.site, (of.year, of.year)).await?;
    let is_released = released.iter().any(|row| row.festival == of.festival);
    Ok(!is_released && !is_off(&festivals::switches(tx, of.site).await?, &of.festival))
}

/// What says how lists are made, where the procedure has festivals at all.
fn list_rule<'r>(rules: &Rules<'r>) -> Option<&'r FestivalList> {
    rules.category(Category::Festival)?;
    rules.procedure().festival_list.as_ref()
}

/// What says that a procedure has no festivals.
fn not_covered(rules: &Rules<'_>) -> Basis {
    let not_covered = rules.procedure().not_covered.iter();
    let mut own = not_covered.filter(|it| it.category == Category::Festival);
    own.next().map(|it| it.basis.clone()).unwrap_or_default()
}

fn find<'r>(rules: &Rules<'r>, of: &FestivalOf) -> Option<(&'r Festival, Day)> {
    let mut festivals = rules.procedure().festivals.iter();
    let festival = festivals.find(|it| it.id == of.festival)?;
    Some((festival, festival.day_in(of.year)?))
}

fn is_off(switches: &[SwitchRow], festival: &str) -> bool {
    let of = switches.iter().find(|row| row.festival == festival);
    of.is_some_and(|row| !row.visited)
}
