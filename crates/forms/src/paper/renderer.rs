use std::fs::File;
use std::io::{self, Read, Seek as _};

use async_trait::async_trait;
use huiyin_domain::Lang;

use super::Sheet;

/// The most forms that are drawn at once; larger files are joined of such pieces.
pub const PIECE: usize = 100;

/// The most rows of tables that are drawn at once.
pub const ROWS: usize = 1000;

/// The most rows of a very long table that are laid out on one sheet: with whatever else stands on it, it is one piece.
pub const LINES: usize = ROWS - 100;

/// How much is in a piece so far: at most [`PIECE`] sheets, and [`ROWS`] rows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Piece {
    sheets: usize,
    rows: usize,
}

impl Piece {
    /// Whether nothing is in it.
    pub const fn is_empty(self) -> bool {
        self.sheets == 0
    }

    /// Whether this sheet is one too many, and begins the next piece.
    pub fn is_full_for(self, sheet: &Sheet) -> bool {
        !self.is_empty() && (self.sheets == PIECE || self.rows + sheet.rows() > ROWS)
    }

    /// Counts a sheet in.
    pub fn add(&mut self, sheet: &Sheet) {
        self.sheets += 1;
        self.rows += sheet.rows();
    }
}

/// Sheets in pieces of which each can be drawn at once.
pub fn pieces(sheets: impl IntoIterator<Item = Sheet>) -> Vec<Vec<Sheet>> {
    let (mut pieces, mut last) = (vec![Vec::new()], Piece::default());
    for sheet in sheets.into_iter().flat_map(|sheet| sheet.split(ROWS)) {
        if last.is_full_for(&sheet) {
            pieces.push(Vec::new());
            last = Piece::default();
        }
        last.add(&sheet);
        if let Some(piece) = pieces.last_mut() {
            piece.push(sheet);
        }
    }
    pieces
}

/// Who draws sheets. The program has processes of its own for it; tests have their own.
pub trait Renderer: Send + Sync {
    /// Begins a PDF, drawn by the template where one is given.
    fn begin(&self, template: Option<&str>) -> Result<Box<dyn Drawing>, RenderFault>;
}

/// A PDF that is being drawn. Sheets are handed over one at a time, so that none has to be held; let go before its end,
/// nothing is left of it.
#[async_trait]
pub trait Drawing: Send {
    /// The next sheet, which gets a bookmark.
    async fn add(&mut self, sheet: Sheet) -> Result<(), RenderFault>;

    /// Draws what is not drawn yet, and makes one file of it all.
    async fn finish(self: Box<Self>) -> Result<Drawn, RenderFault>;
}

/// A file that was made for somebody. It has no name: it is gone when it is let go.
#[derive(Debug)]
pub struct Drawn {
    file: File,
    length: u64,
}

impl Drawn {
    /// All that was written into a file, to be read from its beginning.
    pub fn new(mut file: File) -> Result<Self, RenderFault> {
        let length = file.metadata()?.len();
        file.rewind()?;
        Ok(Self { file, length })
    }

    /// How many bytes it has.
    pub const fn length(&self) -> u64 {
        self.length
    }

    /// The file, at its beginning if nothing was read from it.
    pub fn into_file(self) -> File {
        self.file
    }
}

impl Read for Drawn {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        self.file.read(bytes)
    }
}

/// Why no PDF was made.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum RenderFault {
    /// This program makes none.
    #[error("this program draws no PDF")]
    NotHere,
    /// It took too long.
    #[error("drawing took longer than {0} seconds")]
    TooSlow(u64),
    /// The process that draws did not do so; its own words.
    #[error("drawing failed: {0}")]
    Failed(String),
    /// The file found no room on the disk of temporary files.
    #[error("the disk of temporary files is full: {0}")]
    NoRoom(String),
}

impl From<io::Error> for RenderFault {
    fn from(error: io::Error) -> Self {
        if is_full(&error) {
            Self::NoRoom(error.to_string())
        } else {
            Self::Failed(error.to_string())
        }
    }
}

/// Whether something could not be written because there is no room for it, on the disk or for this user.
pub fn is_full(error: &io::Error) -> bool {
    use io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
    matches!(error.kind(), StorageFull | QuotaExceeded | FileTooLarge)
}

impl RenderFault {
    /// One sentence for whoever asked.
    pub fn sentence(&self, lang: Lang) -> String {
        let words = match (self, lang) {
            (Self::NotHere, Lang::ZhHant) => "這裡不產生 PDF。請改用 XLSX 或在瀏覽器列印。",
            (Self::NotHere, Lang::ZhHans) => "这里不产生 PDF。请改用 XLSX 或在浏览器打印。",
            (Self::NotHere, Lang::En) => {
                "No PDF is made here. Please take the XLSX, or print the page."
            }
            (Self::TooSlow(_), Lang::ZhHant) => "產生 PDF 的時間過長，已停止。請一次少列印一些。",
            (Self::TooSlow(_), Lang::ZhHans) => "产生 PDF 的时间过长，已停止。请一次少打印一些。",
            (Self::TooSlow(_), Lang::En) => {
                "Making the PDF took too long and was stopped. Please print fewer at a time."
            }
            (Self::Failed(_), Lang::ZhHant) => {
                "PDF 未能產生。請再試一次；仍不行時請告訴系統管理員，日誌裡有原因。"
            }
            (Self::Failed(_), Lang::ZhHans) => {
                "PDF 未能产生。请再试一次；仍不行时请告诉系统管理员，日志里有原因。"
            }
            (Self::Failed(_), Lang::En) => {
                "The PDF could not be made. Please try again; if it stays so, tell the administrator: the log has the cause."
            }
            (Self::NoRoom(_), Lang::ZhHant) => {
                "檔案未能產生：伺服器放暫存檔的磁碟已滿，沒有留下檔案。請告訴系統管理員清出空間，再試一次。"
            }
            (Self::NoRoom(_), Lang::ZhHans) => {
                "文件未能产生：服务器放临时文件的磁盘已满，没有留下文件。请告诉系统管理员清出空间，再试一次。"
            }
            (Self::NoRoom(_), Lang::En) => {
                "The file could not be made: the server's disk for temporary files is full, and nothing was left there. Please tell the administrator to make room, and try again."
            }
        };
        words.to_owned()
    }
}
