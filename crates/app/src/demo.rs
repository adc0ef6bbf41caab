//! A made-up estate for looking around: 翠湖灣, 1,200 homes and a year of its life, up to now.
//!
//! Nobody in it exists. What happens is told by a fixed seed and done by the real actions, one day after another on a
//! clock that stands where it is put: so every record is what somebody in a post did at that time, and the journal is
//! as true as a made-up one can be. Ids and the keys of the draw are random as ever, so who is picked differs.

mod archive;
mod chance;
mod clock;
mod complaints;
mod days;
mod ends;
mod estate;
mod events;
mod festivals;
mod letters;
mod lists;
mod logins;
mod month;
mod names;
mod office;
mod people;
mod photos;
mod privacy;
mod record;
mod spot_checks;
mod stories;
mod visits;

use huiyin_domain::{Day, Instant, LocalTime, ScopeId, SiteZone};
use huiyin_rules::procedure::{Basis, shipped_by_id};
use huiyin_store::{Error as StoreError, outbox};

use self::days::AtWork;
use crate::fields::wrong;
use crate::{App, Clock, Error, Fault, Refusal, Result};

pub(crate) use clock::AHEAD;
pub use clock::{ClockStep, MoveClock};
pub use logins::{DemoLogin, DemoState};

/// The password of every login of the made-up estate. It protects nothing: there is nothing to protect.
pub const DEMO_PASSWORD: &str = "huiyin-demo";

/// For how many seconds the notices of the made-up estate lie unread.
const UNREAD: i64 = 2 * 24 * 60 * 60;

/// Which estate to make.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MakeDemo {
    /// A shipped procedure: `kehu`, `yezhu` or `wuye`.
    pub procedure: String,
    /// How many whole months before the last one its life begins.
    pub months: u32,
    /// The moment up to which it lives.
    pub until: Instant,
}

impl App {
    /// Makes the estate in an empty database, marked as made up for ever. The application's own clock is not touched.
    /// `tell` hears of each day that was lived.
    ///
    /// Refused as [`Refusal::InUse`] when there is a company already.
    pub async fn make_demo(&self, make: &MakeDemo, mut tell: impl FnMut(Day)) -> Result<ScopeId> {
        if self.installation().await?.is_some() {
            return Err(Error::Refused {
                why: Refusal::InUse,
                basis: Basis::default(),
            });
        }
        let edition =
            shipped_by_id(&make.procedure).ok_or_else(|| wrong("procedure", Fault::Unknown))?;
        let zone = SiteZone::default();
        let today = zone.day(make.until);
        let before = i32::try_from(make.months).unwrap_or(0);
        let first = today.month().plus(-before).first_day();
        let opening = LocalTime::at(first, 6, 0).unwrap_or(LocalTime::midnight(first));
        let clock = Clock::standing_at(zone.instant(opening));
        let app = Self::new(self.db().clone(), clock);
        let estate = estate::found(&app, &edition.procedure, first).await?;
        let site = estate.site;
        let mut at_work = AtWork::new(app, &edition.procedure, estate, make.until);
        let mut day = first;
        while day <= today {
            at_work.live(day).await?;
            tell(day);
            day = day.plus_days(1);
        }
        // Everybody read their notices, but for those of the last days.
        let before = make.until.plus_seconds(-UNREAD);
        self.db()
            .write((before, make.until), |tx, (before, until)| {
                Box::pin(outbox::all_read_before(tx, *before, *until))
            })
            .await
            .map_err(|error: StoreError| error)?;
        self.keep_demo_clock().await?;
        Ok(site)
    }
}
