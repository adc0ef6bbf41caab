//! What the doctor finds, and what keeps it from finding anything.

use huiyin_domain::entry::facts::{Attached, AttachmentAdded, CompanyOpened};
use huiyin_domain::entry::{ChainError, Digest, Word, Words};
use huiyin_domain::{AttachmentId, CommandId, InstallationId, ScopeId};
use huiyin_store::blobs::{BlobStore, DatabaseBlobs};
use huiyin_store::doctor::{Finding, examine};
use huiyin_store::{Act, Db, Draft, Error, Location};
use huiyin_testkit::{Clock, Estate, TestDb, on_both};

use crate::open::raw;

async fn append(db: &Db, draft: Draft) {
    let act = Act {
        command: CommandId::generate(),
        actor: None,
        device: None,
        at: Clock::default().now(),
        input: None,
    };
    db.command(act, draft, |change, draft| {
        Box::pin(async move {
            change.append(draft.clone()).await?;
            Ok::<_, Error>(())
        })
    })
    .await
    .unwrap();
}

fn attached(site: ScopeId, attachment: AttachmentId, content: &[u8]) -> Draft {
    let added = AttachmentAdded {
        attachment,
        site,
        to: Attached::Site(site),
        media_type: "image/jpeg".to_owned(),
        length: content.len() as u64,
    };
    let words = Words::new()
        .with(Word::FileName, "門廳.jpg")
        .with(Word::FileSha256, Digest::of(content).to_string());
    Draft::new(site, added).about(None, words)
}

async fn findings(db: &Db) -> Vec<Finding> {
    examine(db, &DatabaseBlobs::new(db.clone())).await.unwrap()
}

#[tokio::test]
async fn a_content_comes_back_as_it_was() {
    on_both(async |db| {
        let blobs = DatabaseBlobs::new(Db::clone(db));
        let large: Vec<u8> = (0..700_001_u32).map(|at| at.to_le_bytes()[0]).collect();
        for content in [Vec::new(), b"small".to_vec(), large] {
            let id = AttachmentId::generate();
            blobs.put(id, content.clone()).await.unwrap();
            assert_eq!(blobs.get(id).await.unwrap(), content);
            let listed = blobs.list(None, 10).await.unwrap();
            assert_eq!(listed, [(id, content.len() as u64)]);
            blobs.remove(id).await.unwrap();
            let gone = blobs.get(id).await;
            assert!(matches!(gone, Err(Error::NotFound)), "{gone:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn missing_and_left_over_contents_are_found() {
    on_both(async |db| {
        let site = Estate::build(db, "kehu", Clock::default().now()).await.site;
        let blobs = DatabaseBlobs::new(Db::clone(db));
        let (kept, missing, left_over) = (
            AttachmentId::generate(),
            AttachmentId::generate(),
            AttachmentId::generate(),
        );
        blobs.put(kept, b"kept".to_vec()).await.unwrap();
        append(db, attached(site, kept, b"kept")).await;
        assert_eq!(findings(db).await, []);
        append(db, attached(site, missing, b"gone")).await;
        blobs.put(left_over, b"left".to_vec()).await.unwrap();
        assert_eq!(
            findings(db).await,
            [
                Finding::MissingBlob {
                    attachment: missing,
                    length: 4,
                    found: 0
                },
                Finding::OrphanedBlob {
                    blob: left_over,
                    length: 4
                }
            ]
        );
    })
    .await;
}

#[tokio::test]
async fn whoever_alters_the_journal_is_found_out() {
    on_both(async |db| {
        let estate = Estate::build(db, "kehu", Clock::default().now()).await;
        let scope = estate.site;
        raw(
            db.location(),
            "update journal set facts = replace(facts, '3-1202', '3-1203') where kind = 'unit_saved' \
             and facts like '%3-1202%'",
        )
        .await;
        let found = findings(db).await;
        let [Finding::Chain { scope: broken, error: ChainError::Altered { .. } }] = found.as_slice() else {
            panic!("{found:?}");
        };
        assert_eq!(*broken, scope);
    })
    .await;
}

#[tokio::test]
async fn an_end_that_was_cut_off_is_found() {
    on_both(async |db| {
        Estate::build(db, "kehu", Clock::default().now()).await;
        raw(
            db.location(),
            "delete from journal_part where entry_id in (select id from journal where seq > 12);
             delete from journal where seq > 12",
        )
        .await;
        let found = findings(db).await;
        assert!(
            matches!(
                found.as_slice(),
                [Finding::Chain {
                    error: ChainError::Head { found: 12, .. },
                    ..
                }]
            ),
            "{found:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn the_mark_of_a_demonstration_cannot_be_taken_off() {
    on_both(async |db: &TestDb| {
        let company = ScopeId::generate();
        let opened = CompanyOpened {
            company,
            name: "翠湖物業".to_owned(),
            installation: InstallationId::generate(),
            demo: true,
        };
        append(db, Draft::new(company, opened)).await;
        let location: &Location = db.location();
        Db::open(location).await.unwrap().close().await;
        raw(location, "update installation set demo = 0").await;
        let error = Db::open(location).await.map(|_| ()).unwrap_err();
        assert!(
            error.to_string().contains("marks of the installation"),
            "{error}"
        );
    })
    .await;
}
