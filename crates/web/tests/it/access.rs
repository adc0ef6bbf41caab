//! Every route as everybody: one table says what each answers.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::{fs, io};

use axum::Router;
use axum::http::StatusCode;
use huiyin_app::accounts::Invite;
use huiyin_app::paper::Layouts;
use huiyin_app::{App, Asker, Clock, Right};
use huiyin_domain::{CommandId, Personal};
use huiyin_testkit::{Estate, on_both};
use huiyin_web::{Settings, router};

use crate::complaint::grave_complaint;
use crate::sign_in::set_up;
use crate::support::{AsSheets, Browser, Database};

const PASSWORD: &str = "seven herons over water";

mod archive;
mod complaints;
mod documents;
mod events;
mod festivals;
mod ground;
mod imports;
mod month;
mod notices;
mod papers;
mod people;
mod plan;
mod privacy;
mod procedures;
mod public_letters;
mod statistics;
mod units;
mod visits;

/// All rows, in the order in which they are walked.
const TABLES: &[&[Row]] = &[
    ground::ROWS,
    procedures::ROWS,
    events::ROWS,
    complaints::ROWS,
    documents::ROWS,
    imports::ROWS,
    plan::ROWS,
    visits::ROWS,
    statistics::ROWS,
    archive::ROWS,
    month::ROWS,
    festivals::ROWS,
    public_letters::ROWS,
    papers::ROWS,
    people::ROWS,
    privacy::ROWS,
    notices::ROWS,
    units::ROWS,
    ground::LAST,
];

/// What a route answers to whom.
#[derive(Clone, Copy)]
struct Row {
    /// The route, as it is written in the sources.
    route: &'static str,
    method: &'static str,
    /// The path that is asked for; `{event}` and the like stand for what [`World`] has.
    path: &'static str,
    body: &'static str,
    /// The status for who is signed out.
    out: u16,
    /// The status for those who may.
    may: u16,
    /// The posts that may; none for every post.
    posts: &'static [&'static str],
}

const fn row(
    route: &'static str,
    method: &'static str,
    path: &'static str,
    body: &'static str,
) -> Row {
    Row {
        route,
        method,
        path,
        body,
        out: 303,
        may: 200,
        posts: &[],
    }
}

impl Row {
    const fn answers(self, out: u16, may: u16) -> Self {
        Self { out, may, ..self }
    }

    /// Every other post is refused with 403.
    const fn only(self, posts: &'static [&'static str]) -> Self {
        Self { posts, ..self }
    }

    /// The status for somebody with a post; none for who is signed out.
    fn expected(&self, post: Option<&str>) -> u16 {
        match post {
            None => self.out,
            Some(post) if self.posts.is_empty() || self.posts.contains(&post) => self.may,
            Some(_) => 403,
        }
    }
}

/// The routes to which forms are sent.
pub(crate) fn posts() -> BTreeSet<&'static str> {
    let rows = TABLES.iter().copied().flatten();
    let posts = rows.filter(|row| row.method == "POST");
    posts.map(|row| row.route).collect()
}

