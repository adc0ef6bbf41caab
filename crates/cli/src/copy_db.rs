//! `huiyin copy-db`: an installation moves to another database.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Args;
use huiyin_domain::Lang;
use huiyin_store::backup::{Moved, move_to};
use huiyin_store::{Db, Location};

use crate::failure::Failure;
use crate::interrupted::{stopped, unless_stopped};
use crate::output::Output;
use crate::reason::reason;
use crate::settings::{self, DataArguments, TargetArguments};

/// What was copied is not all that there is.
const INCOMPLETE: u8 = 4;

/// What `copy-db` takes.
#[derive(Args, Debug)]
pub(crate) struct CopyDbArguments {
    #[command(flatten)]
    data: DataArguments,
    #[command(flatten)]
    target: TargetArguments,
}

/// Copies everything, prints how many rows of which digest arrived in each table, and ends with status 4 where
/// something was written meanwhile and is missing from the copy.
pub(crate) fn run(arguments: &CopyDbArguments, lang: Lang) -> Result<ExitCode, Failure> {
    let from = settings::data(&arguments.data, settings::DIRECTORY, lang)?.database;
    let to = settings::target(&arguments.target, lang)?.database;
    let moved = tokio::runtime::Runtime::new()
        .map_err(|error| Failure::new(error.to_string()))?
        .block_on(unless_stopped(async {
            let db = Db::open_existing(&from).await?;
            let moved = move_to(&db, &to).await;
            db.close().await;
            moved
        }))?
        .ok_or_else(|| Failure::new(not_copied(&from, &to, stopped(lang), lang)))?
        .map_err(|error| Failure::new(not_copied(&from, &to, &reason(&error, lang), lang)))?;
    let mut out = Output::open(None)?;
    let written = tell(&mut out, &moved, &to, lang);
    out.finish_written(written)?;
    Ok(if moved.missed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(INCOMPLETE)
    })
}

fn tell(out: &mut Output, moved: &Moved, to: &Location, lang: Lang) -> io::Result<()> {
    for copied in &moved.tables {
        writeln!(out, "{}\t{}\t{}", copied.table, copied.rows, copied.digest)?;
    }
    let rows = moved.tables.iter().map(|copied| copied.rows).sum();
    writeln!(out, "{}", arrived(moved.tables.len(), rows, to, lang))?;
    if moved.missed > 0 {
        writeln!(out, "{}", missed(moved.missed, lang))?;
    }
    Ok(())
}

fn arrived(tables: usize, rows: u64, to: &Location, lang: Lang) -> String {
    match lang {
        Lang::ZhHant => {
            format!("{tables} 個表、{rows} 列已複製到 {to}，逐表核對過列數與摘要，與原來的相同。")
        }
        Lang::ZhHans => {
            format!("{tables} 个表、{rows} 行已复制到 {to}，逐表核对过行数与摘要，与原来的相同。")
        }
        Lang::En => format!(
            "{rows} rows of {tables} tables are in {to}; count and digest of each table are those of the original."
        ),
    }
}

fn missed(entries: u64, lang: Lang) -> String {
    match lang {
        Lang::ZhHant => format!(
            "複製期間原來的資料庫又記了 {entries} 筆，不在副本內。請先停止服務，刪去副本，再複製一次。"
        ),
        Lang::ZhHans => format!(
            "复制期间原来的数据库又记了 {entries} 笔，不在副本内。请先停止服务，删去副本，再复制一次。"
        ),
        Lang::En => format!(
            "{entries} entries were written meanwhile and are not in the copy. Please stop the server, remove the copy, and copy again."
        ),
    }
}

fn not_copied(from: &Location, to: &Location, reason: &str, lang: Lang) -> String {
    match lang {
        Lang::ZhHant => format!("沒有從 {from} 複製到 {to}：{reason}。"),
        Lang::ZhHans => format!("没有从 {from} 复制到 {to}：{reason}。"),
        Lang::En => format!("nothing was copied from {from} to {to}: {reason}."),
    }
}
