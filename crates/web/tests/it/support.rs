//! A server without a socket, and what it answered.

use std::fmt::Write as _;
use std::sync::Arc;

use async_trait::async_trait;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use axum::{Extension, Router};
use http_body_util::BodyExt as _;
use huiyin_app::paper::{Drawing, Drawn, RenderFault, Renderer, Sheet};
use huiyin_app::{App, Clock};
use huiyin_testkit::TestDb;
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

/// Draws nothing: its file is the sheets themselves, for a test to read.
pub(crate) struct AsSheets;

impl Renderer for AsSheets {
    fn begin(&self, _: Option<&str>) -> Result<Box<dyn Drawing>, RenderFault> {
        Ok(Box::new(Sheets(Vec::new())))
    }
}

struct Sheets(Vec<Sheet>);

#[async_trait]
impl Drawing for Sheets {
    async fn add(&mut self, sheet: Sheet) -> Result<(), RenderFault> {
        self.0.push(sheet);
        Ok(())
    }

    async fn finish(self: Box<Self>) -> Result<Drawn, RenderFault> {
        let file = tempfile::tempfile()?;
        let written = serde_json::to_writer(&file, &self.0);
        written.map_err(|error| RenderFault::Failed(error.to_string()))?;
        Drawn::new(file)
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
pub(crate) async fn demo() -> Router {
    server(
        Settings {
            demo: true,
            ..Settings::default()
        },
        true,
    )
    .await
}

/// A server on an empty database, which lives as long as the server.
pub(crate) async fn server(settings: Settings, there: bool) -> Router {
    let db = TestDb::sqlite().await;
    let app = App::new((*db).clone(), Clock::system());
    router(settings, Arc::new(Database { there }), app).layer(Extension(Arc::new(db)))
}

/// Sends a request with these headers to the demo.
pub(crate) async fn get(path: &str, headers: &[(&str, &str)]) -> Answer {
    send(demo().await, "GET", path, headers, "").await
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

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");
const CHINESE: (&str, &str) = ("accept-language", "zh-TW");

/// A browser that keeps its cookies.
pub(crate) struct Browser {
    pub(crate) server: Router,
    pub(crate) cookies: Vec<(String, String)>,
}

impl Browser {
    pub(crate) fn new(server: &Router) -> Self {
        Self {
            server: server.clone(),
            cookies: Vec::new(),
        }
    }

    pub(crate) async fn ask(&mut self, method: &str, path: &str, body: &str) -> Answer {
        self.ask_with(FORM, method, path, body.to_owned()).await
    }

    /// Sends a file with the fields before it, as a form with a file does.
    pub(crate) async fn send_file(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        (name, content): (&str, &[u8]),
    ) -> Answer {
        self.send_files(path, fields, &[("file", name, content)])
            .await
    }

    /// Sends a form with files: each with its field, its name and its content.
    pub(crate) async fn send_files(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        files: &[(&str, &str, &[u8])],
    ) -> Answer {
        let mut body = Vec::new();
        for (field, value) in fields {
            let part = format!(
                "--edge\r\ncontent-disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n"
            );
            body.extend_from_slice(part.as_bytes());
        }
        for (field, name, content) in files {
            let head = format!(
                "--edge\r\ncontent-disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\
                 content-type: application/octet-stream\r\n\r\n"
            );
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(content);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(b"--edge--\r\n");
        let kind = ("content-type", "multipart/form-data; boundary=edge");
        self.ask_with(kind, "POST", path, body).await
    }

    /// Sends JSON, as the page on the phone does.
    pub(crate) async fn send_json(&mut self, path: &str, body: &serde_json::Value) -> Answer {
        let kind = ("content-type", "application/json");
        self.ask_with(kind, "POST", path, body.to_string()).await
    }

    /// Sends bytes as they are.
    pub(crate) async fn send_bytes(&mut self, method: &str, path: &str, body: &[u8]) -> Answer {
        let kind = ("content-type", "application/octet-stream");
        self.ask_with(kind, method, path, body.to_vec()).await
    }

    async fn ask_with(
        &mut self,
        kind: (&str, &str),
        method: &str,
        path: &str,
        body: impl Into<Body>,
    ) -> Answer {
        let pairs = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"));
        let cookies = pairs.collect::<Vec<_>>().join("; ");
        let headers = [kind, CHINESE, ("cookie", cookies.as_str())];
        let answer = send(self.server.clone(), method, path, &headers, body).await;
        for set in answer.headers.get_all("set-cookie") {
            let pair = set.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            self.cookies.retain(|(known, _)| known != name);
            self.cookies.push((name.to_owned(), value.to_owned()));
        }
        answer
    }

    pub(crate) async fn sign_in(&mut self, account: &str, password: &str) -> Answer {
        let form = format!("account={account}&password={password}&back=%2Faccount");
        self.ask("POST", "/sign-in", &form).await
    }
}

/// A value as a form sends it, every byte of it encoded.
pub(crate) fn percent(value: &str) -> String {
    value.bytes().fold(String::new(), |mut encoded, byte| {
        write!(encoded, "%{byte:02X}").unwrap();
        encoded
    })
}
