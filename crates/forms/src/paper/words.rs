use huiyin_domain::Lang;
use serde::{Deserialize, Serialize};

/// The few words that every paper has.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Words {
    /// It was asked, and there was nothing.
    pub nothing: String,
    /// It was not filled in.
    pub unfilled: String,
    /// Before the number of the page.
    pub page: String,
    /// Between the number of the page and how many there are.
    pub of: String,
    /// After it.
    pub pages: String,
    /// A table without rows.
    pub no_rows: String,
}

impl Words {
    pub(super) fn of(lang: Lang) -> Self {
        let [nothing, unfilled, page, of, pages, no_rows] = match lang {
            Lang::ZhHant => ["無", "未填", "第 ", " 頁，共 ", " 頁", "（沒有記錄）"],
            Lang::ZhHans => ["无", "未填", "第 ", " 页，共 ", " 页", "（没有记录）"],
            Lang::En => [
                "none",
                "not filled in",
                "page ",
                " of ",
                "",
                "(nothing recorded)",
            ],
        };
        Self {
            nothing: nothing.to_owned(),
            unfilled: unfilled.to_owned(),
            page: page.to_owned(),
            of: of.to_owned(),
            pages: pages.to_owned(),
            no_rows: no_rows.to_owned(),
        }
    }
}
