//! People and their own data: what is held about somebody, what they may ask for, by when it is answered, what is erased,
//! what a hold or a duty keeps, and who looked at full numbers.

mod erase_disposed;
mod export_person;
mod held;
mod hold;
mod looks_page;
mod person_page;
mod receive_request;
mod remind;
mod requests_page;
mod settle_request;

pub use export_person::{PersonExport, Told, ToldFile};
pub use held::{Erasing, Thing};
pub use hold::{HoldsPage, LiftHold, PlaceHold};
pub use huiyin_rules::privacy::Law;
pub use huiyin_store::privacy::{
    HeldSort, HoldRow as Hold, HomeRow, LookRow, OutcomeRow, RequestRow,
};
pub use looks_page::{Looks, LooksAsked};
pub use person_page::{PersonPage, Version};
pub use receive_request::ReceiveRequest;
pub use requests_page::{RequestLine, RequestPage};
pub use settle_request::SettleRequest;

pub(crate) use erase_disposed::{begin_erasing, go_on_erasing, half_erased};
pub(crate) use hold::may_hold;
pub(crate) use remind::{is_request_due, remind_of_requests};
pub(crate) use requests_page::waiting as waiting_requests;

use huiyin_domain::PersonId;
use huiyin_store::people::{self, PersonRow};
use huiyin_store::{Tx, scopes};

use crate::site::Editions;
use crate::{Asker, Error, Result, Site};

/// Somebody, and the site whose people they are of; [`Error::NotFound`] for who has nothing to do with it, and for people
/// of the company, who are no residents.
async fn resident(
    tx: &mut Tx,
    editions: &Editions,
    asker: &Asker,
    person: PersonId,
) -> Result<(PersonRow, Site)> {
    let row = people::person(tx, person).await?.ok_or(Error::NotFound)?;
    let company = scopes::installation(tx).await?.map(|it| it.company);
    if Some(row.home) == company || !asker.belongs_to(row.home) {
        return Err(Error::NotFound);
    }
    let site = editions.site(tx, row.home).await?;
    Ok((row, site))
}

/// The law that holds at a site, by its time zone.
pub(crate) fn law_of(site: &Site) -> &'static Law {
    Law::of_zone(&site.zone().to_string())
}

/// The rules of a site at a moment, and its day.
macro_rules! rules_at {
    ($site:expr, $now:expr) => {{
        let today = $site.day($now);
        ($site.rules_on(today), today)
    }};
}
pub(crate) use rules_at;

/// The number by which people call an event.
fn number(site: &Site, (year, number): (i32, u32)) -> String {
    huiyin_domain::entry::facts::RunningNumber { year, number }.text(site.code())
}
