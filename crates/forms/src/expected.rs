use huiyin_domain::{Category, Lang, Rating, Role, Severity};

use crate::Column;
use crate::people::{ContactWish, LANGUAGES};

/// The ids and titles of a vocabulary.
macro_rules! words {
    ($words:ident, $lang:expr) => {
        $words::ALL
            .iter()
            .map(|word| (word.id(), word.title($lang)))
    };
}

/// What was expected of a cell or row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Expected {
    /// Something: the column is required.
    Filled,
    /// A [`Category`].
    Category,
    /// A [`Severity`].
    Severity,
    /// A [`Rating`].
    Rating,
    /// A [`Role`].
    Role,
    /// A language.
    Language,
    /// A wish about contact.
    ContactWish,
    /// `true` or `false`.
    Flag,
    /// A day, a day and time, or an RFC 3339 moment.
    Moment,
    /// A day.
    Day,
    /// A day that the calendar has.
    RealDay,
    /// A year from 1900 to 2199.
    Year,
    /// Not before the day or time in this other column.
    NotBefore(&'static Column),
    /// First and last day of a contracted service.
    ContractDays,
    /// An id that the site has not had in this file; the row that has it stands.
    FreshId {
        /// The row that stands.
        row: u64,
    },
    /// An id of the file of events.
    KnownEvent,
    /// A site that the caller knows; for callers that know sites.
    KnownSite,
    /// The code of the site that is imported into; for callers that import into one.
    OwnSite {
        /// Its code.
        code: Box<str>,
    },
    /// A row that was not there before in this file; the earlier one stands.
    FreshRow {
        /// The row that stands.
        row: u64,
    },
    /// An event that the site has.
    RegisteredEvent,
    /// A unit that the site has.
    KnownUnit,
    /// A zone that the site has.
    KnownZone,
    /// The login of somebody on the staff.
    KnownLogin,
    /// A post of the site's procedure.
    KnownPost,
    /// A post that whoever imports may give.
    PostToGive,
    /// A time that has come.
    NotInFuture,
    /// An event of a category that has a list.
    ListedEvent,
    /// What is there already, because it is being worked on: the cell was not taken.
    AsWorkedOn,
    /// What is known: only a supervisor changes it, with a reason.
    BySupervisor,
    /// Nothing else: the row is taken, and may be the same complaint as another.
    NotTheSame {
        /// The outside id of the other.
        event_id: Box<str>,
    },
    /// No filled cells beyond the header's.
    NoMoreCells {
        /// How many columns the header has.
        columns: usize,
    },
    /// A shorter cell.
    Shorter {
        /// The most characters it may have.
        characters: usize,
    },
    /// A shorter row.
    ShorterRow {
        /// The most megabytes it may have.
        megabytes: usize,
    },
    /// A closing quote: a quoted cell ran on into the next rows.
    ClosedQuote,
    /// One JSON object on the line.
    JsonObject,
    /// A text, number, `true`, `false`, `null` or a list of these, not an object.
    PlainValue,
    /// Each column only once in the object.
    OnceInRow,
    /// A value, not the error of a formula.
    NoFormulaError,
    /// Text without NUL characters.
    NoNul,
}

