use std::collections::HashMap;

use huiyin_domain::entry::ScopeKind;
use huiyin_domain::{DeviceId, Instant, Lang, PersonId, ScopeId, SiteZone};
use huiyin_store::posts::{self, HoldingRow};
use huiyin_store::{Tx, accounts, scopes, sessions};

use crate::{App, Asker, HeldPost, Result};

impl App {
    /// Who asks, for the person of a session: with the posts they hold today, deputies included, by the day of each
    /// site. None when the account was closed or the device shut out. The language they chose goes before `lang`.
    pub async fn asker(
        &self,
        person: PersonId,
        device: Option<DeviceId>,
        lang: Lang,
    ) -> Result<Option<Asker>> {
        let mut tx = self.db().read().await?;
        let account = accounts::account(&mut tx, person).await?;
        let Some(account) = account.filter(|account| account.closed_at.is_none()) else {
            return Ok(None);
        };
        if let Some(device) = device {
            let known = sessions::device(&mut tx, device).await?;
            if !known.is_some_and(|known| known.person == person && known.revoked_at.is_none()) {
                return Ok(None);
            }
        }
        Ok(Some(Asker {
            person: Some(person),
            device,
            lang: account.language.unwrap_or(lang),
            posts: posts_today(&mut tx, person, self.clock().now()).await?,
            seen: None,
        }))
    }

    /// Remembers the language somebody chose.
    pub async fn choose_language(&self, asker: &Asker, lang: Lang) -> Result<()> {
        let Some(person) = asker.person else {
            return Ok(());
        };
        self.db()
            .write((person, lang), |tx, (person, lang)| {
                Box::pin(async move { Ok(accounts::set_language(tx, *person, *lang).await?) })
            })
            .await
    }
}

/// What a person holds now. A post of a region counts at each of its sites.
pub(crate) async fn posts_today(
    tx: &mut Tx,
    person: PersonId,
    now: Instant,
) -> Result<Vec<HeldPost>> {
    let mut held = Vec::new();
    let mut of_region: HashMap<ScopeId, Vec<ScopeId>> = HashMap::new();
    for row in posts::holdings_of(tx, person).await? {
        let zone: SiteZone = row
            .time_zone
            .as_deref()
            .and_then(|name| name.parse().ok())
            .unwrap_or_default();
        if !row.is_on(zone.day(now)) {
            continue;
        }
        if row.scope_kind == ScopeKind::Region {
            let sites = match of_region.get(&row.scope) {
                Some(known) => known,
                None => {
                    let found = scopes::sites_under(tx, row.scope).await?;
                    of_region.entry(row.scope).or_insert(found)
                }
            };
            let sites = sites.iter();
            held.extend(sites.map(|site| held_post(&row, Some(*site))));
        } else {
            held.push(held_post(&row, row.site));
        }
    }
    Ok(held)
}

fn held_post(row: &HoldingRow, site: Option<ScopeId>) -> HeldPost {
    HeldPost {
        post: row.post.clone(),
        scope: row.scope,
        site,
        to: row.to,
        as_deputy: row.deputy_for.is_some(),
    }
}
