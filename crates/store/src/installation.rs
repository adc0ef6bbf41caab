//! The marks of an installation: written once, with its first entry.

use huiyin_domain::InstallationId;
use huiyin_domain::entry::facts::CompanyOpened;

use crate::{Error, Result, Tx};

const MARKS: &str = "select i.id, i.demo, j.facts from installation i \
    left join journal j on j.scope_id = i.company_id and j.seq = 1";

/// Sees that the marks are still those of the journal's first entry: a demonstration cannot be passed off as the real
/// thing, nor the other way round.
pub(crate) async fn check(tx: &mut Tx) -> Result<()> {
    let marks = tx
        .optional(MARKS, &[], |row| {
            let id: InstallationId = row.get("id")?;
            let demo: bool = row.get("demo")?;
            let facts: Option<String> = row.get("facts")?;
            Ok((id, demo, facts))
        })
        .await?;
    let Some((id, demo, facts)) = marks else {
        return Ok(());
    };
    let written = facts.and_then(|facts| serde_json::from_str::<CompanyOpened>(&facts).ok());
    match written {
        Some(opened) if opened.installation == id && opened.demo == demo => Ok(()),
        _ => Err(Error::corrupt(
            "the marks of the installation are not those of its first entry",
        )),
    }
}
