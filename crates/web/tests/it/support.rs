//! A server without a socket, and what it answered.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt as _;
use huiyin_web::session::{SessionKey, SessionRow, SessionRows};
use huiyin_web::{Readiness, Settings, router};
use tower::ServiceExt as _;

/// A database that is there, or is not.
pub(crate) struct Database {
    pub(crate) there: bool,
}

#[async_trait]
impl Readiness for Database {
    async fn ready(&self) -> Result<(), String> {
        if self.there {
            Ok(())
        } else {
            Err("the disk is full".to_owned())
        }
    }
}

/// Sessions in memory.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rows(Arc<Mutex<Vec<SessionRow>>>);

#[async_trait]
impl SessionRows for Rows {
    async fn create(&self, row: SessionRow) -> Result<bool, String> {
        self.save(row).await.map(|()| true)
    }

    async fn save(&self, row: SessionRow) -> Result<(), String> {
        let mut rows = self.0.lock().unwrap();
        rows.retain(|there| there.key != row.key);
        rows.push(row);
        Ok(())
    }

    async fn load(&self, key: &SessionKey) -> Result<Option<SessionRow>, String> {
        let rows = self.0.lock().unwrap();
        Ok(rows.iter().find(|row| row.key == *key).cloned())
    }

    async fn delete(&self, key: &SessionKey) -> Result<(), String> {
        self.0.lock().unwrap().retain(|row| row.key != *key);
        Ok(())
    }
}

/// An answer, read to its end.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(&self) -> &str {
        str::from_utf8(&self.body).unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

/// The server of a demo with its database there.
pub(crate) fn demo() -> Router {
    server(
        Settings {
            demo: true,
            ..Settings::default()
        },
        true,
    )
}

pub(crate) fn server(settings: Settings, there: bool) -> Router {
    router(settings, Arc::new(Database { there }), Rows::default())
}

/// Sends a request with these headers to the demo.
pub(crate) async fn get(path: &str, headers: &[(&str, &str)]) -> Answer {
    send(demo(), "GET", path, headers, "").await
}

pub(crate) async fn send(
    server: Router,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: impl Into<Body>,
) -> Answer {
    let mut request = Request::builder()
        .method(method)
        .uri(path)
        .header("host", "huiyin.example");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let response = server
        .oneshot(request.body(body.into()).unwrap())
        .await
        .unwrap();
    let (parts, body) = response.into_parts();
    Answer {
        status: parts.status,
        headers: parts.headers,
        body: body.collect().await.unwrap().to_bytes().into(),
    }
}
