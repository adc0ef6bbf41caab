use huiyin_domain::{CommandId, ProcedureDraftId, ScopeId};
use huiyin_rules::procedure::{Edition, What};
use huiyin_store::procedure_drafts;

use super::{Which, check_tries, edition};
use crate::fields::{Fields, NAME};
use crate::{App, Asker, Error, Fault, Result};

/// A copy to be edited, as the form sends it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BeginDraft {
    /// The site.
    pub site: ScopeId,
    /// The version to copy, as [`Which`] writes it.
    pub base: String,
    /// The id of the copy.
    pub id: String,
    /// The version of the copy.
    pub version: String,
}

impl App {
    /// Begins a copy of a version under a name of its own. The command is its id: sent twice, it begins one.
    pub async fn begin_draft(
        &self,
        asker: &Asker,
        command: CommandId,
        begin: &BeginDraft,
    ) -> Result<ProcedureDraftId> {
        let mut tx = self.db().read().await?;
        let site = self.editions().site(&mut tx, begin.site).await?;
        let now = self.clock().now();
        check_tries(&site.rules_on(site.day(now)), asker, site.id())?;
        let mut fields = Fields::default();
        let id = fields.required("id", &begin.id, NAME);
        let version = fields.required("version", &begin.version, NAME);
        let which: Which = begin.base.parse().unwrap_or_else(|never| match never {});
        let base = match edition(&mut tx, &site, &which).await {
            Ok(base) => Some(base),
            Err(Error::NotFound) => {
                fields.wrong("base", Fault::Unknown);
                None
            }
            Err(error) => return Err(error),
        };
        drop(tx);
        fields.check()?;
        let base = base.ok_or(Error::NotFound)?;
        let text = base.copied(&id, &version);
        let mut fields = Fields::default();
        for problem in Edition::parse_copy(&text, &base).err().unwrap_or_default() {
            match problem.what {
                What::IdForm => fields.wrong("id", Fault::Malformed),
                What::IdOfShipped => fields.wrong("id", Fault::Taken),
                _ => fields.wrong("version", Fault::Taken),
            }
        }
        fields.check()?;
        let draft = ProcedureDraftId::from_bytes(*command.bytes());
        let input = (
            draft,
            site.id(),
            base.text.clone(),
            text,
            (now, asker.person),
        );
        self.db()
            .write(input, |tx, (draft, site, base, text, by)| {
                Box::pin(async move {
                    procedure_drafts::begin(tx, *draft, *site, (base, text), *by).await?;
                    Ok::<_, Error>(())
                })
            })
            .await?;
        Ok(draft)
    }
}
