//! Documents that the procedure cites, as the site uploads them.

use huiyin_app::attachments::{FileKind, KeepAttachment, MeantFor};
use huiyin_app::documents::UploadDocument;
use huiyin_app::{Asker, Error, Fault, Result};
use huiyin_domain::{AttachmentId, CommandId};
use huiyin_testkit::on_both;

use crate::estate_at_work::faults;
use crate::path::Path;

async fn send(path: &Path<'_>, asker: &Asker, content: &[u8]) -> Result<AttachmentId> {
    let file = KeepAttachment {
        meant_for: MeantFor::Document(path.estate.site),
        kinds: FileKind::DOCUMENT,
        file_name: "投訴處理.pdf".to_owned(),
        content: content.to_vec(),
    };
    path.app.keep_attachment(asker, file).await
}

async fn upload(
    path: &Path<'_>,
    asker: &Asker,
    (document, seen): (&str, u32),
    file: Option<AttachmentId>,
) -> Result<()> {
    let input = UploadDocument {
        site: path.estate.site,
        document: document.to_owned(),
        seen,
        file,
    };
    path.app
        .upload_document(asker, CommandId::generate(), input)
        .await
}

const WHICH: &str = "complaint_procedure";

// Shows yezhu 六 四.6.
#[tokio::test]
async fn a_new_version_replaces_the_old_and_both_are_kept() {
    on_both(async |db| {
        let path = Path::new(db, "yezhu").await;
        let (manager, officer) = (path.asker("site_manager"), path.asker("service_officer"));
        let site = path.estate.site;
        let before = path.app.documents(&officer, site).await.expect("a list");
        assert!(!before.may_upload);
        let ids: Vec<&str> = before.documents.iter().map(|it| it.id.as_str()).collect();
        assert_eq!(ids, ["corrective_procedure", WHICH]);
        assert!(before.documents.iter().all(|it| it.versions.is_empty()));
        assert!(
            before
                .documents
                .iter()
                .all(|it| !it.basis.clauses.is_empty())
        );

        let first = send(&path, &manager, b"%PDF-1.7 first")
            .await
            .expect("kept");
        upload(&path, &manager, (WHICH, 0), Some(first))
            .await
            .expect("uploaded");
        let second = send(&path, &manager, "一、目的".as_bytes())
            .await
            .expect("kept");
        upload(&path, &manager, (WHICH, 1), Some(second))
            .await
            .expect("uploaded");
        let now = path.app.documents(&officer, site).await.expect("a list");
        let versions: Vec<(u32, AttachmentId)> = now.documents[1]
            .versions
            .iter()
            .map(|it| (it.number, it.attachment))
            .collect();
        assert_eq!(versions, [(2, second), (1, first)]);
        for (id, content) in [
            (first, b"%PDF-1.7 first".as_slice()),
            (second, "一、目的".as_bytes()),
        ] {
            let file = path.app.attachment(&officer, id).await.expect("everybody");
            let read = path.app.content(&file).await.expect("its content");
            assert_eq!(read, content);
        }
        path.app.clock().move_by_seconds(2 * 24 * 60 * 60);
        assert_eq!(path.app.sweep_attachments().await.expect("swept"), 0);
    })
    .await;
}

#[tokio::test]
async fn what_is_no_document_of_the_procedure_is_not_taken() {
    on_both(async |db| {
        let path = Path::new(db, "yezhu").await;
        let manager = path.asker("site_manager");
        let kind = Fault::FileKind(FileKind::DOCUMENT);
        for (content, fault) in [
            (b"MZ\x90\0".as_slice(), kind.clone()),
            (b"\xff\xd8\xff\xe0", kind),
            (b"", Fault::FileEmpty),
        ] {
            let wrong = send(&path, &manager, content).await;
            assert_eq!(faults(&wrong.expect_err("not taken")), [("file", fault)]);
        }
        let missing = upload(&path, &manager, (WHICH, 0), None).await;
        assert_eq!(
            faults(&missing.expect_err("missing")),
            [("file", Fault::Missing)]
        );
        let unknown = upload(&path, &manager, (WHICH, 0), Some(AttachmentId::generate())).await;
        assert_eq!(
            faults(&unknown.expect_err("unknown")),
            [("file", Fault::FileGone)]
        );
        let file = send(&path, &manager, b"%PDF-1.7").await.expect("kept");
        for other in ["visit_record", "nothing"] {
            let other = upload(&path, &manager, (other, 0), Some(file)).await;
            assert!(matches!(other, Err(Error::NotFound)));
        }
        let officer = path.asker("service_officer");
        for refused in [
            send(&path, &officer, b"%PDF-1.7").await.map(|_| ()),
            upload(&path, &officer, (WHICH, 0), Some(file)).await,
        ] {
            assert!(matches!(refused, Err(Error::Forbidden { .. })));
        }
        upload(&path, &manager, (WHICH, 0), Some(file))
            .await
            .expect("uploaded");
        let late = send(&path, &manager, b"%PDF-1.7 late").await.expect("kept");
        let late = upload(&path, &manager, (WHICH, 0), Some(late)).await;
        assert!(matches!(late, Err(Error::Conflict)), "seen no version yet");
    })
    .await;
}
