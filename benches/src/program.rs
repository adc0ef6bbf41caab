//! The real program, started for a measurement.

use std::io::{BufRead as _, BufReader};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::Context as _;
use huiyin_store::Location;

/// The program, to be given its arguments.
pub fn command() -> anyhow::Result<Command> {
    let program = std::env::current_exe()?.with_file_name("huiyin");
    anyhow::ensure!(
        program.exists(),
        "the program is not built: cargo build --release --package huiyin"
    );
    Ok(Command::new(program))
}

/// A running server; dropping it ends it.
#[derive(Debug)]
pub struct Program {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
    /// From its start to its first answer.
    pub first_answer: Duration,
}

impl Program {
    /// Serves the installation in a directory, on a free port, and waits for the first answer.
    pub fn serve(data: &Path) -> anyhow::Result<Self> {
        Self::serve_database(data, &Location::directory(data))
    }

    /// The same with a database wherever it is.
    pub fn serve_database(data: &Path, database: &Location) -> anyhow::Result<Self> {
        let start = Instant::now();
        let mut command = command()?;
        // The program finds a file in its directory by itself.
        if let Location::Server(_) = database {
            command.env("HUIYIN_DATABASE_URL", database.address());
        }
        let mut child = command
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(data)
            .env("HUIYIN_LANG", "en")
            .env("HUIYIN_LOG", "warn")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("it does not start")?;
        let mut line = String::new();
        let stdout = child.stdout.as_mut().context("its output is a pipe")?;
        BufReader::new(stdout).read_line(&mut line)?;
        let address = line
            .split_once("://")
            .and_then(|(_, rest)| rest.trim_end().trim_end_matches('/').parse().ok())
            .with_context(|| format!("it does not say where it listens: {line}"))?;
        while TcpStream::connect(address).is_err() {
            anyhow::ensure!(child.try_wait()?.is_none(), "it ended");
        }
        let answer = crate::http::Client::new(address).get("/sign-in")?;
        anyhow::ensure!(answer.status == 200, "answered {}", answer.status);
        Ok(Self {
            child,
            address,
            first_answer: start.elapsed(),
        })
    }

    /// The memory it holds now, and the most it held, in bytes.
    pub fn memory(&self) -> anyhow::Result<(u64, u64)> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let field = |name: &str| -> anyhow::Result<u64> {
            let line = status.lines().find_map(|line| line.strip_prefix(name));
            let kilobytes = line.and_then(|rest| rest.trim().strip_suffix(" kB"));
            Ok(kilobytes.context("no such line")?.trim().parse::<u64>()? * 1024)
        };
        Ok((field("VmRSS:")?, field("VmHWM:")?))
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // Best effort: a measurement that ends takes its server with it.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
