//! A site, with the rules in force at it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use huiyin_domain::entry::Digest;
use huiyin_domain::{Day, Instant, Lang, Month, ScopeId, SiteZone};
use huiyin_rules::procedure::{Edition, Procedure};
use huiyin_rules::{Rules, Workdays};
use huiyin_store::sites::{self, SiteRow};
use huiyin_store::{Error as StoreError, Tx};

use crate::{Error, Result};

/// A site with the versions of the procedures it adopted.
#[derive(Clone, Debug)]
pub struct Site {
    row: SiteRow,
    zone: SiteZone,
    adopted: Vec<(Month, Digest, Arc<Edition>)>,
}

impl Site {
    /// Its id.
    pub const fn id(&self) -> ScopeId {
        self.row.id
    }

    /// Its code in files and running numbers.
    pub fn code(&self) -> &str {
        &self.row.code
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.row.name
    }

    /// Its time zone.
    pub const fn zone(&self) -> SiteZone {
        self.zone
    }

    /// Events completed before this day are history, without obligations.
    pub const fn live_from(&self) -> Day {
        self.row.live_from
    }

    /// The day of a moment here.
    pub fn day(&self, at: Instant) -> Day {
        self.zone.day(at)
    }

    /// The version in force on a day, and its hash. Before the first adopted one begins, the first.
    pub fn version_on(&self, day: Day) -> (&Edition, Digest) {
        let in_force = self
            .adopted
            .iter()
            .rev()
            .find(|(from, ..)| *from <= day.month());
        let (_, hash, edition) = in_force.unwrap_or(&self.adopted[0]);
        (edition, *hash)
    }

    /// The procedure in force on a day.
    pub fn procedure_on(&self, day: Day) -> &Procedure {
        &self.version_on(day).0.procedure
    }

    /// The rules in force on a day.
    pub fn rules_on(&self, day: Day) -> Rules<'_> {
        Rules::new(self.procedure_on(day), Workdays::default())
    }

    /// The rules of the latest version that the site adopted: by them it is decided who sees what.
    pub(crate) fn newest_rules(&self) -> Rules<'_> {
        let (.., edition) = &self.adopted[self.adopted.len() - 1];
        Rules::new(&edition.procedure, Workdays::default())
    }

    /// The version of a hash that the site adopted at some time.
    pub fn version(&self, hash: Digest) -> Option<&Edition> {
        self.adopted
            .iter()
            .find(|(_, adopted, _)| *adopted == hash)
            .map(|(.., edition)| edition.as_ref())
    }

    /// The same, to be kept.
    pub(crate) fn edition(&self, hash: Digest) -> Option<Arc<Edition>> {
        let mut adopted = self.adopted.iter();
        adopted
            .find(|(_, adopted, _)| *adopted == hash)
            .map(|(.., edition)| edition.clone())
    }

    /// The versions adopted, oldest first: from which month on, and which.
    pub fn versions(&self) -> impl Iterator<Item = (Month, Digest, &Edition)> {
        self.adopted
            .iter()
            .map(|(from, hash, edition)| (*from, *hash, edition.as_ref()))
    }
}

/// Versions of procedures, read once: their text never changes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Editions(Arc<Mutex<HashMap<Digest, Arc<Edition>>>>);

impl Editions {
    async fn get(&self, tx: &mut Tx, hash: Digest) -> Result<Arc<Edition>> {
        if let Some(edition) = self
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&hash)
        {
            return Ok(edition.clone());
        }
        let text = sites::procedure_text(tx, hash).await?;
        let edition = Edition::parse(&text).map_err(|problems| {
            let first = problems
                .first()
                .map(|problem| problem.say(Lang::En))
                .unwrap_or_default();
            StoreError::Corrupt(format!("the procedure {hash} is not readable: {first}"))
        })?;
        let edition = Arc::new(edition);
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(hash, edition.clone());
        Ok(edition)
    }

    /// A site with its procedures; [`Error::NotFound`] when there is none, or it adopted none yet.
    pub(crate) async fn site(&self, tx: &mut Tx, id: ScopeId) -> Result<Site> {
        let row = sites::site(tx, id).await?.ok_or(Error::NotFound)?;
        let adopted = sites::adopted(tx, id).await?;
        self.made(tx, row, adopted).await?.ok_or(Error::NotFound)
    }

    /// These sites with their procedures, without those that adopted none yet. One statement, however many they are.
    pub(crate) async fn sites(&self, tx: &mut Tx, rows: Vec<SiteRow>) -> Result<Vec<Site>> {
        let mut adopted: HashMap<ScopeId, Vec<(Month, Digest)>> = HashMap::new();
        for (site, from, hash) in sites::all_adopted(tx).await? {
            adopted.entry(site).or_default().push((from, hash));
        }
        let mut made = Vec::new();
        for row in rows {
            let adopted = adopted.remove(&row.id).unwrap_or_default();
            made.extend(self.made(tx, row, adopted).await?);
        }
        Ok(made)
    }

    async fn made(
        &self,
        tx: &mut Tx,
        row: SiteRow,
        hashes: Vec<(Month, Digest)>,
    ) -> Result<Option<Site>> {
        let zone = row.time_zone.parse().map_err(StoreError::Corrupt)?;
        let mut adopted = Vec::new();
        for (from, hash) in hashes {
            adopted.push((from, hash, self.get(tx, hash).await?));
        }
        Ok((!adopted.is_empty()).then_some(Site { row, zone, adopted }))
    }
}
