//! One thing wrong with a procedure file, with its place and its words.

use huiyin_domain::Lang;

use super::What;

/// One thing wrong with a procedure file, and where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
    /// What is wrong.
    pub what: What,
    /// The words of the file; empty where something is missing.
    pub found: String,
    /// What could stand there, where that is a list of names.
    pub expected: Vec<String>,
    /// The one of `expected` that is most like what was found.
    pub nearest: Option<String>,
    /// What else the sentence names.
    details: Vec<(&'static str, String)>,
}

impl Problem {
    pub(super) fn new((line, column): (usize, usize), what: What, found: String) -> Self {
        Self {
            line,
            column,
            what,
            found,
            expected: Vec::new(),
            nearest: None,
            details: Vec::new(),
        }
    }

    /// Names what could stand there, and finds the nearest.
    pub(super) fn expecting<'n>(&mut self, names: impl IntoIterator<Item = &'n str>) -> &mut Self {
        self.expected = names.into_iter().map(str::to_owned).collect();
        self.nearest = nearest(&self.found, &self.expected);
        self
    }

    /// Says what is missing, where nothing was found.
    pub(super) fn lacking<'n>(&mut self, names: impl IntoIterator<Item = &'n str>) -> &mut Self {
        self.found.clear();
        self.expected = names.into_iter().map(str::to_owned).collect();
        self
    }

    /// Fills `{name}` in the sentence.
    pub(super) fn with(&mut self, name: &'static str, value: &impl ToString) -> &mut Self {
        self.details.push((name, value.to_string()));
        self
    }

    /// Place, what is wrong, and what would be right, as one line.
    pub fn say(&self, lang: Lang) -> String {
        let sentence = self.what.sentence(lang);
        let mut template = String::from(match lang {
            Lang::ZhHant => "第 {line} 行第 {column} 欄：",
            Lang::ZhHans => "第 {line} 行第 {column} 栏：",
            Lang::En => "line {line}, column {column}: ",
        });
        template += sentence;
        if self.nearest.is_some() {
            template += match lang {
                Lang::ZhHant => "最接近的是「{nearest}」。",
                Lang::ZhHans => "最接近的是“{nearest}”。",
                Lang::En => " The nearest is \"{nearest}\".",
            };
        }
        if self.lists_names() && !sentence.contains("{expected}") {
            template += match lang {
                Lang::ZhHant | Lang::ZhHans => "可用：{expected}。",
                Lang::En => " Possible: {expected}.",
            };
        }
        fill(&template, |name| self.value(name, lang))
    }

    /// A long list helps only where nothing is near.
    fn lists_names(&self) -> bool {
        const SHORT: usize = 12;
        let count = self.expected.len();
        count > 0 && (count <= SHORT || self.nearest.is_none())
    }

    fn value(&self, name: &str, lang: Lang) -> String {
        match name {
            "line" => self.line.to_string(),
            "column" => self.column.to_string(),
            "found" => self.found.clone(),
            "nearest" => self.nearest.clone().unwrap_or_default(),
            "expected" => self
                .expected
                .join(if lang == Lang::En { ", " } else { "、" }),
            "program" => env!("CARGO_PKG_VERSION").to_owned(),
            _ => {
                let detail = self.details.iter().find(|(known, _)| *known == name);
                detail.map(|(_, value)| value.clone()).unwrap_or_default()
            }
        }
    }
}

/// Puts values in the place of `{names}`; what a value says is not looked at again.
fn fill(template: &str, value: impl Fn(&str) -> String) -> String {
    let mut parts = template.split('{');
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once('}').unwrap_or((part, ""));
        filled += &value(name);
        filled += rest;
    }
    filled
}

/// The name most like `found`, the first of several; none when they have little in common.
fn nearest(found: &str, names: &[String]) -> Option<String> {
    const ALIKE: f64 = 0.5;
    names
        .iter()
        .rev()
        .map(|name| (strsim::normalized_damerau_levenshtein(found, name), name))
        .filter(|(likeness, _)| *likeness >= ALIKE)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, name)| name.clone())
}
