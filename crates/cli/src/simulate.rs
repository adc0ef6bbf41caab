//! `huiyin simulate`: what two procedures ask for the same file of events, without a database.

mod json;
mod text;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use huiyin_domain::Lang;
use huiyin_rules::procedure::Edition;
use huiyin_rules::simulate::{COLUMNS, Pair, Simulation};
use huiyin_rules::{Rules, Workdays};

use crate::failure::Failure;
use crate::file_events::{Draws, FileEvents, Files};
use crate::output::Output;
use crate::procedure;

#[derive(Debug, Args)]
pub(crate) struct SimulateArguments {
    /// Procedure A: kehu, yezhu, wuye, or a procedure file
    #[arg(long)]
    procedure: PathBuf,
    /// Procedure B, to compare with it
    #[arg(long)]
    against: PathBuf,
    #[command(flatten)]
    files: Files,
    #[command(flatten)]
    draws: Draws,
    /// How the comparison is written
    #[arg(long, value_enum, default_value_t = SimulateFormat::Text)]
    format: SimulateFormat,
    /// The file to write; without it, standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum SimulateFormat {
    /// Tables for reading, with the first of what differs
    Text,
    /// One JSON object with all of it
    Json,
    /// One table with all of it; its first column says what a row is about
    Csv,
}

/// What is written, and of which procedures.
struct Compared<'s> {
    editions: Pair<&'s Edition>,
    simulation: Simulation<'s, FileEvents>,
}

pub(crate) fn run(arguments: &SimulateArguments, lang: Lang) -> Result<ExitCode, Failure> {
    let a = procedure::find(&arguments.procedure, lang)?;
    let b = procedure::find(&arguments.against, lang)?;
    let key = arguments.draws.key(lang)?;
    let open_from = arguments.draws.open_from(lang)?;
    let (events, refused) = arguments.files.read(lang)?;

    let editions = Pair { a: &a, b: &b };
    let rules = editions.map(|edition| Rules::new(&edition.procedure, Workdays::default()));
    let compared = Compared {
        editions,
        simulation: Simulation::new(rules.as_ref(), &events, &key, open_from),
    };
    let mut out = Output::open(arguments.out.as_deref())?;
    let written = match arguments.format {
        SimulateFormat::Text => text::write(&compared, lang, &mut out),
        SimulateFormat::Json => json::write(&compared, &mut out),
        SimulateFormat::Csv => write_csv(&compared.simulation, &mut out),
    };
    out.finish_written(written)?;
    Ok(refused.status())
}

fn write_csv(simulation: &Simulation<'_, FileEvents>, out: &mut impl Write) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    table.write_record(COLUMNS)?;
    simulation.rows(|cells| table.write_record(cells))?;
    table.flush()
}
