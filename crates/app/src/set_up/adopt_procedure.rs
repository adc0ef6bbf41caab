use huiyin_domain::{CommandId, Month, ScopeId};
use huiyin_rules::procedure::{Basis, Edition, shipped_by_id};
use huiyin_store::{Change, sites};

use super::open_site::append_procedure;
use crate::access::check;
use crate::fields::Fields;
use crate::site::Editions;
use crate::{App, Asker, Error, Fault, Refusal, Result, Right};

/// Another shipped procedure for a site, as the form sends it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AdoptProcedure {
    /// The site.
    pub site: ScopeId,
    /// `kehu`, `yezhu` or `wuye`.
    pub procedure: String,
    /// The month from whose 1st it is in force, YYYY-MM.
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
    /// that month or later: its version is fixed.
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
        let from = fields.parsed_required("from", &adopt.from);
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
    let site = input.editions.site(change, input.site).await?;
    let rules = site.rules_on(site.day(change.at()));
    check(&rules, &input.asker, input.site, Right::ManageProcedures)?;
    let begins = site.zone().start_of(input.from.first_day());
    if sites::has_completions_since(change, input.site, begins).await? {
        return Err(Error::Refused {
            why: Refusal::InUse,
            basis: Basis::default(),
        });
    }
    append_procedure(change, input.site, input.from, input.edition).await
}
