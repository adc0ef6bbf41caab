//! How a public letter is put up, and its photos.

use huiyin_app::archive::CollectBatch;
use huiyin_app::attachments::{FileKind, KeepAttachment, MeantFor};
use huiyin_app::events::KeepConfidential;
use huiyin_app::letters::{AddLetterPhotos, LetterPage, PostLetter, Posted};
use huiyin_app::statistics::{Figure, RowsOf};
use huiyin_app::{Asker, Error, Fault, Refusal, Result};
use huiyin_domain::{AttachmentId, CommandId, LetterId};
use huiyin_testkit::{on_both, phone_photo, tells_the_place};

use crate::estate_at_work::{AtWork, faults, month, refusal};
use crate::letters::{TODAY, complaints, draft, drafted, judge, put_up};

#[tokio::test]
async fn the_posting_needs_its_days_and_a_reason_where_it_is_late() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        let (officer, planner) = (work.officer(), work.planner());
        let chosen = complaints(&work, 4).await;
        let letter = draft(&work, &officer, (None, &chosen))
            .await
            .expect("a draft");
        judge(&work, "site_manager", (letter, 1, true))
            .await
            .expect("approved");
        let wrong = async |from: &str, until: &str| {
            let error = put_up(&work, &officer, (letter, from, until, "")).await;
            faults(&error.expect_err("wrong days"))
        };
        let future = [("from", Fault::InFuture)];
        assert_eq!(wrong("2026-03-17", "2026-03-30").await, future);
        let early = [("from", Fault::Before { other: "approval" })];
        assert_eq!(wrong("2026-03-15", "2026-03-30").await, early);
        let backwards = [("until", Fault::Before { other: "from" })];
        assert_eq!(wrong("2026-03-16", "2026-03-15").await, backwards);
        let missing = [("until", Fault::Missing)];
        assert_eq!(wrong("2026-03-16", "").await, missing);
        let clerk = work.asker("culture_clerk");
        let error = put_up(&work, &clerk, (letter, "2026-03-16", "2026-03-30", "")).await;
        assert!(matches!(error, Err(Error::Forbidden { .. })), "{error:?}");
        // One became confidential meanwhile: it is left out. The others are late by now.
        let page = work
            .app
            .public_letter(&planner, letter)
            .await
            .expect("the letter");
        let keep = KeepConfidential {
            event: page.answers[3].row.event,
            confidential: true,
            accused: None,
            why: "涉及私隱".to_owned(),
        };
        let kept = work
            .app
            .keep_confidential(&planner, CommandId::generate(), keep);
        kept.await.expect("it is kept");
        work.go_to("2026-03-25 10:00");
        let late = [("late_reason", Fault::Missing)];
        assert_eq!(wrong("2026-03-25", "2026-03-30").await, late);
        let posted = put_up(
            &work,
            &planner,
            (letter, "2026-03-25", "2026-03-30", "等配件"),
        );
        let posted = posted.await.expect("it is up");
        assert_eq!((posted.answered, posted.left_out), (3, 1));
        let rows = RowsOf::all(Figure::DoneLetter);
        let site = work.estate.site;
        let rows = work
            .app
            .statistics_rows(&planner, site, month("2026-03"), None, &rows);
        let rows = rows.await.expect("the rows");
        assert!(rows.iter().all(|row| row.in_time == Some(false)));
        assert_eq!(rows.len(), 3);
    })
    .await;
}

async fn send(
    work: &AtWork<'_>,
    asker: &Asker,
    (letter, content): (LetterId, Vec<u8>),
) -> Result<AttachmentId> {
    let photo = KeepAttachment {
        meant_for: MeantFor::Letter(letter),
        kinds: FileKind::PHOTO,
        file_name: "大堂.jpg".to_owned(),
        content,
    };
    work.app.keep_attachment(asker, photo).await
}

async fn add(
    work: &AtWork<'_>,
    asker: &Asker,
    (letter, photos): (LetterId, &[AttachmentId]),
) -> Result<()> {
    let input = AddLetterPhotos {
        letter,
        photos: photos.to_vec(),
    };
    let command = CommandId::generate();
    work.app.add_letter_photos(asker, command, input).await
}

async fn put_up_with(
    work: &AtWork<'_>,
    (letter, photos): (LetterId, &[AttachmentId]),
) -> Result<Posted> {
    let input = PostLetter {
        letter,
        version: 1,
        place: "各棟大堂".to_owned(),
        from: "2026-03-16".to_owned(),
        until: "2026-03-30".to_owned(),
        late_reason: String::new(),
        photos: photos.to_vec(),
    };
    let command = CommandId::generate();
    work.app.post_letter(&work.officer(), command, input).await
}

async fn page(work: &AtWork<'_>, asker: &Asker, letter: LetterId) -> LetterPage {
    let page = work.app.public_letter(asker, letter).await;
    page.expect("the letter")
}

