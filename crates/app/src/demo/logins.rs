//! Signing in to a made-up estate, without a password.

use huiyin_domain::Lang;
use huiyin_store::{settings, sites};

use super::clock::AHEAD;

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

/// What a database is, as far as made-up data goes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DemoState {
    /// There is nothing in it.
    Empty,
    /// It belongs to a real company.
    Real,
    /// Making it up was broken off.
    Unfinished,
    /// A made-up estate under this procedure.
    Made(String),
}

impl App {
    /// What the database is, as far as made-up data goes.
    pub async fn demo_state(&self) -> Result<DemoState> {
        match self.installation().await? {
            None => return Ok(DemoState::Empty),
            Some(installation) if !installation.demo => return Ok(DemoState::Real),
            Some(_) => {}
        }
        let mut tx = self.db().read().await?;
        let whole = settings::setting(&mut tx, AHEAD).await?.is_some();
        let first = sites::sites(&mut tx).await?.into_iter().next();
        let Some(row) = first.filter(|_| whole) else {
            return Ok(DemoState::Unfinished);
        };
        let site = self.editions().site(&mut tx, row.id).await?;
        let procedure = site.procedure_on(site.day(self.clock().now()));
        Ok(DemoState::Made(procedure.id.clone()))
    }

    /// Who can be signed in as on a made-up estate, one for each post, in the procedure's order; nobody on a real one.
    pub async fn demo_logins(&self, lang: Lang) -> Result<Vec<DemoLogin>> {
        let mut logins: Vec<DemoLogin> = Vec::new();
        if !self.installation().await?.is_some_and(|it| it.demo) {
            return Ok(logins);
        }
        let sites = sites::sites(&mut self.db().read().await?).await?;
        for row in sites {
            let mut staff = self.staff(&Asker::product(), row.id).await?;
            // The plainest login of a post stands for it.
            staff.sort_by_key(|member| member.login.as_ref().map(|login| login.reveal().len()));
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
