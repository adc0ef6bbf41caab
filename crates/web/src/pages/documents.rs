//! The documents that the procedure cites: what the site uploaded, and its form for a new version.

use askama::Template;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Path};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};

use huiyin_app::attachments::{FileKind, KeepAttachment, MeantFor};
use huiyin_app::documents::{SiteDocument, UploadDocument};
use huiyin_app::{Error, Fault, FieldError};
use huiyin_domain::{AttachmentId, CommandId};

use crate::at_work::SignedInAsker;
use crate::failure::{Failure, Kind, Refused};
use crate::page::Page;
use crate::sent::{Piece, Sent};
use crate::server::{LARGEST_FORM, Shared};
use crate::texts::Texts;
use crate::view::{ClauseTag, Crumb, Errors, Frame, Head, NavCounts, Place, Sources};

/// The page of the documents.
pub(crate) fn routes() -> Router<Shared> {
    Router::new().route("/documents", get(show))
}

/// Where a document comes in.
pub(crate) fn uploading(largest_file: u64) -> Router<Shared> {
    let file = usize::try_from(largest_file).unwrap_or(usize::MAX);
    Router::new()
        .route("/documents/{document}", post(upload))
        .layer(DefaultBodyLimit::max(file.saturating_add(LARGEST_FORM)))
}

/// A document that the procedure cites, as other pages link to it.
pub(crate) struct Cited {
    pub(crate) title: String,
    /// The file in force; none while nothing was uploaded.
    pub(crate) href: Option<String>,
    /// Whether the reader may upload it.
    pub(crate) may_upload: bool,
    pub(crate) sources: Vec<ClauseTag>,
}

/// The documents that the procedure of the site cites.
pub(crate) async fn cited(at: &SignedInAsker) -> Result<Vec<Cited>, Failure> {
    let found = at.app.documents(&at.asker, at.site.id()).await?;
    let sources = Sources::new(at.procedure(), at.t.lang());
    let documents = found.documents.iter().map(|it| Cited {
        title: it.title.get(at.t.lang()).to_owned(),
        href: it.versions.first().map(href),
        may_upload: found.may_upload,
        sources: sources.tags(&it.basis),
    });
    Ok(documents.collect())
}

fn href(version: &huiyin_app::documents::DocumentRow) -> String {
    format!("/attachments/{}", version.attachment)
}

#[derive(Template)]
#[template(path = "documents.html")]
struct DocumentsPage {
    t: Texts,
    frame: Frame,
    head: Head,
    refused: Option<Refused>,
    documents: Vec<Line>,
    hint: String,
}

/// A document.
struct Line {
    id: String,
    title: String,
    sources: Vec<ClauseTag>,
    versions: Vec<Version>,
    /// The form for a new version; none for who may not.
    form: Option<Form>,
}

/// A version that was uploaded.
struct Version {
    href: String,
    title: String,
    note: String,
}

/// The form for a new version.
struct Form {
    command: String,
    seen: usize,
    /// A file that was sent with a form that came back.
    file: Option<String>,
    error: Option<String>,
}

/// What a form sent.
#[derive(Default)]
struct Typed {
    document: String,
    command: String,
    file: Option<AttachmentId>,
}

/// `GET /documents`
async fn show(at: SignedInAsker) -> Result<Response, Failure> {
    let view = view(&at, &Typed::default(), (Errors::default(), None)).await?;
    Ok(Page::new(view).into_response())
}

