use huiyin_domain::Lang;

use super::Form;

/// What is wrong with a layout, and where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LayoutProblem {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub fault: LayoutFault,
}

/// What can be wrong with a layout.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum LayoutFault {
    /// It is no TOML, or has other keys or types than a layout has; the parser's own words.
    Form(String),
    /// There is no such form.
    UnknownForm(String),
    /// The form has no such table, field or column.
    Unknown {
        /// What was found.
        found: String,
        /// What the form has there.
        known: Vec<String>,
    },
    /// It stands there twice.
    Twice(String),
    /// The form is not what it is without it.
    Needed(String),
    /// A title is empty or longer than 60 characters.
    Title(String),
    /// A width or height out of range: columns 1 to 100 parts, fields 4 to 200 mm.
    Size(String),
}

impl LayoutProblem {
    /// One sentence: where, what was found, what was expected, how to go on.
    pub fn sentence(&self, lang: Lang) -> String {
        let line = self.line;
        let what = match &self.fault {
            LayoutFault::Form(words) => in_lang(
                lang,
                format!("讀不懂：{words}。請對照內建的版式改正"),
                format!("读不懂：{words}。请对照内建的版式改正"),
                format!("this cannot be read: {words}. Please correct it by the built-in layout"),
            ),
            LayoutFault::UnknownForm(found) => {
                let known: Vec<&str> = Form::ALL.iter().map(|form| form.id()).collect();
                let known = known.join(", ");
                in_lang(
                    lang,
                    format!("沒有叫「{found}」的表格，應為：{known}。請改正 form"),
                    format!("没有叫“{found}”的表格，应为：{known}。请改正 form"),
                    format!("there is no form `{found}`; expected: {known}. Please correct `form`"),
                )
            }
            LayoutFault::Unknown { found, known } => {
                let known = known.join(", ");
                in_lang(
                    lang,
                    format!("這張表沒有「{found}」，有的是：{known}。請改正或刪去"),
                    format!("这张表没有“{found}”，有的是：{known}。请改正或删去"),
                    format!(
                        "this form has no `{found}`; it has: {known}. Please correct or remove it"
                    ),
                )
            }
            LayoutFault::Twice(found) => in_lang(
                lang,
                format!("「{found}」出現了兩次，應只有一次。請刪去一處"),
                format!("“{found}”出现了两次，应只有一次。请删去一处"),
                format!("`{found}` stands here twice; expected: once. Please remove one"),
            ),
            LayoutFault::Needed(id) => in_lang(
                lang,
                format!("缺少「{id}」，沒有它就不成這張表。請補上"),
                format!("缺少“{id}”，没有它就不成这张表。请补上"),
                format!("`{id}` is missing, without which it is not this form. Please add it"),
            ),
            LayoutFault::Title(id) => in_lang(
                lang,
                format!("「{id}」的名稱為空或超過 60 字，應為 1 至 60 字。請改短或補上"),
                format!("“{id}”的名称为空或超过 60 字，应为 1 至 60 字。请改短或补上"),
                format!(
                    "a title of `{id}` is empty or too long; expected: 1 to 60 characters. Please change it"
                ),
            ),
            LayoutFault::Size(id) => in_lang(
                lang,
                format!("「{id}」的寬或高不合，欄寬應為 1 至 100，格高應為 4 至 200 毫米。請改正"),
                format!("“{id}”的宽或高不合，栏宽应为 1 至 100，格高应为 4 至 200 毫米。请改正"),
                format!(
                    "the width or height of `{id}` is out of range; expected: columns 1 to 100, fields 4 to 200 mm. Please correct it"
                ),
            ),
        };
        match lang {
            Lang::ZhHant | Lang::ZhHans => format!("第 {line} 行：{what}。"),
            Lang::En => format!("line {line}: {what}."),
        }
    }
}

fn in_lang(lang: Lang, traditional: String, simplified: String, en: String) -> String {
    match lang {
        Lang::ZhHant => traditional,
        Lang::ZhHans => simplified,
        Lang::En => en,
    }
}
