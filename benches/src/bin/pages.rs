//! The list of events and the desk on 100,000 events: how many statements, how long beside one page of nothing, how
//! much HTML.

#![expect(clippy::print_stdout, reason = "a measurement is for reading")]

use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use huiyin_app::Asker;
use huiyin_app::events::{DueFilter, EventFilter};
use huiyin_app::imports::ImportRequest;
use huiyin_benches::http::Client;
use huiyin_benches::office::{Office, PASSWORD};
use huiyin_benches::program::Program;
use huiyin_domain::entry::ImportKind;
use huiyin_domain::{Day, ImportId, Lang, SiteZone};
use huiyin_store::{Location, statements};

const EVENTS: usize = 100_000;
const RUNS: u32 = 50;
/// Pages with the most bytes of HTML they may have.
const PAGES: [(&str, &str); 2] = [
    ("event list", "/events?category=repair&due=any"),
    ("desk", "/"),
];

fn main() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(ask(folder.path()))?;

    let server = Program::serve(folder.path())?;
    let mut client = Client::new(server.address);
    client.sign_in("service_director", PASSWORD)?;
    let nothing = timed(&mut client, "/account")?.0;
    for (name, path) in PAGES {
        let (time, bytes) = timed(&mut client, path)?;
        println!(
            "{name}: {bytes} bytes of HTML (40,960 allowed), {time:.1?}, {:.1} × the page of one's account",
            time.as_secs_f64() / nothing.as_secs_f64(),
        );
    }
    Ok(())
}

/// Makes the events, and counts what the list and the desk ask the database.
async fn ask(folder: &Path) -> anyhow::Result<()> {
    let office = Office::found(&Location::directory(folder)).await?;
    let (app, site) = (&office.app, office.estate.site);
    let today = SiteZone::default().day(app.clock().now());
    let file = folder.join("events.csv");
    std::fs::write(&file, events(today))?;
    let request = ImportRequest {
        site,
        kind: ImportKind::Events,
        path: file,
        file_name: "events.csv".to_owned(),
        profile: None,
        plan_history: true,
    };
    let start = Instant::now();
    app.run_import(&Asker::product(), ImportId::generate(), &request)
        .await?;
    app.advance(site).await?;
    println!("{EVENTS} events imported in {:.1?}", start.elapsed());
    let person = office.estate.staff["service_director"];
    let asker = app.asker(person, None, Lang::ZhHant).await?;
    let asker = asker.context("nobody signs in")?;
    let filter = EventFilter {
        due: Some(DueFilter::Any),
        ..EventFilter::default()
    };
    statements::start_recording();
    let list = app.events(&asker, site, &filter, None).await?;
    let run = statements::stop_recording().len();
    println!(
        "event list: {} rows, {run} statements (6 allowed)",
        list.rows.len()
    );
    statements::start_recording();
    app.desk(&asker, site).await?;
    let run = statements::stop_recording().len();
    println!("desk: {run} statements (10 allowed)");
    office.close().await;
    Ok(())
}

/// The events of the last 200 days, as a file.
fn events(today: Day) -> String {
    let mut text = String::from(
        "event_id,site,category,kind,severity,summary,unit,customer,phone,reported_at,completed_at\n",
    );
    for index in 0..EVENTS {
        let days = i32::try_from(index % 200).unwrap_or(0);
        let (reported, completed) = (today.plus_days(-days - 2), today.plus_days(-days - 1));
        // As many homes and kinds as an estate has: events of one home and kind are held against each other.
        let (building, room) = (index / 7 % 12 + 1, index % 100 + 100);
        let category = match index % 9 {
            0 => "complaint,鄰里,general",
            1..5 => "repair,給排水,",
            _ => "repair,電氣,",
        };
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "E{index:06},CY,{category},第 {index} 件，師傅已到場查看並處理,{building}-{room:04},何女士,13800000001,{reported} 09:10,{completed} 16:00",
        );
    }
    text
}

/// The shortest time of a page, and its bytes.
fn timed(client: &mut Client, path: &str) -> anyhow::Result<(Duration, usize)> {
    let mut shortest = Duration::MAX;
    let mut bytes = 0;
    for _ in 0..RUNS {
        let start = Instant::now();
        let answer = client.get(path)?;
        shortest = shortest.min(start.elapsed());
        anyhow::ensure!(answer.status == 200, "{path}: {}", answer.status);
        bytes = answer.body.len();
    }
    Ok((shortest, bytes))
}
