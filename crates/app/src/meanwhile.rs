//! What others did while somebody had a page open.
//!
//! A form carries the number of the last entry of the journal about what it changes ([`Seen`]). Whoever replaces a whole
//! is held to it ([`check`]); whoever is refused is told who did the last step, and when ([`App::last_step`]).

use huiyin_domain::entry::Facts;
use huiyin_domain::{Instant, PersonId, Personal, ScopeId};
use huiyin_store::{Tx, draw, journal, people};
use uuid::Uuid;

use crate::{App, Asker, Error, Result};

/// How far back the last step is looked for, in entries about the thing.
const LOOKED_THROUGH: u32 = 50;

/// The last entry of the journal about some things that somebody was shown; 0 where there was none.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Debug)]
pub struct Seen(i64);

impl Seen {
    /// The number as a form carries it.
    pub const fn number(self) -> i64 {
        self.0
    }

    /// What a form sent; none where it is no number.
    pub fn of(typed: &str) -> Option<Self> {
        typed.trim().parse().ok().map(Self)
    }
}

/// A step that somebody did.
#[derive(Clone, Debug)]
pub struct LastStep {
    /// Who did it; none once they are erased.
    pub by: Option<Personal<String>>,
    /// Whether the asker did it themselves.
    pub is_own: bool,
    /// When.
    pub at: Instant,
    /// What.
    pub what: Facts,
}

impl App {
    /// How far the journal has come about some things. Asked before what is shown of them is read: an entry between the
    /// two counts as not seen.
    pub async fn seen(&self, things: &[Uuid]) -> Result<Seen> {
        let mut tx = self.db().read().await?;
        let mut last = 0;
        for thing in things {
            last = last.max(journal::latest(&mut tx, *thing).await?);
        }
        Ok(Seen(last))
    }

    /// The last step that a person did about a thing of a site, after what was seen of it, and that `tells` anything.
    ///
    /// The thing is an event, a unit, one of the staff, a department, a paper, a task, a letter, a batch, the site; or a
    /// part of one (follow-up, record, matter, occupancy, post): then only steps that name the part count, or those
    /// about the whole. At most three statements.
    pub async fn last_step(
        &self,
        asker: &Asker,
        thing: Uuid,
        tells: impl Fn(&Facts) -> bool,
    ) -> Result<Option<LastStep>> {
        let mut tx = self.db().read().await?;
        let whole = journal::told_with(&mut tx, thing).await?;
        let after = asker.seen.unwrap_or_default().0;
        let part = thing.hyphenated().to_string();
        let lines = journal::since(&mut tx, whole, after, LOOKED_THROUGH).await?;
        for line in lines {
            let Some(actor) = line.line.actor else {
                continue;
            };
            let is_about = whole == thing || line.line.facts.contains(&part);
            if !is_about || !may_know(asker, line.line.scope) {
                continue;
            }
            let entry = line.entry()?;
            if !tells(&entry.facts) {
                continue;
            }
            return Ok(Some(LastStep {
                by: name(&mut tx, actor).await?,
                is_own: asker.person == Some(actor),
                at: entry.at,
                what: entry.facts,
            }));
        }
        Ok(None)
    }
}

/// Whether the asker has anything to do with the chain of an entry: that of a site of theirs, or of the company.
fn may_know(asker: &Asker, scope: ScopeId) -> bool {
    asker.belongs_to(scope) || asker.posts.iter().any(|held| held.site.is_none())
}

async fn name(tx: &mut Tx, person: PersonId) -> Result<Option<Personal<String>>> {
    Ok(people::person(tx, person).await?.and_then(|it| it.name))
}

/// Refuses with [`Error::Conflict`] where somebody changed a thing after the asker was shown it: an entry about it that
/// `changes` what is now replaced as a whole. Who was shown nothing (a program, a job) is held to nothing. The caller has
/// locked the thing.
pub(crate) async fn check(
    tx: &mut Tx,
    asker: &Asker,
    thing: Uuid,
    changes: impl Fn(&Facts) -> bool,
) -> Result<()> {
    let Some(Seen(after)) = asker.seen else {
        return Ok(());
    };
    for line in journal::since(tx, thing, after, u32::MAX).await? {
        if changes(&line.entry()?.facts) {
            return Err(Error::Conflict);
        }
    }
    Ok(())
}

/// The same for what nobody else locks: units, people, departments, posts. Whoever changes one of a site at the same
/// moment waits here, and then sees what the first one did.
pub(crate) async fn check_alone(
    tx: &mut Tx,
    asker: &Asker,
    (site, thing): (ScopeId, Uuid),
    changes: impl Fn(&Facts) -> bool,
) -> Result<()> {
    if asker.seen.is_none() {
        return Ok(());
    }
    draw::lock_site(tx, site).await?;
    check(tx, asker, thing, changes).await
}
