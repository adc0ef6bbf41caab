//! A file comes in: written to a disk as it arrives, never held as a whole.

use axum::extract::Multipart;
use axum::extract::multipart::Field;
use axum::response::{IntoResponse, Redirect, Response};

use huiyin_app::Error;
use huiyin_app::imports::{Inspected, Receiving, Upload};
use huiyin_domain::ImportId;
use huiyin_domain::entry::ImportKind;

use super::kind_of;
use super::list::{ListPage, Sent};
use crate::at_work::SignedInAsker;
use crate::failure::{Failure, Kind};
use crate::page::Page;
use crate::view::Errors;

/// What the form says before the file.
#[derive(Default)]
struct Form {
    import: Option<ImportId>,
    kind: Option<ImportKind>,
    plan_history: bool,
}

/// `POST /imports/files`: on to the columns where one is not understood, else to the preview.
pub(super) async fn receive(at: SignedInAsker, mut sent: Multipart) -> Result<Response, Failure> {
    let mut form = Form::default();
    while let Some(field) = sent.next_field().await.map_err(unreadable)? {
        match field.name().unwrap_or_default() {
            "import" => form.import = field.text().await.map_err(unreadable)?.parse().ok(),
            "kind" => form.kind = kind_of(&field.text().await.map_err(unreadable)?),
            "plan_history" => form.plan_history = true,
            "file" => return take(&at, &form, field).await,
            _ => {}
        }
    }
    Err(Failure::new(Kind::Unreadable))
}

async fn take(at: &SignedInAsker, form: &Form, file: Field<'_>) -> Result<Response, Failure> {
    let file_name = file.file_name().unwrap_or_default().to_owned();
    let mut errors = Errors::default();
    if form.kind.is_none() {
        errors.add("kind", at.t.imports_kind_missing());
    }
    if file_name.is_empty() {
        errors.add("file", at.t.imports_file_missing());
    }
    let largest = at.app.largest_upload();
    let (Some(kind), true) = (form.kind, errors.is_empty()) else {
        drain(file, largest).await?;
        return again(at, form, errors).await;
    };
    let upload = Upload {
        import: form.import.unwrap_or_else(ImportId::generate),
        site: at.site.id(),
        kind,
        file_name,
        profile: None,
        plan_history: form.plan_history,
    };
    let import = upload.import;
    let receiving = match at.app.receive_upload(&at.asker, upload).await {
        Ok(receiving) => receiving,
        Err(error) => {
            drain(file, largest).await?;
            return refused(at, form, error).await;
        }
    };
    let Some(receiving) = write(receiving, file, largest).await? else {
        errors.add("file", at.t.imports_file_too_large(largest / (1024 * 1024)));
        return again(at, form, errors).await;
    };
    match at.app.keep_upload(&at.asker, receiving).await {
        Ok(inspected) => {
            let upload = at.app.upload(&at.asker, import).await?;
            let step = if upload.profile.is_none() && asks_for_mapping(&inspected) {
                "columns"
            } else {
                "preview"
            };
            Ok(Redirect::to(&format!("/imports/{import}/{step}")).into_response())
        }
        Err(error) => refused(at, form, error).await,
    }
}

fn asks_for_mapping(inspected: &Inspected) -> bool {
    inspected.fault.is_some()
        || inspected.likelier.is_some()
        || inspected.titles.iter().any(|title| title.column.is_none())
}

/// Writes the file; none when it is too large.
async fn write(
    mut receiving: Receiving,
    mut file: Field<'_>,
    largest: u64,
) -> Result<Option<Receiving>, Failure> {
    loop {
        match file.chunk().await {
            Ok(Some(bytes)) => {
                if !receiving.write(&bytes).await? {
                    receiving.give_up().await;
                    drain(file, largest).await?;
                    return Ok(None);
                }
            }
            Ok(None) => return Ok(Some(receiving)),
            Err(error) => {
                receiving.give_up().await;
                return Err(unreadable(error));
            }
        }
    }
}

/// Reads the rest and forgets it, since a browser looks at no answer before it has sent everything. Not without end.
async fn drain(mut file: Field<'_>, most: u64) -> Result<(), Failure> {
    let mut left = most;
    while let Some(bytes) = file.chunk().await.map_err(unreadable)? {
        left = left
            .checked_sub(bytes.len() as u64)
            .ok_or_else(|| Failure::new(Kind::TooLarge))?;
    }
    Ok(())
}

/// The form again, with why the file was not taken.
async fn refused(at: &SignedInAsker, form: &Form, error: Error) -> Result<Response, Failure> {
    if let Some(sentence) = error.of_file(at.t.lang()) {
        let mut errors = Errors::default();
        errors.add("file", sentence);
        return again(at, form, errors).await;
    }
    if matches!(error, Error::Forbidden { .. }) {
        return Err(error.into());
    }
    let sent = Sent {
        kind: form.kind,
        errors: Errors::default(),
        refused: Some(at.refused(error).await?),
    };
    Ok(Page::not_accepted(ListPage::of(at, sent).await?).into_response())
}

async fn again(at: &SignedInAsker, form: &Form, errors: Errors) -> Result<Response, Failure> {
    let sent = Sent {
        kind: form.kind,
        errors,
        refused: None,
    };
    Ok(Page::not_accepted(ListPage::of(at, sent).await?).into_response())
}

/// What was sent broke off, or is no form.
#[expect(clippy::needless_pass_by_value, reason = "given to map_err")]
fn unreadable(error: axum::extract::multipart::MultipartError) -> Failure {
    tracing::debug!(%error, "a file did not arrive");
    Failure::new(Kind::Unreadable)
}
