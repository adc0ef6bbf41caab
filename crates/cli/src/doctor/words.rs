//! What was found, in words.

use std::path::PathBuf;

use huiyin_domain::Lang;
use huiyin_store::{Error, Location};

use crate::reason::reason;

/// One thing that was looked at.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Finding {
    /// The database answers, and is at the program's version.
    Database(String),
    /// Journal, references and attachments are as they were written.
    Sound { entries: u64 },
    /// Something in the database is not, in the store's words.
    Unsound(String),
    /// The time zone of a site.
    TimeZone {
        site: String,
        zone: String,
        is_known: bool,
    },
    /// Room on the disk of the data directory, in bytes.
    Disk { free: u64, needed: u64 },
    /// A key that others may read.
    OpenSecret(PathBuf),
    /// Notices that could not be delivered and are not tried any more.
    Undelivered(u64),
}

const MEBIBYTE: u64 = 1 << 20;

impl Finding {
    /// Whether all is well with it.
    pub(super) const fn is_sound(&self) -> bool {
        match self {
            Self::Database(_) | Self::Sound { .. } => true,
            Self::Unsound(_) | Self::OpenSecret(_) | Self::Undelivered(_) => false,
            Self::TimeZone { is_known, .. } => *is_known,
            Self::Disk { free, needed } => *free >= *needed,
        }
    }

    /// A line: a mark, what was looked at, what was found.
    pub(super) fn say(&self, lang: Lang) -> String {
        let mark = if self.is_sound() { '✓' } else { '×' };
        let what = match lang {
            Lang::ZhHant => self.hant(),
            Lang::ZhHans => self.hans(),
            Lang::En => self.en(),
        };
        format!("{mark} {what}")
    }

    fn hant(&self) -> String {
        match self {
            Self::Database(location) => format!("資料庫 {location}：連得上，版本相符"),
            Self::Sound { entries } => {
                format!("日誌 {entries} 筆，前後相連；關聯與附件齊全")
            }
            Self::Unsound(what) => format!("{what}；請停止使用，與備份核對"),
            Self::TimeZone {
                site,
                zone,
                is_known: true,
            } => format!("{site} 的時區 {zone}：有"),
            Self::TimeZone { site, zone, .. } => format!("{site} 的時區 {zone}：本程式不認得"),
            Self::Disk { free, needed } if free >= needed => {
                format!("磁碟：尚餘 {} MiB", free / MEBIBYTE)
            }
            Self::Disk { free, needed } => format!(
                "磁碟：只餘 {} MiB，應有 {} MiB",
                free / MEBIBYTE,
                needed / MEBIBYTE
            ),
            Self::OpenSecret(file) => {
                format!("金鑰 {}：旁人也讀得到；請執行 chmod 600", file.display())
            }
            Self::Undelivered(count) => {
                format!("通知 {count} 則未能送達；原因見「通知發送」頁")
            }
        }
    }

    fn hans(&self) -> String {
        match self {
            Self::Database(location) => format!("数据库 {location}：连得上，版本相符"),
            Self::Sound { entries } => {
                format!("日志 {entries} 条，前后相连；关联与附件齐全")
            }
            Self::Unsound(what) => format!("{what}；请停止使用，与备份核对"),
            Self::TimeZone {
                site,
                zone,
                is_known: true,
            } => format!("{site} 的时区 {zone}：有"),
            Self::TimeZone { site, zone, .. } => format!("{site} 的时区 {zone}：本程序不认得"),
            Self::Disk { free, needed } if free >= needed => {
                format!("磁盘：尚余 {} MiB", free / MEBIBYTE)
            }
            Self::Disk { free, needed } => format!(
                "磁盘：只余 {} MiB，应有 {} MiB",
                free / MEBIBYTE,
                needed / MEBIBYTE
            ),
            Self::OpenSecret(file) => {
                format!("密钥 {}：旁人也读得到；请执行 chmod 600", file.display())
            }
            Self::Undelivered(count) => {
                format!("通知 {count} 条未能送达；原因见“通知发送”页")
            }
        }
    }

    fn en(&self) -> String {
        match self {
            Self::Database(location) => format!("database {location}: reachable, migrated"),
            Self::Sound { entries } => {
                format!(
                    "journal: {entries} entries in unbroken chains; references and attachments complete"
                )
            }
            Self::Unsound(what) => format!("{what}; stop using it, and compare it with a backup"),
            Self::TimeZone {
                site,
                zone,
                is_known: true,
            } => format!("time zone of {site}: {zone}"),
            Self::TimeZone { site, zone, .. } => {
                format!("time zone of {site}: {zone} is not known to this program")
            }
            Self::Disk { free, needed } if free >= needed => {
                format!("disk: {} MiB free", free / MEBIBYTE)
            }
            Self::Disk { free, needed } => format!(
                "disk: only {} MiB free, {} MiB needed",
                free / MEBIBYTE,
                needed / MEBIBYTE
            ),
            Self::OpenSecret(file) => format!(
                "key {}: others can read it; run chmod 600 on it",
                file.display()
            ),
            Self::Undelivered(count) => format!(
                "notices: {count} could not be delivered; the page \"Sending notices\" says why"
            ),
        }
    }
}

/// There is nothing to look at.
pub(super) fn cannot_look(location: &Location, error: &Error, lang: Lang) -> String {
    let error = reason(error, lang);
    match lang {
        Lang::ZhHant => format!("資料庫 {location} 不能檢查：{error}。"),
        Lang::ZhHans => format!("数据库 {location} 不能检查：{error}。"),
        Lang::En => format!("the database {location} cannot be examined: {error}."),
    }
}
