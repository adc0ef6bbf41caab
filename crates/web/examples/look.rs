//! Serves the style guide alone: `cargo run -p huiyin-web --example look [ADDRESS]`, then `/look` in a browser.

use std::env;
use std::error::Error;
use std::io::{self, Write as _};
use std::sync::Arc;

use async_trait::async_trait;
use huiyin_app::{App, Clock};
use huiyin_testkit::TestDb;
use huiyin_web::{Readiness, Settings, router};
use tokio::net::TcpListener;

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
    let address = env::args().nth(1);
    let listener = TcpListener::bind(address.as_deref().unwrap_or("127.0.0.1:8081")).await?;
    writeln!(io::stdout(), "http://{}/look", listener.local_addr()?)?;
    let settings = Settings {
        demo: true,
        ..Settings::default()
    };
    let db = TestDb::sqlite().await;
    let app = App::new((*db).clone(), Clock::system());
    axum::serve(listener, router(settings, Arc::new(Ready), app)).await?;
    Ok(())
}
