//! `huiyin report`: the reports of a month as a file, the same in each of its sorts.

use std::io::{self, Read};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, Subcommand, ValueEnum};
use huiyin_app::paper::{Paper, json};
use huiyin_app::{App, Asker, Clock, Error};
use huiyin_domain::{Lang, Month, ScopeId};
use huiyin_store::{Db, sites};

use crate::failure::Failure;
use crate::layouts;
use crate::output::Output;
use crate::render::OwnProcess;
use crate::serve::words::no_database;
use crate::settings::{self, DataArguments};

/// What `report` does.
#[derive(Debug, Subcommand)]
pub(crate) enum ReportCommand {
    /// 《回訪統計表》, 《客戶回訪記錄》 and 統計分析報告 of a month
    Monthly(MonthlyArguments),
}

/// What `report monthly` takes.
#[derive(Args, Debug)]
pub(crate) struct MonthlyArguments {
    /// The code of the site
    #[arg(long, value_name = "CODE")]
    site: String,
    /// The month
    #[arg(long, value_name = "YYYY-MM")]
    month: Month,
    /// The sort of file
    #[arg(long, value_enum, default_value_t = Format::Pdf)]
    format: Format,
    /// Writes to a file instead of standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// The directory with the company's own layouts
    #[arg(long, env = "HUIYIN_LAYOUTS", value_name = "DIR")]
    layouts: Option<PathBuf>,
    #[command(flatten)]
    data: DataArguments,
}

/// The sorts of file.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum Format {
    /// To be printed
    Pdf,
    /// For a spreadsheet
    Xlsx,
    /// For programs
    Json,
}

/// Writes the reports.
pub(crate) fn run(command: &ReportCommand, lang: Lang) -> Result<ExitCode, Failure> {
    let ReportCommand::Monthly(arguments) = command;
    let data = settings::data(&arguments.data, settings::DIRECTORY, lang)?;
    let layouts = layouts::read(arguments.layouts.as_deref(), lang)?;
    let runtime =
        tokio::runtime::Runtime::new().map_err(|error| Failure::new(error.to_string()))?;
    let mut file = runtime.block_on(async {
        let db = Db::open_existing(&data.database)
            .await
            .map_err(|error| Failure::new(no_database(&data.database, &error, lang)))?;
        let app =
            App::new(db.clone(), Clock::system()).printing_by(Arc::new(OwnProcess::new()), layouts);
        let file = monthly(&db, &app, arguments, lang).await;
        db.close().await;
        file
    })?;
    let mut output = Output::open(arguments.out.as_deref())?;
    let written = io::copy(&mut file, &mut output);
    output.finish_written(written.map(|_| ()))?;
    Ok(ExitCode::SUCCESS)
}

async fn monthly(
    db: &Db,
    app: &App,
    arguments: &MonthlyArguments,
    lang: Lang,
) -> Result<Box<dyn Read>, Failure> {
    let failed = |error: Error| {
        Failure::new(match error {
            Error::NotPrinted(fault) => format!("{} ({fault})", fault.sentence(lang)),
            error => error.to_string(),
        })
    };
    app.restore_demo_clock().await.map_err(failed)?;
    let site = site(db, arguments, lang).await?;
    let asker = Asker {
        lang,
        ..Asker::product()
    };
    let papers = huiyin_web::report::monthly(app, &asker, site, arguments.month, lang).await;
    let papers: Vec<Paper> = papers.map_err(failed)?;
    Ok(match arguments.format {
        Format::Pdf => Box::new(app.print(papers).await.map_err(failed)?),
        Format::Xlsx => Box::new(app.workbook(papers).await.map_err(failed)?),
        Format::Json => {
            let sheets = app.sheets(papers).await.map_err(failed)?;
            let report = serde_json::json!({
                "site": arguments.site,
                "month": arguments.month.to_string(),
                "reports": sheets.iter().map(json).collect::<Vec<_>>(),
            });
            Box::new(io::Cursor::new(format!("{report:#}\n")))
        }
    })
}

async fn site(db: &Db, arguments: &MonthlyArguments, lang: Lang) -> Result<ScopeId, Failure> {
    let found = async {
        let mut tx = db.read().await?;
        sites::site_of_code(&mut tx, &arguments.site).await
    };
    let found: Result<_, huiyin_store::Error> = found.await;
    let found = found.map_err(|error| Failure::new(error.to_string()))?;
    let site = found.ok_or_else(|| Failure::new(no_site(&arguments.site, lang)))?;
    Ok(site.id)
}

fn no_site(code: &str, lang: Lang) -> String {
    match lang {
        Lang::ZhHant => format!("沒有代碼為「{code}」的管理處。請核對 --site。"),
        Lang::ZhHans => format!("没有代码为“{code}”的管理处。请核对 --site。"),
        Lang::En => format!("There is no site with the code `{code}`. Please check --site."),
    }
}
