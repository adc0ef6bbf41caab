use huiyin_domain::entry::facts::CompanyOpened;
use huiyin_domain::{CommandId, InstallationId, ScopeId};
use huiyin_rules::procedure::Basis;
use huiyin_store::{Change, Draft, scopes};

use crate::fields::{Fields, NAME};
use crate::{App, Asker, Error, Refusal, Result};

impl App {
    /// Opens the company of an empty installation. Made-up data is marked as such here, for ever.
    pub async fn open_company(
        &self,
        command: CommandId,
        name: &str,
        demo: bool,
    ) -> Result<ScopeId> {
        let mut fields = Fields::default();
        let name = fields.required("company", name, NAME);
        fields.check()?;
        let act = Asker::product().act(command, self.clock().now());
        self.db()
            .command(act, (name, demo), |change, (name, demo)| {
                Box::pin(append_company(change, name, *demo))
            })
            .await
    }
}

pub(super) async fn append_company(
    change: &mut Change<'_>,
    name: &str,
    demo: bool,
) -> Result<ScopeId> {
    if scopes::installation(change).await?.is_some() {
        return Err(Error::Refused {
            why: Refusal::InUse,
            basis: Basis::default(),
        });
    }
    let company = ScopeId::generate();
    let opened = CompanyOpened {
        company,
        name: name.to_owned(),
        installation: InstallationId::generate(),
        demo,
    };
    change.append(Draft::new(company, opened)).await?;
    Ok(company)
}
