use huiyin_domain::entry::Facts;
use huiyin_domain::{CommandId, Day, Instant, Month, ScopeId};
use huiyin_rules::procedure::{Basis, Edition, shipped_by_id};
use huiyin_store::{Change, draw, sites};

use super::open_site::append_procedure;
use crate::access::check;
use crate::fields::Fields;
use crate::meanwhile::check as check_unchanged;
use crate::site::Editions;
use crate::{App, Asker, Error, Fault, Refusal, Result, Right, Site};

/// Another shipped procedure for a site, as the form sends it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AdoptProcedure {
    /// The site.
    pub site: ScopeId,
    /// `kehu`, `yezhu` or `wuye`.
    pub procedure: String,
    /// The month from whose 1st it is in force, YYYY-MM; also that day.
    pub from: String,
}

struct Input {
    editions: Editions,
    asker: Asker,
    site: ScopeId,
    edition: &'static Edition,
    from: Month,
}

impl App {
    /// Puts a shipped procedure in force at a site from the 1st of a month. Refused when an event was completed in
    /// that month or later, since its version is fixed ([`Refusal::InUse`]); and for a month that has begun at a site at
    /// work ([`Refusal::MonthBegun`]).
    pub async fn adopt_procedure(
        &self,
        asker: &Asker,
        command: CommandId,
        adopt: &AdoptProcedure,
    ) -> Result<()> {
        let mut fields = Fields::default();
        let edition = shipped_by_id(adopt.procedure.trim());
        if edition.is_none() {
            fields.wrong("procedure", Fault::Unknown);
        }
        let from = first_of_month(&mut fields, "from", &adopt.from);
        fields.check()?;
        let input = Input {
            editions: self.editions().clone(),
            asker: asker.clone(),
            site: adopt.site,
            edition: edition.ok_or(Error::NotFound)?,
            from: from.ok_or(Error::NotFound)?,
        };
        let act = asker.act(command, self.clock().now());
        self.db()
            .command(act, input, |change, input| {
                Box::pin(adopt_now(change, input))
            })
            .await
    }
}

async fn adopt_now(change: &mut Change<'_>, input: &Input) -> Result<()> {
    draw::lock_site(change, input.site).await?;
    let site = input.editions.site(change, input.site).await?;
    let rules = site.rules_on(site.day(change.at()));
    check(&rules, &input.asker, input.site, Right::ManageProcedures)?;
    check_unchanged(change, &input.asker, input.site.uuid(), |facts| {
        matches!(facts, Facts::ProcedureAdopted(_))
    })
    .await?;
    check_month(change, &site, input.from).await?;
    append_procedure(change, input.site, input.from, input.edition).await
}

/// A month, or its first day.
pub(crate) fn first_of_month(
    fields: &mut Fields,
    field: &'static str,
    typed: &str,
) -> Option<Month> {
    let day: Option<Day> = typed.trim().parse().ok();
    match day {
        Some(day) if day.day_of_month() == 1 => Some(day.month()),
        _ => fields.parsed_required(field, typed),
    }
}

/// Refuses a month in which another version is at work already. Where nothing was ever completed, nothing is.
pub(crate) async fn check_month(change: &mut Change<'_>, site: &Site, from: Month) -> Result<()> {
    let refused = |why| {
        Err(Error::Refused {
            why,
            basis: Basis::default(),
        })
    };
    let begins = site.zone().start_of(from.first_day());
    if sites::has_completions_since(change, site.id(), begins).await? {
        return refused(Refusal::InUse);
    }
    let ever = Instant::from_micros(0);
    if from <= site.day(change.at()).month()
        && sites::has_completions_since(change, site.id(), ever).await?
    {
        return refused(Refusal::MonthBegun);
    }
    Ok(())
}
