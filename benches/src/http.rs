//! As much of a browser as a measurement needs: one request a connection, cookies kept.

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

    fn ask(&mut self, method: &str, path: &str, body: &str) -> anyhow::Result<Answer> {
        let cookies: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nCookie: {}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
            self.address,
            cookies.join("; "),
            body.len(),
        );
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
