//! The real program on a free port.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, ChildStdout, Command, Stdio};

/// The program with these arguments and no setting of the surroundings, speaking English.
pub(crate) fn program(arguments: &[&str], environment: &[(&str, &str)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_huiyin"));
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("HUIYIN_") {
            command.env_remove(name);
        }
    }
    command
        .args(arguments)
        .env("HUIYIN_LANG", "en")
        .envs(environment.iter().copied())
        .stdin(Stdio::null());
    command
}

/// A running server. Dropping it kills it.
pub(crate) struct Server {
    child: Child,
    output: BufReader<ChildStdout>,
    /// Where it listens.
    pub(crate) address: SocketAddr,
}

impl Server {
    /// Starts it and waits until it has said where it listens.
    pub(crate) fn start(arguments: &[&str], environment: &[(&str, &str)]) -> Self {
        let mut child = program(arguments, &[("HUIYIN_LISTEN", "127.0.0.1:0")])
            .envs(environment.iter().copied())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut line = String::new();
        let mut output = BufReader::new(child.stdout.take().expect("its output is a pipe"));
        output.read_line(&mut line).expect("its output can be read");
        let address = line
            .split_once("://")
            .and_then(|(_, rest)| rest.trim_end().trim_end_matches('/').parse().ok());
        let Some(address) = address else {
            let mut said = String::new();
            let stderr = child.stderr.as_mut().expect("its log is a pipe");
            stderr
                .read_to_string(&mut said)
                .expect("its log can be read");
            panic!("it does not say where it listens: {line}{said}");
        };
        Self {
            child,
            output,
            address,
        }
    }

    /// The next line that it prints.
    pub(crate) fn line(&mut self) -> String {
        let mut line = String::new();
        self.output
            .read_line(&mut line)
            .expect("its output can be read");
        line
    }

    /// Stops it as a service manager does; its status.
    pub(crate) fn stop(&mut self) -> Option<i32> {
        let told = Command::new("kill")
            .args(["-TERM", &self.child.id().to_string()])
            .status()
            .expect("kill runs");
        assert!(told.success());
        self.child.wait().expect("it ends").code()
    }

    /// What it logged, after it ended.
    pub(crate) fn log(&mut self) -> String {
        let mut log = String::new();
        let stderr = self.child.stderr.as_mut().expect("its log is a pipe");
        stderr
            .read_to_string(&mut log)
            .expect("its log can be read");
        log
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What it answers to a GET by plain HTTP, head and body.
pub(crate) fn get(address: SocketAddr, path: &str) -> String {
    let mut stream = TcpStream::connect(address).expect("it listens");
    String::from_utf8_lossy(&ask(&mut stream, address, path)).into_owned()
}

/// What it answers to a form by plain HTTP, head and body.
pub(crate) fn post(address: SocketAddr, path: &str, form: &str) -> String {
    let mut stream = TcpStream::connect(address).expect("it listens");
    write!(
        stream,
        "POST {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
        form.len()
    )
    .expect("it reads the request");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("it answers");
    answer
}

/// Sends a GET and reads until the connection ends.
pub(crate) fn ask(
    stream: &mut (impl std::io::Read + std::io::Write),
    host: SocketAddr,
    path: &str,
) -> Vec<u8> {
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
    )
    .expect("it reads the request");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("it answers");
    answer
}
