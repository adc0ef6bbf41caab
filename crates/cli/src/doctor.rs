//! `huiyin doctor`: whether an installation is sound. It looks and says; it changes nothing.

mod words;

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use huiyin_domain::{Lang, SiteZone};
use huiyin_store::blobs::DatabaseBlobs;
use huiyin_store::{Db, Result as StoreResult, doctor, journal, outbox, sites};

use crate::doctor::words::Finding;
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::{self, DataArguments, DataSettings};

/// What was looked at is not as it was written.
const UNSOUND: u8 = 4;
/// Below this the disk is called short: room for a backup of a large site, in bytes.
const SPACE_NEEDED: u64 = 1 << 30;

/// What `doctor` takes.
#[derive(Args, Debug)]
pub(crate) struct DoctorArguments {
    #[command(flatten)]
    data: DataArguments,
}

/// Looks at everything and prints what it found; status 4 when something is wrong.
pub(crate) fn run(arguments: &DoctorArguments, lang: Lang) -> Result<ExitCode, Failure> {
    let data = settings::data(&arguments.data, settings::DIRECTORY, lang)?;
    let findings = tokio::runtime::Runtime::new()
        .map_err(|error| Failure::new(error.to_string()))?
        .block_on(examine(&data))
        .map_err(|error| Failure::new(words::cannot_look(&data.database, &error, lang)))?;
    let mut out = Output::open(None)?;
    for finding in &findings {
        writeln!(out, "{}", finding.say(lang)).map_err(|error| Failure::new(error.to_string()))?;
    }
    out.finish()?;
    Ok(if findings.iter().all(Finding::is_sound) {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(UNSOUND)
    })
}

async fn examine(data: &DataSettings) -> StoreResult<Vec<Finding>> {
    let db = Db::open_existing(&data.database).await?;
    let looked = look_inside(&db).await;
    db.close().await;
    let mut findings = vec![Finding::Database(data.database.to_string())];
    findings.extend(looked?);
    if data.is_embedded() {
        findings.extend(disk(&data.directory));
        findings.extend(secrets(&data.directory));
    }
    Ok(findings)
}

async fn look_inside(db: &Db) -> StoreResult<Vec<Finding>> {
    let unsound = doctor::examine(db, &DatabaseBlobs::new(db.clone())).await?;
    let mut findings: Vec<Finding> = unsound
        .into_iter()
        .map(|found| Finding::Unsound(found.to_string()))
        .collect();
    let mut tx = db.read().await?;
    if findings.is_empty() {
        let heads = journal::heads(&mut tx).await?;
        findings.push(Finding::Sound {
            entries: heads.iter().map(|(_, head)| head.seq).sum(),
        });
    }
    match outbox::count_undelivered(&mut tx, None).await? {
        0 => {}
        count => findings.push(Finding::Undelivered(count)),
    }
    for site in sites::sites(&mut tx).await? {
        findings.push(Finding::TimeZone {
            is_known: site.time_zone.parse::<SiteZone>().is_ok(),
            site: site.code,
            zone: site.time_zone,
        });
    }
    Ok(findings)
}

fn disk(directory: &Path) -> Option<Finding> {
    let disk = rustix::fs::statvfs(directory).ok()?;
    Some(Finding::Disk {
        free: disk.f_bavail.saturating_mul(disk.f_frsize),
        needed: SPACE_NEEDED,
    })
}

/// Files with keys that others than their owner may read.
fn secrets(directory: &Path) -> Vec<Finding> {
    let key = directory.join("tls").join("authority.key");
    readable_by_others(key)
        .map(Finding::OpenSecret)
        .into_iter()
        .collect()
}

fn readable_by_others(file: PathBuf) -> Option<PathBuf> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = fs::metadata(&file).ok()?.permissions().mode();
    (mode & 0o077 != 0).then_some(file)
}
