//! Mapping: the titles of the file beside the columns known, and its own values beside our words.

use askama::Template;
use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use huiyin_app::Error;
use huiyin_app::imports::{
    Inspected, Mapping, Progress, TitleRead, Upload, column_title, column_words,
};

use super::{gone, id, kind_of, way_here};
use crate::at_work::SignedInAsker;
use crate::failure::{Failure, Kind, Refused};
use crate::page::Page;
use crate::texts::Texts;
use crate::view::{Errors, Field, Frame, Head, NavCounts, Place};

/// The longest name a profile is given by itself.
const LONGEST_NAME: usize = 40;

/// How many cells of a title are shown.
const SAMPLES: usize = 3;

#[derive(Template)]
#[template(path = "imports/columns.html")]
struct ColumnsPage {
    t: Texts,
    frame: Frame,
    head: Head,
    errors: Errors,
    refused: Option<Refused>,
    fault: Option<String>,
    here: String,
    /// The kind of file it rather is: id and title.
    likelier: Option<(&'static str, &'static str)>,
    kind: &'static str,
    titles: Vec<Title>,
    values: Vec<Value>,
    name: Field,
}

struct Title {
    words: String,
    samples: String,
    known: bool,
    options: Vec<(&'static str, String, bool)>,
}

struct Value {
    column: String,
    column_title: String,
    own: String,
    options: Vec<(&'static str, &'static str, bool)>,
}

/// What the form sends: `t0` … for the titles in their order, `c0 o0 v0` … for the values.
type Typed = Vec<(String, String)>;

/// `GET /imports/{import}/columns`
pub(super) async fn show(
    at: SignedInAsker,
    Path(import): Path<String>,
) -> Result<Response, Failure> {
    let upload = at.app.upload(&at.asker, id(&import)?).await.map_err(gone)?;
    let inspected = at.app.inspect_upload(&at.asker, &upload).await?;
    let mapping = as_it_is(&at, &upload, &inspected).await?;
    let page = ColumnsPage::new(&at, &upload, &inspected, &mapping, Errors::default());
    Ok(Page::new(page).into_response())
}

/// `POST /imports/{import}/columns`: kept as a profile, and on to the preview.
pub(super) async fn map(
    at: SignedInAsker,
    Path(import): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let upload = at.app.upload(&at.asker, id(&import)?).await.map_err(gone)?;
    let inspected = at.app.inspect_upload(&at.asker, &upload).await?;
    let mapping = mapping(&typed, &inspected.titles);
    let error = match at.app.map_upload(&at.asker, &upload, &mapping).await {
        Ok(()) => return Ok(Redirect::to(&format!("/imports/{import}/preview")).into_response()),
        Err(error) => error,
    };
    let (errors, refused) = match error {
        Error::Invalid(wrong) => (Errors::of_fields(at.t, &wrong), None),
        error => (Errors::default(), Some(at.refused(error).await?)),
    };
    let mut page = ColumnsPage::new(&at, &upload, &inspected, &mapping, errors);
    if refused.is_some() {
        page.fault = None;
        page.refused = refused;
    }
    Ok(Page::not_accepted(page).into_response())
}

/// What the button sends.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct OtherKind {
    kind: String,
}

/// `POST /imports/{import}/kind`: read as another kind of file.
pub(super) async fn change_kind(
    at: SignedInAsker,
    Path(import): Path<String>,
    Form(typed): Form<OtherKind>,
) -> Result<Response, Failure> {
    let mut upload = at.app.upload(&at.asker, id(&import)?).await.map_err(gone)?;
    upload.kind = kind_of(&typed.kind).ok_or_else(|| Failure::new(Kind::Unreadable))?;
    upload.profile = None;
    at.app.change_upload(&at.asker, &upload).await?;
    Ok(Redirect::to(&format!("/imports/{import}/columns")).into_response())
}

/// How the file is read now, with the values that a preview could not read.
async fn as_it_is(
    at: &SignedInAsker,
    upload: &Upload,
    inspected: &Inspected,
) -> Result<Mapping, Failure> {
    let (site, kind) = (at.site.id(), upload.kind);
    let mut mapping = Mapping::default();
    for read in &inspected.titles {
        let column = read.column.map(|column| column.name.to_owned());
        mapping.titles.push((read.title.clone(), column));
    }
    let saved = at.app.import_profiles(&at.asker, site, kind).await?;
    let used = saved
        .into_iter()
        .find(|saved| Some(&saved.name) == upload.profile.as_ref());
    if let Some(used) = used {
        for (column, values) in used.profile.values {
            let values = values.into_iter();
            mapping
                .values
                .extend(values.map(|(own, stands)| (column.clone(), own, stands)));
        }
        mapping.name = used.name;
    } else {
        let stem = upload.file_name.rsplit_once('.');
        let stem = stem.map_or(&*upload.file_name, |(stem, _)| stem);
        mapping.name = stem.chars().take(LONGEST_NAME).collect();
    }
    if inspected.fault.is_none()
        && let Ok(Progress::Done(previewed)) = at.app.preview_upload(&at.asker, upload.import).await
    {
        for (column, own, _) in &previewed.unknown_values {
            let is_there = |(c, o, _): &(String, String, String)| c == column && o == own;
            if !mapping.values.iter().any(is_there) {
                mapping
                    .values
                    .push((column.clone(), own.clone(), String::new()));
            }
        }
    }
    Ok(mapping)
}

