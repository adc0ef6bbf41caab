//! Serves the small estate of the tests with the example events: `cargo run -p huiyin-web --example estate [PROCEDURE
//! [ADDRESS]]`. Every post signs in by its id, with the password printed at the start. The clock stands.

use std::env;
use std::error::Error;
use std::io::{self, Write as _};
use std::sync::Arc;

use async_trait::async_trait;
use huiyin_app::accounts::Invite;
use huiyin_app::imports::ImportRequest;
use huiyin_app::{App, Asker, Clock};
use huiyin_domain::entry::ImportKind;
use huiyin_domain::{CommandId, ImportId, LocalTime, Personal, SiteZone};
use huiyin_testkit::{Estate, TestDb};
use huiyin_web::{Readiness, Settings, router};
use tokio::net::TcpListener;

const PASSWORD: &str = "seven herons over water";
const NOW: &str = "2026-04-08 09:30";

/// Nothing to wait for.
struct Ready;

#[async_trait]
impl Readiness for Ready {
    async fn ready(&self) -> Result<(), String> {
        Ok(())
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let procedure: &'static str = match env::args().nth(1).as_deref() {
        Some("yezhu") => "yezhu",
        Some("wuye") => "wuye",
        _ => "kehu",
    };
    let address = env::args().nth(2);
    let listener = TcpListener::bind(address.as_deref().unwrap_or("127.0.0.1:8081")).await?;
    let db = TestDb::sqlite().await;
    let wall: LocalTime = NOW.parse()?;
    let app = App::new(
        (*db).clone(),
        Clock::standing_at(SiteZone::default().instant(wall)),
    );
    let estate = Estate::build(&db, procedure, app.clock().now()).await;
    for staff in Estate::staff_of(procedure) {
        let invite = Invite {
            site: estate.site,
            person: Some(estate.staff[staff.post]),
            name: Personal::new(String::new()),
            phone: Personal::new(String::new()),
            login: staff.post.to_owned(),
            lang: None,
        };
        let invited = app
            .invite(&Asker::product(), CommandId::generate(), &invite)
            .await?;
        if let Some(link) = invited.link {
            app.set_password(&link, &Personal::new(PASSWORD.to_owned()))
                .await?;
        }
        writeln!(io::stdout(), "{} {}", staff.post, staff.name)?;
    }
    app.advance(estate.site).await?;
    let examples = concat!(env!("CARGO_MANIFEST_DIR"), "/../testkit/examples");
    for (kind, file) in [
        (ImportKind::Events, "events.csv"),
        (ImportKind::Participants, "participants.csv"),
    ] {
        let request = ImportRequest {
            site: estate.site,
            kind,
            path: format!("{examples}/{file}").into(),
            file_name: file.to_owned(),
            profile: None,
            plan_history: true,
        };
        app.run_import(&Asker::product(), ImportId::generate(), &request)
            .await?;
    }
    app.advance(estate.site).await?;
    writeln!(
        io::stdout(),
        "{PASSWORD}\nhttp://{}",
        listener.local_addr()?
    )?;
    let service = router(Settings::default(), Arc::new(Ready), app);
    let service = service.into_make_service_with_connect_info::<std::net::SocketAddr>();
    axum::serve(listener, service).await?;
    Ok(())
}
