//! One day after another: what happens at which hour, and who does it.

use std::collections::{HashMap, HashSet};

use huiyin_domain::{Category, Day, EventId, FollowUpId, Instant, LocalTime, PersonId, SiteZone};
use huiyin_rules::procedure::Procedure;
use huiyin_store::desk::OpenRow;

use super::chance::Chance;
use super::estate::{Estate, Member};
use super::events::{Call, DoneEvent, OpenEvent};
use super::visits::Fate;
use crate::{App, Error, Result};

const SEED: u64 = 0x0048_5549_5949_4e00;

/// How something is kept as it is until the last moment, so that the day the estate is opened on has it to show.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Held {
    /// Nobody visits.
    Visit,
    /// Nobody reviews the record.
    Review,
    /// The record is found nonconforming, and nobody has decided on it.
    Nonconforming,
    /// The record is sent back, and not made up yet.
    SentBack,
}

/// The estate at work.
pub(super) struct AtWork<'p> {
    pub(super) app: App,
    pub(super) zone: SiteZone,
    pub(super) procedure: &'p Procedure,
    pub(super) estate: Estate,
    pub(super) chance: Chance,
    /// The moment at which the story ends.
    pub(super) until: Instant,
    /// Reported, and not completed.
    pub(super) open: Vec<OpenEvent>,
    /// Completed lately, latest last.
    pub(super) done: Vec<DoneEvent>,
    /// What is to come of the follow-ups that are known.
    pub(super) fates: HashMap<FollowUpId, Fate>,
    /// What stays as it is, by event.
    pub(super) held: HashMap<EventId, Held>,
    /// Records that were sent back once; nobody does it twice.
    pub(super) sent_back: HashSet<FollowUpId>,
    /// Who is away, with a deputy in their place.
    pub(super) away: Option<PersonId>,
    /// Whether the rate of 其他 was set.
    pub(super) rate_set: bool,
    /// Activities and publications whose list is to be handed in.
    pub(super) lists: Vec<(Day, ListOf, usize)>,
    /// How many visits were made, looked ahead to, corrected, and closed so far: what is out of the ordinary comes by
    /// turns, so that none of it is missing.
    pub(super) visited: usize,
    pub(super) foreseen: usize,
    pub(super) corrected: usize,
    pub(super) further: usize,
    /// How many visits of the last days were made.
    pub(super) lately: usize,
}

/// Whose list is to be handed in: the event, and its id outside.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct ListOf {
    pub(super) event: EventId,
    pub(super) event_id: String,
    pub(super) category: Category,
}

/// What is done at an hour of a day.
pub(super) enum Act {
    Call(Call),
    Visit(Box<OpenRow>),
    Complete,
    Review,
    Office,
    Lists,
}

impl<'p> AtWork<'p> {
    pub(super) fn new(app: App, procedure: &'p Procedure, estate: Estate, until: Instant) -> Self {
        Self {
            app,
            zone: SiteZone::default(),
            procedure,
            estate,
            chance: Chance::new(SEED),
            until,
            open: Vec::new(),
            done: Vec::new(),
            fates: HashMap::new(),
            held: HashMap::new(),
            sent_back: HashSet::new(),
            away: None,
            rate_set: false,
            lists: Vec::new(),
            visited: 0,
            foreseen: 0,
            corrected: 0,
            further: 0,
            lately: 0,
        }
    }

    /// The last day of the story.
    pub(super) fn last(&self) -> Day {
        self.zone.day(self.until)
    }

    /// How many days are left on a day.
    pub(super) fn left(&self, day: Day) -> i32 {
        self.last().days_since(day)
    }

    /// Who plans.
    pub(super) fn planner(&self) -> Result<Member> {
        self.holder(&[&self.procedure.plan.by])
    }

    /// Who manages the people of the site.
    pub(super) fn manager(&self) -> Result<Member> {
        self.holder(&[&self.procedure.rounds.closed_by])
    }

