//! Serves the style guide alone: `cargo run -p huiyin-web --example look [ADDRESS]`, then `/look` in a browser.

use std::env;
use std::error::Error;
use std::io::{self, Write as _};
use std::sync::Arc;

use async_trait::async_trait;
use huiyin_web::session::{SessionKey, SessionRow, SessionRows};
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

/// Nobody signs in to a style guide.
#[derive(Clone, Debug)]
struct NoSessions;

#[async_trait]
impl SessionRows for NoSessions {
    async fn create(&self, _: SessionRow) -> Result<bool, String> {
        Ok(true)
    }

    async fn save(&self, _: SessionRow) -> Result<(), String> {
        Ok(())
    }

    async fn load(&self, _: &SessionKey) -> Result<Option<SessionRow>, String> {
        Ok(None)
    }

    async fn delete(&self, _: &SessionKey) -> Result<(), String> {
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
    axum::serve(listener, router(settings, Arc::new(Ready), NoSessions)).await?;
    Ok(())
}
