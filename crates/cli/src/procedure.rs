//! `huiyin procedure list|show|check`.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Subcommand;
use huiyin_domain::Lang;
use huiyin_rules::procedure::{Edition, shipped, shipped_by_id};

use crate::failure::Failure;
use crate::output::Output;

#[derive(Debug, Subcommand)]
pub(crate) enum ProcedureCommand {
    /// The procedures that come with the program
    List,
    /// A procedure in words, with the clause behind every rule
    Show {
        /// kehu, yezhu, wuye, or a procedure file
        procedure: PathBuf,
    },
    /// Checks a procedure file; says line, column and what is wrong
    Check {
        /// The file
        file: PathBuf,
    },
}

pub(crate) fn run(command: &ProcedureCommand, lang: Lang) -> Result<ExitCode, Failure> {
    let text = match command {
        ProcedureCommand::List => shipped()
            .iter()
            .map(|edition| list_line(edition, lang))
            .collect(),
        ProcedureCommand::Show { procedure } => find(procedure, lang)?.procedure.show(lang),
        ProcedureCommand::Check { file } => list_line(&read(file, lang)?, lang),
    };
    let mut out = Output::open(None)?;
    out.write_all(text.as_bytes())
        .map_err(|error| Failure::new(error.to_string()))?;
    out.finish()?;
    Ok(ExitCode::SUCCESS)
}

/// The shipped procedure of this id, or the one in this file.
pub(crate) fn find(procedure: &Path, lang: Lang) -> Result<Edition, Failure> {
    match procedure.to_str().and_then(shipped_by_id) {
        Some(edition) => Ok(edition.clone()),
        None => read(procedure, lang),
    }
}

fn read(file: &Path, lang: Lang) -> Result<Edition, Failure> {
    let text = fs::read_to_string(file).map_err(|error| {
        let known: Vec<&str> = shipped()
            .iter()
            .map(|edition| edition.procedure.id.as_str())
            .collect();
        let (known, file) = (known.join(", "), file.display());
        Failure::new(match lang {
            Lang::ZhHant => format!("讀不到規程檔 {file}:{error}。隨附的規程是 {known}。"),
            Lang::ZhHans => format!("读不到规程文件 {file}:{error}。随附的规程是 {known}。"),
            Lang::En => format!(
                "cannot read the procedure file {file}: {error}. Shipped procedures: {known}."
            ),
        })
    })?;
    Edition::parse(&text).map_err(|problems| {
        let sentences: Vec<String> = problems
            .iter()
            .map(|problem| format!("{}:{}", file.display(), problem.say(lang)))
            .collect();
        Failure::new(sentences.join("\n"))
    })
}

fn list_line(edition: &Edition, lang: Lang) -> String {
    let procedure = &edition.procedure;
    let title = procedure.title.get(lang);
    format!(
        "{}\t{}\t{title}\t{}\t{}\n",
        procedure.id, procedure.part, procedure.version, edition.hash
    )
}
