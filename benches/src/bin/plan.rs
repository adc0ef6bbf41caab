//! `huiyin plan` on a file of a million rows: time against only reading it, memory against its size.

#![expect(clippy::print_stdout, reason = "a measurement is for reading")]

use std::path::Path;
use std::time::Duration;

use anyhow::Context as _;
use huiyin_benches::{MadeUp, megabytes, process, program, shortest_of};
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
    let mut command = program::command()?;
    command.args(["plan", "--procedure", procedure, "--events"]);
    let run = process::run(command.arg(file), &[], None)?;
    Ok((run.time, run.peak))
}
