//! `huiyin demo`: a made-up estate to look around in, in a directory of its own.

mod words;

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use huiyin_app::demo::{DEMO_PASSWORD, DemoState, MakeDemo};
use huiyin_app::{App, Clock, Error};
use huiyin_domain::{Day, Lang};
use huiyin_store::{Db, Location};

use crate::failure::{Failure, say};
use crate::serve;
use crate::serve::address::print;
use crate::settings::{self, DataArguments, ServerArguments};

/// The directory of the estate under 篇1; under another procedure its id is added, and of one begun empty that word.
const DIRECTORY: &str = "huiyin-demo";
/// What `demo` takes.
#[derive(Args, Debug)]
pub(crate) struct DemoArguments {
    /// The procedure that the estate lives by; kehu without it, or that of the estate that is there
    #[arg(long, value_enum)]
    procedure: Option<Shipped>,
    /// How many whole months lie behind the estate when it is made
    #[arg(long, value_name = "N", default_value = "12", value_parser = clap::value_parser!(u32).range(0..=24))]
    months: u32,
    /// Begin with nothing, as a newcomer does: a set-up link is printed, and what is entered from there on is made up
    #[arg(long, conflicts_with_all = ["procedure", "months"])]
    empty: bool,
    #[command(flatten)]
    data: DataArguments,
    #[command(flatten)]
    server: ServerArguments,
}

/// The procedures that come with the program.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum Shipped {
    /// 篇1 客戶回訪管理規程
    Kehu,
    /// 篇2 業主回訪管理作業規程
    Yezhu,
    /// 篇3 物業服務回訪管理規程
    Wuye,
}

impl Shipped {
    const fn id(self) -> &'static str {
        match self {
            Self::Kehu => "kehu",
            Self::Yezhu => "yezhu",
            Self::Wuye => "wuye",
        }
    }
}

/// The estate that is to be served.
#[derive(Debug)]
pub(crate) struct Demo {
    procedure: Option<&'static str>,
    months: u32,
    empty: bool,
}

/// Serves the estate until it is told to stop.
pub(crate) fn run(arguments: &DemoArguments, lang: Lang) -> Result<ExitCode, Failure> {
    let directory = match arguments.procedure {
        None if arguments.empty => format!("{DIRECTORY}-empty"),
        None | Some(Shipped::Kehu) => DIRECTORY.to_owned(),
        Some(other) => format!("{DIRECTORY}-{}", other.id()),
    };
    let (data, server) = settings::server(&arguments.data, &arguments.server, &directory, lang)?;
    let demo = Demo {
        procedure: arguments.procedure.map(Shipped::id),
        months: arguments.months,
        empty: arguments.empty,
    };
    serve::serve(&data, &server, Some(&demo), lang)
}

impl Demo {
    /// Opens the estate, made first where there is none. A database of a real company is left alone.
    pub(crate) async fn open(&self, location: &Location, lang: Lang) -> Result<Db, Failure> {
        let broken = |error: Error| Failure::new(serve::words::not_started(&error, lang));
        let mut db = serve::open(location, lang).await?;
        let mut state = app(&db).demo_state().await.map_err(broken)?;
        if let (DemoState::Unfinished, Location::File(file)) = (&state, location) {
            db.close().await;
            remove(file).map_err(|error| Failure::new(words::not_removed(file, &error, lang)))?;
            db = serve::open(location, lang).await?;
            state = DemoState::Empty;
        }
        match (state, self.procedure) {
            (DemoState::Empty, _) if self.empty => {}
            (DemoState::Empty, procedure) => {
                make(&app(&db), procedure.unwrap_or("kehu"), self.months, lang)
                    .await
                    .map_err(broken)?;
            }
            (DemoState::Made(is), Some(wanted)) if is != wanted => {
                return Err(Failure::new(words::another(location, &is, wanted, lang)));
            }
            (DemoState::Made(_), _) => {}
            (DemoState::Unfinished, _) => {
                return Err(Failure::new(words::unfinished(location, lang)));
            }
            (DemoState::Real, _) => return Err(Failure::new(words::real(location, lang))),
        }
        Ok(db)
    }

    /// Says who can sign in. Who set a demo up by hand gave its passwords.
    pub(crate) async fn introduce(&self, app: &App, lang: Lang) -> Result<(), Failure> {
        if self.empty {
            print(&words::begun_empty(lang));
            return Ok(());
        }
        let logins = app.demo_logins(lang).await;
        let logins =
            logins.map_err(|error| Failure::new(serve::words::not_started(&error, lang)))?;
        print(&words::logins(DEMO_PASSWORD, lang));
        for login in logins {
            print(&format!(
                "  {:<18}{}　{}",
                login.login, login.title, login.name
            ));
        }
        Ok(())
    }
}

fn app(db: &Db) -> App {
    App::new(db.clone(), Clock::system())
}

async fn make(app: &App, procedure: &str, months: u32, lang: Lang) -> Result<(), Error> {
    let begun = app.clock().now();
    say(&words::making(months, lang));
    let request = MakeDemo {
        procedure: procedure.to_owned(),
        months,
        until: begun,
    };
    let tell = |day: Day| {
        if day == day.month().last_day() {
            say(&words::lived(day.month(), lang));
        }
    };
    app.make_demo(&request, tell).await?;
    let seconds = (app.clock().now().micros() - begun.micros()) / 1_000_000;
    say(&words::made(seconds, lang));
    Ok(())
}

/// Removes what was made of an estate before it was broken off.
fn remove(file: &Path) -> std::io::Result<()> {
    for ending in ["", "-wal", "-shm"] {
        let mut path = file.as_os_str().to_owned();
        path.push(ending);
        match fs::remove_file(path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}
