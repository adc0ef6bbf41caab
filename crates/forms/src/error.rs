use std::fmt;
use std::io;

use huiyin_domain::Lang;

use crate::table::Content;
use crate::{Column, Expected};

/// Why a file cannot be read at all. Nothing of it is taken.
#[derive(Debug)]
pub enum FileError {
    /// There is no such file.
    NotFound,
    /// It may not be read.
    Denied,
    /// A folder, a device or a pipe: files are read twice, once to find their encoding.
    NotAFile,
    /// Reading failed.
    Io(io::Error),
    /// Nothing is in it.
    Empty,
    /// It is something else than a table.
    Unreadable(Content),
    /// It is not what its name says.
    OtherThanNamed {
        /// The ending of its name, such as `xlsx`.
        ending: Box<str>,
        /// What it is.
        found: Content,
    },
    /// Its text is in no encoding that is read.
    Encoding {
        /// The first byte that is no UTF-8, from 0.
        byte: u64,
    },
    /// The workbook is incomplete or broken.
    DamagedWorkbook {
        /// What the library says.
        detail: Box<str>,
    },
    /// The workbook would unpack into more than is read.
    WorkbookTooLarge {
        /// The most megabytes it may have.
        megabytes: u64,
    },
    /// It has more rows than are taken at once.
    TooManyRows {
        /// The most it may have.
        most: u64,
    },
    /// The workbook has no sheet of cells.
    NoSheet,
    /// The row of titles cannot be read.
    Titles {
        /// The row.
        row: u64,
        /// What was expected of it.
        expected: Expected,
    },
    /// The titles do not name the columns that are needed, or name one twice.
    Columns(Box<ColumnsFault>),
    /// A profile names a column that this kind of file does not have.
    Profile {
        /// The name.
        column: Box<str>,
        /// The nearest right one.
        nearest: Option<&'static str>,
    },
}

/// What is wrong with the titles of a file.
#[derive(PartialEq, Eq, Debug)]
pub struct ColumnsFault {
    /// Columns that are needed and not there, each with the title that is nearest to it.
    pub missing: Vec<(&'static Column, Option<Box<str>>)>,
    /// Columns that several titles mean, with these titles.
    pub twice: Vec<(&'static Column, Vec<Box<str>>)>,
    /// All titles that were found.
    pub found: Vec<Box<str>>,
}

impl FileError {
    /// What was found, what was expected and how to go on, in a language. The caller says which file it is.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            Self::NotFound => say!(
                lang,
                "找不到這個檔案，請核對路徑。",
                "找不到这个文件，请核对路径。",
                "there is no such file; check the path."
            ),
            Self::Denied => say!(
                lang,
                "沒有讀取這個檔案的權限。",
                "没有读取这个文件的权限。",
                "this file may not be read; check its permissions."
            ),
            Self::NotAFile => say!(
                lang,
                "這不是一般檔案，請指定 CSV、XLSX 或 JSON Lines 檔案。",
                "这不是一般文件，请指定 CSV、XLSX 或 JSON Lines 文件。",
                "this is no ordinary file; name a CSV, XLSX or JSON Lines file."
            ),
            Self::Io(error) => say!(
                lang,
                "讀取時出錯：{error}。",
                "读取时出错：{error}。",
                "reading failed: {error}."
            ),
            Self::Empty => say!(
                lang,
                "檔案是空的。第一行應為欄名。",
                "文件是空的。第一行应为栏名。",
                "the file is empty; its first row should name the columns."
            ),
            Self::Titles { row, expected } => {
                let expected = expected.text(lang);
                say!(
                    lang,
                    "第 {row} 行應為欄名，讀不了：{expected}",
                    "第 {row} 行应为栏名，读不了：{expected}",
                    "row {row} should name the columns and cannot be read: {expected}"
                )
            }
            Self::Columns(fault) => fault.sentence(lang),
            Self::Profile { column, nearest } => {
                let nearest = nearest.map_or_else(String::new, |name| {
                    say!(
                        lang,
                        "最接近的是 {name}。",
                        "最接近的是 {name}。",
                        " The nearest is {name}."
                    )
                });
                say!(
                    lang,
                    "欄名對照裡的「{column}」不是這種檔案的欄。{nearest}",
                    "栏名对照里的「{column}」不是这种文件的栏。{nearest}",
                    "the profile names “{column}”, which is no column of this kind of file.{nearest}"
                )
            }
            Self::Unreadable(found) => {
                let found = found.title(lang);
                say!(
                    lang,
                    "這是{found}，不是可讀的表格。請另存為 CSV（UTF-8）或 XLSX。",
                    "这是{found}，不是可读的表格。请另存为 CSV（UTF-8）或 XLSX。",
                    "this is {found}, no table that can be read; save it as CSV (UTF-8) or XLSX."
                )
            }
            Self::OtherThanNamed { ending, found } => {
                let found = found.title(lang);
                say!(
                    lang,
                    "檔名以 .{ending} 結尾，內容卻是{found}。請改正檔名，或另存為 CSV（UTF-8）或 XLSX。",
                    "文件名以 .{ending} 结尾，内容却是{found}。请改正文件名，或另存为 CSV（UTF-8）或 XLSX。",
                    "its name ends in .{ending}, but this is {found}; correct the name, or save it as CSV (UTF-8) or XLSX."
                )
            }
            Self::Encoding { byte } => say!(
                lang,
                "第 {byte} 個位元組起不是 UTF-8，也不是 UTF-16、GB18030 或 Big5。請另存為 CSV（UTF-8）。",
                "第 {byte} 个字节起不是 UTF-8，也不是 UTF-16、GB18030 或 Big5。请另存为 CSV（UTF-8）。",
                "from byte {byte} on it is not UTF-8, nor UTF-16, GB18030 or Big5; save it as CSV (UTF-8)."
            ),
            Self::TooManyRows { most } => say!(
                lang,
                "超過 {most} 行，一次收不了，什麼都沒有寫入。請按年或按月分成幾個檔案，逐一匯入。",
                "超过 {most} 行，一次收不了，什么都没有写入。请按年或按月分成几个文件，逐一导入。",
                "it has more than {most} rows, which is too much at once, and nothing was written; split it, by years or months, and import the parts one after the other."
            ),
            Self::DamagedWorkbook { .. } | Self::WorkbookTooLarge { .. } | Self::NoSheet => {
                self.of_a_workbook(lang)
            }
        }
    }

    fn of_a_workbook(&self, lang: Lang) -> String {
        match self {
            Self::DamagedWorkbook { detail } => say!(
                lang,
                "XLSX 不完整或已損壞（{detail}）。請重新取得，或用試算表開啟後另存。",
                "XLSX 不完整或已损坏（{detail}）。请重新取得，或用电子表格打开后另存。",
                "the XLSX file is incomplete or damaged ({detail}); fetch it again, or open it in a spreadsheet and save it anew."
            ),
            Self::WorkbookTooLarge { megabytes } => say!(
                lang,
                "XLSX 解壓後超過 {megabytes} MB，不讀。若真是大表，請另存為 CSV（UTF-8）。",
                "XLSX 解压后超过 {megabytes} MB，不读。若真是大表，请另存为 CSV（UTF-8）。",
                "the XLSX file unpacks to more than {megabytes} MB and is not read; if it really is a large table, save it as CSV (UTF-8)."
            ),
            _ => say!(
                lang,
                "活頁簿裡沒有工作表。請把表格放在第一張工作表。",
                "工作簿里没有工作表。请把表格放在第一张工作表。",
                "the workbook has no sheet of cells; put the table on its first sheet."
            ),
        }
    }
}

