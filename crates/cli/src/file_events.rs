//! The files of events that the rules work on without a database, and the options of their draws.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use huiyin_domain::{Lang, Month};
use huiyin_forms::plan::PlanEvents;
use huiyin_forms::{FileError, FileRow, Name, Options, Refusal, Rows};
use huiyin_rules::draw::DrawKey;
use huiyin_rules::obligations::{Contract, ReplyOnly};
use huiyin_rules::plan::{Events, PlanEvent};

use crate::failure::{Failure, ROWS_REFUSED, say};

#[derive(Debug, Args)]
pub(crate) struct Files {
    /// The events: CSV, XLSX or JSON Lines
    #[arg(long)]
    events: PathBuf,
    /// Participants of activities and recipients of publications, one a row
    #[arg(long)]
    participants: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Draws {
    /// The key of all draws, 64 hex digits; without it zeros, which anybody can foresee
    #[arg(long, value_name = "HEX")]
    key: Option<String>,
    /// Leaves the monthly cohorts of this month and later open
    #[arg(long, value_name = "YYYY-MM")]
    month_open: Option<String>,
}

/// How many rows were refused.
#[derive(Clone, Copy)]
pub(crate) struct RowsRefused(u64);

/// The events of a file, as the rules want to see them.
pub(crate) struct FileEvents(PlanEvents);

impl Events for FileEvents {
    type Matter<'a> = (Name, Name, Name);

    fn len(&self) -> usize {
        self.0.rows().len()
    }

    fn event(&self, index: usize) -> PlanEvent<'_> {
        let row = &self.0.rows()[index];
        let text = |name| self.0.names().get(name);
        PlanEvent {
            id: text(row.event_id),
            site: text(row.site),
            category: row.category,
            kind: row.kind.map(text),
            severity: row.severity,
            reported_at: row.reported_at,
            completed_at: row.completed_at,
            contract: row
                .contract
                .and_then(|(first, last)| Contract::new(first, last)),
            anonymous: row.anonymous,
            reply_only: ReplyOnly::new(row.reply_only, row.reply_attached),
            valid: row.valid,
            rating: row.rating,
            listed: row.listed,
        }
    }

    fn matter(&self, index: usize) -> Option<Self::Matter<'_>> {
        let row = &self.0.rows()[index];
        Some((row.site, row.unit?, row.kind?))
    }

    fn id(&self, index: usize) -> &str {
        self.0.names().get(self.0.rows()[index].event_id)
    }

    fn unit(&self, index: usize) -> Option<&str> {
        let unit = self.0.rows()[index].unit?;
        Some(self.0.names().get(unit))
    }
}

impl Files {
    /// Reads both files; says each refused row on standard error, and counts them.
    pub(crate) fn read(&self, lang: Lang) -> Result<(FileEvents, RowsRefused), Failure> {
        let mut refused = 0;
        let mut refuse = |path: &Path, refusal: &Refusal| {
            refused += 1;
            say(&format!("{}: {}", path.display(), refusal.sentence(lang)));
        };
        let cannot_read = |path: &Path, error: &FileError| {
            Failure::new(format!("{}: {}", path.display(), error.sentence(lang)))
        };

        let path = &self.events;
        let mut events = open(path, lang)
            .and_then(|rows| PlanEvents::read(rows, |refusal| refuse(path, &refusal)))
            .map_err(|error| cannot_read(path, &error))?;
        if let Some(path) = &self.participants {
            open(path, lang)
                .and_then(|rows| events.read_lists(rows, |refusal| refuse(path, &refusal)))
                .map_err(|error| cannot_read(path, &error))?;
        }
        Ok((FileEvents(events), RowsRefused(refused)))
    }
}

impl RowsRefused {
    /// How a command ends that took the good rows.
    pub(crate) fn status(self) -> ExitCode {
        if self.0 == 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::from(ROWS_REFUSED)
        }
    }
}

/// Opens a file, and says which unknown titles may be slips: their columns would be kept as notes.
fn open<R: FileRow>(path: &Path, lang: Lang) -> Result<Rows<R>, FileError> {
    let rows = Rows::open(path, Options::default())?;
    for (title, column) in rows.header().likely_slips() {
        let (file, name) = (path.display(), column.name);
        say(&match lang {
            Lang::ZhHant => format!("{file}: 不認得欄名「{title}」,當作備註;是否要寫 {name}?"),
            Lang::ZhHans => format!("{file}: 不认得列名“{title}”,当作备注;是否要写 {name}?"),
            Lang::En => format!(
                "{file}: the column \"{title}\" is not known and kept as a note; did you mean {name}?"
            ),
        });
    }
    Ok(rows)
}

impl Draws {
    /// The key, said on standard error where none is given.
    pub(crate) fn key(&self, lang: Lang) -> Result<DrawKey, Failure> {
        let Some(text) = &self.key else {
            say(match lang {
                Lang::ZhHant => "未給 --key:以全零密鑰抽取,結果人人可預知,只供試算。",
                Lang::ZhHans => "未给 --key:以全零密钥抽取,结果人人可预知,只供试算。",
                Lang::En => {
                    "No --key given: the draw uses a key of zeros, which anybody can foresee; for trial only."
                }
            });
            return Ok(DrawKey::from_bytes([0; 32]));
        };
        DrawKey::from_hex(text).map_err(|_| {
            let found = text.chars().count();
            Failure::new(match lang {
                Lang::ZhHant => {
                    format!("--key 應為 64 個十六進位數字(32 位元組),收到的是 {found} 個字元。")
                }
                Lang::ZhHans => {
                    format!("--key 应为 64 个十六进制数字(32 字节),收到的是 {found} 个字符。")
                }
                Lang::En => {
                    format!("--key takes 64 hex digits (32 bytes); found {found} characters.")
                }
            })
        })
    }

    /// The month from which cohorts stay open, where one is given.
    pub(crate) fn open_from(&self, lang: Lang) -> Result<Option<Month>, Failure> {
        let Some(text) = &self.month_open else {
            return Ok(None);
        };
        text.parse().map(Some).map_err(|_| {
            Failure::new(match lang {
                Lang::ZhHant => format!("--month-open 應為月份,如 2026-03,收到的是「{text}」。"),
                Lang::ZhHans => format!("--month-open 应为月份,如 2026-03,收到的是“{text}”。"),
                Lang::En => {
                    format!("--month-open takes a month such as 2026-03; found \"{text}\".")
                }
            })
        })
    }
}
