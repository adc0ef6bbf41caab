//! `huiyin export`: a site, or a month of it, into a folder that anybody can read and check.

mod key_file;

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;
use huiyin_app::exports::{ExportSite, Exported};
use huiyin_app::paper::RenderFault;
use huiyin_app::{App, Asker, Clock, Error};
use huiyin_domain::export::AnchorLine;
use huiyin_domain::{CommandId, Lang, Month, ScopeId};
use huiyin_store::{Db, draw, sites};
use huiyin_web::report::Forms;

use crate::export::key_file::KeyFile;
use crate::failure::{Failure, say};
use crate::interrupted::{stopped, unless_stopped};
use crate::layouts;
use crate::output::Output;
use crate::reason::{reason, reason_of};
use crate::render::OwnProcess;
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
    forms: FormsArguments,
    #[command(flatten)]
    data: DataArguments,
}

/// What `export` takes for the forms of a month.
#[derive(Args, Debug)]
struct FormsArguments {
    /// Leaves the forms of the month (PDF) out; all else is the same, and is checked the same
    #[arg(long, conflicts_with_all = ["all", "note", "new_key"])]
    no_forms: bool,
    /// A directory with the company's own layouts of papers, in the place of those built in
    #[arg(long, env = "HUIYIN_LAYOUTS", value_name = "DIR")]
    layouts: Option<PathBuf>,
    /// What people type to get here, for the codes on exported records, which lead to the record and its check
    #[arg(long, env = "HUIYIN_PUBLIC_URL", value_name = "URL")]
    public_url: Option<String>,
}

