use huiyin_domain::entry::Digest;
use huiyin_domain::{CommandId, Lang, PersonId, Personal, ScopeId};
use huiyin_store::links::LinkRow;
use huiyin_store::{Change, Tx, accounts, links, people};
use serde::{Deserialize, Serialize};

use super::{Token, purpose, read_login};
use crate::access::{check, check_manages_person};
use crate::fields::{Fields, NAME, wrong};
use crate::people::append_staff_member;
use crate::site::Editions;
use crate::{App, Asker, Error, Fault, Result, Right};

/// How long an invitation works, in seconds.
const LIFETIME: i64 = 7 * 24 * 60 * 60;

/// Somebody gets an account, as the form sends it.
#[derive(Clone, Debug)]
pub struct Invite {
    /// The site whose staff they are of.
    pub site: ScopeId,
    /// A person who is known; none for somebody new.
    pub person: Option<PersonId>,
    /// The name of somebody new.
    pub name: Personal<String>,
    /// The phone of somebody new.
    pub phone: Personal<String>,
    /// What they will sign in with.
    pub login: String,
    /// The language they begin with.
    pub lang: Option<Lang>,
}

/// An account without a password, and the link by which its owner chooses one.
#[derive(Clone, Debug)]
pub struct Invited {
    /// Whose account it is.
    pub person: PersonId,
    /// The link to hand over. None when the same command came before: its link was given then, and nobody can read it
    /// again.
    pub link: Option<Token>,
}

struct Input {
    editions: Editions,
    asker: Asker,
    site: ScopeId,
    person: Option<PersonId>,
    name: Personal<String>,
    phone: Option<String>,
    login: String,
    lang: Option<Lang>,
    link: Digest,
}

#[derive(Serialize, Deserialize)]
struct Answer {
    person: PersonId,
    link: Digest,
}

impl App {
    /// Opens an account for one of the staff, with a link for choosing the first password.
    pub async fn invite(
        &self,
        asker: &Asker,
        command: CommandId,
        invite: &Invite,
    ) -> Result<Invited> {
        let mut fields = Fields::default();
        let name = match invite.person {
            Some(_) => String::new(),
            None => fields.required("name", invite.name.reveal(), NAME),
        };
        let phone = fields.phone("phone", &invite.phone);
        let login = read_login(&mut fields, &invite.login);
        fields.check()?;
        let token = Token::generate()?;
        let input = Input {
            editions: self.editions().clone(),
            asker: asker.clone(),
            site: invite.site,
            person: invite.person,
            name: Personal::new(name),
            phone,
            login,
            lang: invite.lang,
            link: token.key(),
        };
        let act = asker.act(command, self.clock().now());
        let answer = self
            .db()
            .command(act, input, |change, input| {
                Box::pin(invite_now(change, input))
            })
            .await?;
        Ok(Invited {
            person: answer.person,
            link: (answer.link == token.key()).then_some(token),
        })
    }

    /// A link by which somebody who forgot the password chooses another. Earlier links end; the password there is
    /// stays until then.
    pub async fn reset_password(
        &self,
        asker: &Asker,
        site: ScopeId,
        person: PersonId,
    ) -> Result<Token> {
        let token = Token::generate()?;
        let input = (
            self.editions().clone(),
            asker.clone(),
            (site, person, token.key()),
            self.clock().now(),
        );
        self.db()
            .write(input, |tx, (editions, asker, (site, person, key), now)| {
                Box::pin(async move {
                    let site = editions.site(tx, *site).await?;
                    let rules = site.rules_on(site.day(*now));
                    check(&rules, asker, site.id(), Right::ManagePeople)?;
                    check_manages_person(tx, editions, asker, *person, *now).await?;
                    let account = accounts::account(tx, *person).await?;
                    account
                        .filter(|account| account.closed_at.is_none())
                        .ok_or(Error::NotFound)?;
                    add_link(tx, *person, *key, *now).await
                })
            })
            .await?;
        Ok(token)
    }
}

async fn invite_now(change: &mut Change<'_>, input: &Input) -> Result<Answer> {
    let now = change.at();
    let site = input.editions.site(change, input.site).await?;
    let rules = site.rules_on(site.day(now));
    check(&rules, &input.asker, input.site, Right::ManagePeople)?;
    if accounts::account_of_login(change, &input.login)
        .await?
        .is_some()
    {
        return Err(wrong("login", Fault::Taken));
    }
    let person = match input.person {
        Some(person) => {
            people::person(change, person)
                .await?
                .ok_or(Error::NotFound)?;
            check_manages_person(change, &input.editions, &input.asker, person, now).await?;
            if accounts::account(change, person).await?.is_some() {
                return Err(wrong("person", Fault::Taken));
            }
            person
        }
        None => {
            append_staff_member(change, input.site, &input.name, input.phone.as_deref()).await?
        }
    };
    accounts::open(change, person, &input.login, input.lang, now).await?;
    add_link(change, person, input.link, now).await?;
    Ok(Answer {
        person,
        link: input.link,
    })
}

async fn add_link(
    tx: &mut Tx,
    person: PersonId,
    key: Digest,
    now: huiyin_domain::Instant,
) -> Result<()> {
    links::take_back_of_person(tx, person).await?;
    let link = LinkRow {
        purpose: purpose::PASSWORD.to_owned(),
        person: Some(person),
        expires_at: now.plus_seconds(LIFETIME),
    };
    Ok(links::add(tx, key, &link, now).await?)
}
