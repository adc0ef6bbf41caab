//! `huiyin export`: a site, or a month of it, into a folder that anybody can read and check.

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use huiyin_app::exports::{ExportSite, Exported};
use huiyin_app::{App, Asker, Clock};
use huiyin_domain::export::AnchorLine;
use huiyin_domain::{CommandId, Lang, Month, ScopeId};
use huiyin_store::{Db, draw, sites};

use crate::failure::{Failure, say};
use crate::output::Output;
use crate::settings::{self, DataArguments};

/// What `export` takes.
#[derive(Args, Debug)]
pub(crate) struct ExportArguments {
    /// The month to export, as YYYY-MM
    #[arg(
        long,
        value_name = "MONTH",
        required_unless_present_any = ["all", "new_key", "note"],
        conflicts_with = "all"
    )]
    month: Option<Month>,
    /// Exports everything, so that the site can be built up again elsewhere
    #[arg(long)]
    all: bool,
    /// The code of the site
    #[arg(long, value_name = "CODE", required_unless_present = "new_key")]
    site: Option<String>,
    /// The folder to make; it appears whole or not at all
    #[arg(long, value_name = "DIR", required_unless_present_any = ["new_key", "note"])]
    out: Option<PathBuf>,
    /// Also writes the keys of draws that are not revealed yet into a file of their own, for a move. Whoever has it knows
    /// who will be picked
    #[arg(long, value_name = "FILE", requires = "all")]
    keys: Option<PathBuf>,
    /// Only prints what to keep outside of the office, and exports nothing
    #[arg(long, conflicts_with_all = ["month", "all", "out", "new_key"])]
    note: bool,
    /// Makes a new key to sign exports with, endorsed by the one before, and exports nothing
    #[arg(long, conflicts_with_all = ["month", "all", "site", "out"])]
    new_key: bool,
    #[command(flatten)]
    data: DataArguments,
}

/// Exports; what to note elsewhere goes to standard output.
pub(crate) fn run(arguments: &ExportArguments, lang: Lang) -> Result<ExitCode, Failure> {
    let data = settings::data(&arguments.data, settings::DIRECTORY, lang)?;
    let runtime =
        tokio::runtime::Runtime::new().map_err(|error| Failure::new(error.to_string()))?;
    let lines = runtime.block_on(async {
        let db = Db::open_existing(&data.database)
            .await
            .map_err(|error| Failure::new(failed(&error.to_string(), lang)))?;
        let lines = export(&db, arguments, lang).await;
        db.close().await;
        lines
    })?;
    let mut out = Output::open(None)?;
    let written = lines.iter().try_for_each(|line| writeln!(out, "{line}"));
    out.finish_written(written)?;
    Ok(ExitCode::SUCCESS)
}

async fn export(db: &Db, arguments: &ExportArguments, lang: Lang) -> Result<Vec<String>, Failure> {
    let app = App::new(db.clone(), Clock::system());
    let asker = Asker::product();
    let refused = |error: &dyn std::fmt::Display| Failure::new(failed(&error.to_string(), lang));
    let Some(code) = &arguments.site else {
        let key = app.change_export_key(&asker, CommandId::generate()).await;
        let key = key.map_err(|error| refused(&error))?;
        return Ok(vec![format!("ed25519 {key}")]);
    };
    let found = async {
        let mut tx = db.read().await?;
        sites::site_of_code(&mut tx, code).await
    };
    let site = found
        .await
        .map_err(|error| refused(&error))?
        .ok_or_else(|| Failure::new(crate::import::no_site(code, lang)))?;
    let Some(folder) = &arguments.out else {
        let noted = app.export_anchor(&asker, site.id).await;
        let noted = noted.map_err(|error| refused(&error))?;
        return Ok(noted.iter().map(AnchorLine::write).collect());
    };
    let wanted = ExportSite {
        site: site.id,
        month: arguments.month,
        folder: folder.clone(),
        program: env!("CARGO_PKG_VERSION").to_owned(),
    };
    let exported = app
        .export_site(&asker, &wanted)
        .await
        .map_err(|error| refused(&error))?;
    if let Some(file) = &arguments.keys {
        let keys = open_keys(db, site.id, &exported).await;
        let keys = keys.map_err(|error| refused(&error))?;
        write_secret(file, &keys)
            .map_err(|error| refused(&format!("{}: {error}", file.display())))?;
    }
    say(&done(folder, &exported, lang));
    Ok(exported.anchor.iter().map(AnchorLine::write).collect())
}

/// The keys that are not revealed yet, a line each: `MONTH KEY`.
async fn open_keys(db: &Db, site: ScopeId, exported: &Exported) -> huiyin_store::Result<String> {
    let mut tx = db.read().await?;
    let mut lines = Vec::new();
    for month in &exported.open_months {
        if let Some(key) = draw::secret(&mut tx, site, *month).await? {
            lines.push(format!("{month} {key}\n"));
        }
    }
    Ok(lines.concat())
}

/// A file that only its owner can read, and that was not there before.
fn write_secret(file: &Path, text: &str) -> std::io::Result<()> {
    let mut file = fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(file)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

fn done(folder: &Path, exported: &Exported, lang: Lang) -> String {
    let (folder, entries, files) = (folder.display(), exported.entries, exported.files);
    match lang {
        Lang::ZhHant => format!(
            "已匯出到 {folder}：日誌 {entries} 筆，檔案 {files} 個。下面幾行請留存在管理處以外，日後用 huiyin verify --anchor 核對。"
        ),
        Lang::ZhHans => format!(
            "已导出到 {folder}：日志 {entries} 条，文件 {files} 个。下面几行请留存在管理处以外，日后用 huiyin verify --anchor 核对。"
        ),
        Lang::En => format!(
            "Exported to {folder}: {entries} entries, {files} files. Please keep the following lines outside of the office, for huiyin verify --anchor."
        ),
    }
}

fn failed(reason: &str, lang: Lang) -> String {
    match lang {
        Lang::ZhHant => format!("沒有匯出：{reason}。"),
        Lang::ZhHans => format!("没有导出：{reason}。"),
        Lang::En => format!("nothing was exported: {reason}."),
    }
}
