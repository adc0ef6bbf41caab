//! `huiyin import`: files into the database. Safe to repeat: a row that is there already does nothing.

mod words;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use huiyin_app::imports::{Counts, Finding, ImportRequest, Stage};
use huiyin_app::{App, Asker, Clock, Error, Result};
use huiyin_domain::entry::ImportKind;
use huiyin_domain::{ImportId, Lang};
use huiyin_store::{Db, sites};

use crate::failure::{Failure, ROWS_REFUSED, say};
pub(crate) use crate::import::words::no_site;
use crate::settings::{self, DataArguments};

/// What `import` takes.
#[derive(Args, Debug)]
pub(crate) struct ImportArguments {
    /// What the file lists
    #[arg(value_enum)]
    kind: Listed,
    /// The file: CSV, XLSX or JSON Lines
    file: PathBuf,
    /// The code of the site it is for
    #[arg(long, value_name = "CODE")]
    site: String,
    /// The name of the profile by which its columns and values are read
    #[arg(long, value_name = "NAME")]
    profile: Option<String>,
    /// Says what would come of each row, and writes nothing
    #[arg(long)]
    dry_run: bool,
    /// Plans follow-ups also for events completed before the site was live
    #[arg(long)]
    plan_history: bool,
    /// Goes on with this import, which was broken off, with the same file; without it, the latest of the same file name
    #[arg(long, value_name = "ID", conflicts_with = "dry_run")]
    resume: Option<ImportId>,
    #[command(flatten)]
    data: DataArguments,
}

/// The kinds of file.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum Listed {
    /// Service events
    Events,
    /// Homes, shops and offices
    Units,
    /// People and the units they live in or own
    Residents,
    /// Staff with their logins and posts
    Staff,
    /// Departments with their heads
    Departments,
    /// Participants of activities, recipients of publications, households of festivals
    Participants,
}

impl Listed {
    const fn kind(self) -> ImportKind {
        match self {
            Self::Events => ImportKind::Events,
            Self::Units => ImportKind::Units,
            Self::Residents => ImportKind::Residents,
            Self::Staff => ImportKind::Staff,
            Self::Departments => ImportKind::Departments,
            Self::Participants => ImportKind::Participants,
        }
    }
}

/// Takes a file in, or tries it out; status 3 when rows were refused, each of them said on standard error.
pub(crate) fn run(arguments: &ImportArguments, lang: Lang) -> Result<ExitCode, Failure> {
    let data = settings::data(&arguments.data, settings::DIRECTORY, lang)?;
    let runtime =
        tokio::runtime::Runtime::new().map_err(|error| Failure::new(error.to_string()))?;
    let counts = runtime.block_on(async {
        let db = Db::open_existing(&data.database)
            .await
            .map_err(|error| Failure::new(words::no_database(&data.database, &error, lang)))?;
        let counts = import(&db, arguments, lang).await;
        db.close().await;
        counts
    })?;
    say(&words::counts(counts, arguments.dry_run, lang));
    Ok(if counts.refused == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(ROWS_REFUSED)
    })
}

async fn import(db: &Db, arguments: &ImportArguments, lang: Lang) -> Result<Counts, Failure> {
    let request = request(db, arguments, lang).await?;
    let app = App::new(db.clone(), Clock::system());
    let asker = Asker {
        lang,
        ..Asker::product()
    };
    let tell = |finding: &Finding| {
        let sentence = finding.sentence(request.kind, lang);
        say(&format!("{}: {sentence}", arguments.file.display()));
    };
    if arguments.dry_run {
        let preview = app.preview_import(&asker, &request, tell).await;
        return preview
            .map(|preview| preview.counts)
            .map_err(|error| failure(&error, arguments, None, lang));
    }
    let begun = match arguments.resume {
        Some(id) => Some(id),
        None => broken_off(&app, &asker, &request)
            .await
            .map_err(|error| failure(&error, arguments, None, lang))?,
    };
    let mut id = begun.unwrap_or_else(ImportId::generate);
    let mut report = app.run_import(&asker, id, &request).await;
    if arguments.resume.is_none() && begun.is_some() && matches!(report, Err(Error::Conflict)) {
        // The one that was broken off was of another file of this name.
        id = ImportId::generate();
        report = app.run_import(&asker, id, &request).await;
    }
    let report = report.map_err(|error| failure(&error, arguments, Some(id), lang))?;
    let told = app.import_findings(&asker, id, tell).await;
    told.map_err(|error| failure(&error, arguments, None, lang))?;
    Ok(report.counts)
}

/// The latest import of a file of this name from the shell, where it was broken off: by a power cut, say.
async fn broken_off(
    app: &App,
    asker: &Asker,
    request: &ImportRequest,
) -> Result<Option<ImportId>, Error> {
    let imports = app.imports(asker, request.site).await?;
    let latest = imports.into_iter().find(|it| {
        it.kind == request.kind
            && it.file_name == request.file_name
            && it.profile == request.profile
            && it.opened_by.is_none()
    });
    Ok(latest
        .filter(|it| it.stage == Stage::Begun)
        .map(|it| it.import))
}

async fn request(
    db: &Db,
    arguments: &ImportArguments,
    lang: Lang,
) -> Result<ImportRequest, Failure> {
    let found = async {
        let mut tx = db.read().await?;
        sites::site_of_code(&mut tx, &arguments.site).await
    };
    let site = found
        .await
        .map_err(|error| failure(&Error::Store(error), arguments, None, lang))?
        .ok_or_else(|| Failure::new(words::no_site(&arguments.site, lang)))?;
    let name = arguments.file.file_name().unwrap_or_default();
    Ok(ImportRequest {
        site: site.id,
        kind: arguments.kind.kind(),
        path: arguments.file.clone(),
        file_name: name.to_string_lossy().into_owned(),
        profile: arguments.profile.clone(),
        plan_history: arguments.plan_history,
    })
}

/// Why nothing, or not everything, was taken in. `begun` is an import that can be gone on with.
fn failure(
    error: &Error,
    arguments: &ImportArguments,
    begun: Option<ImportId>,
    lang: Lang,
) -> Failure {
    Failure::new(match error {
        Error::File(error) => format!("{}: {}", arguments.file.display(), error.sentence(lang)),
        Error::Invalid(_) => words::no_profile(arguments.profile.as_deref(), lang),
        Error::Conflict => words::another_file(lang),
        error => words::broken_off(error, begun, lang),
    })
}
