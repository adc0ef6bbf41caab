use huiyin_domain::entry::Ground;
use huiyin_domain::{Day, EventId, FollowUpId, PersonId};
use huiyin_rules::Rules;
use huiyin_rules::privacy::Standing;
use huiyin_store::privacy::{self, HeldRow};
use huiyin_store::{Tx, people};

use super::number;
use crate::confidential::may_see;
use crate::{Asker, Result, Site};

/// Something that is held about a person.
#[derive(Clone, Debug)]
pub struct Thing {
    /// The event's number for people.
    pub number: String,
    /// What it is.
    pub row: HeldRow,
    /// Whether it is a place on a list, and not an event of the person's own.
    pub on_list: bool,
    /// Why it is not erased today; nothing where it may be, or is.
    pub kept: Option<Ground>,
    /// Whether the asker may see what it tells.
    pub may_see: bool,
}

/// What an erasure would do today.
#[derive(Clone, Debug)]
pub struct Erasing {
    /// What is held about the person, the latest first.
    pub things: Vec<Thing>,
    /// Events at their homes that carry their name or number, and of which nobody said whom they are about.
    pub perhaps: Vec<Thing>,
    /// Why the name, the number and the wishes stay; nothing where they go.
    pub profile: Option<Ground>,
}

/// The most events that are offered to be looked through.
const PERHAPS: u32 = 100;

impl Erasing {
    /// What is held about a person, and what of it would be erased on a day.
    pub(super) async fn of(
        tx: &mut Tx,
        (site, rules): (&Site, &Rules<'_>),
        asker: &Asker,
        (person, today): (PersonId, Day),
    ) -> Result<Self> {
        let thing = |row: HeldRow, on_list: bool| {
            let standing = Standing {
                held: row.held,
                open: row.open,
                keep_until: row.keep_until,
            };
            let (confidential, accused) = row.confidential;
            Thing {
                number: number(site, row.number),
                kept: standing.kept(today).filter(|_| row.erased_at.is_none()),
                on_list,
                may_see: !confidential || may_see(rules, asker, site.id(), accused),
                row,
            }
        };
        let own = privacy::events_of(tx, person, today).await?;
        let listed = privacy::lines_of(tx, person, today).await?;
        let mut perhaps = Vec::new();
        for event in privacy::perhaps_of(tx, person, PERHAPS).await? {
            let row = privacy::event_standing(tx, event, today).await?;
            perhaps.extend(row.map(|row| thing(row, false)));
        }
        let mut things: Vec<Thing> = own.into_iter().map(|row| thing(row, false)).collect();
        things.extend(listed.into_iter().map(|row| thing(row, true)));
        let homes = privacy::homes_of(tx, person).await?;
        let lives_there = homes
            .iter()
            .any(|home| home.to.is_none_or(|to| to >= today));
        let owed = things.iter().any(|it| it.kept == Some(Ground::Owed));
        let profile = if privacy::is_person_held(tx, person, today).await? {
            Some(Ground::Held)
        } else if owed {
            Some(Ground::Owed)
        } else {
            (lives_there || people::is_staff(tx, person).await?).then_some(Ground::Here)
        };
        Ok(Self {
            things,
            perhaps,
            profile,
        })
    }

    /// The strongest reason why something stays; nothing where all goes.
    pub fn kept(&self) -> Option<Ground> {
        let things = self.things.iter().filter_map(|it| it.kept);
        things.chain(self.profile).min()
    }

    /// Whether anything would go, be it only the name.
    pub fn goes(&self) -> bool {
        self.profile.is_none() || self.going().next().is_some()
    }

    /// The first day on which all that stays may go, where only its time keeps it.
    pub fn rest_from(&self) -> Option<Day> {
        let by_time = |it: &&Thing| it.kept == Some(Ground::Retention);
        let kept = self.things.iter().filter(|it| it.kept.is_some());
        if self.profile.is_some() || !kept.clone().all(|it| by_time(&it)) {
            return None;
        }
        let until = kept.filter_map(|it| it.row.keep_until).max();
        until.map(|until| until.plus_days(1))
    }

    /// What would go.
    fn going(&self) -> impl Iterator<Item = &Thing> {
        let things = self.things.iter();
        things.filter(|it| it.kept.is_none() && it.row.erased_at.is_none())
    }

    /// The events that would go as a whole.
    pub(super) fn events(&self) -> Vec<EventId> {
        let going = self.going().filter(|it| !it.on_list);
        going.map(|it| it.row.event).collect()
    }

    /// The follow-ups on lists that would go.
    pub(super) fn follow_ups(&self) -> Vec<FollowUpId> {
        self.going().filter_map(|it| it.row.follow_up).collect()
    }
}
