//! `huiyin serve` on an existing database: how soon it answers, and what it holds after ten thousand pages.

#![expect(clippy::print_stdout, reason = "a measurement is for reading")]

use std::process::{Command, Stdio};

use huiyin_benches::http::Client;
use huiyin_benches::office::{Office, PASSWORD};
use huiyin_benches::program::Program;
use huiyin_benches::{megabytes, shortest_of};
use huiyin_store::Location;

const PAGES: [&str; 4] = ["/", "/procedure/kehu", "/account", "/sign-in"];

fn main() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(async {
        let office = Office::found(&Location::directory(folder.path())).await?;
        office.close().await;
        anyhow::Ok(())
    })?;

    let program = std::env::current_exe()?.with_file_name("huiyin");
    let bare = shortest_of(3, || {
        let mut command = Command::new(&program);
        command.arg("--version").stdout(Stdio::null()).status()
    });
    let first = (0..5)
        .map(|_| Ok(Program::serve(folder.path())?.first_answer))
        .collect::<anyhow::Result<Vec<_>>>()?;
    let first = first.into_iter().min().unwrap_or_default();
    println!(
        "first answer {first:.1?} after the start, {:.1} × a start that does nothing",
        first.as_secs_f64() / bare.as_secs_f64(),
    );

    let server = Program::serve(folder.path())?;
    let mut client = Client::new(server.address);
    client.sign_in("service_director", PASSWORD)?;
    let (before, _) = server.memory()?;
    for path in PAGES.iter().cycle().take(10_000) {
        let answer = client.get(path)?;
        anyhow::ensure!(
            matches!(answer.status, 200 | 303),
            "{path}: {}",
            answer.status
        );
    }
    let (after, most) = server.memory()?;
    println!(
        "memory {:.1} MB after 10,000 pages, {:.2} × before them; at most {:.1} MB (80 MB allowed)",
        megabytes(after),
        megabytes(after) / megabytes(before),
        megabytes(most),
    );
    Ok(())
}