/// The mapping that was typed.
fn mapping(typed: &Typed, titles: &[TitleRead]) -> Mapping {
    let field = |name: &str| {
        let found = typed.iter().find(|(field, _)| field == name);
        found.map(|(_, value)| value.clone())
    };
    let mut mapping = Mapping {
        name: field("name").unwrap_or_default(),
        ..Mapping::default()
    };
    for (place, read) in titles.iter().enumerate() {
        let column = match field(&format!("t{place}")) {
            Some(chosen) => Some(chosen).filter(|chosen| !chosen.is_empty()),
            None => read.column.map(|column| column.name.to_owned()),
        };
        mapping.titles.push((read.title.clone(), column));
    }
    for place in 0.. {
        let [column, own, stands] = ["c", "o", "v"].map(|part| field(&format!("{part}{place}")));
        let (Some(column), Some(own), Some(stands)) = (column, own, stands) else {
            return mapping;
        };
        if !stands.is_empty() {
            mapping.values.push((column, own, stands));
        }
    }
    mapping
}

impl ColumnsPage {
    fn new(
        at: &SignedInAsker,
        upload: &Upload,
        inspected: &Inspected,
        mapping: &Mapping,
        errors: Errors,
    ) -> Self {
        let (t, lang) = (at.t, at.t.lang());
        let fault = inspected.fault.as_ref();
        let titles = inspected.titles.iter().enumerate();
        let values = mapping.values.iter().map(|(column, own, stands)| Value {
            column_title: column_title(upload.kind, column, lang),
            column: column.clone(),
            own: own.clone(),
            options: column_words(upload.kind, column, lang)
                .into_iter()
                .map(|(id, words)| (id, words, id == stands || words == stands))
                .collect(),
        });
        Self {
            t,
            frame: at.frame(Some(Place::Imports), &NavCounts::default()),
            head: Head::new(t.imports_columns_title()).crumbs(way_here(t, &upload.file_name)),
            refused: None,
            fault: fault.map(|fault| fault.sentence(lang)),
            here: format!("/imports/{}", upload.import),
            likelier: inspected.likelier.map(|kind| (kind.id(), kind.title(lang))),
            kind: upload.kind.title(lang),
            titles: titles
                .map(|(place, read)| Title::new(at, inspected, (place, read), mapping))
                .collect(),
            values: values.collect(),
            name: Field::new("name", t.imports_profile_name())
                .value(&mapping.name)
                .hint(t.imports_profile_hint())
                .check(&errors),
            errors,
        }
    }
}

impl Title {
    fn new(
        at: &SignedInAsker,
        inspected: &Inspected,
        (place, read): (usize, &TitleRead),
        mapping: &Mapping,
    ) -> Self {
        let t = at.t;
        let chosen = mapping.titles.get(place).and_then(|(_, it)| it.as_deref());
        let cells = inspected.first_rows.iter().filter_map(|row| row.get(place));
        let mut samples: Vec<&str> = Vec::new();
        for cell in cells.filter(|cell| !cell.trim().is_empty()) {
            if samples.len() < SAMPLES && !samples.contains(&cell.as_str()) {
                samples.push(cell);
            }
        }
        let shown: Vec<String> = samples.into_iter().map(shortened).collect();
        let mut options = vec![("", t.imports_keep_as_note(), chosen.is_none())];
        options.extend(inspected.columns.iter().map(|column| {
            let title = column.title(t.lang());
            let words = if column.required {
                t.imports_needed(title)
            } else {
                title.to_owned()
            };
            (column.name, words, chosen == Some(column.name))
        }));
        Self {
            words: read.title.clone(),
            samples: shown.join(&t.list_comma()),
            known: chosen.is_some(),
            options,
        }
    }
}

/// A cell, cut where it is longer than a glance.
pub(super) fn shortened(cell: &str) -> String {
    const SHOWN: usize = 24;
    match cell.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &cell[..end]),
        None => cell.to_owned(),
    }
}
