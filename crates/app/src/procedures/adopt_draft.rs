use huiyin_domain::entry::Facts;
use huiyin_domain::{CommandId, Month, ProcedureDraftId, ScopeId};
use huiyin_store::{Change, draw, procedure_drafts};

use super::sound;
use crate::access::check;
use crate::fields::Fields;
use crate::meanwhile::check as check_unchanged;
use crate::set_up::{append_procedure, check_month, first_of_month};
use crate::site::Editions;
use crate::{App, Asker, Error, Fault, Result, Right, fields};

/// A copy that is to be in force, as the form sends it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AdoptDraft {
    /// The site.
    pub site: ScopeId,
    /// The copy.
    pub draft: ProcedureDraftId,
    /// The version of the copy that the asker read.
    pub version: u32,
    /// The month from whose 1st it is in force, YYYY-MM; also that day.
    pub from: String,
}

struct Input {
    editions: Editions,
    asker: Asker,
    adopt: AdoptDraft,
    from: Month,
}

impl App {
    /// Puts a copy in force at its site from the 1st of a month, as a version that never changes again; the copy is
    /// done. Refused while something is wrong with it ([`crate::Refusal::DraftUnsound`]), for a month that has begun
    /// ([`crate::Refusal::MonthBegun`], [`crate::Refusal::InUse`]); [`Error::Conflict`] when somebody changed it, or put
    /// another version in force, since it was read.
    pub async fn adopt_draft(
        &self,
        asker: &Asker,
        command: CommandId,
        adopt: &AdoptDraft,
    ) -> Result<()> {
        let mut fields = Fields::default();
        let from = first_of_month(&mut fields, "from", &adopt.from);
        fields.check()?;
        let input = Input {
            editions: self.editions().clone(),
            asker: asker.clone(),
            adopt: adopt.clone(),
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
    let adopt = &input.adopt;
    draw::lock_site(change, adopt.site).await?;
    let site = input.editions.site(change, adopt.site).await?;
    let rules = site.rules_on(site.day(change.at()));
    check(&rules, &input.asker, site.id(), Right::ManageProcedures)?;
    let row = procedure_drafts::draft(change, site.id(), adopt.draft).await?;
    let row = row.ok_or(Error::NotFound)?;
    if row.version != adopt.version {
        return Err(Error::Conflict);
    }
    check_unchanged(change, &input.asker, site.id().uuid(), |facts| {
        matches!(facts, Facts::ProcedureAdopted(_))
    })
    .await?;
    let edition = sound(&row)?;
    let named_alike = site.versions().any(|(.., known)| {
        let (known, own) = (known, &edition);
        known.hash != own.hash
            && (&known.procedure.id, &known.procedure.version)
                == (&own.procedure.id, &own.procedure.version)
    });
    if named_alike {
        return Err(fields::wrong("version", Fault::Taken));
    }
    check_month(change, &site, input.from).await?;
    append_procedure(change, site.id(), input.from, &edition).await?;
    procedure_drafts::forget(change, site.id(), row.id).await?;
    Ok(())
}
