//! `huiyin plan`: the rules alone, from a file of events to a line for every obligation.

mod line;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use huiyin_domain::Lang;
use huiyin_rules::plan::plan;
use huiyin_rules::{Rules, Workdays};

use crate::failure::Failure;
use crate::file_events::{Draws, Files};
use crate::output::Output;
use crate::procedure;

#[derive(Debug, Args)]
pub(crate) struct PlanArguments {
    /// kehu, yezhu, wuye, or a procedure file
    #[arg(long)]
    procedure: PathBuf,
    #[command(flatten)]
    files: Files,
    #[command(flatten)]
    draws: Draws,
    /// How lines are written
    #[arg(long, value_enum, default_value_t = PlanFormat::Jsonl)]
    format: PlanFormat,
    /// The file to write; without it, standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum PlanFormat {
    /// One JSON object a line
    Jsonl,
    /// A table; lists are joined with semicolons
    Csv,
}

pub(crate) fn run(arguments: &PlanArguments, lang: Lang) -> Result<ExitCode, Failure> {
    let edition = procedure::find(&arguments.procedure, lang)?;
    let key = arguments.draws.key(lang)?;
    let open_from = arguments.draws.open_from(lang)?;
    let (events, refused) = arguments.files.read(lang)?;

    let rules = Rules::new(&edition.procedure, Workdays::default());
    let lines = plan(&rules, &events, &key, open_from);
    let mut out = Output::open(arguments.out.as_deref())?;
    let written = match arguments.format {
        PlanFormat::Jsonl => line::write_json_lines(&rules, &events, &lines, &mut out),
        PlanFormat::Csv => line::write_csv(&rules, &events, &lines, &mut out),
    };
    out.finish_written(written)?;
    Ok(refused.status())
}
