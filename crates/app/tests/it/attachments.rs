//! Files that are sent: what is taken, what becomes of it, and who sees it.

use huiyin_app::attachments::{FileKind, KeepAttachment, MeantFor};
use huiyin_app::reviews::{ReviewRecord, Standing};
use huiyin_app::visits::{FileInput, RecordVisit};
use huiyin_app::{Asker, Error, Fault, Refusal, Result};
use huiyin_domain::entry::facts::PersonErased;
use huiyin_domain::entry::{Shows, SiteCheck};
use huiyin_domain::{AttachmentId, CommandId, FollowUpId, Matter, RecordId, Verdict};
use huiyin_store::blobs::{BlobStore, DatabaseBlobs};
use huiyin_store::doctor::{self, Finding};
use huiyin_store::{Act, Db, Draft, Error as StoreError};
use huiyin_testkit::{TestDb, on_both, phone_photo, tells_the_place};

use crate::estate_at_work::faults;
use crate::path::{Case, Made, Path, answered};

fn sending(follow_up: FollowUpId, name: &str, content: Vec<u8>) -> KeepAttachment {
    KeepAttachment {
        meant_for: MeantFor::Record(follow_up),
        kinds: FileKind::PHOTO,
        file_name: name.to_owned(),
        content,
    }
}

async fn send(path: &Path<'_>, asker: &Asker, made: Made) -> Result<AttachmentId> {
    let photo = sending(made.follow_up, "IMG 1.JPG", phone_photo(6));
    path.app.keep_attachment(asker, photo).await
}

fn shows(attachment: AttachmentId, shows: Shows) -> FileInput {
    FileInput {
        attachment,
        shows,
        matter: (shows == Shows::Matter).then_some(1),
    }
}

async fn read(path: &Path<'_>, asker: &Asker, id: AttachmentId) -> Result<Vec<u8>> {
    let attachment = path.app.attachment(asker, id).await?;
    path.app.content(&attachment).await
}

fn is_gone<T>(answer: &Result<T>) -> bool {
    matches!(answer, Err(Error::NotFound))
}

async fn blobs(db: &TestDb) -> usize {
    let blobs = DatabaseBlobs::new(Db::clone(db));
    blobs.list(None, 100).await.expect("a list").len()
}

async fn findings(db: &TestDb) -> Vec<Finding> {
    let blobs = DatabaseBlobs::new(Db::clone(db));
    doctor::examine(db, &blobs).await.expect("an examination")
}

#[tokio::test]
async fn a_photo_arrives_without_its_place_and_is_its_senders_alone() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let made = path.released(&path.case()).await;
        let id = send(&path, &path.visitor(), made).await.expect("kept");
        let known = path.app.attachment(&path.visitor(), id).await.expect("it");
        assert_eq!(known.kind, FileKind::Jpeg);
        assert_eq!(known.file_name.reveal(), "IMG 1.jpg");
        let content = path.app.content(&known).await.expect("its content");
        assert_eq!(content.len() as u64, known.length);
        assert!(!tells_the_place(&content));
        assert!(is_gone(&read(&path, &path.planner(), id).await));
        assert!(is_gone(&read(&path, &Asker::product(), id).await));
        assert_eq!(
            findings(db).await,
            [],
            "what waits to be used is no left-over"
        );
    })
    .await;
}

#[tokio::test]
async fn what_is_no_photo_is_not_taken_whatever_its_name() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let made = path.released(&path.case()).await;
        let limited = path.app.clone().largest_attachments(200);
        assert_eq!(limited.largest_attachment(), 200);
        let fault = async |name: &str, content: Vec<u8>| {
            let photo = sending(made.follow_up, name, content);
            let wrong = limited.keep_attachment(&path.visitor(), photo).await;
            faults(&wrong.expect_err(name)).remove(0)
        };
        let kind = Fault::FileKind(FileKind::PHOTO);
        for (name, content, expected) in [
            ("a.jpg", b"MZ\x90\0".to_vec(), kind.clone()),
            ("a.jpg", b"%PDF-1.7".to_vec(), kind.clone()),
            ("a.svg", b"<svg onload='x'/>".to_vec(), kind),
            ("a.jpg", Vec::new(), Fault::FileEmpty),
            ("a.jpg", phone_photo(1), Fault::FileTooLarge(200)),
            ("a.jpg", b"\xff\xd8\xff\xe0\0".to_vec(), Fault::FileDamaged),
        ] {
            assert_eq!(fault(name, content).await, ("file", expected), "{name}");
        }
        let stranger = send(&path, &path.asker("culture_clerk"), made).await;
        assert!(matches!(
            stranger,
            Err(Error::Refused {
                why: Refusal::NotVisitor,
                ..
            })
        ));
        assert_eq!(blobs(db).await, 0, "nothing of them is kept");
    })
    .await;
}

