//! The copy that a person is given of their own data: one file, readable by anybody's browser, with the photos in it.

use askama::Template;
use axum::extract::Path;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use huiyin_app::privacy::{PersonExport, Told};
use huiyin_domain::entry::Word;

use super::{id, name};
use crate::at_work::SignedInAsker;
use crate::failure::{Failure, Kind};
use crate::meanwhile::step_words;
use crate::texts::Texts;

#[derive(Template)]
#[template(path = "privacy/copy.html")]
struct CopyPage {
    lang: &'static str,
    t: Texts,
    title: String,
    line: String,
    facts: Vec<(String, String)>,
    told: Vec<Entry>,
    files: Vec<File>,
    left_out: Option<String>,
}

/// What an entry says.
struct Entry {
    when: String,
    what: String,
    words: Vec<String>,
}

/// A file, as an address that carries its content.
struct File {
    name: String,
    address: String,
    is_picture: bool,
}

/// `GET /residents/{person}/copy`: a file to be kept.
pub(super) async fn show(
    at: SignedInAsker,
    Path(person): Path<String>,
) -> Result<Response, Failure> {
    let person = id(&person)?;
    let export = at.app.export_person(&at.asker, person).await?;
    let page = CopyPage::new(&at, export);
    let text = page.render().map_err(|_| Failure::new(Kind::Internal))?;
    let headers = [
        (CONTENT_TYPE, "text/html; charset=utf-8".to_owned()),
        (
            CONTENT_DISPOSITION,
            format!("attachment; filename=\"{person}.html\""),
        ),
    ];
    Ok((headers, text).into_response())
}

impl CopyPage {
    fn new(at: &SignedInAsker, export: PersonExport) -> Self {
        let t = at.t;
        let person = &export.person;
        let homes = export.homes.iter();
        let homes: Vec<String> = homes
            .map(|it| format!("{} {}", it.code, it.role.title(t.lang())))
            .collect();
        let phone = person.phone.as_ref().map(|it| it.reveal().clone());
        let hours = person.hours.as_ref().map(|it| it.reveal().clone());
        let facts = [
            (t.units_name(), Some(name(t, person.name.as_ref()))),
            (t.units_phone(), phone),
            (t.units_wish(), Some(export.wish.title(t.lang()).to_owned())),
            (t.units_wish(), hours),
            (t.privacy_homes(), Some(homes.join(&t.list_comma()))),
        ];
        Self {
            lang: t.lang().tag(),
            t,
            title: format!("{}・{}", t.privacy_title(), name(t, person.name.as_ref())),
            line: format!(
                "{}・{}",
                at.site.name(),
                t.privacy_copy_line(t.date(at.today))
            ),
            facts: facts
                .into_iter()
                .filter_map(|(label, value)| Some((label, value?)))
                .collect(),
            told: export.told.iter().map(|it| entry(at, it)).collect(),
            files: export
                .files
                .into_iter()
                .map(|it| File {
                    name: it.name.into_inner(),
                    is_picture: it.media_type.starts_with("image/"),
                    address: format!(
                        "data:{};base64,{}",
                        it.media_type,
                        STANDARD.encode(it.content)
                    ),
                })
                .collect(),
            left_out: (export.left_out > 0).then(|| t.privacy_copy_left_out(export.left_out)),
        }
    }
}

fn entry(at: &SignedInAsker, it: &Told) -> Entry {
    let t = at.t;
    let what = [step_words(t, &it.what), it.number.clone()];
    let words = it.words.iter().filter(|(name, _)| {
        // The content of a file stands below; what a hash says is nothing to read.
        !name.starts_with(Word::FileSha256.id())
    });
    Entry {
        when: t.moment(at.site.zone().local(it.at)),
        what: what.into_iter().flatten().collect::<Vec<_>>().join("・"),
        words: words
            .map(|(name, text)| {
                if name.starts_with(Word::Strokes.id()) {
                    t.privacy_copy_strokes()
                } else {
                    text.reveal().clone()
                }
            })
            .collect(),
    }
}
