//! Mapping a file that was sent: which title is which column, which of its values stand for which of our words.

use huiyin_domain::entry::ImportKind;
use huiyin_domain::{Category, Lang, Rating, Role, Severity};
use huiyin_forms::{Column, FileError, Profile, Values};

use super::inspect::file_kind;
use super::{Inspected, NamedProfile, TitleRead, Upload};
use crate::fields::wrong;
use crate::{App, Asker, Error, Fault, Result};

/// How somebody maps a file.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Mapping {
    /// Titles with the name of the column that each means; none keeps it as a note.
    pub titles: Vec<(String, Option<String>)>,
    /// Names of columns, with a value of the file and the word that it stands for.
    pub values: Vec<(String, String, String)>,
    /// The name of the profile that keeps it.
    pub name: String,
}

impl App {
    /// Maps a file that was sent and keeps the mapping as a profile, which is used by itself when the same titles come
    /// again. A mapping that says what is understood anyway is not kept. [`Error::File`] when it leaves out a column that
    /// is needed, or names one twice; then nothing was changed.
    pub async fn map_upload(
        &self,
        asker: &Asker,
        upload: &Upload,
        mapping: &Mapping,
    ) -> Result<()> {
        let kind = file_kind(upload.kind);
        let by_itself = |title: &str| kind.column_called(title).map(|at| kind.columns[at].name);
        let says_nothing_new = mapping.values.is_empty()
            && mapping
                .titles
                .iter()
                .all(|(title, column)| by_itself(title) == column.as_deref());
        let mut changed = upload.clone();
        changed.profile = None;
        let mut profile = Profile::default();
        if !says_nothing_new {
            for (title, column) in &mapping.titles {
                let column = column.clone().unwrap_or_default();
                profile.titles.insert(title.clone(), column);
            }
            for (column, own, stands) in &mapping.values {
                let values = profile.values.entry(column.clone()).or_default();
                values.insert(own.clone(), stands.clone());
            }
            self.check_mapping(asker, &changed, &profile).await?;
            let name = mapping.name.trim().to_owned();
            self.save_mapping(asker, upload, &name, profile).await?;
            changed.profile = Some(name);
        }
        let inspected = self.inspect_upload(asker, &changed).await?;
        match inspected.fault {
            Some(fault) => Err(Error::File(FileError::Columns(Box::new(fault)))),
            None => self.change_upload(asker, &changed).await,
        }
    }

    async fn check_mapping(&self, asker: &Asker, upload: &Upload, profile: &Profile) -> Result<()> {
        let request = self.request_of(upload);
        let inspected = self
            .inspect_by(asker, &request, Some(profile.clone()))
            .await?;
        match inspected.fault {
            Some(fault) => Err(Error::File(FileError::Columns(Box::new(fault)))),
            None => Ok(()),
        }
    }

    async fn save_mapping(
        &self,
        asker: &Asker,
        upload: &Upload,
        name: &str,
        profile: Profile,
    ) -> Result<()> {
        let saved = self
            .import_profiles(asker, upload.site, upload.kind)
            .await?;
        let titles_of =
            |saved: &NamedProfile| saved.profile.titles.keys().cloned().collect::<Vec<_>>();
        let mine: Vec<String> = profile.titles.keys().cloned().collect();
        let is_anothers = saved.iter().any(|saved| {
            saved.name == name
                && upload.profile.as_deref() != Some(name)
                && titles_of(saved) != mine
        });
        if is_anothers {
            return Err(wrong("name", Fault::Taken));
        }
        let profile = NamedProfile {
            name: name.to_owned(),
            profile,
        };
        self.save_import_profile(asker, upload.site, upload.kind, profile)
            .await
    }
}

impl NamedProfile {
    /// Whether it was made for a file with these titles.
    pub(super) fn is_for(&self, titles: &[TitleRead]) -> bool {
        let own = &self.profile.titles;
        !own.is_empty()
            && own
                .keys()
                .all(|title| titles.iter().any(|read| read.title == *title))
    }
}

impl Inspected {
    /// How many titles mean a column.
    pub(super) fn known(&self) -> usize {
        let known = |title: &&TitleRead| title.column.is_some();
        self.titles.iter().filter(known).count()
    }
}

/// The title of a column of a kind of file, for people; its name where there is no such column.
pub fn column_title(kind: ImportKind, name: &str, lang: Lang) -> String {
    let column = file_kind(kind).columns.iter().find(|it| it.name == name);
    column.map_or(name, |column| column.title(lang)).to_owned()
}

/// The words that a column takes, each with its id; none for one that takes any text.
pub fn column_words(kind: ImportKind, name: &str, lang: Lang) -> Vec<(&'static str, &'static str)> {
    macro_rules! words {
        ($words:ident) => {
            $words::ALL
                .iter()
                .map(|word| (word.id(), word.title(lang)))
                .collect()
        };
    }
    let column = file_kind(kind).columns.iter().find(|it| it.name == name);
    match column.map(|column: &Column| column.values) {
        Some(Values::Category) => words!(Category),
        Some(Values::Severity) => words!(Severity),
        Some(Values::Rating) => words!(Rating),
        Some(Values::Role) => words!(Role),
        Some(Values::Flag) if lang == Lang::En => vec![("true", "yes"), ("false", "no")],
        Some(Values::Flag) => vec![("true", "是"), ("false", "否")],
        _ => Vec::new(),
    }
}
