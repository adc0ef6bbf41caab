//! `huiyin backup FILE` and `huiyin restore FILE`: a consistent copy of a running installation, and back.

use std::fs;
use std::future::Future;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use huiyin_app::Clock;
use huiyin_domain::{Instant, Lang, Month, PersonId};
use huiyin_rules::draw::DrawKey;
use huiyin_store::exports::{self, Rebuild, Rebuilt};
use huiyin_store::{Db, Error, backup};
use huiyin_verify::{Source, Verdict, verify};

use crate::failure::{Failure, say};
use crate::interrupted::{stopped, unless_stopped};
use crate::reason::reason;
use crate::settings::{self, DataArguments, DataSettings};

/// What `backup` takes.
#[derive(Args, Debug)]
pub(crate) struct BackupArguments {
    /// The file to write; it appears whole or not at all, and replaces an older one
    file: PathBuf,
    #[command(flatten)]
    data: DataArguments,
}

/// What `restore` takes.
#[derive(Args, Debug)]
pub(crate) struct RestoreArguments {
    /// The file that `backup` wrote, or the folder of an `export --all`
    file: PathBuf,
    /// Of an export: the keys of draws that are not revealed yet, as `export --keys` wrote them
    #[arg(long, value_name = "FILE")]
    keys: Option<PathBuf>,
    /// A list of people erased since, one id a line: they are erased again
    #[arg(long, value_name = "FILE")]
    erased: Option<PathBuf>,
    #[command(flatten)]
    data: DataArguments,
}

/// Copies the installation, which may be at work.
pub(crate) fn back_up(arguments: &BackupArguments, lang: Lang) -> Result<ExitCode, Failure> {
    let data = settings::data(&arguments.data, settings::DIRECTORY, lang)?;
    let refused = |reason: &str| Failure::new(no_backup(&arguments.file, reason, lang));
    wait_for(async {
        let db = Db::open_existing(&data.database)
            .await
            .map_err(|error| refused(&reason(&error, lang)))?;
        let copied = unless_stopped(backup::backup(&db, &arguments.file)).await;
        db.close().await;
        copied?
            .ok_or_else(|| refused(stopped(lang)))?
            .map_err(|error| refused(&reason(&error, lang)))
    })?
    .map(|()| ExitCode::SUCCESS)
}

/// Makes an installation out of a copy, where there is none.
pub(crate) fn restore(arguments: &RestoreArguments, lang: Lang) -> Result<ExitCode, Failure> {
    let data = settings::data(&arguments.data, settings::DIRECTORY, lang)?;
    let erased = match &arguments.erased {
        Some(file) => read_erased(file, lang)?,
        None => Vec::new(),
    };
    let now = Clock::system().now();
    if arguments.file.is_dir() {
        return build_up(arguments, &data, erased, now, lang);
    }
    let work = backup::restore(&arguments.file, &data.database, &erased, now);
    let refused = |reason: &str| Failure::new(not_restored(&arguments.file, reason, lang));
    wait_for(unless_stopped(work))??
        .ok_or_else(|| refused(stopped(lang)))?
        .map(|()| ExitCode::SUCCESS)
        .map_err(|error| match error {
            Error::DamagedBackup { path, what } => Failure::new(damaged(&path, &what, lang)),
            error => refused(&reason(&error, lang)),
        })
}

/// Builds an installation up again from an export, once that is found unaltered.
fn build_up(
    arguments: &RestoreArguments,
    data: &DataSettings,
    erased: Vec<PersonId>,
    now: Instant,
    lang: Lang,
) -> Result<ExitCode, Failure> {
    let folder = &arguments.file;
    let refused = |reason: &str| Failure::new(not_restored(folder, reason, lang));
    let report = Source::open(folder)
        .and_then(|source| verify(&source, &[]))
        .map_err(|error| refused(&error.to_string()))?;
    if report.verdict == Verdict::Altered {
        return Err(Failure::new(was_altered(folder, lang)));
    }
    let asked = Rebuild {
        folder: folder.clone(),
        keys: match &arguments.keys {
            Some(file) => read_keys(file, lang)?,
            None => Vec::new(),
        },
        erased,
        now,
    };
    let rebuilt = wait_for(unless_stopped(exports::rebuild(&asked, &data.database)))??
        .ok_or_else(|| refused(stopped(lang)))?
        .map_err(|error| refused(&reason(&error, lang)))?;
    say(&built_up(&rebuilt, lang));
    Ok(ExitCode::SUCCESS)
}

/// A month and a key a line; empty lines and what follows a `#` are passed over.
fn read_keys(file: &Path, lang: Lang) -> Result<Vec<(Month, String)>, Failure> {
    let text = fs::read_to_string(file)
        .map_err(|error| Failure::new(unreadable_list(file, None, &error.to_string(), lang)))?;
    text.lines()
        .enumerate()
        .map(|(at, line)| (at + 1, line.split('#').next().unwrap_or_default().trim()))
        .filter(|(_, line)| !line.is_empty())
        .map(|(at, line)| {
            let pair = line.split_once(' ').and_then(|(month, key)| {
                let key = DrawKey::from_hex(key.trim()).ok()?;
                Some((month.parse().ok()?, key.reveal()))
            });
            let expected = "expected YYYY-MM and a key of 64 hex digits";
            pair.ok_or_else(|| Failure::new(unreadable_list(file, Some(at), expected, lang)))
        })
        .collect()
}

