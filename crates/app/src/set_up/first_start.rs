use huiyin_domain::entry::Digest;
use huiyin_domain::entry::facts::PostGranted;
use huiyin_domain::{CommandId, Lang, PersonId, Personal, PostHeldId, ScopeId};
use huiyin_store::{Change, Draft, accounts, links, settings};
use serde::{Deserialize, Serialize};

use super::OpenSite;
use super::open_company::append_company;
use super::open_site::{NewSite, append_site};
use crate::accounts::{Token, check_new_password, purpose, read_login};
use crate::demo::AHEAD;
use crate::fields::{Fields, NAME};
use crate::people::append_staff_member;
use crate::site::Editions;
use crate::{App, Asker, Error, Result, Right};

/// What the page of the first start asks for.
#[derive(Clone, Debug)]
pub struct FirstStart {
    /// The company's name.
    pub company: String,
    /// Its first site.
    pub site: OpenSite,
    /// The administrator's name.
    pub name: Personal<String>,
    /// What the administrator signs in with.
    pub login: String,
    /// The administrator's password.
    pub password: Personal<String>,
    /// Whether what will be entered is made up: marked as such for ever, and its clock can be put on.
    pub demo: bool,
}

/// What the first start made.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Started {
    /// The company.
    pub company: ScopeId,
    /// Its first site.
    pub site: ScopeId,
    /// The administrator.
    pub administrator: PersonId,
}

struct Input {
    link: Digest,
    editions: Editions,
    company: String,
    site: NewSite,
    name: Personal<String>,
    login: String,
    hash: String,
    lang: Lang,
    /// By how many seconds a made-up estate's clock is ahead; none on a real one.
    ahead: Option<i64>,
}

impl App {
    /// Sets an empty installation up: company, site, procedure, keys, administrator. [`Error::NotFound`] when the link
    /// does not work any more.
    pub async fn set_up(
        &self,
        command: CommandId,
        token: &Token,
        start: &FirstStart,
        lang: Lang,
    ) -> Result<Started> {
        let mut fields = Fields::default();
        let company = fields.required("company", &start.company, NAME);
        let name = fields.required("administrator", start.name.reveal(), NAME);
        let login = read_login(&mut fields, &start.login);
        check_new_password(&mut fields, &start.password, &login);
        let site = match (fields.check(), NewSite::read(&start.site, self)) {
            (Ok(()), site) => site?,
            (Err(Error::Invalid(mut wrong)), Err(Error::Invalid(more))) => {
                wrong.extend(more);
                return Err(Error::Invalid(wrong));
            }
            (Err(error), _) => return Err(error),
        };
        // Hashing is dear: only for those who have the link.
        if !self.set_up_link_works(token).await? {
            return Err(Error::NotFound);
        }
        let input = Input {
            link: token.key(),
            editions: self.editions().clone(),
            company,
            site,
            name: Personal::new(name),
            login,
            hash: self.passwords().hash(&start.password).await?,
            lang,
            ahead: start.demo.then(|| self.clock().seconds_ahead()),
        };
        let act = Asker::product().act(command, self.clock().now());
        self.db()
            .command(act, input, |change, input| {
                Box::pin(set_up_now(change, input))
            })
            .await
    }
}

async fn set_up_now(change: &mut Change<'_>, input: &Input) -> Result<Started> {
    let now = change.at();
    links::usable(change, input.link, now)
        .await?
        .filter(|link| link.purpose == purpose::SET_UP)
        .ok_or(Error::NotFound)?;
    links::spend(change, input.link, now).await?;
    let company = append_company(change, &input.company, input.ahead.is_some()).await?;
    if let Some(ahead) = input.ahead {
        settings::keep_setting(change, AHEAD, ahead).await?;
    }
    let site = append_site(change, &input.editions, &input.site).await?;
    let administrator = append_staff_member(change, company, &input.name, None).await?;
    let granted = PostGranted {
        held: PostHeldId::generate(),
        person: administrator,
        post: Right::ADMINISTRATOR.to_owned(),
        scope: company,
        from: input.editions.site(change, site).await?.day(now),
        to: None,
        deputy_for: None,
    };
    change.append(Draft::new(company, granted)).await?;
    accounts::open(change, administrator, &input.login, Some(input.lang), now).await?;
    accounts::set_password(change, administrator, &input.hash, now).await?;
    Ok(Started {
        company,
        site,
        administrator,
    })
}
