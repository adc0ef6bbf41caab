//! Moving the clock of a made-up estate.

use huiyin_domain::{LocalTime, ScopeId};
use huiyin_rules::procedure::Basis;
use huiyin_store::{sessions, settings, sites};

use crate::fields::Fields;
use crate::{App, Asker, Error, Fault, Refusal, Result, access};

/// How far the clock was put on, in seconds. It is there once an estate was wholly made.
pub(crate) const AHEAD: &str = "demo_seconds_ahead";
/// In seconds: nobody needs to see more than a year ahead.
const FURTHEST: i64 = 366 * 24 * 60 * 60;

/// By how much the clock is put on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ClockStep {
    /// An hour.
    Hour,
    /// A day.
    Day,
    /// A week.
    Week,
}

impl ClockStep {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Hour, Self::Day, Self::Week];

    /// Its id in forms.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Week => "week",
        }
    }

    /// The step of an id.
    pub fn of_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.id() == id)
    }

    const fn seconds(self) -> i64 {
        const HOUR: i64 = 60 * 60;
        match self {
            Self::Hour => HOUR,
            Self::Day => 24 * HOUR,
            Self::Week => 7 * 24 * HOUR,
        }
    }
}

/// The clock is put on: by a step, or to a moment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MoveClock {
    /// The site whose wall clock is meant.
    pub site: ScopeId,
    /// By how much; none where a moment is typed.
    pub step: Option<ClockStep>,
    /// The moment, as typed on the site's clock.
    pub to: String,
}

impl App {
    /// Refuses as [`Refusal::NotDemo`] what only a made-up estate allows.
    pub async fn check_demo(&self) -> Result<()> {
        match self.installation().await? {
            Some(installation) if installation.demo => Ok(()),
            _ => Err(Error::Refused {
                why: Refusal::NotDemo,
                basis: Basis::default(),
            }),
        }
    }

    /// Puts the clock of a made-up estate on, never back, and does what became due by then at every site.
    pub async fn move_clock(&self, asker: &Asker, input: &MoveClock) -> Result<()> {
        self.check_demo().await?;
        let now = self.clock().now();
        let site = {
            let mut tx = self.db().read().await?;
            self.editions().site(&mut tx, input.site).await?
        };
        let rules = site.rules_on(site.day(now));
        access::check(&rules, asker, site.id(), crate::Right::See)?;
        let mut fields = Fields::default();
        let seconds = match input.step {
            Some(step) => step.seconds(),
            None => {
                let typed = input.to.trim().replacen('T', " ", 1);
                match typed.parse::<LocalTime>() {
                    Ok(wall) => (site.zone().instant(wall).micros() - now.micros()) / 1_000_000,
                    Err(_) if typed.is_empty() => {
                        fields.wrong("to", Fault::Missing);
                        0
                    }
                    Err(_) => {
                        fields.wrong("to", Fault::Malformed);
                        0
                    }
                }
            }
        };
        if seconds < 0 {
            fields.wrong("to", Fault::Before { other: "now" });
        } else if seconds > FURTHEST {
            fields.wrong("to", Fault::Malformed);
        }
        fields.check()?;
        // Who is signed in stays so.
        self.db()
            .write(seconds, |tx, seconds| {
                Box::pin(sessions::put_on(tx, *seconds))
            })
            .await?;
        self.clock().move_by_seconds(seconds);
        self.keep_demo_clock().await?;
        let sites = sites::sites(&mut self.db().read().await?).await?;
        for site in sites {
            self.advance(site.id).await?;
        }
        Ok(())
    }

    /// Puts the clock on to where it was left, on a made-up estate; anywhere else nothing happens.
    pub async fn restore_demo_clock(&self) -> Result<()> {
        if self.check_demo().await.is_err() {
            return Ok(());
        }
        let mut tx = self.db().read().await?;
        let ahead = settings::setting(&mut tx, AHEAD).await?.unwrap_or(0);
        self.clock()
            .move_by_seconds(ahead - self.clock().seconds_ahead());
        Ok(())
    }

    pub(super) async fn keep_demo_clock(&self) -> Result<()> {
        let ahead = self.clock().seconds_ahead();
        self.db()
            .write(ahead, |tx, ahead| {
                Box::pin(async move { Ok(settings::keep_setting(tx, AHEAD, *ahead).await?) })
            })
            .await
    }
}
