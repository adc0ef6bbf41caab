//! `huiyin render`: draws one job into a PDF, or joins what was drawn, and ends. Hidden: the running program starts it
//! for itself.
//!
//! It draws what people typed, so it is kept small: no file can be opened, and time, memory and what it writes are
//! bounded.

mod own_process;

use std::io::{self, BufReader, BufWriter, Read as _, Write as _};
use std::process::ExitCode;

use clap::Args;
use huiyin_forms::paper::is_full;
use huiyin_paper::Job;

use crate::failure::{Failure, say};
pub(crate) use crate::render::own_process::OwnProcess;

/// What `render` takes.
#[derive(Args, Debug)]
pub(crate) struct RenderArguments {
    /// Joins PDFs of so many bytes each, one behind the other on standard input
    #[arg(long, value_name = "BYTES", value_delimiter = ',')]
    join: Vec<u64>,
    /// The most seconds of the processor
    #[arg(long, default_value_t = SECONDS)]
    seconds: u64,
    /// The most memory, in megabytes
    #[arg(long, default_value_t = MEGABYTES)]
    megabytes: u64,
    /// The largest file that it writes, in megabytes, where it writes into one
    #[arg(long, default_value_t = LARGEST)]
    largest: u64,
}

/// The most seconds that a piece takes.
const SECONDS: u64 = 60;
/// The most memory that a piece takes, mapped program and fonts included.
const MEGABYTES: u64 = 4096;
/// The largest file, in megabytes.
const LARGEST: u64 = 1024;
/// What it ends with where there is no room for what it writes.
const NO_ROOM: u8 = 4;

/// Reads a job, or what is to be joined, from standard input and writes the PDF to standard output.
pub(crate) fn run(arguments: &RenderArguments) -> Result<ExitCode, Failure> {
    let refused = |error: io::Error| Failure::new(error.to_string());
    limit(arguments).map_err(|error| refused(error.into()))?;
    let mut output = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let written = if arguments.join.is_empty() {
        let input = BufReader::with_capacity(1 << 16, io::stdin().lock());
        let job: Job = serde_json::from_reader(input)
            .map_err(|error| Failure::new(format!("not a job: {error}")))?;
        let pdf = huiyin_paper::draw(&job).map_err(Failure::new)?;
        output.write_all(&pdf)
    } else {
        let pieces = arguments.join.iter().map(|length| piece(*length));
        huiyin_paper::join(pieces, &mut output)
    };
    match written.and_then(|()| output.flush()) {
        Ok(()) => Ok(ExitCode::SUCCESS),
        Err(error) if is_full(&error) => {
            say(&error.to_string());
            Ok(ExitCode::from(NO_ROOM))
        }
        Err(error) => Err(refused(error)),
    }
}

/// The next bytes of standard input, so many.
fn piece(length: u64) -> io::Result<Vec<u8>> {
    let mut piece = Vec::new();
    let read = io::stdin().lock().take(length).read_to_end(&mut piece)?;
    if read as u64 == length {
        Ok(piece)
    } else {
        Err(io::ErrorKind::UnexpectedEof.into())
    }
}

/// From here on: no more files than the three that are open, and so much time, memory and output. What it was started
/// with may be less.
fn limit(arguments: &RenderArguments) -> rustix::io::Result<()> {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let bound = |resource: Resource, most: u64| {
        let allowed = getrlimit(resource).maximum;
        let most = Some(allowed.map_or(most, |allowed| most.min(allowed)));
        let limit = Rlimit {
            current: most,
            maximum: most,
        };
        setrlimit(resource, limit)
    };
    let bytes = |megabytes: u64| megabytes.saturating_mul(1 << 20);
    bound(Resource::Cpu, arguments.seconds)?;
    bound(Resource::Nofile, 3)?;
    bound(Resource::Fsize, bytes(arguments.largest))?;
    bound(Resource::Core, 0)?;
    // Elsewhere the memory of a process cannot be bounded so.
    #[cfg(target_os = "linux")]
    bound(Resource::As, bytes(arguments.megabytes))?;
    Ok(())
}
