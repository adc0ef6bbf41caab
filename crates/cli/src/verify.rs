//! `huiyin verify`: whether an export is as it was written, without the database.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use huiyin_domain::Lang;
use huiyin_domain::export::AnchorLine;
use huiyin_forms::paper::Words;
use huiyin_verify::{Report, Source, Unreadable, Verdict, verify};

use crate::failure::Failure;
use crate::output::Output;

/// What was looked at is not as it was written.
pub(crate) const ALTERED: u8 = 4;

/// What `verify` takes.
#[derive(Args, Debug)]
pub(crate) struct VerifyArguments {
    /// The export: its folder, the manifest in it, or a ZIP file of it
    export: PathBuf,
    /// What was noted elsewhere, a line each: `SCOPE SEQ HASH`, `SITE YYYY-MM SHA256`, `ed25519 PUBLIC_KEY`
    #[arg(long, value_name = "FILE")]
    anchor: Option<PathBuf>,
    /// In words, or a line of JSON for each finding and one for the whole
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// How the report is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum Format {
    /// In words
    Text,
    /// JSON Lines
    Jsonl,
}

/// Checks an export and says what is sound and what is not; status 4 when something was altered.
pub(crate) fn run(arguments: &VerifyArguments, lang: Lang) -> Result<ExitCode, Failure> {
    let anchor = match &arguments.anchor {
        Some(file) => read_anchor(file, lang)?,
        None => Vec::new(),
    };
    let report = Source::open(&arguments.export)
        .and_then(|source| verify(&source, &anchor))
        .map_err(|error| Failure::new(unreadable(&arguments.export, &error, lang)))?;
    let mut out = Output::open(None)?;
    let written = lines(&report, arguments.format, lang)
        .iter()
        .try_for_each(|line| writeln!(out, "{line}"));
    out.finish_written(written)?;
    Ok(match report.verdict {
        Verdict::Altered => ExitCode::from(ALTERED),
        Verdict::Consistent | Verdict::Anchored => ExitCode::SUCCESS,
    })
}

fn lines(report: &Report, format: Format, lang: Lang) -> Vec<String> {
    if format == Format::Jsonl {
        return report.lines();
    }
    let counts = report.counts.say(lang);
    let found = report
        .findings()
        .map(|found| format!("× {}", found.say(lang)));
    let demo = report.demo.then(|| Words::of(lang).mark());
    counts
        .into_iter()
        .map(|line| format!("· {line}"))
        .chain(found)
        .chain(demo.map(|mark| format!("! {mark}")))
        .chain([report.verdict.say(lang).to_owned()])
        .collect()
}

/// Empty lines and what follows a `#` are passed over.
pub(crate) fn read_anchor(file: &Path, lang: Lang) -> Result<Vec<AnchorLine>, Failure> {
    let text = fs::read_to_string(file)
        .map_err(|error| Failure::new(no_anchor(file, None, &error.to_string(), lang)))?;
    text.lines()
        .enumerate()
        .map(|(at, line)| (at + 1, line.split('#').next().unwrap_or_default().trim()))
        .filter(|(_, line)| !line.is_empty())
        .map(|(at, line)| {
            AnchorLine::read(line).ok_or_else(|| {
                let expected = "SCOPE SEQ HASH | SITE YYYY-MM SHA256 | ed25519 PUBLIC_KEY";
                Failure::new(no_anchor(file, Some(at), expected, lang))
            })
        })
        .collect()
}

pub(crate) fn unreadable(path: &Path, error: &Unreadable, lang: Lang) -> String {
    let path = path.display();
    if let Unreadable::NotKept(_) = error {
        return match lang {
            Lang::ZhHant => format!(
                "{path} 沒有核對完：暫存資料夾寫不進——{error}。請騰出空間，或用環境變數 TMPDIR 指明另一個資料夾，再核對。"
            ),
            Lang::ZhHans => format!(
                "{path} 没有核对完：临时文件夹写不进——{error}。请腾出空间，或用环境变量 TMPDIR 指明另一个文件夹，再核对。"
            ),
            Lang::En => format!(
                "{path} was not checked to its end: the folder for temporary files cannot be written, {error}. Please make room there, or name another with the environment variable TMPDIR, and try again."
            ),
        };
    }
    match lang {
        Lang::ZhHant => {
            format!(
                "{path} 讀不懂，沒有核對：{error}。請指明 huiyin export 做出的資料夾，或它的 ZIP 檔。"
            )
        }
        Lang::ZhHans => {
            format!(
                "{path} 读不懂，没有核对：{error}。请指明 huiyin export 做出的文件夹，或它的 ZIP 文件。"
            )
        }
        Lang::En => format!(
            "{path} cannot be read, nothing was checked: {error}. Please name a folder that huiyin export made, or a ZIP file of it."
        ),
    }
}

fn no_anchor(file: &Path, line: Option<usize>, reason: &str, lang: Lang) -> String {
    let place = line.map_or_else(String::new, |line| format!(":{line}"));
    let file = file.display();
    match lang {
        Lang::ZhHant => format!("錨定檔 {file}{place} 讀不懂；應為：{reason}。請改好再核對。"),
        Lang::ZhHans => format!("锚定文件 {file}{place} 读不懂；应为：{reason}。请改好再核对。"),
        Lang::En => format!(
            "the anchor {file}{place} cannot be read; expected: {reason}. Please put it right and try again."
        ),
    }
}
