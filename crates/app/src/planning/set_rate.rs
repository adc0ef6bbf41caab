use huiyin_domain::entry::Facts;
use huiyin_domain::entry::facts::RateSet;
use huiyin_domain::{Category, CommandId, Month, Rate, ScopeId};
use huiyin_rules::procedure::Basis;
use huiyin_store::{Change, Draft, draw};

use crate::fields::{Fields, LONG, wrong};
use crate::meanwhile::check as check_unchanged;
use crate::site::Editions;
use crate::{App, Asker, Error, Fault, Refusal, Result, Right, access};

/// A rate that the procedure leaves to the supervisor.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SetRate {
    /// The site.
    pub site: ScopeId,
    /// The category.
    pub category: Category,
    /// The first month of `due` it holds for, `YYYY-MM`.
    pub from: String,
    /// The rate, such as `30%` or `1/3`.
    pub rate: String,
    /// Why; required.
    pub why: String,
}

impl App {
    /// Sets the rate of a category (其他) for the cohorts of a month and the following. A cohort that has begun keeps
    /// the rate it began with.
    pub async fn set_rate(&self, asker: &Asker, command: CommandId, input: SetRate) -> Result<()> {
        let act = asker.act(command, self.clock().now());
        let input = (self.editions().clone(), asker.clone(), input);
        self.db()
            .command(act, input, |change, (editions, asker, input)| {
                Box::pin(set(change, editions, asker, input))
            })
            .await
    }
}

async fn set(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    input: &SetRate,
) -> Result<()> {
    let site = editions.site(change, input.site).await?;
    let today = site.day(change.at());
    let rules = site.rules_on(today);
    let Some(rule) = rules.category(input.category).map(|rule| &rule.rate) else {
        return Err(unknown_category());
    };
    let Some(post) = &rule.set_by else {
        return Err(unknown_category());
    };
    let posts: Vec<&str> = rules
        .upwards(post)
        .into_iter()
        .map(String::as_str)
        .collect();
    if asker.person.is_some() && !asker.holds(site.id(), &posts) {
        return Err(Error::Forbidden {
            right: Right::Plan,
            posts: vec![post.clone()],
            basis: rule.basis.clone(),
        });
    }
    access::check(&rules, asker, site.id(), Right::See)?;
    let mut fields = Fields::default();
    let from: Option<Month> = fields.parsed_required("from", &input.from);
    let rate: Option<Rate> = fields.parsed_required("rate", &input.rate);
    let why = fields.required("why", &input.why, LONG);
    fields.check()?;
    let (Some(from), Some(rate)) = (from, rate) else {
        return Err(unknown_category());
    };
    draw::lock_site(change, site.id()).await?;
    check_unchanged(
        change,
        asker,
        site.id().uuid(),
        |facts| matches!(facts, Facts::RateSet(other) if other.category == input.category),
    )
    .await?;
    if from < today.month() || has_begun(change, site.id(), input.category, from).await? {
        return Err(Error::Refused {
            why: Refusal::CohortBegun,
            basis: Basis::clone(&rule.basis),
        });
    }
    let facts = RateSet {
        site: site.id(),
        category: input.category,
        from,
        rate,
    };
    change
        .append(Draft::new(site.id(), facts).because(None, why))
        .await?;
    Ok(())
}

async fn has_begun(
    change: &mut Change<'_>,
    site: ScopeId,
    category: Category,
    month: Month,
) -> Result<bool> {
    let cohorts = draw::cohorts_of_month(change, site, month).await?;
    Ok(cohorts.iter().any(|cohort| cohort.category == category))
}

fn unknown_category() -> Error {
    wrong("category", Fault::Unknown)
}
