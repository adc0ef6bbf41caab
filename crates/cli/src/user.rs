//! `huiyin user`: accounts from the shell. Whoever can reach the data directory acts for the installation itself.

mod words;

use std::process::ExitCode;

use clap::{Args, Subcommand};
use huiyin_app::accounts::{Invite, Token};
use huiyin_app::people::StaffMember;
use huiyin_app::posts::{GrantPost, Leave};
use huiyin_app::{App, Asker, Clock, Error, Right};
use huiyin_domain::{CommandId, Lang, PersonId, Personal, ScopeId};
use huiyin_store::{Db, sites};

use crate::failure::Failure;
use crate::serve;
use crate::serve::address::print;
use crate::settings::{self, DataArguments};

/// What is done with accounts.
#[derive(Subcommand, Debug)]
pub(crate) enum UserCommand {
    /// Who has an account, with posts and state; one a line, separated by tabs
    List(At),
    /// Opens an account and prints the link, which works once, for choosing the first password
    Invite(InviteArguments),
    /// Prints a link, which works once, for choosing another password
    Reset(WhoArguments),
    /// Lets somebody leave: posts end, work in hand goes over, account and devices are closed
    Leave(LeaveArguments),
    /// Makes somebody an administrator of the whole company
    Administrator(WhoArguments),
}

/// Which installation and site.
#[derive(Args, Debug)]
pub(crate) struct At {
    /// The code of the site; not needed where there is only one
    #[arg(long, value_name = "CODE")]
    site: Option<String>,
    /// The address people open, for links that are printed
    #[arg(long, value_name = "URL", default_value = "http://127.0.0.1:8080")]
    address: String,
    #[command(flatten)]
    data: DataArguments,
}

/// Somebody new.
#[derive(Args, Debug)]
pub(crate) struct InviteArguments {
    /// What they will sign in with
    login: String,
    /// Their name
    #[arg(long)]
    name: String,
    /// Their phone
    #[arg(long, default_value = "")]
    phone: String,
    #[command(flatten)]
    at: At,
}

/// Somebody with an account.
#[derive(Args, Debug)]
pub(crate) struct WhoArguments {
    /// Their login
    login: String,
    #[command(flatten)]
    at: At,
}

/// Somebody who leaves.
#[derive(Args, Debug)]
pub(crate) struct LeaveArguments {
    /// Their login
    login: String,
    /// The login of who takes over; without it, whoever the procedure names
    #[arg(long, value_name = "LOGIN")]
    successor: Option<String>,
    #[command(flatten)]
    at: At,
}

/// Does it.
pub(crate) fn run(command: &UserCommand, lang: Lang) -> Result<ExitCode, Failure> {
    let at = match command {
        UserCommand::List(at) => at,
        UserCommand::Invite(arguments) => &arguments.at,
        UserCommand::Reset(arguments) | UserCommand::Administrator(arguments) => &arguments.at,
        UserCommand::Leave(arguments) => &arguments.at,
    };
    let data = settings::data(&at.data, settings::DIRECTORY, lang)?;
    let runtime =
        tokio::runtime::Runtime::new().map_err(|error| Failure::new(error.to_string()))?;
    runtime.block_on(async {
        let db = Db::open_existing(&data.database).await;
        let db = db.map_err(|error| {
            Failure::new(serve::words::no_database(&data.database, &error, lang))
        })?;
        let done = act(&db, command, at, lang).await;
        db.close().await;
        done
    })?;
    Ok(ExitCode::SUCCESS)
}

async fn act(db: &Db, command: &UserCommand, at: &At, lang: Lang) -> Result<(), Failure> {
    let users = Users {
        app: App::new(db.clone(), Clock::system()),
        site: site(db, at, lang).await?,
        lang,
    };
    // On a made-up estate it is as late as its clock says.
    let restored = users.app.restore_demo_clock().await;
    restored.map_err(|error| users.failure(&error))?;
    match command {
        UserCommand::List(_) => users.list().await,
        UserCommand::Invite(arguments) => users.invite(arguments).await,
        UserCommand::Reset(arguments) => users.reset(arguments).await,
        UserCommand::Leave(arguments) => users.leave(arguments).await,
        UserCommand::Administrator(arguments) => users.make_administrator(arguments).await,
    }
}

