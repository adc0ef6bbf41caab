use huiyin_store::links::{self, LinkRow};
use huiyin_store::{Tx, scopes};

use crate::accounts::{Token, purpose};
use crate::{App, Error, Result};

/// How long the link of the first start works, in seconds. Another start gives another one.
const LIFETIME: i64 = 24 * 60 * 60;

impl App {
    /// A link that lets whoever has it set the installation up, once; none when that was done. Earlier ones end.
    pub async fn issue_set_up_link(&self) -> Result<Option<Token>> {
        let token = Token::generate()?;
        let now = self.clock().now();
        let link = LinkRow {
            purpose: purpose::SET_UP.to_owned(),
            person: None,
            expires_at: now.plus_seconds(LIFETIME),
        };
        let issued = self
            .db()
            .write((token.key(), link, now), |tx, (key, link, now)| {
                Box::pin(async move {
                    if scopes::installation(tx).await?.is_some() {
                        return Ok::<_, Error>(false);
                    }
                    links::take_back_of_purpose(tx, purpose::SET_UP).await?;
                    links::add(tx, *key, link, *now).await?;
                    Ok(true)
                })
            })
            .await?;
        Ok(issued.then_some(token))
    }

    /// Whether a link of the first start still works.
    pub async fn set_up_link_works(&self, token: &Token) -> Result<bool> {
        let mut tx = self.db().read().await?;
        works(&mut tx, token, self).await
    }
}

async fn works(tx: &mut Tx, token: &Token, app: &App) -> Result<bool> {
    let link = links::usable(tx, token.key(), app.clock().now()).await?;
    Ok(link.is_some_and(|link| link.purpose == purpose::SET_UP))
}