#[tokio::test]
async fn nobody_fills_the_disk_with_files_that_hang_on_nothing() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let made = path.released(&path.case()).await;
        for _ in 0..30 {
            send(&path, &path.visitor(), made).await.expect("kept");
        }
        let more = send(&path, &path.visitor(), made).await;
        assert_eq!(
            faults(&more.expect_err("too many")),
            [("file", Fault::TooManyFiles(30))]
        );
    })
    .await;
}

#[tokio::test]
async fn what_nobody_uses_goes_after_a_day_and_what_hangs_on_a_record_stays() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let case = path.case();
        let made = path.released(&case).await;
        let used = send(&path, &path.visitor(), made).await.expect("kept");
        let unused = send(&path, &path.visitor(), made).await.expect("kept");
        let record = RecordVisit {
            files: vec![shows(used, Shows::SiteCheck)],
            ..path.record(made, &case)
        };
        path.hand_in(record).await.expect("taken");
        assert_eq!(path.app.sweep_attachments().await.expect("swept"), 0);
        path.app.clock().move_by_seconds(24 * 60 * 60 + 1);
        assert_eq!(path.app.sweep_attachments().await.expect("swept"), 1);
        assert!(is_gone(&read(&path, &path.visitor(), unused).await));
        assert!(read(&path, &path.planner(), used).await.is_ok());
        assert_eq!((blobs(db).await, findings(db).await), (1, Vec::new()));
    })
    .await;
}

fn with_photos(path: &Path<'_>, made: Made, case: &Case, photos: &[AttachmentId]) -> RecordVisit {
    let of = |(at, id): (usize, &AttachmentId)| {
        let what = if at == 0 {
            Shows::SiteCheck
        } else {
            Shows::Matter
        };
        shows(*id, what)
    };
    RecordVisit {
        site_check: Some(SiteCheck::Good),
        files: photos.iter().enumerate().map(of).collect(),
        matters: vec![answered(Matter::Opinion)],
        ..path.record(made, case)
    }
}

async fn files_of(path: &Path<'_>, record: RecordId) -> Vec<Vec<(AttachmentId, Shows)>> {
    let page = path.app.record(&path.planner(), record).await;
    let versions = page.expect("the record").versions;
    assert!(
        versions
            .iter()
            .all(|version| version.standing == Standing::Unaltered)
    );
    let files = versions.iter().map(|version| {
        let files = version.files.iter();
        files.map(|file| (file.attachment, file.shows)).collect()
    });
    files.collect()
}

#[tokio::test]
async fn photos_stand_under_every_version_of_the_record() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let case = path.case();
        let made = path.released(&case).await;
        let mut photos = Vec::new();
        for _ in 0..2 {
            photos.push(send(&path, &path.visitor(), made).await.expect("kept"));
        }
        let first = path.hand_in(with_photos(&path, made, &case, &photos)).await;
        let first = first.expect("taken").record;
        let both = vec![(photos[0], Shows::SiteCheck), (photos[1], Shows::Matter)];
        assert_eq!(files_of(&path, first).await, std::slice::from_ref(&both));
        assert!(read(&path, &path.planner(), photos[1]).await.is_ok());

        let back = ReviewRecord {
            record: first,
            verdict: Verdict::SentBack,
            opinion: "請補拍".to_owned(),
            signed_name: "許主任".to_owned(),
        };
        let director = path.asker("property_director");
        path.app
            .review_record(&director, CommandId::generate(), back)
            .await
            .expect("sent back");
        let third = send(&path, &path.visitor(), made).await.expect("kept");
        let again = [photos[0], third];
        let second = path.hand_in(with_photos(&path, made, &case, &again)).await;
        let second = second.expect("taken").record;
        let now = vec![(photos[0], Shows::SiteCheck), (third, Shows::Matter)];
        assert_eq!(files_of(&path, second).await, [both, now]);
        assert_eq!(findings(db).await, []);
    })
    .await;
}

