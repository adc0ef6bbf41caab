use huiyin_domain::{DeviceId, Instant, PersonId, Personal};
use huiyin_store::sessions::{self, DeviceRow};

use crate::{App, Asker, Error, Result};

/// A device on which somebody signed in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Device {
    /// The device.
    pub id: DeviceId,
    /// What its browser calls itself.
    pub name: Personal<String>,
    /// When it was first used.
    pub first_seen_at: Instant,
    /// When it was last used.
    pub last_seen_at: Instant,
    /// Whether a session runs on it.
    pub signed_in: bool,
    /// Whether it is the one that asks.
    pub is_this: bool,
}

impl Device {
    pub(crate) fn new(asker: &Asker, row: DeviceRow) -> Self {
        Self {
            id: row.id,
            name: row.name,
            first_seen_at: row.first_seen_at,
            last_seen_at: row.last_seen_at,
            signed_in: row.sessions > 0,
            is_this: asker.device == Some(row.id),
        }
    }
}

impl App {
    /// The asker's own devices, the one used last first.
    pub async fn devices(&self, asker: &Asker) -> Result<Vec<Device>> {
        let person = asker.person.ok_or(Error::NotFound)?;
        let mut tx = self.db().read().await?;
        let rows = sessions::devices(&mut tx, person).await?;
        let rows = rows.into_iter();
        Ok(rows.map(|row| Device::new(asker, row)).collect())
    }

    /// Whether a device was shut out, such as a phone that was lost: what it holds is to be deleted.
    pub async fn is_shut_out(&self, device: DeviceId) -> Result<bool> {
        let mut tx = self.db().read().await?;
        let known = sessions::device(&mut tx, device).await?;
        Ok(known.is_some_and(|known| known.revoked_at.is_some()))
    }

    /// Shuts one of the asker's own devices out: its sessions end, and it counts as a new one from then on.
    pub async fn revoke_device(&self, asker: &Asker, device: DeviceId) -> Result<()> {
        let person = asker.person.ok_or(Error::NotFound)?;
        self.end_device(person, device).await
    }

    /// Ends the sessions of a device; [`Error::NotFound`] where it is not the person's.
    pub(crate) async fn end_device(&self, person: PersonId, device: DeviceId) -> Result<()> {
        let input = (person, device, self.clock().now());
        self.db()
            .write(input, |tx, (person, device, now)| {
                Box::pin(async move {
                    let known = sessions::device(tx, *device).await?;
                    known
                        .filter(|known| known.person == *person)
                        .ok_or(Error::NotFound)?;
                    Ok(sessions::revoke_device(tx, *device, *now).await?)
                })
            })
            .await
    }
}
