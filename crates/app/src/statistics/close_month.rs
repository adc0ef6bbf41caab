use huiyin_domain::entry::facts::MonthClosed;
use huiyin_domain::{CommandId, Instant, Month, ScopeId};
use huiyin_store::statistics as stored;
use huiyin_store::{Change, Draft, Error as StoreError, draw, journal};
use serde::{Deserialize, Serialize};

use super::figures::Figure;
use super::read_statistics::{Statistics, check_may_see, read};
use crate::access::{self, Right};
use crate::notices::tell_heads;
use crate::site::Editions;
use crate::{App, Asker, Error, Refusal, Result};

/// The close of a month's statistics by a person. It cannot be taken back.
#[derive(Clone, Copy, Debug)]
pub struct CloseMonth {
    /// The site.
    pub site: ScopeId,
    /// The month.
    pub month: Month,
    /// How much was missing on the list that the person saw; the list is shown anew when it is another.
    pub seen_missing: u64,
}

/// What is missing in a month, before it is closed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MonthMissing {
    /// What is missing, and how much of it; nothing is missing where the list is empty.
    pub missing: Vec<(Missing, u64)>,
    /// The sum, which the close repeats.
    pub total: u64,
    /// Whether the month is over, so that it may be closed.
    pub is_over: bool,
}

/// Something missing in a month.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Missing {
    /// Picked, and not followed up: the rows of [`Figure::Outstanding`].
    FollowUps,
    /// Raised in a record, without an outcome, or with a promise that is overdue: the rows of [`Figure::Unhandled`].
    Outcomes,
}

/// What came of closing a month.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct MonthClosedAnswer {
    /// The moment the frozen picture shows.
    pub as_of: Instant,
}

impl App {
    /// What is missing in a month.
    pub async fn month_missing(
        &self,
        asker: &Asker,
        site: ScopeId,
        month: Month,
    ) -> Result<MonthMissing> {
        let now = self.clock().now();
        let mut tx = self.db().read().await?;
        let site = self.editions().site(&mut tx, site).await?;
        check_may_see(&site, asker, now)?;
        Ok(read(&mut tx, &site, month, now).await?.missing())
    }

    /// Closes a month's statistics: the figures are frozen as they stand, for ever.
    ///
    /// By the post that the procedure names, after the month's end ([`Refusal::MonthRunning`]), once
    /// ([`Refusal::MonthClosed`]), and knowing what is missing ([`Error::Conflict`] when that has changed).
    pub async fn close_month(
        &self,
        asker: &Asker,
        command: CommandId,
        input: CloseMonth,
    ) -> Result<MonthClosedAnswer> {
        let act = asker.act(command, self.clock().now());
        let input = (self.editions().clone(), asker.clone(), input);
        self.db()
            .command(act, input, |change, (editions, asker, input)| {
                Box::pin(close(change, editions, asker, *input))
            })
            .await
    }
}

async fn close(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    input: CloseMonth,
) -> Result<MonthClosedAnswer> {
    let as_of = change.at();
    draw::lock_site(change, input.site).await?;
    // The picture is of what stands before this entry in the chain, nothing less: whoever checks it counts that again.
    journal::hold(change, input.site).await?;
    let site = editions.site(change, input.site).await?;
    let rules = site.rules_on(site.day(as_of));
    access::check(&rules, asker, input.site, Right::CloseMonth)?;
    let refuse = |why| {
        Err(Error::Refused {
            why,
            basis: rules.procedure().statistics.basis.clone(),
        })
    };
    if stored::close(change, input.site, input.month)
        .await?
        .is_some()
    {
        return refuse(Refusal::MonthClosed);
    }
    let statistics = read(change, &site, input.month, as_of).await?;
    if statistics.running {
        return refuse(Refusal::MonthRunning);
    }
    if statistics.missing().total != input.seen_missing {
        return Err(Error::Conflict);
    }
    let snapshot = serde_json::to_value(statistics.snapshot())
        .map_err(|error| StoreError::Corrupt(error.to_string()))?;
    let facts = MonthClosed {
        site: input.site,
        month: input.month,
        as_of,
        snapshot,
    };
    change.append(Draft::new(input.site, facts)).await?;
    tell_heads(change, &site).await?;
    Ok(MonthClosedAnswer { as_of })
}

impl Statistics {
    /// What is missing in the month at the moment shown.
    pub fn missing(&self) -> MonthMissing {
        let missing: Vec<(Missing, u64)> = [
            (Missing::FollowUps, self.total.get(Figure::Outstanding)),
            (Missing::Outcomes, self.total.get(Figure::Unhandled)),
        ]
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .collect();
        MonthMissing {
            total: missing.iter().map(|(_, count)| count).sum(),
            missing,
            is_over: !self.running,
        }
    }
}