// Shows kehu 11.1.10 public_letter.
#[tokio::test]
async fn a_letter_is_photographed_as_it_is_put_up_and_while_it_hangs_and_archived_with_its_photos()
{
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        let (officer, planner) = (work.officer(), work.planner());
        let letter = drafted(&work).await;
        let early = send(&work, &officer, (letter, phone_photo(6))).await;
        assert_eq!(refusal(&early.expect_err("early")), &Refusal::LetterState);
        judge(&work, "site_manager", (letter, 1, true))
            .await
            .expect("approved");
        let first = send(&work, &officer, (letter, phone_photo(6))).await;
        let first = first.expect("it is kept");
        let seen = work.app.attachment(&planner, first).await;
        assert!(matches!(seen, Err(Error::NotFound)), "its sender's alone");
        let posted = put_up_with(&work, (letter, &[first])).await;
        assert_eq!(posted.expect("it is up").answered, 3);
        let shown = page(&work, &planner, letter).await;
        assert!(shown.may.photograph);
        let posting = shown.steps.last().expect("it was put up");
        assert!(posting.name.is_some());
        assert_eq!(shown.photos[0].added_by, posting.name);
        assert_eq!(shown.photos[0].added_at, work.app.clock().now());
        // As the letter, so its photo: to who belongs to the site.
        let clerk = work.asker("culture_clerk");
        let seen = work.app.attachment(&clerk, first);
        let content = work.app.content(&seen.await.expect("it is seen")).await;
        assert!(!tells_the_place(&content.expect("its content")));
        work.go_to("2026-03-30 18:00");
        let second = send(&work, &planner, (letter, phone_photo(1))).await;
        let second = second.expect("it hangs to the end of this day");
        add(&work, &planner, (letter, &[second]))
            .await
            .expect("it is added");
        let shown = page(&work, &officer, letter).await;
        let photos: Vec<AttachmentId> = shown.photos.iter().map(|it| it.attachment).collect();
        assert_eq!(photos, [first, second]);
        let site = work.estate.site;
        work.go_to("2026-04-01 09:00");
        let collected =
            work.app
                .collect_batch(&planner, CommandId::generate(), CollectBatch { site });
        let batch = collected.await.expect("it is collected");
        let batch = work.app.batch(&planner, batch.batch);
        let batch = batch.await.expect("the batch");
        let archived: Vec<AttachmentId> =
            batch.letter_photos.iter().map(|it| it.attachment).collect();
        assert_eq!(archived, photos);
    })
    .await;
}

// Shows kehu 11.1.10 public_letter.
#[tokio::test]
async fn a_photo_of_a_letter_is_refused_with_what_is_wrong() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        let (officer, planner) = (work.officer(), work.planner());
        let letter = drafted(&work).await;
        judge(&work, "site_manager", (letter, 1, true))
            .await
            .expect("approved");
        let kind = Fault::FileKind(FileKind::PHOTO);
        for (content, fault) in [
            (b"%PDF-1.7".to_vec(), kind),
            (Vec::new(), Fault::FileEmpty),
            (b"\xff\xd8\xff\xe0\0".to_vec(), Fault::FileDamaged),
        ] {
            let wrong = send(&work, &officer, (letter, content)).await;
            assert_eq!(faults(&wrong.expect_err("no photo")), [("file", fault)]);
        }
        let clerk = work.asker("culture_clerk");
        let stranger = send(&work, &clerk, (letter, phone_photo(1))).await;
        assert!(
            matches!(stranger, Err(Error::Forbidden { .. })),
            "{stranger:?}"
        );
        let unknown = send(&work, &officer, (LetterId::generate(), phone_photo(1))).await;
        assert!(matches!(unknown, Err(Error::NotFound)), "{unknown:?}");
        let photo = send(&work, &officer, (letter, phone_photo(1))).await;
        let photo = photo.expect("it is kept");
        let error = add(&work, &officer, (letter, &[photo])).await;
        assert_eq!(refusal(&error.expect_err("not up")), &Refusal::LetterState);
        for named in [&[photo, photo][..], &[AttachmentId::generate()]] {
            let error = put_up_with(&work, (letter, named)).await;
            let gone = [("photos", Fault::FileGone)];
            assert_eq!(faults(&error.expect_err("gone")), gone);
        }
        put_up_with(&work, (letter, &[])).await.expect("it is up");
        let error = add(&work, &officer, (letter, &[])).await;
        assert_eq!(
            faults(&error.expect_err("none")),
            [("photos", Fault::Missing)]
        );
        let error = add(&work, &planner, (letter, &[photo])).await;
        let others = [("photos", Fault::FileGone)];
        assert_eq!(faults(&error.expect_err("another sent it")), others);
        let error = add(&work, &officer, (letter, &vec![photo; 21])).await;
        let many = [("photos", Fault::TooManyFiles(20))];
        assert_eq!(faults(&error.expect_err("too many")), many);
        let error = add(&work, &clerk, (letter, &[photo])).await;
        assert!(matches!(error, Err(Error::Forbidden { .. })), "{error:?}");
        // Sent in time, and the letter came down meanwhile.
        work.go_to("2026-03-31 00:10");
        let error = add(&work, &officer, (letter, &[photo])).await;
        assert_eq!(refusal(&error.expect_err("down")), &Refusal::LetterDown);
        let late = send(&work, &officer, (letter, phone_photo(1))).await;
        assert_eq!(refusal(&late.expect_err("down")), &Refusal::LetterDown);
        assert!(!page(&work, &officer, letter).await.may.photograph);
    })
    .await;
}

#[tokio::test]
async fn nobody_sends_photos_of_a_letter_without_end() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        let officer = work.officer();
        let letter = drafted(&work).await;
        judge(&work, "site_manager", (letter, 1, true))
            .await
            .expect("approved");
        for _ in 0..30 {
            let sent = send(&work, &officer, (letter, phone_photo(1))).await;
            sent.expect("it is kept");
        }
        let error = send(&work, &officer, (letter, phone_photo(1))).await;
        let many = [("file", Fault::TooManyFiles(30))];
        assert_eq!(faults(&error.expect_err("too many")), many);
        work.go_to("2026-03-18 09:00");
        assert_eq!(work.app.sweep_attachments().await.expect("swept"), 30);
    })
    .await;
}
