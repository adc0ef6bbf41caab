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
    /// The mark of a demo.
    pub demo: String,
    /// What it means.
    pub made_up: String,
}

impl Words {
    /// The mark of a demo with what it means, in a line.
    pub fn mark(&self) -> String {
        format!("{}　{}", self.demo, self.made_up)
    }

    /// The words in a language.
    pub fn of(lang: Lang) -> Self {
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
        let [demo, made_up] = match lang {
            Lang::ZhHant => ["示範資料", "人名、房號皆屬虛構"],
            Lang::ZhHans => ["示范资料", "人名、房号皆属虚构"],
            Lang::En => ["Demo data", "people and homes are made up"],
        };
        Self {
            nothing: nothing.to_owned(),
            unfilled: unfilled.to_owned(),
            page: page.to_owned(),
            of: of.to_owned(),
            pages: pages.to_owned(),
            no_rows: no_rows.to_owned(),
            demo: demo.to_owned(),
            made_up: made_up.to_owned(),
        }
    }
}
