use huiyin_domain::entry::Digest;
use huiyin_domain::{Instant, PersonId, Personal};
use huiyin_store::{Tx, accounts, links};

use super::change_password::set;
use super::{Token, check_new_password, purpose};
use crate::fields::Fields;
use crate::{App, Error, Result};

/// A link by which somebody chooses a password.
#[derive(Clone, Debug)]
pub struct OpenLink {
    /// Whom it lets in.
    pub person: PersonId,
    /// Their name.
    pub name: Option<Personal<String>>,
    /// What they sign in with.
    pub login: String,
    /// Until when it works.
    pub expires_at: Instant,
}

impl App {
    /// What a link for choosing a password is for; none when it does not work any more.
    pub async fn password_link(&self, token: &Token) -> Result<Option<OpenLink>> {
        let mut tx = self.db().read().await?;
        open_link(&mut tx, token.key(), self.clock().now()).await
    }

    /// Chooses a password by a link, which ends with it; who did. Sessions there were end too.
    pub async fn set_password(
        &self,
        token: &Token,
        password: &Personal<String>,
    ) -> Result<PersonId> {
        let link = self.password_link(token).await?.ok_or(Error::NotFound)?;
        let mut fields = Fields::default();
        check_new_password(&mut fields, password, &link.login);
        fields.check()?;
        let hash = self.passwords().hash(password).await?;
        let input = (token.key(), hash, self.clock().now());
        self.db()
            .write(input, |tx, (key, hash, now)| {
                Box::pin(async move {
                    let link = open_link(tx, *key, *now).await?.ok_or(Error::NotFound)?;
                    links::spend(tx, *key, *now).await?;
                    set(tx, link.person, hash, None, *now).await?;
                    Ok(link.person)
                })
            })
            .await
    }
}

async fn open_link(tx: &mut Tx, key: Digest, now: Instant) -> Result<Option<OpenLink>> {
    let link = links::usable(tx, key, now).await?;
    let Some(link) = link.filter(|link| link.purpose == purpose::PASSWORD) else {
        return Ok(None);
    };
    let Some(person) = link.person else {
        return Ok(None);
    };
    let account = accounts::account(tx, person).await?;
    Ok(account
        .filter(|account| account.closed_at.is_none())
        .map(|account| OpenLink {
            person,
            name: account.name,
            login: account.login,
            expires_at: link.expires_at,
        }))
}
