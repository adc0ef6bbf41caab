use serde::{Deserialize, Serialize};

use crate::entry::{Digest, ScopeKind};
use crate::{Day, InstallationId, Month, ScopeId};

/// The company whose installation this is. The first entry there ever is.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CompanyOpened {
    /// The company.
    pub company: ScopeId,
    /// Its name.
    pub name: String,
    /// The installation, so that two copies of one company's data can be told apart from two companies.
    pub installation: InstallationId,
    /// Whether the data is made up. Written once, here, and nowhere to be taken away.
    pub demo: bool,
}

/// A region or a zone.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScopeOpened {
    /// The region or zone.
    pub scope: ScopeId,
    /// Which of the two.
    pub kind: ScopeKind,
    /// What it is a part of.
    pub parent: ScopeId,
    /// Its name.
    pub name: String,
}

/// A site (管理處).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SiteOpened {
    /// The site.
    pub site: ScopeId,
    /// The company or region it belongs to.
    pub parent: ScopeId,
    /// Its code in files and running numbers, such as CY.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its time zone by the name of the zone database, such as Asia/Shanghai.
    pub time_zone: String,
    /// Events completed before this day are history, without obligations.
    pub live_from: Day,
}

/// A site's name, zone or first day, as they are from now on.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SiteChanged {
    /// The site.
    pub site: ScopeId,
    /// Its name.
    pub name: String,
    /// Its time zone; fixed after the first event.
    pub time_zone: String,
    /// Events completed before this day are history, without obligations.
    pub live_from: Day,
}

/// A version of a procedure, in force at a site from the 1st of a month.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProcedureAdopted {
    /// The site.
    pub site: ScopeId,
    /// The month from whose 1st it is in force.
    pub from: Month,
    /// The procedure's own id, such as `kehu`.
    pub procedure: String,
    /// The format the text is written in.
    pub format: u32,
    /// The SHA-256 of the text.
    pub hash: Digest,
    /// The whole text, so that the journal needs no file beside it.
    pub text: String,
}
