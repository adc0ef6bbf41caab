//! `huiyin render`: draws one job into a PDF and ends. Hidden: the running program starts it for itself.
//!
//! It draws what people typed, so it is kept small: no file can be opened, and time and memory are bounded.

mod own_process;

use std::io::{Read as _, Write as _};
use std::process::ExitCode;

use clap::Args;
use huiyin_paper::Job;

use crate::failure::Failure;
pub(crate) use crate::render::own_process::OwnProcess;

/// What `render` takes.
#[derive(Args, Debug)]
pub(crate) struct RenderArguments {
    /// The most seconds of the processor
    #[arg(long, default_value_t = SECONDS)]
    seconds: u64,
    /// The most memory, in megabytes
    #[arg(long, default_value_t = MEGABYTES)]
    megabytes: u64,
}

/// The most seconds that a piece takes.
const SECONDS: u64 = 60;
/// The most memory that a piece takes, mapped program and fonts included.
const MEGABYTES: u64 = 4096;

/// Reads a job from standard input and writes the PDF to standard output.
pub(crate) fn run(arguments: &RenderArguments) -> Result<ExitCode, Failure> {
    limit(arguments).map_err(|error| Failure::new(error.to_string()))?;
    let mut text = String::new();
    let read = std::io::stdin().read_to_string(&mut text);
    read.map_err(|error| Failure::new(error.to_string()))?;
    let job: Job =
        serde_json::from_str(&text).map_err(|error| Failure::new(format!("not a job: {error}")))?;
    let pdf = huiyin_paper::draw(&job).map_err(Failure::new)?;
    let written = std::io::stdout().write_all(&pdf);
    written.map_err(|error| Failure::new(error.to_string()))?;
    Ok(ExitCode::SUCCESS)
}

/// From here on: no more files than the three that are open, and so much time and memory.
fn limit(arguments: &RenderArguments) -> rustix::io::Result<()> {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let to = |most: u64| Rlimit {
        current: Some(most),
        maximum: Some(most),
    };
    setrlimit(Resource::Cpu, to(arguments.seconds))?;
    setrlimit(Resource::Nofile, to(3))?;
    setrlimit(Resource::Fsize, to(0))?;
    setrlimit(Resource::Core, to(0))?;
    // Elsewhere the memory of a process cannot be bounded so.
    #[cfg(target_os = "linux")]
    setrlimit(
        Resource::As,
        to(arguments.megabytes.saturating_mul(1 << 20)),
    )?;
    Ok(())
}
