//! Visits that wait for their records: one site or many, at each a grave complaint after the other, all released.

use std::path::Path;

use huiyin_app::accounts::Invite;
use huiyin_app::events::{EventForm, RegisterEvent, WordsForm};
use huiyin_app::planning::ReleasePlan;
use huiyin_app::{App, Asker, Clock};
use huiyin_domain::entry::Source;
use huiyin_domain::{
    Category, CommandId, FollowUpId, Instant, Month, Personal, Severity, SiteZone,
};
use huiyin_store::{Db, Location};
use huiyin_testkit::Estate;
use tokio::runtime::Runtime;

use crate::http::{Client, Line};
use crate::office::PASSWORD;
use crate::program::Program;

const PROCEDURE: &str = "kehu";
/// Visits a grave complaint alone, and takes no form with them.
const VISITOR: &str = "site_manager";
/// The most follow-ups released with one command.
const PIECE: usize = 200;
const HOUR: i64 = 60 * 60;

/// What is to be sent for a visit to be recorded.
#[derive(Clone, Debug)]
pub struct Visit {
    /// At which of the sites.
    pub site: usize,
    /// Where the form goes.
    pub path: String,
    /// The form.
    pub form: String,
}

/// Who visits at a site, by what they sign in with.
pub fn login(site: usize) -> String {
    format!("visitor{site}")
}

/// Fills an empty database with sites and as many visits in all, the sites in turn.
pub async fn prepare(
    location: &Location,
    sites: usize,
    visits: usize,
) -> anyhow::Result<Vec<Visit>> {
    let db = Db::open(location).await?;
    let clock = Clock::system();
    let now = clock.now();
    // A day after the complaint was handled its visit is planned; two days after it, nothing is late.
    clock.move_by_seconds(-24 * HOUR);
    let app = App::new(db.clone(), clock);
    let estates = found(&app, &db, sites).await?;
    let mut registered = Vec::new();
    for (index, estate) in estates.iter().enumerate() {
        let of_site = visits / sites + usize::from(index < visits % sites);
        for number in 0..of_site {
            let event = complaint(estate, number, now);
            let product = Asker::product();
            let done = app
                .register_event(&product, CommandId::generate(), event)
                .await?;
            registered.push((number, index, done.event));
        }
    }
    app.clock().move_by_seconds(24 * HOUR);
    let mut follow_ups = Vec::new();
    for (number, index, event) in registered {
        let page = app.event(&Asker::product(), event).await?;
        let follow_up = page.follow_ups.first();
        let follow_up = follow_up.ok_or_else(|| anyhow::anyhow!("nothing was planned"))?;
        follow_ups.push((number, index, follow_up.row.id));
    }
    release(&app, &estates, &follow_ups).await?;
    db.close().await;
    follow_ups.sort_unstable();
    let form = whole(now);
    Ok(follow_ups
        .into_iter()
        .map(|(_, site, follow_up)| Visit {
            site,
            path: format!("/follow-ups/{follow_up}/visit"),
            form: format!("command={}&{form}", CommandId::generate()),
        })
        .collect())
}

/// Serves a fresh directory with visits at one site that have their records, each handed in over HTTP. Of who visits
/// there, whoever signs in as `login(0)` may see them.
pub fn recorded(runtime: &Runtime, data: &Path, visits: usize) -> anyhow::Result<Program> {
    let visits = runtime.block_on(prepare(&Location::directory(data), 1, visits))?;
    let server = Program::serve(data)?;
    let mut visitor = Client::new(server.address);
    visitor.sign_in(&login(0), PASSWORD)?;
    let mut line = Line::to(server.address)?;
    for visit in visits {
        let request = visitor.request("POST", &visit.path, &visit.form, "keep-alive");
        let answer = line.send(&request)?;
        anyhow::ensure!(answer.status == 303, "not recorded: {}", answer.headers);
    }
    Ok(server)
}

/// The month in which the windows of those visits close: three days after the complaints were handled.
pub fn month_of_visits() -> Month {
    let today = SiteZone::default().day(Clock::system().now());
    today.plus_days(1).month()
}

async fn found(app: &App, db: &Db, sites: usize) -> anyhow::Result<Vec<Estate>> {
    let now = app.clock().now();
    let mut estates = vec![Estate::build(db, PROCEDURE, now).await];
    for site in 1..sites {
        let code = format!("S{site:02}");
        let estate = estates[0].build_beside(db, PROCEDURE, &code, now).await;
        estates.push(estate);
    }
    for (site, estate) in estates.iter().enumerate() {
        let invite = Invite {
            site: estate.site,
            person: Some(estate.staff[VISITOR]),
            name: Personal::new(String::new()),
            phone: Personal::new(String::new()),
            login: login(site),
            lang: None,
        };
        let product = Asker::product();
        let invited = app.invite(&product, CommandId::generate(), &invite).await?;
        if let Some(link) = invited.link {
            let password = Personal::new(PASSWORD.to_owned());
            app.set_password(&link, &password).await?;
        }
        app.advance(estate.site).await?;
    }
    Ok(estates)
}

/// A complaint that was handled the day before yesterday.
fn complaint(estate: &Estate, number: usize, now: Instant) -> RegisterEvent {
    let homes: Vec<_> = estate.units.keys().copied().collect();
    let home = homes[number % homes.len()];
    let before = |hours: i64| wall(now.plus_seconds(-hours * HOUR));
    RegisterEvent {
        site: estate.site,
        event_id: String::new(),
        source: Source::Form,
        content: EventForm {
            category: Some(Category::Complaint),
            severity: Some(Severity::Major),
            unit: Some(estate.units[home]),
            reporter: Some(estate.residents[home]),
            reported_at: before(72),
            ..EventForm::default()
        },
        words: WordsForm {
            summary: "消防通道堆放電動車".to_owned(),
            ..WordsForm::default()
        },
        reports: Vec::new(),
        completed_at: before(41),
    }
}

async fn release(
    app: &App,
    estates: &[Estate],
    follow_ups: &[(usize, usize, FollowUpId)],
) -> anyhow::Result<()> {
    for (index, estate) in estates.iter().enumerate() {
        app.advance(estate.site).await?;
        let own = follow_ups.iter().filter(|(_, site, _)| *site == index);
        let own: Vec<FollowUpId> = own.map(|(_, _, id)| *id).collect();
        for piece in own.chunks(PIECE) {
            let release = ReleasePlan {
                site: estate.site,
                follow_ups: piece.to_vec(),
            };
            let product = Asker::product();
            let done = app
                .release_plan(&product, CommandId::generate(), release)
                .await?;
            anyhow::ensure!(done.done.len() == piece.len(), "not all were released");
        }
    }
    Ok(())
}

/// The form of a visit made just now, with nothing lacking.
fn whole(now: Instant) -> String {
    let visited = wall(now.plus_seconds(-HOUR / 4));
    let (day, time) = visited.split_once(' ').unwrap_or((&visited, ""));
    let time = time.replace(':', "%3A");
    format!(
        "visited_on={day}&visited_time={time}&channel=on_site&respondent_name=He&relation=owner\
         &quality=satisfied&effect=satisfied&satisfaction=fairly&shortcomings_none=yes\
         &suggestions=%E5%A4%9A%E5%B7%A1%E6%9F%A5&rating=satisfied&solved=yes&site_check=good&matters=1\
         &customer_name=He&visitor_name_0=Luo"
    )
}

/// What the clock on the wall says, to the minute.
fn wall(at: Instant) -> String {
    let wall = SiteZone::default().local(at).to_string();
    wall.chars().take(16).collect()
}
