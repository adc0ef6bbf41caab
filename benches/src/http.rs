//! As much of a browser as a measurement needs: one request a connection, cookies kept; or many requests over a
//! connection that stays open.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};

use anyhow::Context as _;

/// Somebody who asks, with the cookies they were given.
#[derive(Clone, Debug)]
pub struct Client {
    address: SocketAddr,
    cookies: Vec<(String, String)>,
}

/// What was answered.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The headers, each `name: value` in one line.
    pub headers: String,
    /// The body, as it came.
    pub body: String,
}

impl Client {
    /// A client of the server at this address.
    pub const fn new(address: SocketAddr) -> Self {
        Self {
            address,
            cookies: Vec::new(),
        }
    }

    /// Asks for a page.
    pub fn get(&mut self, path: &str) -> anyhow::Result<Answer> {
        self.ask("GET", path, "")
    }

    /// Sends a form.
    pub fn post(&mut self, path: &str, form: &str) -> anyhow::Result<Answer> {
        self.ask("POST", path, form)
    }

    /// Signs in.
    pub fn sign_in(&mut self, account: &str, password: &str) -> anyhow::Result<()> {
        let password = password.replace(' ', "+");
        let answer = self.post(
            "/sign-in",
            &format!("account={account}&password={password}"),
        )?;
        anyhow::ensure!(answer.status == 303, "not signed in: {}", answer.status);
        Ok(())
    }

    /// The same person at another server.
    #[must_use]
    pub fn at(&self, address: SocketAddr) -> Self {
        Self {
            address,
            cookies: self.cookies.clone(),
        }
    }

    /// A request as it goes over a connection that is to be closed then, or stays open.
    pub fn request(&self, method: &str, path: &str, body: &str, connection: &str) -> String {
        let cookies: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: {connection}\r\nCookie: {}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
            self.address,
            cookies.join("; "),
            body.len(),
        )
    }

    fn ask(&mut self, method: &str, path: &str, body: &str) -> anyhow::Result<Answer> {
        let request = self.request(method, path, body, "close");
        let mut stream = TcpStream::connect(self.address)?;
        stream.write_all(request.as_bytes())?;
        let mut text = Vec::new();
        stream.read_to_end(&mut text)?;
        let text = String::from_utf8_lossy(&text);
        let (headers, body) = text.split_once("\r\n\r\n").context("no answer")?;
        let status = headers.split(' ').nth(1).context("no status")?.parse()?;
        self.keep_cookies(headers);
        Ok(Answer {
            status,
            headers: headers.to_owned(),
            body: body.to_owned(),
        })
    }

    fn keep_cookies(&mut self, headers: &str) {
        let set = headers
            .lines()
            .filter_map(|line| line.strip_prefix("set-cookie: "));
        for pair in set.filter_map(|line| line.split(';').next()?.split_once('=')) {
            let (name, value) = (pair.0.to_owned(), pair.1.to_owned());
            self.cookies.retain(|(known, _)| *known != name);
            self.cookies.push((name, value));
        }
    }
}

/// A connection that stays open, for requests whose answers have no body.
#[derive(Debug)]
pub struct Line(TcpStream);

impl Line {
    /// Connects.
    pub fn to(address: SocketAddr) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        Ok(Self(stream))
    }

    /// Sends a request and waits for the headers of its answer; an answer with a body ends the connection.
    pub fn send(&mut self, request: &str) -> anyhow::Result<Answer> {
        self.0.write_all(request.as_bytes())?;
        let mut text = Vec::with_capacity(1024);
        let mut piece = [0; 4096];
        while !text.ends_with(b"\r\n\r\n") {
            let read = self.0.read(&mut piece)?;
            anyhow::ensure!(read > 0, "no answer: {}", String::from_utf8_lossy(&text));
            text.extend_from_slice(&piece[..read]);
        }
        let headers = String::from_utf8_lossy(&text).into_owned();
        let status = headers.split(' ').nth(1).context("no status")?.parse()?;
        Ok(Answer {
            status,
            headers,
            body: String::new(),
        })
    }
}