fn wait_for<T>(work: impl Future<Output = T>) -> Result<T, Failure> {
    tokio::runtime::Runtime::new()
        .map(|runtime| runtime.block_on(work))
        .map_err(|error| Failure::new(error.to_string()))
}

/// One id a line; empty lines and what follows a `#` are passed over.
fn read_erased(file: &Path, lang: Lang) -> Result<Vec<PersonId>, Failure> {
    let text = fs::read_to_string(file)
        .map_err(|error| Failure::new(unreadable_list(file, None, &error.to_string(), lang)))?;
    text.lines()
        .enumerate()
        .map(|(at, line)| (at + 1, line.split('#').next().unwrap_or_default().trim()))
        .filter(|(_, id)| !id.is_empty())
        .map(|(at, id)| {
            id.parse()
                .map_err(|_| Failure::new(unreadable_list(file, Some(at), "expected an id", lang)))
        })
        .collect()
}

fn no_backup(file: &Path, reason: &str, lang: Lang) -> String {
    let file = file.display();
    match lang {
        Lang::ZhHant => format!("沒有備份到 {file}：{reason}。"),
        Lang::ZhHans => format!("没有备份到 {file}：{reason}。"),
        Lang::En => format!("nothing was backed up to {file}: {reason}."),
    }
}

fn not_restored(file: &Path, reason: &str, lang: Lang) -> String {
    let file = file.display();
    match lang {
        Lang::ZhHant => format!("沒有從 {file} 還原：{reason}。"),
        Lang::ZhHans => format!("没有从 {file} 还原：{reason}。"),
        Lang::En => format!("nothing was restored from {file}: {reason}."),
    }
}

fn damaged(file: &Path, what: &str, lang: Lang) -> String {
    let file = file.display();
    match lang {
        Lang::ZhHant => {
            format!("備份檔 {file} 已損壞，沒有還原。請改用另一份備份。檢查結果：{what}")
        }
        Lang::ZhHans => {
            format!("备份文件 {file} 已损坏，没有还原。请改用另一份备份。检查结果：{what}")
        }
        Lang::En => format!(
            "the backup {file} is damaged; nothing was restored. Please take another backup. What the check found: {what}"
        ),
    }
}

fn was_altered(folder: &Path, lang: Lang) -> String {
    let folder = folder.display();
    match lang {
        Lang::ZhHant => {
            format!(
                "{folder} 已改動，沒有還原。請先執行 huiyin verify {folder} 看是哪些地方，並改用沒有改動的匯出。"
            )
        }
        Lang::ZhHans => {
            format!(
                "{folder} 已改动，没有还原。请先执行 huiyin verify {folder} 看是哪些地方，并改用没有改动的导出。"
            )
        }
        Lang::En => format!(
            "{folder} was altered; nothing was restored. Please see with huiyin verify {folder} where, and take one that was not."
        ),
    }
}

fn built_up(rebuilt: &Rebuilt, lang: Lang) -> String {
    let entries = rebuilt.entries;
    let months: Vec<String> = rebuilt
        .without_key
        .iter()
        .map(ToString::to_string)
        .collect();
    let months = months.join(", ");
    let done = match lang {
        Lang::ZhHant => {
            format!("已還原日誌 {entries} 筆。帳號不在匯出檔內，請用 huiyin user invite 邀請人員。")
        }
        Lang::ZhHans => {
            format!("已还原日志 {entries} 条。账号不在导出档内，请用 huiyin user invite 邀请人员。")
        }
        Lang::En => format!(
            "Restored {entries} entries. Accounts are not in an export: please invite people with huiyin user invite."
        ),
    };
    if months.is_empty() {
        return done;
    }
    let lacking = match lang {
        Lang::ZhHant => {
            format!("下列月份的抽樣密鑰不在這裡，不能抽樣：{months}。請連同 --keys 重新還原。")
        }
        Lang::ZhHans => {
            format!("下列月份的抽样密钥不在这里，不能抽样：{months}。请连同 --keys 重新还原。")
        }
        Lang::En => format!(
            " The keys of these months are not here, and nothing can be drawn in them: {months}. Please restore again with --keys."
        ),
    };
    format!("{done}{lacking}")
}

fn unreadable_list(file: &Path, line: Option<usize>, reason: &str, lang: Lang) -> String {
    let place = line.map_or_else(String::new, |line| format!(":{line}"));
    let file = file.display();
    match lang {
        Lang::ZhHant => format!("清單 {file}{place} 讀不懂：{reason}。"),
        Lang::ZhHans => format!("清单 {file}{place} 读不懂：{reason}。"),
        Lang::En => format!("the list {file}{place} cannot be read: {reason}."),
    }
}