impl ColumnsFault {
    /// What is missing or there twice, what was found, and how to go on.
    pub fn sentence(&self, lang: Lang) -> String {
        let mut sentence = String::new();
        for (column, nearest) in &self.missing {
            let (name, title) = (column.name, column.title(lang));
            sentence += &say!(
                lang,
                "缺少{title}（{name}）欄",
                "缺少{title}（{name}）栏",
                "the column {name} is missing"
            );
            if let Some(nearest) = nearest {
                sentence += &say!(
                    lang,
                    "，「{nearest}」最接近",
                    "，「{nearest}」最接近",
                    ", “{nearest}” is nearest"
                );
            }
            sentence += &say!(lang, "；", "；", "; ");
        }
        for (column, titles) in &self.twice {
            let (name, titles) = (column.name, quoted(titles, lang));
            sentence += &say!(
                lang,
                "{titles}都是 {name}，請留一欄；",
                "{titles}都是 {name}，请留一栏；",
                "{titles} all mean {name}, keep one; "
            );
        }
        let found = quoted(&self.found, lang);
        sentence
            + &say!(
                lang,
                "找到的欄名：{found}。請改欄名，或建立欄名對照。",
                "找到的栏名：{found}。请改栏名，或建立栏名对照。",
                "found {found}. Rename the columns, or map them in a profile."
            )
    }
}

fn quoted(titles: &[Box<str>], lang: Lang) -> String {
    let quoted = titles.iter().map(|title| match lang {
        Lang::En => format!("“{title}”"),
        _ => format!("「{title}」"),
    });
    quoted.collect::<Vec<_>>().join(match lang {
        Lang::En => ", ",
        _ => "、",
    })
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence(Lang::En))
    }
}

impl std::error::Error for FileError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io(error) => Some(error),
            _ => None,
        }
    }
}

impl From<io::Error> for FileError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::NotFound,
            io::ErrorKind::PermissionDenied => Self::Denied,
            _ => Self::Io(error),
        }
    }
}
