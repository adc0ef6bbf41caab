use async_trait::async_trait;
use huiyin_domain::Lang;

use super::Sheet;

/// The most forms that are drawn at once; larger files are joined of such pieces.
pub const PIECE: usize = 100;

/// The most rows of tables that are drawn at once.
pub const ROWS: usize = 1000;

/// The most rows of a very long table that are laid out on one sheet: with whatever else stands on it, it is one piece.
pub const LINES: usize = ROWS - 100;

/// Sheets in pieces of which each can be drawn at once: at most [`PIECE`] of them, and [`ROWS`] rows.
pub fn pieces(sheets: impl IntoIterator<Item = Sheet>) -> Vec<Vec<Sheet>> {
    let (mut pieces, mut rows) = (vec![Vec::new()], 0);
    for sheet in sheets.into_iter().flat_map(|sheet| sheet.split(ROWS)) {
        let last = pieces.last().map_or(0, Vec::len);
        if last == PIECE || (last > 0 && rows + sheet.rows() > ROWS) {
            pieces.push(Vec::new());
            rows = 0;
        }
        rows += sheet.rows();
        if let Some(piece) = pieces.last_mut() {
            piece.push(sheet);
        }
    }
    pieces
}

/// Who draws sheets. The program has a process of its own for it; tests have their own.
#[async_trait]
pub trait Renderer: Send + Sync {
    /// One PDF of all sheets, each with a bookmark, drawn by the template where one is given.
    async fn render(
        &self,
        sheets: &[Sheet],
        template: Option<&str>,
    ) -> Result<Vec<u8>, RenderFault>;
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
        };
        words.to_owned()
    }
}
