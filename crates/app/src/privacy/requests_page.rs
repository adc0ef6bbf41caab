use huiyin_domain::{Day, RequestId, ScopeId};
use huiyin_rules::Rules;
use huiyin_store::privacy::{self, RequestRow};
use huiyin_store::{Tx, people};

use super::{Erasing, Law, law_of, resident, rules_at};
use crate::access::{Right, check, has_right};
use crate::{App, Asker, Error, Result, Site};

/// A request with what it may come to.
#[derive(Clone, Debug)]
pub struct RequestPage {
    /// The site.
    pub site: Site,
    /// The request.
    pub row: RequestRow,
    /// The law by which it is answered.
    pub law: &'static Law,
    /// What an erasure would do today; none for other requests, and for those that are settled.
    pub erasing: Option<Erasing>,
    /// Whether the asker may settle it.
    pub may_settle: bool,
    /// Whether the asker entered it: then another settles an erasure.
    pub is_own: bool,
    /// Whether it is about somebody of the staff, whose data are not erased so.
    pub is_staff: bool,
}

/// A request that waits.
#[derive(Clone, Debug)]
pub struct RequestLine {
    /// The request.
    pub row: RequestRow,
    /// Whether it is overdue.
    pub late: bool,
}

/// The most requests on the page.
const REQUESTS: u32 = 300;

impl App {
    /// The requests at a site, the open ones first by their last day: for those who manage people.
    pub async fn requests(&self, asker: &Asker, site: ScopeId) -> Result<Vec<RequestRow>> {
        let mut tx = self.db().read().await?;
        let site = self.editions().site(&mut tx, site).await?;
        let (rules, _) = rules_at!(site, self.clock().now());
        check(&rules, asker, site.id(), Right::ManagePeople)?;
        Ok(privacy::requests(&mut tx, site.id(), REQUESTS).await?)
    }

    /// One request: for those who manage people.
    pub async fn request(&self, asker: &Asker, request: RequestId) -> Result<RequestPage> {
        let mut tx = self.db().read().await?;
        let row = privacy::request(&mut tx, request)
            .await?
            .ok_or(Error::NotFound)?;
        let (_, site) = resident(&mut tx, self.editions(), asker, row.person).await?;
        let (rules, today) = rules_at!(site, self.clock().now());
        check(&rules, asker, site.id(), Right::ManagePeople)?;
        let erases = row.kind == huiyin_domain::entry::RequestKind::Erasure;
        let erasing = if erases && row.outcome.is_none() {
            Some(Erasing::of(&mut tx, (&site, &rules), asker, (row.person, today)).await?)
        } else {
            None
        };
        Ok(RequestPage {
            law: Law::of_id(&row.law).unwrap_or_else(|| law_of(&site)),
            erasing,
            may_settle: row.outcome.is_none(),
            is_own: asker.person.is_some() && asker.person == row.received_by,
            is_staff: people::is_staff(&mut tx, row.person).await?,
            row,
            site: site.clone(),
        })
    }
}

/// The requests that wait at a site, for the ledger of open ends; none for who does not manage people, who may not know who
/// asked.
pub(crate) async fn waiting(
    tx: &mut Tx,
    (site, rules): (&Site, &Rules<'_>),
    asker: &Asker,
    (today, limit): (Day, u32),
) -> Result<Vec<RequestLine>> {
    if !has_right(rules, asker, site.id(), Right::ManagePeople) {
        return Ok(Vec::new());
    }
    let rows = privacy::waiting_requests(tx, site.id(), today, limit).await?;
    let line = |row: RequestRow| RequestLine {
        late: row.outcome.is_none() && row.due < today,
        row,
    };
    Ok(rows.into_iter().map(line).collect())
}
