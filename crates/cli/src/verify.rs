//! `huiyin verify`: whether an export is as it was written, without the database.

use std::fs;
use std::io::{self, ErrorKind, Write as _};
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
    let written = lines(&report, arguments, lang)
        .iter()
        .try_for_each(|line| writeln!(out, "{line}"));
    out.finish_written(written)?;
    Ok(match report.verdict {
        Verdict::Altered => ExitCode::from(ALTERED),
        Verdict::Consistent | Verdict::Anchored => ExitCode::SUCCESS,
    })
}

fn lines(report: &Report, arguments: &VerifyArguments, lang: Lang) -> Vec<String> {
    if arguments.format == Format::Jsonl {
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
        .chain([report.say(arguments.anchor.is_some(), lang).to_owned()])
        .collect()
}

pub(crate) fn read_anchor(file: &Path, lang: Lang) -> Result<Vec<AnchorLine>, Failure> {
    let text = fs::read_to_string(file)
        .map_err(|error| Failure::new(anchor_not_read(file, &error, lang)))?;
    AnchorLine::read_all(&text).map_err(|at| {
        let expected = "SCOPE SEQ HASH | SITE YYYY-MM SHA256 | ed25519 PUBLIC_KEY";
        Failure::new(no_anchor(file, at, expected, lang))
    })
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

fn no_anchor(file: &Path, line: usize, expected: &str, lang: Lang) -> String {
    let file = file.display();
    match lang {
        Lang::ZhHant => format!("錨定檔 {file}:{line} 讀不懂；應為：{expected}。請改好再核對。"),
        Lang::ZhHans => format!("锚定文件 {file}:{line} 读不懂；应为：{expected}。请改好再核对。"),
        Lang::En => format!(
            "the anchor {file}:{line} cannot be read; expected: {expected}. Please put it right and try again."
        ),
    }
}

/// A file that is not there, is no text, or that the system does not give out.
fn anchor_not_read(file: &Path, error: &io::Error, lang: Lang) -> String {
    let file = file.display();
    match (error.kind(), lang) {
        (ErrorKind::NotFound, Lang::ZhHant) => {
            format!("找不到錨定檔 {file}。請指明留存的記錄所在的檔案。")
        }
        (ErrorKind::NotFound, Lang::ZhHans) => {
            format!("找不到锚定文件 {file}。请指明留存的记录所在的文件。")
        }
        (ErrorKind::NotFound, Lang::En) => {
            format!(
                "there is no anchor {file}. Please name the file with what was noted elsewhere."
            )
        }
        (ErrorKind::InvalidData, Lang::ZhHant) => {
            format!("錨定檔 {file} 不是 UTF-8 文字。請另存為 UTF-8 再核對。")
        }
        (ErrorKind::InvalidData, Lang::ZhHans) => {
            format!("锚定文件 {file} 不是 UTF-8 文字。请另存为 UTF-8 再核对。")
        }
        (ErrorKind::InvalidData, Lang::En) => {
            format!("the anchor {file} is no text in UTF-8. Please save it as UTF-8 and try again.")
        }
        (_, Lang::ZhHant) => format!("錨定檔 {file} 讀不到：{error}。請改好再核對。"),
        (_, Lang::ZhHans) => format!("锚定文件 {file} 读不到：{error}。请改好再核对。"),
        (_, Lang::En) => {
            format!("the anchor {file} cannot be read: {error}. Please put it right and try again.")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(content: &[u8]) -> Result<Vec<AnchorLine>, String> {
        let place = tempfile::tempdir().unwrap();
        let file = place.path().join("anchor.txt");
        fs::write(&file, content).unwrap();
        read_anchor(&file, Lang::En).map_err(|failure| format!("{failure:?}"))
    }

    #[test]
    fn an_anchor_is_read_as_an_editor_saves_it() {
        let line = format!("ed25519 {}", "ab".repeat(32));
        let noted = vec![AnchorLine::Signer("ab".repeat(32))];
        for text in [
            format!("{line}\n"),
            format!("\u{feff}{line}"),
            format!("\u{feff}# noted\r\n\r\n{line} # in May\r\n"),
        ] {
            assert_eq!(read(text.as_bytes()), Ok(noted.clone()), "{text:?}");
        }
    }

    #[test]
    fn an_anchor_that_is_none_says_why() {
        let said = read(b"\xff\xfee\0d\0").unwrap_err();
        assert!(said.contains("no text in UTF-8"), "{said}");
        let said = read(b"\nsomething else\n").unwrap_err();
        assert!(
            said.contains(":2 cannot be read; expected: SCOPE"),
            "{said}"
        );
        let said = read_anchor(Path::new("/nowhere/anchor.txt"), Lang::En).unwrap_err();
        let said = format!("{said:?}");
        assert!(
            said.contains("there is no anchor /nowhere/anchor.txt"),
            "{said}"
        );
    }
}
