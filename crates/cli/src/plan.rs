//! `huiyin plan`: the rules alone, from a file of events to a line for every obligation.

mod line;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use huiyin_domain::{Lang, Month};
use huiyin_forms::plan::PlanEvents;
use huiyin_forms::{FileError, FileRow, Name, Options, Refusal, Rows};
use huiyin_rules::draw::DrawKey;
use huiyin_rules::obligations::{Contract, ReplyOnly};
use huiyin_rules::plan::{Events, PlanEvent, plan};
use huiyin_rules::{Rules, Workdays};

use crate::failure::{Failure, ROWS_REFUSED, say};
use crate::output::Output;
use crate::procedure;

#[derive(Debug, Args)]
pub(crate) struct PlanArguments {
    /// kehu, yezhu, wuye, or a procedure file
    #[arg(long)]
    procedure: PathBuf,
    /// The events: CSV, XLSX or JSON Lines
    #[arg(long)]
    events: PathBuf,
    /// Participants of activities and recipients of publications, one a row
    #[arg(long)]
    participants: Option<PathBuf>,
    /// The key of all draws, 64 hex digits; without it zeros, which anybody can foresee
    #[arg(long, value_name = "HEX")]
    key: Option<String>,
    /// Leaves the monthly cohorts of this month and later open
    #[arg(long, value_name = "YYYY-MM")]
    month_open: Option<String>,
    /// How lines are written
    #[arg(long, value_enum, default_value_t = PlanFormat::Jsonl)]
    format: PlanFormat,
    /// The file to write; without it, standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum PlanFormat {
    /// One JSON object a line
    Jsonl,
    /// A table; lists are joined with semicolons
    Csv,
}

/// The events of a file, as the rules want to see them.
struct FileEvents(PlanEvents);

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
}

pub(crate) fn run(arguments: &PlanArguments, lang: Lang) -> Result<ExitCode, Failure> {
    let edition = procedure::find(&arguments.procedure, lang)?;
    let key = key(arguments.key.as_deref(), lang)?;
    let open_from = arguments
        .month_open
        .as_deref()
        .map(|text| month(text, lang))
        .transpose()?;
    let (events, refused) = read(arguments, lang)?;

    let rules = Rules::new(&edition.procedure, Workdays::default());
    let lines = plan(&rules, &events, &key, open_from);
    let mut out = Output::open(arguments.out.as_deref())?;
    let written = match arguments.format {
        PlanFormat::Jsonl => line::write_json_lines(&rules, &events, &lines, &mut out),
        PlanFormat::Csv => line::write_csv(&rules, &events, &lines, &mut out),
    };
    match written {
        // A reader that has seen enough, such as `head`, is content.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => {
            return Ok(ExitCode::SUCCESS);
        }
        Err(error) => return Err(Failure::new(error.to_string())),
        Ok(()) => out.finish()?,
    }
    Ok(if refused == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(ROWS_REFUSED)
    })
}

/// Reads both files; says each refused row on standard error, and counts them.
fn read(arguments: &PlanArguments, lang: Lang) -> Result<(FileEvents, u64), Failure> {
    let mut refused = 0;
    let mut refuse = |path: &Path, refusal: &Refusal| {
        refused += 1;
        say(&format!("{}: {}", path.display(), refusal.sentence(lang)));
    };
    let cannot_read = |path: &Path, error: &FileError| {
        Failure::new(format!("{}: {}", path.display(), error.sentence(lang)))
    };

    let path = &arguments.events;
    let mut events = open(path, lang)
        .and_then(|rows| PlanEvents::read(rows, |refusal| refuse(path, &refusal)))
        .map_err(|error| cannot_read(path, &error))?;
    if let Some(path) = &arguments.participants {
        open(path, lang)
            .and_then(|rows| events.read_lists(rows, |refusal| refuse(path, &refusal)))
            .map_err(|error| cannot_read(path, &error))?;
    }
    Ok((FileEvents(events), refused))
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

fn key(text: Option<&str>, lang: Lang) -> Result<DrawKey, Failure> {
    let Some(text) = text else {
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
            Lang::En => format!("--key takes 64 hex digits (32 bytes); found {found} characters."),
        })
    })
}

fn month(text: &str, lang: Lang) -> Result<Month, Failure> {
    text.parse().map_err(|_| {
        Failure::new(match lang {
            Lang::ZhHant => format!("--month-open 應為月份,如 2026-03,收到的是「{text}」。"),
            Lang::ZhHans => format!("--month-open 应为月份,如 2026-03,收到的是“{text}”。"),
            Lang::En => format!("--month-open takes a month such as 2026-03; found \"{text}\"."),
        })
    })
}