/// `POST /documents/{document}`: a new version.
async fn upload(
    at: SignedInAsker,
    Path(document): Path<String>,
    mut sent: Sent,
) -> Result<Response, Failure> {
    let mut typed = Typed {
        document: document.clone(),
        ..Typed::default()
    };
    let mut seen = 0;
    let mut wrong = None;
    while let Some(piece) = sent.next(at.app.largest_attachment()).await? {
        match piece {
            Piece::Word(name, value) => match name.as_str() {
                "command" => typed.command = value,
                "seen" => seen = value.parse().unwrap_or(0),
                "kept" => typed.file = typed.file.or(value.parse().ok()),
                _ => {}
            },
            Piece::File(file) => {
                let input = KeepAttachment {
                    meant_for: MeantFor::Document(at.site.id()),
                    kinds: FileKind::DOCUMENT,
                    file_name: file.name,
                    content: file.content,
                };
                match at.app.keep_attachment(&at.asker, input).await {
                    Ok(file) => typed.file = Some(file),
                    Err(error) => wrong = Some(error),
                }
            }
        }
    }
    let command: CommandId = typed
        .command
        .parse()
        .map_err(|_| Failure::new(Kind::Unreadable))?;
    let input = UploadDocument {
        site: at.site.id(),
        document,
        seen,
        file: typed.file,
    };
    let error = match wrong {
        Some(error) => error,
        None => match at.app.upload_document(&at.asker, command, input).await {
            Ok(()) => return Ok(Redirect::to("/documents").into_response()),
            Err(error) => error,
        },
    };
    if is_gone(&error) {
        typed.file = None;
    }
    // What is sent again is another act: the versions that are shown now have been seen.
    typed.command = CommandId::generate().to_string();
    let wrong = at.wrong(error).await?;
    let forbidden = wrong.1.as_ref().is_some_and(|it| it.forbidden);
    let view = view(&at, &typed, wrong).await?;
    Ok(Page::not_accepted(view)
        .forbidden(forbidden)
        .into_response())
}

fn is_gone(error: &Error) -> bool {
    let gone = |it: &FieldError| it.fault == Fault::FileGone;
    matches!(error, Error::Invalid(wrong) if wrong.iter().any(gone))
}

async fn view(
    at: &SignedInAsker,
    typed: &Typed,
    (errors, refused): (Errors, Option<Refused>),
) -> Result<DocumentsPage, Failure> {
    let found = at.app.documents(&at.asker, at.site.id()).await?;
    let sources = Sources::new(at.procedure(), at.t.lang());
    let cards = found
        .documents
        .iter()
        .flat_map(|it| sources.cards(&it.basis))
        .chain(refused.iter().flat_map(|it| it.cards.clone()));
    let frame = at
        .frame(Some(Place::Procedure), &NavCounts::default())
        .clauses(cards);
    let of = |it: &SiteDocument| line(at, it, found.may_upload, typed, &errors);
    let kinds: Vec<&str> = FileKind::DOCUMENT.iter().map(|it| it.title()).collect();
    Ok(DocumentsPage {
        t: at.t,
        frame,
        head: Head::new(at.t.documents_title()).crumbs([
            Crumb::link("/procedure", at.t.place_procedure()),
            Crumb::here(at.t.documents_title()),
        ]),
        documents: found.documents.iter().map(of).collect(),
        hint: at.t.documents_hint(
            kinds.join(&at.t.list_comma()),
            at.app.largest_attachment().div_ceil(1024 * 1024),
        ),
        refused,
    })
}

fn line(
    at: &SignedInAsker,
    it: &SiteDocument,
    may_upload: bool,
    typed: &Typed,
    errors: &Errors,
) -> Line {
    let t = at.t;
    let version = |row: &huiyin_app::documents::DocumentRow| {
        let name = row.file_name.as_ref().map(|it| it.reveal().clone());
        let who = [
            row.uploaded_by.as_ref().map(|it| it.reveal().clone()),
            Some(t.moment(at.site.zone().local(row.uploaded_at))),
        ];
        Version {
            href: href(row),
            title: format!(
                "{} {}",
                t.records_version(row.number),
                name.unwrap_or_default()
            ),
            note: who.into_iter().flatten().collect::<Vec<_>>().join("・"),
        }
    };
    let is_this = typed.document == it.id;
    let error = errors.iter().find(|_| is_this);
    Line {
        id: it.id.clone(),
        title: it.title.get(t.lang()).to_owned(),
        sources: Sources::new(at.procedure(), t.lang()).tags(&it.basis),
        versions: it.versions.iter().map(version).collect(),
        form: may_upload.then(|| Form {
            command: CommandId::generate().to_string(),
            seen: it.versions.len(),
            file: typed.file.filter(|_| is_this).map(|it| it.to_string()),
            error: error.map(|(_, sentence)| sentence.clone()),
        }),
    }
}
