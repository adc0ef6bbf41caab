use huiyin_domain::Lang;

/// One column of a kind of file.
#[derive(PartialEq, Eq, Debug)]
pub struct Column {
    /// Its name in the interface; always accepted as the title.
    pub name: &'static str,
    /// Whether every row needs it, and so every file.
    pub required: bool,
    /// What its cells hold.
    pub values: Values,
    /// Titles in 繁體 and 简体, the first pair being the one that we write ourselves.
    pub titles: &'static [(&'static str, &'static str)],
    /// What it means, for the reference.
    pub meaning: &'static str,
}

/// What the cells of a column hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Values {
    /// An id, name, number or other short text.
    Text,
    /// A text as long as a spreadsheet's cell can be.
    LongText,
    /// Short texts separated by `;`.
    List,
    /// `true`/`false`, 是/否, 1/0.
    Flag,
    /// A day, a day and time, or an RFC 3339 moment.
    Moment,
    /// A day.
    Day,
    /// An id or title of [`huiyin_domain::Category`].
    Category,
    /// An id or title of [`huiyin_domain::Severity`].
    Severity,
    /// An id or title of [`huiyin_domain::Rating`].
    Rating,
    /// An id or title of [`huiyin_domain::Role`].
    Role,
    /// A language tag or name.
    Language,
    /// A [`crate::people::ContactWish`].
    ContactWish,
}

/// A kind of file: its name on the command line and its columns.
#[derive(PartialEq, Eq, Debug)]
pub struct FileKind {
    /// The word of `huiyin import WORD`.
    pub name: &'static str,
    /// Its title in 繁體, 简体 and English.
    pub titles: [&'static str; 3],
    /// Its columns, in the order in which we write them.
    pub columns: &'static [Column],
}

/// The columns of one kind of file as an enumeration.
pub trait ColumnOf: Copy + 'static {
    /// The kind of file.
    const FILE: &'static FileKind;

    /// Its place in [`FileKind::columns`].
    fn index(self) -> usize;

    /// The column itself.
    fn column(self) -> &'static Column {
        &Self::FILE.columns[self.index()]
    }
}

impl Column {
    /// Its title in a language; in English its name.
    pub const fn title(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::ZhHant => self.titles[0].0,
            Lang::ZhHans => self.titles[0].1,
            Lang::En => self.name,
        }
    }

    /// Everything that a file may call it.
    pub fn accepted(&self) -> impl Iterator<Item = &'static str> {
        let titles = self.titles.iter().flat_map(|(hant, hans)| [*hant, *hans]);
        std::iter::once(self.name).chain(titles)
    }
}

impl Values {
    /// The most characters a cell may have.
    pub const fn longest(self) -> usize {
        match self {
            Self::LongText => 32_767,
            Self::List => 2_000,
            _ => 200,
        }
    }
}

impl FileKind {
    /// Its title in a language.
    pub const fn title(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::ZhHant => self.titles[0],
            Lang::ZhHans => self.titles[1],
            Lang::En => self.titles[2],
        }
    }

    /// The column that a title means, however it is cased, spaced or hyphenated.
    pub fn column_called(&self, title: &str) -> Option<usize> {
        let folded = fold(title);
        self.columns
            .iter()
            .position(|column| column.accepted().any(|name| fold(name) == folded))
    }
}

/// A title without what people add to it: case, blanks, underscores, `*` for required, brackets, colons.
pub(crate) fn fold(title: &str) -> String {
    title
        .chars()
        .filter(|sign| sign.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Whether every row needs a column.
pub(crate) enum Need {
    Required,
    Optional,
}

/// Writes an enumeration of columns and their table side by side.
macro_rules! columns {
    (
        $(#[$doc:meta])*
        $name:ident = $file:literal, $hant:literal, $hans:literal, $en:literal;
        $($column:ident = $id:literal, $need:ident, $values:ident,
            [$($title:expr),+ $(,)?], $meaning:literal;)+
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum $name {
            $(
                #[doc = concat!("`", $id, "`: ", $meaning, ".")]
                $column,
            )+
        }

        impl $crate::ColumnOf for $name {
            const FILE: &'static $crate::FileKind = &$crate::FileKind {
                name: $file,
                titles: [$hant, $hans, $en],
                columns: &[$($crate::Column {
                    name: $id,
                    required: matches!($crate::columns::Need::$need, $crate::columns::Need::Required),
                    values: $crate::Values::$values,
                    titles: &[$($title),+],
                    meaning: $meaning,
                }),+],
            };

            fn index(self) -> usize {
                self as usize
            }
        }
    };
}