    pub(super) fn holder(&self, posts: &[&str]) -> Result<Member> {
        self.estate.holder(posts).cloned().ok_or(Error::NotFound)
    }

    /// Somebody of the site who takes calls.
    pub(super) fn somebody(&mut self) -> Result<Member> {
        let (site, away) = (self.estate.site, self.away);
        let of_site = |member: &&Member| {
            let mut posts = member.asker.posts.iter();
            Some(member.person) != away && posts.any(|held| held.site == Some(site))
        };
        let here: Vec<&Member> = self.estate.staff.iter().filter(of_site).collect();
        if here.is_empty() {
            return Err(Error::NotFound);
        }
        Ok((*self.chance.one_of(&here)).clone())
    }

    /// Puts the clock on to a minute of a day; false where the story ends before it.
    fn go_to(&self, day: Day, minute: u32) -> bool {
        let at = LocalTime::at(day, minute / 60, minute % 60).unwrap_or(LocalTime::midnight(day));
        let at = self.zone.instant(at);
        if at > self.until {
            return false;
        }
        let ahead = (at.micros() - self.app.clock().now().micros()) / 1_000_000;
        self.app.clock().move_by_seconds(ahead.max(0));
        true
    }

    /// Lives a day, up to the end of the story on the last.
    pub(super) async fn live(&mut self, day: Day) -> Result<()> {
        if self.go_to(day, 7 * 60) {
            self.app.advance(self.estate.site).await?;
            if self.go_to(day, 8 * 60 + 30) {
                let visits = self.morning(day).await?;
                self.go_on(day, visits).await?;
            }
        }
        if day == self.last() {
            self.last_minutes(day).await?;
        }
        Ok(())
    }

    async fn go_on(&mut self, day: Day, visits: Vec<OpenRow>) -> Result<()> {
        let mut acts: Vec<(u32, Act)> = self.calls(day);
        for visit in visits {
            let minute = self.chance.between(9 * 60 + 30, 19 * 60);
            acts.push((minute, Act::Visit(Box::new(visit))));
        }
        acts.push((10 * 60, Act::Lists));
        acts.push((16 * 60, Act::Office));
        acts.push((17 * 60 + 40, Act::Complete));
        if day.day_of_month().is_multiple_of(2) || self.left(day) < 3 {
            acts.push((19 * 60 + 40, Act::Review));
        }
        acts.sort_by_key(|(minute, _)| *minute);
        for (minute, act) in acts {
            if !self.go_to(day, minute) {
                return Ok(());
            }
            match act {
                Act::Call(call) => self.register(day, &call).await?,
                Act::Visit(row) => self.visit(day, &row).await?,
                Act::Complete => self.complete(day).await?,
                Act::Review => {
                    self.review(day).await?;
                    self.decide_nonconforming(day).await?;
                }
                Act::Office => {
                    self.office(day).await?;
                    self.ends(day).await?;
                    self.told_again(day).await?;
                    self.prepare_festivals(day).await?;
                    self.write_letter(day).await?;
                }
                Act::Lists => self.hand_in_lists(day).await?,
            }
        }
        Ok(())
    }

    /// Repairs completed in the last minutes: what the draw picks of them nobody sees before tomorrow.
    async fn last_minutes(&mut self, day: Day) -> Result<()> {
        const REPAIRS: usize = 8;
        let ahead = (self.until.micros() - self.app.clock().now().micros()) / 1_000_000;
        self.app.clock().move_by_seconds((ahead - 180).max(0));
        let waiting = |open: &&OpenEvent| open.category == Category::Repair;
        while self.open.iter().filter(waiting).count() < REPAIRS {
            let call = self.call(Category::Repair);
            self.register(day, &call).await?;
        }
        self.app.clock().move_by_seconds(60);
        let repairs = self.open.iter().filter(waiting).take(REPAIRS);
        let repairs: Vec<EventId> = repairs.map(|open| open.event).collect();
        self.complete_all(&repairs, None).await
    }
}
