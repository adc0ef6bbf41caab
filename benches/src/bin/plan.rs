//! `huiyin plan` on a file of a million rows: time against only reading it, memory against its size.

#![expect(clippy::print_stdout, reason = "a measurement is for reading")]

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::Context as _;
use huiyin_benches::{MadeUp, megabytes, shortest_of};
use huiyin_forms::plan::PlanEvents;
use huiyin_forms::{Options, Rows};

fn main() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("events.csv");
    std::fs::write(&file, MadeUp::new(1_000_000)?.as_csv())?;
    let size = std::fs::metadata(&file)?.len();

    let read =
        || Rows::open(&file, Options::default()).and_then(|rows| PlanEvents::read(rows, drop));
    let rows = read()
        .map_err(|error| anyhow::anyhow!("{error:?}"))?
        .rows()
        .len();
    let reading = shortest_of(3, read);
    println!(
        "{rows} rows, {:.0} MB; reading them: {reading:.2?}",
        megabytes(size)
    );
    for procedure in ["kehu", "yezhu", "wuye"] {
        let (time, peak) = (0..3)
            .map(|_| run(procedure, &file))
            .collect::<anyhow::Result<Vec<_>>>()?
            .into_iter()
            .min()
            .context("three runs")?;
        println!(
            "{procedure}: plan {time:.2?}, {:.2} × reading; peak memory {:.0} MB, {:.2} × the file",
            time.as_secs_f64() / reading.as_secs_f64(),
            megabytes(peak),
            megabytes(peak) / megabytes(size),
        );
    }
    Ok(())
}

/// Runs the program; how long it took, and the most memory it held.
fn run(procedure: &str, file: &Path) -> anyhow::Result<(Duration, u64)> {
    let program = std::env::current_exe()?.with_file_name("huiyin");
    let start = Instant::now();
    let mut child = Command::new(program)
        .args(["plan", "--procedure", procedure, "--events"])
        .arg(file)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let mut peak = 0;
    while child.try_wait()?.is_none() {
        let status =
            std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let high = status.lines().find_map(|line| {
            line.strip_prefix("VmHWM:")?
                .trim()
                .strip_suffix("kB")?
                .trim()
                .parse::<u64>()
                .ok()
        });
        peak = peak.max(high.unwrap_or(0) * 1024);
        std::thread::sleep(Duration::from_millis(5));
    }
    Ok((start.elapsed(), peak))
}