/// The site that is named, or the only one there is.
async fn site(db: &Db, at: &At, lang: Lang) -> Result<ScopeId, Failure> {
    let sites = async { sites::sites(&mut db.read().await?).await };
    let sites = sites
        .await
        .map_err(|error| Failure::new(words::failed(&Error::Store(error), lang)))?;
    let found = match &at.site {
        Some(code) => sites.iter().find(|site| site.code == *code),
        None => sites.first().filter(|_| sites.len() == 1),
    };
    let codes: Vec<&str> = sites.iter().map(|site| site.code.as_str()).collect();
    found
        .map(|site| site.id)
        .ok_or_else(|| Failure::new(words::which_site(&codes, lang)))
}

/// The accounts of a site.
struct Users {
    app: App,
    site: ScopeId,
    lang: Lang,
}

impl Users {
    async fn list(&self) -> Result<(), Failure> {
        for member in self.staff().await? {
            let Some(login) = &member.login else {
                continue;
            };
            let mut posts: Vec<&str> = member.posts.iter().map(|held| &*held.post).collect();
            posts.dedup();
            let name = member.name.as_ref().map_or("", |name| name.reveal());
            print(&format!(
                "{}\t{name}\t{}\t{}",
                login.reveal(),
                posts.join(","),
                words::state(&member, self.lang),
            ));
        }
        Ok(())
    }

    async fn invite(&self, arguments: &InviteArguments) -> Result<(), Failure> {
        let invite = Invite {
            site: self.site,
            person: None,
            name: Personal::new(arguments.name.clone()),
            phone: Personal::new(arguments.phone.clone()),
            login: arguments.login.clone(),
            lang: None,
        };
        let command = CommandId::generate();
        let invited = self.app.invite(&Asker::product(), command, &invite).await;
        let invited = invited.map_err(|error| self.failure(&error))?;
        if let Some(link) = &invited.link {
            print_link(&arguments.at, link);
        }
        Ok(())
    }

    async fn reset(&self, arguments: &WhoArguments) -> Result<(), Failure> {
        let person = self.person(&arguments.login).await?;
        let link = self
            .app
            .reset_password(&Asker::product(), self.site, person)
            .await;
        print_link(&arguments.at, &link.map_err(|error| self.failure(&error))?);
        Ok(())
    }

    async fn leave(&self, arguments: &LeaveArguments) -> Result<(), Failure> {
        let leave = Leave {
            site: self.site,
            person: self.person(&arguments.login).await?,
            successor: match &arguments.successor {
                Some(login) => Some(self.person(login).await?),
                None => None,
            },
        };
        let command = CommandId::generate();
        let left = self.app.leave(&Asker::product(), command, &leave).await;
        let left = left.map_err(|error| self.failure(&error))?;
        print(&words::left(&left, self.lang));
        Ok(())
    }

    async fn make_administrator(&self, arguments: &WhoArguments) -> Result<(), Failure> {
        let company = self.app.installation().await;
        let company = company
            .and_then(|company| company.ok_or(Error::NotFound))
            .map_err(|error| self.failure(&error))?
            .company;
        let grant = GrantPost {
            site: self.site,
            person: self.person(&arguments.login).await?,
            post: Right::ADMINISTRATOR.to_owned(),
            scope: company,
            from: String::new(),
            to: String::new(),
        };
        let command = CommandId::generate();
        let product = Asker::product();
        let granted = self.app.grant_post(&product, command, &grant);
        granted.await.map_err(|error| self.failure(&error))?;
        print(&words::administers(&arguments.login, self.lang));
        Ok(())
    }

    async fn staff(&self) -> Result<Vec<StaffMember>, Failure> {
        let staff = self.app.staff(&Asker::product(), self.site).await;
        staff.map_err(|error| self.failure(&error))
    }

    async fn person(&self, login: &str) -> Result<PersonId, Failure> {
        let wanted = login.trim().to_lowercase();
        let staff = self.staff().await?;
        let found = staff.iter().find(|member| {
            let known = member.login.as_ref();
            known.is_some_and(|known| *known.reveal() == wanted)
        });
        found
            .map(|member| member.person)
            .ok_or_else(|| Failure::new(words::no_login(login, self.lang)))
    }

    fn failure(&self, error: &Error) -> Failure {
        Failure::new(words::failed(error, self.lang))
    }
}

fn print_link(at: &At, link: &Token) {
    let address = at.address.trim_end_matches('/');
    print(&format!("{address}/invitations/{}", link.reveal()));
}
