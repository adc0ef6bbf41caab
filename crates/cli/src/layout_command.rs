//! `huiyin layout`: the layouts of papers.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Subcommand};
use huiyin_domain::Lang;
use huiyin_forms::paper::Form;

use crate::failure::Failure;
use crate::layouts::{self, TEMPLATE};
use crate::output::Output;

/// What `layout` does.
#[derive(Debug, Subcommand)]
pub(crate) enum LayoutCommand {
    /// The forms that have a layout, with the drawing of them all
    List,
    /// The layout of a form as it comes with the program, to begin one's own from; form.typ is the drawing
    Show(ShowArguments),
    /// Whether the layouts of a directory can be used
    Check(CheckArguments),
}

/// What `layout show` takes.
#[derive(Args, Debug)]
pub(crate) struct ShowArguments {
    /// The form, as `layout list` names it
    form: String,
}

/// What `layout check` takes.
#[derive(Args, Debug)]
pub(crate) struct CheckArguments {
    /// The directory with the company's own layouts
    directory: PathBuf,
}

/// Runs it.
pub(crate) fn run(command: &LayoutCommand, lang: Lang) -> Result<ExitCode, Failure> {
    let text = match command {
        LayoutCommand::List => {
            let forms = Form::ALL.iter().map(|form| form.id());
            let lines: Vec<&str> = forms.chain([TEMPLATE]).collect();
            lines.join("\n") + "\n"
        }
        LayoutCommand::Show(arguments) if arguments.form == TEMPLATE => {
            huiyin_paper::TEMPLATE.to_owned()
        }
        LayoutCommand::Show(arguments) => match Form::of_id(&arguments.form) {
            Some(form) => form.layout_text().to_owned(),
            None => return Err(Failure::new(unknown(&arguments.form, lang))),
        },
        LayoutCommand::Check(arguments) => {
            layouts::read(Some(&arguments.directory), lang)?;
            return Ok(ExitCode::SUCCESS);
        }
    };
    let mut output = Output::open(None)?;
    let written = output.write_all(text.as_bytes());
    output.finish_written(written)?;
    Ok(ExitCode::SUCCESS)
}

fn unknown(form: &str, lang: Lang) -> String {
    match lang {
        Lang::ZhHant => format!("沒有叫「{form}」的表格。請用 huiyin layout list 查看。"),
        Lang::ZhHans => format!("没有叫“{form}”的表格。请用 huiyin layout list 查看。"),
        Lang::En => format!("There is no form `{form}`. Please look at `huiyin layout list`."),
    }
}
