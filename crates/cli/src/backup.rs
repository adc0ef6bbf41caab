//! `huiyin backup FILE` and `huiyin restore FILE`: a consistent copy of a running installation, and back.

use std::fs;
use std::future::Future;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use huiyin_app::Clock;
use huiyin_domain::{Lang, PersonId};
use huiyin_store::{Db, backup};

use crate::failure::Failure;
use crate::settings::{self, DataArguments};

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
    /// The file that `backup` wrote
    file: PathBuf,
    /// A list of people erased since, one id a line: they are erased again
    #[arg(long, value_name = "FILE")]
    erased: Option<PathBuf>,
    #[command(flatten)]
    data: DataArguments,
}

/// Copies the installation, which may be at work.
pub(crate) fn back_up(arguments: &BackupArguments, lang: Lang) -> Result<ExitCode, Failure> {
    let data = settings::data(&arguments.data, settings::DIRECTORY, lang)?;
    let copied = wait_for(async {
        let db = Db::open_existing(&data.database).await?;
        let copied = backup::backup(&db, &arguments.file).await;
        db.close().await;
        copied
    })?;
    copied
        .map(|()| ExitCode::SUCCESS)
        .map_err(|error| Failure::new(no_backup(&arguments.file, &error.to_string(), lang)))
}

/// Makes an installation out of a copy, where there is none.
pub(crate) fn restore(arguments: &RestoreArguments, lang: Lang) -> Result<ExitCode, Failure> {
    let data = settings::data(&arguments.data, settings::DIRECTORY, lang)?;
    let erased = match &arguments.erased {
        Some(file) => read_erased(file, lang)?,
        None => Vec::new(),
    };
    let now = Clock::system().now();
    let restored = wait_for(backup::restore(
        &arguments.file,
        &data.database,
        &erased,
        now,
    ))?;
    restored
        .map(|()| ExitCode::SUCCESS)
        .map_err(|error| Failure::new(not_restored(&arguments.file, &error.to_string(), lang)))
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

fn unreadable_list(file: &Path, line: Option<usize>, reason: &str, lang: Lang) -> String {
    let place = line.map_or_else(String::new, |line| format!(":{line}"));
    let file = file.display();
    match lang {
        Lang::ZhHant => format!("清單 {file}{place} 讀不懂：{reason}。"),
        Lang::ZhHans => format!("清单 {file}{place} 读不懂：{reason}。"),
        Lang::En => format!("the list {file}{place} cannot be read: {reason}."),
    }
}