#[tokio::test]
async fn a_record_takes_only_what_was_sent_for_it_and_is_still_there() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let case = path.case();
        let (made, other) = (path.released(&case).await, path.released(&case).await);
        let of_another = send(&path, &path.visitor(), other).await.expect("kept");
        let twice = send(&path, &path.visitor(), made).await.expect("kept");
        let refused = async |files: Vec<FileInput>| {
            let record = RecordVisit {
                files,
                ..path.record(made, &case)
            };
            let wrong = path.hand_in(record).await.expect_err("not taken");
            let Error::Invalid(wrong) = wrong else {
                panic!("{wrong:?}");
            };
            (wrong[0].number, wrong[0].fault.clone())
        };
        let gone = |number| (Some(number), Fault::FileGone);
        let photo = |id| shows(id, Shows::SiteCheck);
        assert_eq!(refused(vec![photo(of_another)]).await, gone(1));
        assert_eq!(refused(vec![photo(twice), photo(twice)]).await, gone(2));
        assert_eq!(
            refused(vec![photo(AttachmentId::generate())]).await,
            gone(1)
        );
        let scan = KeepAttachment {
            kinds: FileKind::RECORD,
            ..sending(made.follow_up, "scan.pdf", b"%PDF-1.7".to_vec())
        };
        let scan = path.app.keep_attachment(&path.visitor(), scan).await;
        assert_eq!(
            refused(vec![photo(scan.expect("kept"))]).await,
            (Some(1), Fault::FileKind(FileKind::PHOTO)),
            "a scan shows no place"
        );
        let record = RecordVisit {
            files: vec![photo(twice)],
            ..path.record(made, &case)
        };
        path.hand_in(record).await.expect("the same photo, once");
    })
    .await;
}

async fn erase(db: &TestDb, path: &Path<'_>) {
    let person = path.estate.residents["3-1202"];
    let act = Act {
        command: CommandId::generate(),
        actor: None,
        device: None,
        at: path.app.clock().now(),
        input: None,
    };
    let draft = Draft::new(path.estate.company, PersonErased { person });
    db.command(act, draft, |change, draft| {
        Box::pin(async move {
            change.append(draft.clone()).await?;
            Ok::<(), StoreError>(())
        })
    })
    .await
    .expect("erased");
}

#[tokio::test]
async fn who_is_erased_is_erased_from_the_photos_too() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let case = path.case();
        let made = path.released(&case).await;
        let used = send(&path, &path.visitor(), made).await.expect("kept");
        let waiting = send(&path, &path.visitor(), made).await.expect("kept");
        let record = with_photos(&path, made, &case, &[used]);
        let record = path.hand_in(record).await.expect("taken").record;
        erase(db, &path).await;
        for id in [used, waiting] {
            assert!(is_gone(&read(&path, &path.visitor(), id).await));
        }
        assert_eq!((blobs(db).await, findings(db).await), (0, Vec::new()));
        let page = path.app.record(&path.planner(), record).await;
        let version = page.expect("the record").versions.remove(0);
        assert_eq!(version.files.len(), 1, "that there was one stays");
        assert!(version.files[0].file_name.is_none());
    })
    .await;
}

#[tokio::test]
async fn who_has_nothing_to_do_with_the_site_sees_no_photo() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let case = path.case();
        let made = path.released(&case).await;
        let photo = send(&path, &path.visitor(), made).await.expect("kept");
        let record = with_photos(&path, made, &case, &[photo]);
        path.hand_in(record).await.expect("taken");
        let mut elsewhere = path.planner();
        elsewhere.posts.clear();
        assert!(is_gone(&read(&path, &elsewhere, photo).await));
        let unknown = AttachmentId::generate();
        assert!(is_gone(&read(&path, &path.planner(), unknown).await));
    })
    .await;
}