/// What the paths and bodies of the table are about: each name with the id it stands for.
struct World(Vec<(&'static str, String)>);

impl World {
    /// Nothing at all: the ids are those of nothing.
    fn empty() -> Self {
        Self(Vec::new())
    }

    /// The estate, with a grave complaint whose follow-up is planned.
    async fn of(app: &App, estate: &Estate) -> Self {
        let (event, follow_up) = grave_complaint(app, estate).await;
        let page = app.event(&Asker::product(), event).await.unwrap();
        let obligation = page.obligations[0].row.obligation;
        Self(vec![
            ("{unit}", estate.units["3-1202"].to_string()),
            ("{person}", estate.staff["patrol_inspector"].to_string()),
            ("{a_person}", estate.staff["patrol_inspector"].to_string()),
            ("{a_department}", estate.departments["工程部"].to_string()),
            ("{a_event}", event.to_string()),
            ("{a_follow_up}", follow_up.to_string()),
            ("{a_obligation}", obligation.to_string()),
        ])
    }

    /// Whether what a path or body is about is there, where it must be: `{a_event}` and the like.
    fn has(&self, path: &str) -> bool {
        let known = |name: &str| self.0.iter().any(|(it, _)| it.contains(name));
        let mut named = path.match_indices("{a_").map(|(at, _)| {
            let rest = &path[at..];
            &rest[..=rest.find('}').unwrap_or(rest.len() - 1)]
        });
        named.all(known)
    }

    /// A path or body with every name replaced; what is not known becomes an id of nothing.
    fn fill(&self, text: &str) -> String {
        let mut filled = text.to_owned();
        for (name, id) in &self.0 {
            filled = filled.replace(name, id);
        }
        while let (Some(open), Some(close)) = (filled.find('{'), filled.find('}')) {
            filled.replace_range(open..=close, "00000000-0000-7000-8000-000000000000");
        }
        filled
    }
}

async fn walk(browser: &mut Browser, who: &str, post: Option<&str>, world: &World) {
    let rows = TABLES.iter().copied().flatten();
    for row in rows.filter(|row| world.has(row.path) && world.has(row.body)) {
        let (path, body) = (world.fill(row.path), world.fill(row.body));
        let answer = browser.ask(row.method, &path, &body).await;
        let status = answer.status.as_u16();
        assert_eq!(status, row.expected(post), "{who}: {} {path}", row.method);
    }
}

/// An account for somebody, with the password of all.
pub(crate) async fn open_account(app: &App, estate: &Estate, post: &str) {
    let invite = Invite {
        site: estate.site,
        person: Some(estate.staff[post]),
        name: Personal::new(String::new()),
        phone: Personal::new(String::new()),
        login: post.to_owned(),
        lang: None,
    };
    let product = Asker::product();
    let invited = app
        .invite(&product, CommandId::generate(), &invite)
        .await
        .unwrap();
    let password = Personal::new(PASSWORD.to_owned());
    app.set_password(&invited.link.unwrap(), &password)
        .await
        .unwrap();
}

fn server(app: &App) -> Router {
    let there = Arc::new(Database { there: true });
    router(Settings::default(), there, app.clone())
}

#[tokio::test]
async fn every_route_as_every_post() {
    on_both(async |db| {
        let app = App::new((*db).clone(), Clock::system())
            .printing_by(Arc::new(AsSheets), Layouts::default());
        let estate = Estate::build(db, "kehu", app.clock().now()).await;
        let server = server(&app);
        let world = World::of(&app, &estate).await;
        walk(&mut Browser::new(&server), "signed out", None, &world).await;
        for staff in Estate::staff_of("kehu") {
            // Failed attempts are forgotten after a day.
            app.clock().move_by_seconds(25 * 60 * 60);
            open_account(&app, &estate, staff.post).await;
            let mut browser = Browser::new(&server);
            let form = PASSWORD.replace(' ', "+");
            let answer = browser.sign_in(staff.post, &form).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", staff.post);
            let desk = browser.ask("GET", "/", "").await;
            assert!(desk.text().contains(staff.name), "{}", staff.post);
            assert!(desk.body.len() <= 40_960, "{} bytes", desk.body.len());
            walk(&mut browser, staff.post, Some(staff.post), &world).await;
        }
    })
    .await;
}

#[tokio::test]
async fn every_route_as_administrator() {
    on_both(async |db| {
        let app = App::new((*db).clone(), Clock::system())
            .printing_by(Arc::new(AsSheets), Layouts::default());
        let mut browser = Browser::new(&set_up(&app).await);
        browser.sign_in("shen", "seven+herons+over+water").await;
        walk(
            &mut browser,
            "administrator",
            Some(Right::ADMINISTRATOR),
            &World::empty(),
        )
        .await;
    })
    .await;
}

/// The routes of a folder of sources, as they are written there.
fn routes(folder: &Path, into: &mut BTreeSet<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.to_string_lossy().into_owned();
        if name.contains("look") || name.ends_with("tests.rs") {
            continue;
        }
        if path.is_dir() {
            routes(&path, into)?;
            continue;
        }
        for rest in fs::read_to_string(&path)?.split(".route(").skip(1) {
            let quoted = rest.split('"').nth(1).unwrap();
            into.insert(quoted.to_owned());
        }
    }
    Ok(())
}

#[test]
fn every_route_is_in_the_table() {
    let mut written = BTreeSet::new();
    routes(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut written,
    )
    .unwrap();
    let listed: BTreeSet<String> = TABLES
        .iter()
        .copied()
        .flatten()
        .map(|row| row.route.to_owned())
        .collect();
    assert_eq!(written, listed);
}