impl Expected {
    /// What was expected, as the end of a sentence.
    #[expect(clippy::too_many_lines, reason = "a table: one sentence for each")]
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::Filled => say!(
                lang,
                "必填，請填寫。",
                "必填，请填写。",
                "required; fill it in."
            ),
            Self::Category => one_of(lang, words!(Category, lang)),
            Self::Severity => one_of(lang, words!(Severity, lang)),
            Self::Rating => one_of(lang, words!(Rating, lang)),
            Self::Role => one_of(lang, words!(Role, lang)),
            Self::ContactWish => one_of(
                lang,
                ContactWish::TITLES
                    .into_iter()
                    .map(|[id, hant, hans]| match lang {
                        Lang::ZhHans => (id, hans),
                        _ => (id, hant),
                    }),
            ),
            Self::Language => one_of(
                lang,
                LANGUAGES.iter().map(|(lang, title)| (lang.tag(), *title)),
            ),
            Self::Flag => one_of(lang, [("true/false", "是/否"), ("1/0", "")].into_iter()),
            Self::Moment => say!(
                lang,
                "應為日期或時間，如 2026-03-15、2026-03-15 16:00 或 2026-03-15T16:00:00+08:00。",
                "应为日期或时间，如 2026-03-15、2026-03-15 16:00 或 2026-03-15T16:00:00+08:00。",
                "expected a day or time such as 2026-03-15, 2026-03-15 16:00 or 2026-03-15T16:00:00+08:00."
            ),
            Self::Day => say!(
                lang,
                "應為日期，如 2026-03-15。",
                "应为日期，如 2026-03-15。",
                "expected a day such as 2026-03-15."
            ),
            Self::RealDay => say!(
                lang,
                "日曆上沒有這一天。",
                "日历上没有这一天。",
                "the calendar has no such day."
            ),
            Self::Year => say!(
                lang,
                "年份應在 1900 至 2199 之間。",
                "年份应在 1900 至 2199 之间。",
                "the year must be from 1900 to 2199."
            ),
            Self::NotBefore(column) => {
                let (name, title) = (column.name, column.title(lang));
                say!(
                    lang,
                    "不應早於{title}（{name}）。",
                    "不应早于{title}（{name}）。",
                    "must not be before {name}."
                )
            }
            Self::ContractDays => say!(
                lang,
                "特約服務須有合同首日與末日。",
                "特约服务须有合同首日与末日。",
                "a contracted service needs its first and last day."
            ),
            Self::FreshId { row } => say!(
                lang,
                "與第 {row} 行的編號重複，以第 {row} 行為準。",
                "与第 {row} 行的编号重复，以第 {row} 行为准。",
                "the same id as in row {row}, which stands."
            ),
            Self::KnownEvent => say!(
                lang,
                "事項檔案裡沒有這個編號，請核對。",
                "事项文件里没有这个编号，请核对。",
                "the file of events has no such id; check it."
            ),
            Self::KnownSite => say!(
                lang,
                "沒有這個管理處，請核對代碼。",
                "没有这个管理处，请核对代码。",
                "no site has this code; check it."
            ),
            Self::OwnSite { code } => say!(
                lang,
                "這次匯入的是 {code}，別的管理處請另行匯入。",
                "这次导入的是 {code}，别的管理处请另行导入。",
                "this import is for {code}; import other sites by themselves."
            ),
            Self::FreshRow { row } => say!(
                lang,
                "與第 {row} 行重複，以第 {row} 行為準。",
                "与第 {row} 行重复，以第 {row} 行为准。",
                "the same as row {row}, which stands."
            ),
            Self::RegisteredEvent => say!(
                lang,
                "這個管理處沒有這個編號的事項，請先匯入事項。",
                "这个管理处没有这个编号的事项，请先导入事项。",
                "the site has no event of this id; import the events first."
            ),
            Self::KnownUnit => say!(
                lang,
                "這個管理處沒有這個房號，請先匯入房產，或核對寫法。",
                "这个管理处没有这个房号，请先导入房产，或核对写法。",
                "the site has no such unit; import the units first, or check the spelling."
            ),
            Self::KnownZone => say!(
                lang,
                "這個管理處沒有這個責任區，請先匯入房產，或核對寫法。",
                "这个管理处没有这个责任区，请先导入房产，或核对写法。",
                "the site has no such zone; import the units first, or check the spelling."
            ),
            Self::KnownLogin => say!(
                lang,
                "員工裡沒有這個登錄名，請先匯入員工。",
                "员工里没有这个登录名，请先导入员工。",
                "nobody on the staff has this login; import the staff first."
            ),
            Self::KnownPost => say!(
                lang,
                "這個管理處的規程沒有這個崗位，請填崗位的代號或名稱。",
                "这个管理处的规程没有这个岗位，请填岗位的代号或名称。",
                "the site's procedure has no such post; give a post's id or title."
            ),
            Self::PostToGive => say!(
                lang,
                "公司一級的崗位，請由公司的系統管理員授予。",
                "公司一级的岗位，请由公司的系统管理员授予。",
                "a post of the company; its administrator gives it."
            ),
            Self::NotInFuture => say!(
                lang,
                "時間還沒有到，請核對。",
                "时间还没有到，请核对。",
                "this time has not come yet; check it."
            ),
            Self::ListedEvent => say!(
                lang,
                "這件事項不是活動、刊物或節日拜訪，沒有名單。",
                "这件事项不是活动、刊物或节日拜访，没有名单。",
                "this event is no activity, publication or festival; it has no list."
            ),
            Self::AsWorkedOn => say!(
                lang,
                "這件事已在跟進，改動未採用；確要更正，請在事項頁上更正並說明原因。",
                "这件事已在跟进，改动未采用；确要更正，请在事项页上更正并说明原因。",
                "work on this has begun, so the change was not taken; correct it on the event's page, with a reason."
            ),
            Self::BySupervisor => say!(
                lang,
                "已登記投訴的等級和是否有效，只由主管寫明原因更改；改動未採用。",
                "已登记投诉的等级和是否有效，只由主管写明原因更改；改动未采用。",
                "only a supervisor changes the severity or validity of a registered complaint, with a reason; the \
                 change was not taken."
            ),
            Self::NotTheSame { event_id } => say!(
                lang,
                "看來與 {event_id} 是同一投訴；照樣登記，不自動合併，可在事項頁上併入。",
                "看来与 {event_id} 是同一投诉；照样登记，不自动合并，可在事项页上并入。",
                "this looks like the same complaint as {event_id}; it is taken all the same and never merged silently; \
                 it can be merged on its page."
            ),
            Self::NoMoreCells { columns } => say!(
                lang,
                "標題列只有 {columns} 欄，這一行更多，請核對分隔符與引號。",
                "标题行只有 {columns} 栏，这一行更多，请核对分隔符与引号。",
                "more cells than the {columns} of the header; check separators and quotes."
            ),
            Self::Shorter { characters } => say!(
                lang,
                "最多 {characters} 字，請縮短。",
                "最多 {characters} 字，请缩短。",
                "at most {characters} characters; shorten it."
            ),
            Self::ShorterRow { megabytes } => say!(
                lang,
                "一行最多 {megabytes} MB，請縮短。",
                "一行最多 {megabytes} MB，请缩短。",
                "a row has at most {megabytes} MB; shorten it."
            ),
            Self::ClosedQuote => say!(
                lang,
                "引號沒有成對，會吞掉後面的行，請補上引號。",
                "引号没有成对，会吞掉后面的行，请补上引号。",
                "a quote is not closed and would swallow the next rows; close it."
            ),
            Self::JsonObject => say!(
                lang,
                "應為一行一個 JSON 物件。",
                "应为一行一个 JSON 对象。",
                "expected one JSON object on the line."
            ),
            Self::PlainValue => say!(
                lang,
                "應為文字、數字、true、false 或 null，不可嵌套。",
                "应为文字、数字、true、false 或 null，不可嵌套。",
                "expected a text, number, true, false or null, nothing nested."
            ),
            Self::OnceInRow => say!(
                lang,
                "這一欄在同一行出現兩次，請留一個。",
                "这一栏在同一行出现两次，请留一个。",
                "the same column twice in one row; keep one."
            ),
            Self::NoFormulaError => say!(
                lang,
                "這是公式的錯誤值，請填入內容。",
                "这是公式的错误值，请填入内容。",
                "the error of a formula; put the value itself."
            ),
            Self::NoNul => say!(
                lang,
                "含有 NUL 字元，請刪去。",
                "含有 NUL 字符，请删去。",
                "has a NUL character; remove it."
            ),
        }
    }
}

/// Ids with their titles: `complaint 投訴、repair 維修`; in English the ids alone.
fn one_of(lang: Lang, words: impl Iterator<Item = (&'static str, &'static str)>) -> String {
    let words: Vec<String> = words
        .map(|(id, title)| match lang {
            Lang::En => id.to_owned(),
            _ => format!("{id} {title}").trim_end().to_owned(),
        })
        .collect();
    let list = words.join(match lang {
        Lang::En => ", ",
        _ => "、",
    });
    say!(
        lang,
        "應為其一：{list}。",
        "应为其一：{list}。",
        "expected one of {list}."
    )
}
