//! A small office to measure on: the estate of the tests, and somebody signed in for every post.

use huiyin_app::accounts::Invite;
use huiyin_app::{App, Asker, Clock};
use huiyin_domain::{CommandId, Personal};
use huiyin_store::{Db, Location};
use huiyin_testkit::Estate;

/// The password of every post; its login is its id.
pub const PASSWORD: &str = "seven herons over water";

/// The estate in a database, open.
#[derive(Clone, Debug)]
pub struct Office {
    /// The application on it.
    pub app: App,
    /// The estate.
    pub estate: Estate,
    db: Db,
}

impl Office {
    /// Founds it in an empty database, under the procedure `kehu`.
    pub async fn found(location: &Location) -> anyhow::Result<Self> {
        let db = Db::open(location).await?;
        let app = App::new(db.clone(), Clock::system());
        let estate = Estate::build(&db, "kehu", app.clock().now()).await;
        for staff in Estate::staff_of("kehu") {
            let invite = Invite {
                site: estate.site,
                person: Some(estate.staff[staff.post]),
                name: Personal::new(String::new()),
                phone: Personal::new(String::new()),
                login: staff.post.to_owned(),
                lang: None,
            };
            let product = Asker::product();
            let invited = app.invite(&product, CommandId::generate(), &invite).await?;
            if let Some(link) = invited.link {
                let password = Personal::new(PASSWORD.to_owned());
                app.set_password(&link, &password).await?;
            }
        }
        app.advance(estate.site).await?;
        Ok(Self { app, estate, db })
    }

    /// Closes its database.
    pub async fn close(self) {
        self.db.close().await;
    }
}
