use huiyin_domain::entry::facts::{KeyCommitted, KeyRevealed};
use huiyin_domain::{Instant, Month};
use huiyin_rules::draw::DrawKey;
use huiyin_store::{Change, Draft, Error as StoreError, draw};

use crate::{Result, Site};

/// Publishes the SHA-256 of the keys of a site's draws from this month to as many months ahead as the procedure says.
/// Called at set-up and by the deadline job; what is published already stays.
pub(crate) async fn commit_keys(change: &mut Change<'_>, site: &Site) -> Result<()> {
    draw::lock_site(change, site.id()).await?;
    let committed = draw::keys(change, site.id()).await?;
    for month in months_ahead(site, change.at()) {
        if committed.iter().all(|key| key.month != month) {
            commit(change, site, month).await?;
        }
    }
    Ok(())
}

/// The months whose keys are to be published by `now`.
pub(super) fn months_ahead(site: &Site, now: Instant) -> impl Iterator<Item = Month> {
    let today = site.day(now);
    let ahead = site.procedure_on(today).draw.key_months_ahead;
    (0..=ahead).filter_map(move |step| Some(today.month().plus(step.try_into().ok()?)))
}

/// The key of a month's draws, published before it is used; none when it is revealed already, so that nothing can be
/// drawn with it any more.
pub(super) async fn key_of(
    change: &mut Change<'_>,
    site: &Site,
    month: Month,
) -> Result<Option<DrawKey>> {
    let secret = match draw::key(change, site.id(), month).await? {
        None => return commit(change, site, month).await.map(Some),
        Some(key) if key.revealed_at.is_some() => return Ok(None),
        Some(_) => draw::secret(change, site.id(), month).await?,
    };
    let secret = secret.ok_or_else(|| {
        StoreError::Corrupt(format!("the key of {month} is published, but it is lost"))
    })?;
    read(month, &secret).map(Some)
}

/// Reveals the key of a month that is over.
pub(super) async fn reveal(change: &mut Change<'_>, site: &Site, month: Month) -> Result<()> {
    let Some(key) = draw::secret(change, site.id(), month).await? else {
        return Ok(());
    };
    let site = site.id();
    let revealed = KeyRevealed { site, month, key };
    change.append(Draft::new(site, revealed)).await?;
    Ok(())
}

async fn commit(change: &mut Change<'_>, site: &Site, month: Month) -> Result<DrawKey> {
    let site = site.id();
    let key = match draw::secret(change, site, month).await? {
        Some(kept) => read(month, &kept)?,
        None => {
            let mut bytes = [0; 32];
            getrandom::fill(&mut bytes).map_err(|error| StoreError::Server(error.to_string()))?;
            let key = DrawKey::from_bytes(bytes);
            draw::keep_secret(change, site, month, &key.reveal()).await?;
            key
        }
    };
    let committed = KeyCommitted {
        site,
        month,
        sha256: key.commitment().as_str().to_owned(),
    };
    change.append(Draft::new(site, committed)).await?;
    Ok(key)
}

fn read(month: Month, secret: &str) -> Result<DrawKey> {
    DrawKey::from_hex(secret).map_err(|error| {
        StoreError::Corrupt(format!("the key of {month} is not readable: {error}")).into()
    })
}
