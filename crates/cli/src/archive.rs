//! `huiyin archive add`: a month that was exported elsewhere, checked and kept here to be read and never changed.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, Subcommand};
use huiyin_app::archive_months::{ExportFiles, TakeInMonth, TakenIn};
use huiyin_app::{App, Asker, Clock};
use huiyin_domain::export::ExportKind;
use huiyin_domain::{CommandId, Lang};
use huiyin_store::Db;
use huiyin_verify::{Counts, Source, Verdict, verify};

use crate::failure::{Failure, say};
use crate::reason::{reason, reason_of};
use crate::settings::{self, DataArguments};
use crate::verify::{ALTERED, read_anchor, unreadable};

/// What is done with months of elsewhere.
#[derive(Debug, Subcommand)]
pub(crate) enum ArchiveCommand {
    /// Takes in an export of a month that was made elsewhere, once it is found unaltered; safe to repeat
    Add(AddArguments),
}

/// What `archive add` takes.
#[derive(Args, Debug)]
pub(crate) struct AddArguments {
    /// The export of a month: its folder, the manifest in it, or a ZIP file of it
    export: PathBuf,
    /// What was noted outside of the office, to hold it against, as for `huiyin verify`
    #[arg(long, value_name = "FILE")]
    anchor: Option<PathBuf>,
    #[command(flatten)]
    data: DataArguments,
}

/// The files of a checked export.
struct Files(Source);

impl ExportFiles for Files {
    fn read(&self, name: &str, each: &mut dyn FnMut(&[u8])) -> io::Result<()> {
        let read = self.0.read(name, |piece| {
            each(piece);
            Ok(())
        });
        read.map_err(io::Error::other)
    }
}

/// Runs one of them.
pub(crate) fn run(command: &ArchiveCommand, lang: Lang) -> Result<ExitCode, Failure> {
    match command {
        ArchiveCommand::Add(arguments) => add(arguments, lang),
    }
}

/// Status 4, and nothing taken in, where something was altered.
fn add(arguments: &AddArguments, lang: Lang) -> Result<ExitCode, Failure> {
    let data = settings::data(&arguments.data, settings::DIRECTORY, lang)?;
    let anchor = match &arguments.anchor {
        Some(file) => read_anchor(file, lang)?,
        None => Vec::new(),
    };
    let path = &arguments.export;
    let no_export = |error| Failure::new(unreadable(path, &error, lang));
    let source = Source::open(path).map_err(no_export)?;
    let manifest = huiyin_verify::manifest(&source).map_err(no_export)?;
    if manifest.kind != ExportKind::Month {
        return Err(Failure::new(of_all(path, lang)));
    }
    let report = verify(&source, &anchor).map_err(no_export)?;
    if report.verdict == Verdict::Altered {
        for found in report.findings() {
            say(&format!("× {}", found.say(lang)));
        }
        say(&was_altered(path, lang));
        return Ok(ExitCode::from(ALTERED));
    }
    let input = TakeInMonth {
        anchored: report.verdict == Verdict::Anchored,
        checked: counted(&report.counts),
        files: Arc::new(Files(source)),
    };
    let refused = |why: &str| Failure::new(not_taken_in(path, why, lang));
    let runtime =
        tokio::runtime::Runtime::new().map_err(|error| Failure::new(error.to_string()))?;
    let taken_in = runtime.block_on(async {
        let db = Db::open_existing(&data.database)
            .await
            .map_err(|error| refused(&reason(&error, lang)))?;
        let app = App::new(db.clone(), Clock::system());
        let asker = Asker {
            lang,
            ..Asker::product()
        };
        let done = app
            .take_in_month(&asker, CommandId::generate(), input)
            .await;
        db.close().await;
        done.map_err(|error| refused(&reason_of(&error, lang)))
    })?;
    say(&done(&taken_in, lang));
    Ok(ExitCode::SUCCESS)
}

/// The counts of a check by their names in every verifier.
fn counted(counts: &Counts) -> BTreeMap<String, u64> {
    let value = serde_json::to_value(counts).unwrap_or_default();
    serde_json::from_value(value).unwrap_or_default()
}

fn done(taken_in: &TakenIn, lang: Lang) -> String {
    let (site, month, files) = (&taken_in.site_name, taken_in.month, taken_in.files);
    match (lang, taken_in.is_new, files) {
        (Lang::ZhHant, true, _) => format!(
            "已收入 {site} {month} 的匯出，檔案 {files} 個。請在「歸檔移交」的「別處匯出的月份」查看，內容不能更改。"
        ),
        (Lang::ZhHans, true, _) => format!(
            "已收入 {site} {month} 的导出，文件 {files} 个。请在“归档移交”的“别处导出的月份”查看，内容不能更改。"
        ),
        (Lang::En, true, _) => format!(
            "Took in {site} {month}: {files} files. It is under Archive, Months exported elsewhere, and cannot be changed."
        ),
        (Lang::ZhHant, false, 0) => {
            format!("{site} {month} 的這份匯出早已收入，檔案齊全，沒有改動。")
        }
        (Lang::ZhHans, false, 0) => {
            format!("{site} {month} 的这份导出早已收入，文件齐全，没有改动。")
        }
        (Lang::En, false, 0) => {
            format!(
                "This export of {site} {month} was taken in before, with all its files; nothing was changed."
            )
        }
        (Lang::ZhHant, false, _) => {
            format!("{site} {month} 的這份匯出早已收入，補上缺少的檔案 {files} 個。")
        }
        (Lang::ZhHans, false, _) => {
            format!("{site} {month} 的这份导出早已收入，补上缺少的文件 {files} 个。")
        }
        (Lang::En, false, _) => {
            format!(
                "This export of {site} {month} was taken in before; {files} files that were missing are here again."
            )
        }
    }
}

fn of_all(path: &Path, lang: Lang) -> String {
    let path = path.display();
    match lang {
        Lang::ZhHant => format!(
            "{path} 是全部資料的匯出，不是一個月的，沒有收入。請用 huiyin restore 在空的安裝還原，或改用 huiyin export --month 的匯出。"
        ),
        Lang::ZhHans => format!(
            "{path} 是全部资料的导出，不是一个月的，没有收入。请用 huiyin restore 在空的安装还原，或改用 huiyin export --month 的导出。"
        ),
        Lang::En => format!(
            "{path} is an export of everything, not of one month; nothing was taken in. Please build it up in an empty installation with huiyin restore, or take one made with huiyin export --month."
        ),
    }
}

fn was_altered(path: &Path, lang: Lang) -> String {
    let path = path.display();
    match lang {
        Lang::ZhHant => format!("{path} 已改動，沒有收入。請改用沒有改動的匯出。"),
        Lang::ZhHans => format!("{path} 已改动，没有收入。请改用没有改动的导出。"),
        Lang::En => {
            format!("{path} was altered; nothing was taken in. Please take one that was not.")
        }
    }
}

fn not_taken_in(path: &Path, reason: &str, lang: Lang) -> String {
    let path = path.display();
    match lang {
        Lang::ZhHant => format!("沒有收入 {path}：{reason}。請排除後再執行一次。"),
        Lang::ZhHans => format!("没有收入 {path}：{reason}。请排除后再执行一次。"),
        Lang::En => {
            format!("{path} was not taken in: {reason}. Please put that right and try again.")
        }
    }
}
