//! A thousand filled-in forms as one PDF, as the program draws them: time against typst alone with the same pages,
//! and the memory of the processes that draw; then that of a server that hands forms out. Takes the numbers of forms as
//! arguments.

#![expect(clippy::print_stdout, reason = "a measurement is for reading")]

use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use huiyin_benches::http::Client;
use huiyin_benches::office::PASSWORD;
use huiyin_benches::visits::{login, recorded};
use huiyin_benches::{counts, megabytes, papers, process, program};
use huiyin_forms::paper::{Sheet, pieces};
use huiyin_paper::Job;
use tokio::runtime::Runtime;

const FORMS: [usize; 3] = [100, 1_000, 3_000];
const RUNS: usize = 3;
/// The most forms that the server puts into one file.
const SERVED: usize = 300;
/// Tells this program to draw everything at once and say how long that took.
const ALONE: &str = "typst-alone";

fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1).peekable();
    if arguments.next_if(|first| first == ALONE).is_some() {
        let forms = arguments.next().context("how many forms?")?;
        return alone(forms.parse()?);
    }
    for forms in counts(arguments, &FORMS)? {
        let sheets = papers::records(forms);
        let (mut ours, mut typst) = (Duration::MAX, Duration::MAX);
        let (mut peak, mut bytes) = (0, 0);
        for _ in 0..RUNS {
            let drawn = in_pieces(&sheets)?;
            ours = ours.min(drawn.time);
            peak = peak.max(drawn.peak);
            bytes = drawn.bytes;
            typst = typst.min(of_typst(forms)?);
        }
        println!(
            "{forms} forms: {ours:.2?}, {:.2} × typst alone (2 allowed); each process held at most {:.0} MB \
             (500 allowed); the file has {:.1} MB",
            ours.as_secs_f64() / typst.as_secs_f64(),
            megabytes(peak),
            megabytes(bytes),
        );
    }
    served()
}

/// The memory of a server that hands out a month's forms in one file, as many as it does.
fn served() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let server = recorded(&Runtime::new()?, folder.path(), SERVED)?;
    let mut client = Client::new(server.address);
    client.sign_in(&login(0), PASSWORD)?;
    let before = server.memory()?.1;
    // Visits are listed in the month in which they were made: this one.
    let answer = client.get("/records/forms.pdf")?;
    anyhow::ensure!(answer.status == 200, "{}", answer.status);
    let after = server.memory()?.1;
    println!(
        "a server that hands out {SERVED} forms held at most {:.0} MB, {:.0} MB before (80 allowed)",
        megabytes(after),
        megabytes(before),
    );
    Ok(())
}

struct Drawn {
    time: Duration,
    peak: u64,
    bytes: u64,
}

/// As the running program does: piece by piece in processes of their own, then joined in another.
fn in_pieces(sheets: &[Sheet]) -> anyhow::Result<Drawn> {
    let (mut drawn, mut lengths, mut peak) = (Vec::new(), Vec::new(), 0);
    let start = Instant::now();
    for sheets in pieces(sheets.iter().cloned()) {
        let job = serde_json::to_vec(&job(sheets))?;
        let before = drawn.len();
        let run = process::run(program::command()?.arg("render"), &job, Some(&mut drawn))?;
        peak = peak.max(run.peak);
        lengths.push((drawn.len() - before).to_string());
    }
    if lengths.len() > 1 {
        let mut command = program::command()?;
        command.args(["render", "--join", &lengths.join(",")]);
        let mut joined = Vec::new();
        let run = process::run(&mut command, &drawn, Some(&mut joined))?;
        peak = peak.max(run.peak);
        drawn = joined;
    }
    let time = start.elapsed();
    let bytes = u64::try_from(drawn.len())?;
    Ok(Drawn { time, peak, bytes })
}

/// Typst with the same pages in one document, in a process that has drawn nothing before: it remembers what it drew.
fn of_typst(forms: usize) -> anyhow::Result<Duration> {
    let mut said = Vec::new();
    let mut command = Command::new(std::env::current_exe()?);
    process::run(
        command.args([ALONE, &forms.to_string()]),
        &[],
        Some(&mut said),
    )?;
    let microseconds: u64 = String::from_utf8(said)?.trim().parse()?;
    Ok(Duration::from_micros(microseconds))
}

fn alone(forms: usize) -> anyhow::Result<()> {
    let job = job(papers::records(forms));
    let start = Instant::now();
    let pdf = huiyin_paper::draw(&job).map_err(anyhow::Error::msg)?;
    println!("{}", start.elapsed().as_micros());
    anyhow::ensure!(!pdf.is_empty(), "nothing was drawn");
    Ok(())
}

fn job(sheets: Vec<Sheet>) -> Job {
    Job {
        sheets,
        template: None,
    }
}
