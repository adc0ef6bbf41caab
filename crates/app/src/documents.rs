//! Documents that the procedure cites and the site uploads: other procedures of the house.

use huiyin_domain::entry::facts::{Attached, DocumentUploaded};
use huiyin_domain::{AttachmentId, CommandId, ScopeId, Text};
use huiyin_rules::procedure::{Basis, Document, DocumentKind};
use huiyin_store::{Change, Draft, attachments, documents, draw};

pub use huiyin_store::documents::DocumentRow;

use crate::access::{self, Right, has_right};
use crate::attachments::attach;
use crate::fields::wrong;
use crate::site::Editions;
use crate::{App, Asker, Error, Fault, Result};

/// The documents that a site's procedure cites.
#[derive(Clone, Debug)]
pub struct SiteDocuments {
    /// Each of them, in the order of the procedure.
    pub documents: Vec<SiteDocument>,
    /// Whether the asker may upload them.
    pub may_upload: bool,
}

/// A document that a procedure cites.
#[derive(Clone, Debug)]
pub struct SiteDocument {
    /// Its id in the procedure.
    pub id: String,
    /// Its title.
    pub title: Text,
    /// Where it is cited.
    pub basis: Basis,
    /// What was uploaded, the version in force first; none while nothing was.
    pub versions: Vec<DocumentRow>,
}

/// A new version of a document.
#[derive(Clone, Debug)]
pub struct UploadDocument {
    /// The site.
    pub site: ScopeId,
    /// Which document.
    pub document: String,
    /// How many versions whoever uploads it has seen: another one in the meantime is not replaced unseen.
    pub seen: u32,
    /// The file that was sent; none where none was chosen.
    pub file: Option<AttachmentId>,
}

impl App {
    /// The documents that the procedure in force at a site cites and that the site uploads. One statement besides those
    /// of the site.
    pub async fn documents(&self, asker: &Asker, site: ScopeId) -> Result<SiteDocuments> {
        let mut tx = self.db().read().await?;
        let site = self.editions().site(&mut tx, site).await?;
        let rules = site.rules_on(site.day(self.clock().now()));
        access::check(&rules, asker, site.id(), Right::See)?;
        let cited: Vec<&Document> = cited(&rules.procedure().documents).collect();
        let rows = if cited.is_empty() {
            Vec::new()
        } else {
            documents::documents(&mut tx, site.id()).await?
        };
        let documents = cited.into_iter().map(|document| SiteDocument {
            id: document.id.clone(),
            title: document.title.clone(),
            basis: document.basis.clone(),
            versions: rows
                .iter()
                .filter(|row| row.document == document.id)
                .cloned()
                .collect(),
        });
        Ok(SiteDocuments {
            documents: documents.collect(),
            may_upload: has_right(&rules, asker, site.id(), Right::ManageProcedures),
        })
    }

    /// Uploads a version of a document, which is in force from now on; the earlier ones are kept.
    ///
    /// The file is sent before ([`App::keep_attachment`]). Somebody else's version in the meantime is a conflict.
    pub async fn upload_document(
        &self,
        asker: &Asker,
        command: CommandId,
        input: UploadDocument,
    ) -> Result<()> {
        let act = asker.act(command, self.clock().now());
        let input = (self.editions().clone(), asker.clone(), input);
        self.db()
            .command(act, input, |change, (editions, asker, input)| {
                Box::pin(upload(change, editions, asker, input))
            })
            .await
    }
}

fn cited(documents: &[Document]) -> impl Iterator<Item = &Document> {
    let is_uploaded = |it: &&Document| it.kind == DocumentKind::Uploaded;
    documents.iter().filter(is_uploaded)
}

async fn upload(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    input: &UploadDocument,
) -> Result<()> {
    draw::lock_site(change, input.site).await?;
    let site = editions.site(change, input.site).await?;
    let rules = site.rules_on(site.day(change.at()));
    access::check(&rules, asker, site.id(), Right::See)?;
    access::check(&rules, asker, site.id(), Right::ManageProcedures)?;
    let mut cited = cited(&rules.procedure().documents);
    if !cited.any(|document| document.id == input.document) {
        return Err(Error::NotFound);
    }
    let (Some(file), Some(sender)) = (input.file, asker.person) else {
        return Err(wrong("file", Fault::Missing));
    };
    let row = attachments::pending(change, file, sender).await?;
    let row =
        row.filter(|row| row.site == site.id() && row.follow_up.is_none() && row.letter.is_none());
    let row = row.ok_or_else(|| wrong("file", Fault::FileGone))?;
    let known = documents::documents(change, site.id()).await?;
    let mut numbers = known.iter().filter(|it| it.document == input.document);
    let last = numbers.next().map_or(0, |it| it.number);
    if last != input.seen {
        return Err(Error::Conflict);
    }
    attach(change, &row, Attached::Site(site.id())).await?;
    let facts = DocumentUploaded {
        site: site.id(),
        document: input.document.clone(),
        number: last + 1,
        attachment: file,
    };
    change.append(Draft::new(site.id(), facts)).await?;
    Ok(())
}
