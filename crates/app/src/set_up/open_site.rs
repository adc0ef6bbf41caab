use huiyin_domain::entry::ScopeKind;
use huiyin_domain::entry::facts::{ProcedureAdopted, SiteOpened};
use huiyin_domain::{CommandId, Day, Month, ScopeId, SiteZone};
use huiyin_rules::procedure::{Edition, shipped_by_id};
use huiyin_store::{Change, Draft, Error as StoreError, Tx, scopes, sites};

use crate::access::check_company;
use crate::fields::{Fields, NAME, wrong};
use crate::site::Editions;
use crate::{App, Asker, Error, Fault, Result, planning};

/// A site as the form sends it.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct OpenSite {
    /// The region it belongs to; none for the company itself.
    pub parent: Option<ScopeId>,
    /// Its code in files and running numbers: letters and digits.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its time zone; empty for Asia/Shanghai.
    pub time_zone: String,
    /// The day from which events get obligations; empty for today.
    pub live_from: String,
    /// The shipped procedure it begins with: `kehu`, `yezhu` or `wuye`.
    pub procedure: String,
    /// The month from whose 1st the procedure is in force; empty for the month of `live_from`.
    pub procedure_from: String,
}

impl App {
    /// Opens a site under a shipped procedure and publishes the hashes of its first keys.
    pub async fn open_site(
        &self,
        asker: &Asker,
        command: CommandId,
        site: &OpenSite,
    ) -> Result<ScopeId> {
        check_company(asker)?;
        let new = NewSite::read(site, self)?;
        let input = (self.editions().clone(), new);
        let act = asker.act(command, self.clock().now());
        self.db()
            .command(act, input, |change, (editions, new)| {
                Box::pin(append_site(change, editions, new))
            })
            .await
    }
}

/// A site whose fields were read.
pub(super) struct NewSite {
    parent: Option<ScopeId>,
    code: String,
    name: String,
    time_zone: SiteZone,
    live_from: Day,
    edition: &'static Edition,
    from: Month,
}

/// The longest code of a site, in characters.
const LONGEST_CODE: usize = 12;

impl NewSite {
    pub(super) fn read(typed: &OpenSite, app: &App) -> Result<Self> {
        let mut fields = Fields::default();
        let code = fields.required("code", &typed.code, LONGEST_CODE);
        // The code stands in names of cohorts and of files.
        if !code
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        {
            fields.wrong("code", Fault::Malformed);
        }
        let name = fields.required("name", &typed.name, NAME);
        let time_zone: SiteZone = fields
            .parsed("time_zone", &typed.time_zone)
            .unwrap_or_default();
        let live_from = fields
            .parsed("live_from", &typed.live_from)
            .unwrap_or_else(|| time_zone.day(app.clock().now()));
        let from = fields
            .parsed("procedure_from", &typed.procedure_from)
            .unwrap_or_else(|| live_from.month());
        if from > live_from.month() {
            fields.wrong("procedure_from", Fault::Unknown);
        }
        let edition = shipped_by_id(typed.procedure.trim());
        if edition.is_none() {
            fields.wrong("procedure", Fault::Unknown);
        }
        fields.check()?;
        Ok(Self {
            parent: typed.parent,
            code,
            name,
            time_zone,
            live_from,
            edition: edition.ok_or(Error::NotFound)?,
            from,
        })
    }

    async fn check_is_new(&self, tx: &mut Tx) -> Result<()> {
        let mut fields = Fields::default();
        for known in sites::sites(tx).await? {
            if known.code == self.code {
                fields.wrong("code", Fault::Taken);
            }
            if known.name == self.name {
                fields.wrong("name", Fault::Taken);
            }
        }
        fields.check()
    }
}

pub(super) async fn append_site(
    change: &mut Change<'_>,
    editions: &Editions,
    new: &NewSite,
) -> Result<ScopeId> {
    let company = scopes::installation(change)
        .await?
        .ok_or(Error::NotFound)?
        .company;
    let parent = new.parent.unwrap_or(company);
    let place = scopes::scope(change, parent)
        .await?
        .ok_or(Error::NotFound)?;
    if !matches!(place.kind, ScopeKind::Company | ScopeKind::Region) {
        return Err(wrong("parent", Fault::Unknown));
    }
    new.check_is_new(change).await?;
    let site = ScopeId::generate();
    let opened = SiteOpened {
        site,
        parent,
        code: new.code.clone(),
        name: new.name.clone(),
        time_zone: new.time_zone.to_string(),
        live_from: new.live_from,
    };
    change.append(Draft::new(site, opened)).await?;
    append_procedure(change, site, new.from, new.edition).await?;
    let opened = editions.site(change, site).await?;
    planning::commit_keys(change, &opened).await?;
    Ok(site)
}

/// Puts an edition in force at a site from the 1st of a month.
pub(crate) async fn append_procedure(
    change: &mut Change<'_>,
    site: ScopeId,
    from: Month,
    edition: &Edition,
) -> Result<()> {
    let adopted = ProcedureAdopted {
        site,
        from,
        procedure: edition.procedure.id.clone(),
        format: edition.procedure.format,
        hash: edition
            .hash
            .parse()
            .map_err(|_| StoreError::Corrupt("the hash of a procedure".to_owned()))?,
        text: edition.text.clone(),
    };
    change.append(Draft::new(site, adopted)).await?;
    Ok(())
}
