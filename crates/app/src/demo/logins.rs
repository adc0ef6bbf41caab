//! Signing in to a made-up estate, without a password.

use huiyin_domain::Lang;
use huiyin_store::sites;

use crate::{App, Asker, Result};

/// Somebody to sign in as on a made-up estate.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DemoLogin {
    /// The login.
    pub login: String,
    /// The post's id.
    pub post: String,
    /// The post's title.
    pub title: String,
    /// The name.
    pub name: String,
}

impl App {
    /// Who can be signed in as on a made-up estate, one for each post, in the procedure's order; nobody on a real one.
    pub async fn demo_logins(&self, lang: Lang) -> Result<Vec<DemoLogin>> {
        let mut logins: Vec<DemoLogin> = Vec::new();
        if !self.installation().await?.is_some_and(|it| it.demo) {
            return Ok(logins);
        }
        let sites = sites::sites(&mut self.db().read().await?).await?;
        for row in sites {
            let staff = self.staff(&Asker::product(), row.id).await?;
            let site = {
                let mut tx = self.db().read().await?;
                self.editions().site(&mut tx, row.id).await?
            };
            let procedure = site.procedure_on(site.day(self.clock().now()));
            for post in &procedure.posts {
                let holder = staff.iter().find(|member| {
                    member.account_closed_at.is_none()
                        && member
                            .posts
                            .iter()
                            .any(|held| held.post == post.id && held.deputy_for.is_none())
                });
                let Some((member, login)) = holder.and_then(|it| Some((it, it.login.clone()?)))
                else {
                    continue;
                };
                if logins.iter().all(|known| known.post != post.id) {
                    let name = member.name.as_ref().map(|name| name.reveal().clone());
                    logins.push(DemoLogin {
                        login: login.into_inner(),
                        post: post.id.clone(),
                        title: post.title.get(lang).to_owned(),
                        name: name.unwrap_or_default(),
                    });
                }
            }
        }
        Ok(logins)
    }
}
