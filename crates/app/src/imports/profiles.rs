//! Named profiles: how an estate's own files are read, mapped once.

use huiyin_domain::ScopeId;
use huiyin_domain::entry::ImportKind;
use huiyin_forms::{Header, Profile};
use huiyin_store::Error as StoreError;
use huiyin_store::imports::{self, ProfileRow};

use super::inspect::file_kind;
use crate::access::check;
use crate::fields::wrong;
use crate::{App, Asker, Error, Fault, Result, Right};

/// The longest name of a profile, in characters.
const LONGEST_NAME: usize = 60;

/// A profile with its name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NamedProfile {
    /// Its name, unique in a site and kind of file.
    pub name: String,
    /// How files are read.
    pub profile: Profile,
}

impl App {
    /// The profiles of a site for a kind of file, by name.
    pub async fn import_profiles(
        &self,
        asker: &Asker,
        site: ScopeId,
        kind: ImportKind,
    ) -> Result<Vec<NamedProfile>> {
        let mut tx = self.db().read().await?;
        self.check_import(&mut tx, asker, site, kind).await?;
        imports::profiles(&mut tx, site, kind)
            .await?
            .iter()
            .map(named)
            .collect()
    }

    /// Keeps a profile, in the place of one of the same name. Refused when it names a column that the kind of file does
    /// not have.
    pub async fn save_import_profile(
        &self,
        asker: &Asker,
        site: ScopeId,
        kind: ImportKind,
        profile: NamedProfile,
    ) -> Result<()> {
        let name = profile.name.trim().to_owned();
        check_name(&name)?;
        Header::map(file_kind(kind), Some(&profile.profile), &[], true).map_err(Error::File)?;
        let text = serde_json::to_string(&profile.profile).map_err(|error| unreadable(&error))?;
        let mut tx = self.db().read().await?;
        self.check_import(&mut tx, asker, site, kind).await?;
        drop(tx);
        let row = ProfileRow {
            name,
            profile: text,
            saved_at: self.clock().now(),
        };
        let by = asker.person;
        self.db()
            .write((site, kind, row, by), |tx, (site, kind, row, by)| {
                Box::pin(
                    async move { Ok(imports::save_profile(tx, *site, *kind, row, *by).await?) },
                )
            })
            .await
    }

    /// Takes a profile away; [`Error::NotFound`] when there is none of this name.
    pub async fn remove_import_profile(
        &self,
        asker: &Asker,
        site: ScopeId,
        kind: ImportKind,
        name: &str,
    ) -> Result<()> {
        let mut tx = self.db().read().await?;
        self.check_import(&mut tx, asker, site, kind).await?;
        drop(tx);
        let was_there: bool = self
            .db()
            .write((site, kind, name.to_owned()), |tx, (site, kind, name)| {
                Box::pin(async move {
                    Ok::<_, Error>(imports::remove_profile(tx, *site, *kind, name).await?)
                })
            })
            .await?;
        if was_there {
            Ok(())
        } else {
            Err(Error::NotFound)
        }
    }

    /// The profile of a name.
    pub(super) async fn import_profile(
        &self,
        site: ScopeId,
        kind: ImportKind,
        name: &str,
    ) -> Result<Profile> {
        let mut tx = self.db().read().await?;
        let row = imports::profile(&mut tx, site, kind, name).await?;
        let row = row.ok_or_else(|| wrong("profile", Fault::Unknown))?;
        Ok(named(&row)?.profile)
    }

    /// Whether the asker may import such files: staff and departments are given by whoever manages people, lists also by
    /// whoever hands them in.
    pub(super) async fn check_import(
        &self,
        tx: &mut huiyin_store::Tx,
        asker: &Asker,
        site: ScopeId,
        kind: ImportKind,
    ) -> Result<crate::Site> {
        let site = self.editions().site(tx, site).await?;
        let today = site.day(self.clock().now());
        let right = match kind {
            ImportKind::Staff | ImportKind::Departments => Right::ManagePeople,
            ImportKind::Events | ImportKind::Units | ImportKind::Residents => Right::Import,
            ImportKind::Participants => Right::ImportLists,
        };
        check(&site.rules_on(today), asker, site.id(), right)?;
        Ok(site)
    }
}

fn check_name(name: &str) -> Result<()> {
    let fault = if name.is_empty() {
        Fault::Missing
    } else if name.chars().count() > LONGEST_NAME {
        Fault::TooLong(LONGEST_NAME)
    } else {
        return Ok(());
    };
    Err(wrong("name", fault))
}

fn named(row: &ProfileRow) -> Result<NamedProfile> {
    Ok(NamedProfile {
        name: row.name.clone(),
        profile: serde_json::from_str(&row.profile).map_err(|error| unreadable(&error))?,
    })
}

fn unreadable(error: &serde_json::Error) -> Error {
    Error::Store(StoreError::Corrupt(format!(
        "a profile of imports is not readable: {error}"
    )))
}
