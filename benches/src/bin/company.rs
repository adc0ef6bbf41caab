//! The statistics of one month over a company of a million events, and over one of its sites: time against reading the
//! rows of that month once by the driver; on both databases.

#![expect(clippy::print_stdout, reason = "a measurement is for reading")]

use std::time::{Duration, Instant};

use anyhow::Context as _;
use huiyin_app::demo::MakeDemo;
use huiyin_app::{App, Asker, Clock};
use huiyin_domain::{Month, SiteZone};
use huiyin_store::copy::copy;
use huiyin_store::statements::{Driver, multiply};
use huiyin_store::{Db, Location, provision, sites};
use huiyin_testkit::DurableServer;

/// At least so many events are in the company.
const EVENTS: u64 = 1_000_000;
const RUNS: usize = 5;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let estate = Location::directory(&folder.path().join("estate"));
    let db = Db::open(&estate).await?;
    let app = App::new(db.clone(), Clock::system());
    let until = app.clock().now();
    let procedure = "kehu".to_owned();
    let demo = MakeDemo {
        procedure,
        months: 24,
        until,
    };
    app.make_demo(&demo, drop).await?;
    let month = SiteZone::default().day(until).month().plus(-2);

    let sqlite = Location::directory(&folder.path().join("company"));
    measure("SQLite", &db, &sqlite, month).await?;
    let server = folder.path().join("server");
    std::fs::create_dir(&server)?;
    let server = DurableServer::start_in(&server);
    provision::create_database(server.location(), "company", None).await?;
    let postgres = server.location().with_database("company");
    measure("PostgreSQL", &db, &postgres, month).await?;
    db.close().await;
    Ok(())
}

async fn measure(name: &str, estate: &Db, place: &Location, month: Month) -> anyhow::Result<()> {
    let db = Db::open(place).await?;
    copy(estate, &db).await?;
    let mut tx = db.read().await?;
    let site = sites::sites(&mut tx).await?;
    let site = site.first().context("the estate has a site")?.id;
    drop(tx);
    let sites = multiply(&db, site, EVENTS).await?;
    let driver = Driver::connect(place).await?;
    let days = (month.first_day(), month.last_day());
    let rows = driver.read_month(days).await?;
    let app = App::new(db.clone(), Clock::system());
    let product = Asker::product();
    let (mut reading, mut company, mut one) = (Duration::MAX, Duration::MAX, Duration::MAX);
    for _ in 0..RUNS {
        let start = Instant::now();
        driver.read_month(days).await?;
        reading = reading.min(start.elapsed());
        let start = Instant::now();
        let whole = app.roll_up(&product, None, (month, month)).await?;
        company = company.min(start.elapsed());
        anyhow::ensure!(whole.sites == usize::from(sites), "{} sites", whole.sites);
        let start = Instant::now();
        app.roll_up(&product, Some(site), (month, month)).await?;
        one = one.min(start.elapsed());
    }
    println!(
        "{name}: {EVENTS} events at {sites} sites; {month} of all: {company:.2?}, {:.2} × reading its {rows} rows \
         (5 allowed); of one site: {one:.1?} (50 ms allowed)",
        company.as_secs_f64() / reading.as_secs_f64(),
    );
    driver.close().await;
    db.close().await;
    Ok(())
}