/// Exports; what to note elsewhere goes to standard output.
pub(crate) fn run(arguments: &ExportArguments, lang: Lang) -> Result<ExitCode, Failure> {
    let data = settings::data(&arguments.data, settings::DIRECTORY, lang)?;
    let runtime =
        tokio::runtime::Runtime::new().map_err(|error| Failure::new(error.to_string()))?;
    let lines = runtime.block_on(async {
        let db = Db::open_existing(&data.database)
            .await
            .map_err(|error| Failure::new(failed(&reason(&error, lang), lang)))?;
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
    let layouts = layouts::read(arguments.forms.layouts.as_deref(), lang)?;
    let origin = settings::public_url(arguments.forms.public_url.as_ref(), lang)?;
    let app =
        App::new(db.clone(), Clock::system()).printing_by(Arc::new(OwnProcess::new()), layouts);
    let asker = Asker {
        lang,
        ..Asker::product()
    };
    let refused = |error: &Error| Failure::new(failed(&reason_of(error, lang), lang));
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
        .map_err(|error| Failure::new(failed(&reason(&error, lang), lang)))?
        .ok_or_else(|| Failure::new(crate::import::no_site(code, lang)))?;
    let Some(folder) = &arguments.out else {
        let noted = app.export_anchor(&asker, site.id).await;
        let noted = noted.map_err(|error| refused(&error))?;
        return Ok(noted.iter().map(AnchorLine::write).collect());
    };
    if arguments.all {
        let others = app.export_needs(&asker, site.id).await;
        let others = others.map_err(|error| refused(&error))?;
        if !others.is_empty() {
            return Err(Failure::new(not_alone(code, &others.join(", "), lang)));
        }
    }
    let exported = export_into((db, &app, &asker), site.id, folder, origin, arguments).await?;
    say(&done(folder, &exported, lang));
    Ok(exported.anchor.iter().map(AnchorLine::write).collect())
}

/// Exports into a folder, and the keys into their file where they are wanted: both, or neither.
async fn export_into(
    (db, app, asker): (&Db, &App, &Asker),
    site: ScopeId,
    folder: &Path,
    origin: Option<String>,
    arguments: &ExportArguments,
) -> Result<Exported, Failure> {
    let lang = asker.lang;
    let refused = |error: &Error| Failure::new(failed(&reason_of(error, lang), lang));
    let named = arguments.keys.as_deref();
    let keys = named.map(|file| KeyFile::begin(file).map_err(|error| no_keys(file, &error, lang)));
    let keys = keys.transpose()?;
    let wanted = ExportSite {
        site,
        month: arguments.month,
        folder: folder.to_owned(),
        program: env!("CARGO_PKG_VERSION").to_owned(),
    };
    let work = async {
        let prepared = match arguments.month {
            Some(month) if !arguments.forms.no_forms => {
                let forms = Forms::of_month(app, asker, site, month, lang).await?;
                let mut forms = forms.reached_at(origin);
                app.prepare_export(asker, &wanted, Some(&mut forms)).await?
            }
            _ => app.prepare_export(asker, &wanted, None).await?,
        };
        let secrets = match named {
            Some(_) => open_keys(db, site, prepared.exported()).await?,
            None => String::new(),
        };
        Ok((prepared, secrets))
    };
    let prepared = unless_stopped(work).await?;
    let prepared = prepared.ok_or_else(|| Failure::new(failed(stopped(lang), lang)))?;
    let (prepared, secrets) = prepared.map_err(|error| match error {
        Error::NotPrinted(fault) => Failure::new(not_drawn(&fault, lang)),
        error => refused(&error),
    })?;
    if let (Some(keys), Some(file)) = (keys, named) {
        let placed = keys.put_in_place(&secrets);
        placed.map_err(|error| no_keys(file, &error, lang))?;
    }
    prepared.put_in_place().map_err(|error| {
        // Keys without the export that they are of would be lying about.
        if let Some(file) = named {
            let _ = fs::remove_file(file);
        }
        refused(&error)
    })
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

fn no_keys(file: &Path, error: &io::Error, lang: Lang) -> Failure {
    let file = file.display();
    let taken = error.kind() == io::ErrorKind::AlreadyExists;
    Failure::new(match lang {
        Lang::ZhHant if taken => {
            format!("沒有匯出：{file} 已經有了，不會覆寫；請給 --keys 另一個檔名。")
        }
        Lang::ZhHant => format!("沒有匯出：密鑰寫不進 {file}（{error}）。"),
        Lang::ZhHans if taken => {
            format!("没有导出：{file} 已经有了，不会覆盖；请给 --keys 另一个文件名。")
        }
        Lang::ZhHans => format!("没有导出：密钥写不进 {file}（{error}）。"),
        Lang::En if taken => format!(
            "nothing was exported: {file} is there already, and is not overwritten; please name another file with --keys."
        ),
        Lang::En => {
            format!("nothing was exported: the keys cannot be written to {file} ({error}).")
        }
    })
}

fn not_alone(code: &str, others: &str, lang: Lang) -> String {
    match lang {
        Lang::ZhHant => format!(
            "沒有匯出：{others} 的人在 {code} 或全公司任職，他們的資料在 {others} 的日誌裡，單獨匯出 {code} 就還原不了。搬遷請用 huiyin backup 或 huiyin copy-db 搬整個安裝；給別人查核，請按月匯出（--month）。"
        ),
        Lang::ZhHans => format!(
            "没有导出：{others} 的人在 {code} 或全公司任职，他们的资料在 {others} 的日志里，单独导出 {code} 就还原不了。搬迁请用 huiyin backup 或 huiyin copy-db 搬整个安装；给别人查核，请按月导出（--month）。"
        ),
        Lang::En => format!(
            "nothing was exported: people of {others} hold posts at {code} or in the whole company; what they are called stands in the journal of {others}, and {code} could not be built up again alone. Please move the whole installation with huiyin backup or huiyin copy-db; for somebody who checks, export single months (--month)."
        ),
    }
}

fn not_drawn(fault: &RenderFault, lang: Lang) -> String {
    match lang {
        Lang::ZhHant => format!(
            "沒有匯出，也沒有留下檔案：表格未能畫成 PDF（{fault}）。請再試一次；仍不行時請告訴系統管理員。"
        ),
        Lang::ZhHans => format!(
            "没有导出，也没有留下文件：表格未能画成 PDF（{fault}）。请再试一次；仍不行时请告诉系统管理员。"
        ),
        Lang::En => format!(
            "nothing was exported, and no file is left: the forms could not be drawn as PDF ({fault}). Please try again; if it stays so, tell the administrator."
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
