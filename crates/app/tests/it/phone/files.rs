//! Files piece by piece: broken off and gone on with, wrong, too large, no photo.

use huiyin_app::phone::{Announce, LARGEST_PIECE, Uploaded};
use huiyin_app::visits::FileInput;
use huiyin_app::{App, Asker, Error, Fault, Result};
use huiyin_domain::entry::{Digest, Shows};
use huiyin_domain::{AttachmentId, FollowUpId};
use huiyin_testkit::{on_both, phone_photo, tells_the_place};

use super::{Phone, recorded, visit};
use crate::estate_at_work::faults;
use crate::path::Path;

fn announce(follow_up: FollowUpId, content: &[u8]) -> Announce {
    Announce {
        id: AttachmentId::generate(),
        follow_up,
        file_name: "IMG 1.JPG".to_owned(),
        length: content.len() as u64,
        sha256: Digest::of(content),
    }
}

const fn at(received: u64) -> Uploaded {
    Uploaded {
        received,
        done: false,
        misplaced: false,
    }
}

const fn finished(received: u64) -> Uploaded {
    Uploaded {
        received,
        done: true,
        misplaced: false,
    }
}

async fn append(
    app: &App,
    asker: &Asker,
    id: AttachmentId,
    (offset, piece): (usize, &[u8]),
) -> Result<Uploaded> {
    app.append_piece(asker, id, offset as u64, piece.to_vec())
        .await
}

#[tokio::test]
async fn a_file_that_broke_off_goes_on_where_it_was() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let case = path.case();
        let made = path.released(&case).await;
        path.take(made, &case).await;
        let phone = Phone::of_visitor(&path);
        let (app, me) = (&path.app, &phone.asker);
        let photo = phone_photo(6);
        let file = announce(made.follow_up, &photo);
        let id = file.id;
        assert_eq!(app.announce_file(me, file.clone()).await.unwrap(), at(0));
        let cut = photo.len() / 2;
        let half = append(app, me, id, (0, &photo[..cut])).await.unwrap();
        assert_eq!(half, at(cut as u64));
        // The answer was lost: the piece comes again, and then the page asks.
        let again = append(app, me, id, (0, &photo[..cut])).await.unwrap();
        assert!(again.misplaced && again.received == cut as u64);
        assert_eq!(
            app.announce_file(me, file.clone()).await.unwrap(),
            at(cut as u64)
        );
        assert_eq!(app.file_progress(me, id).await.unwrap(), at(cut as u64));
        let beyond = [&photo[cut..], b"more"].concat();
        let beyond = append(app, me, id, (cut, &beyond)).await.unwrap();
        assert!(beyond.misplaced);
        let last = append(app, me, id, (cut, &photo[cut..])).await.unwrap();
        assert!(last.done);
        for known in [
            app.announce_file(me, file).await.unwrap(),
            app.file_progress(me, id).await.unwrap(),
            append(app, me, id, (cut, &photo[cut..])).await.unwrap(),
        ] {
            assert_eq!(known, last);
        }
        let kept = app.attachment(me, id).await.unwrap();
        assert_eq!(kept.file_name.reveal(), "IMG 1.jpg");
        assert!(!tells_the_place(&app.content(&kept).await.unwrap()));
        // It is named by the record under the same id, and is done for ever after.
        let (revision, _) = phone.knows(&path, made.follow_up).await;
        let (work, mut input) = visit(&path, made, &case);
        let shows = FileInput {
            attachment: id,
            shows: Shows::SiteCheck,
            matter: None,
        };
        input["files"] = serde_json::to_value([shows]).unwrap();
        let command = phone.command(&path, made.follow_up, (&revision, 1), (work, input));
        let record = recorded(phone.send(&path, &command).await).record;
        let page = app.record(&path.planner(), record).await.unwrap();
        assert_eq!(page.versions[0].files[0].attachment, id);
        assert_eq!(
            app.file_progress(me, id).await.unwrap(),
            finished(kept.length)
        );
    })
    .await;
}

#[tokio::test]
async fn what_is_not_what_was_announced_is_forgotten() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let made = path.released(&path.case()).await;
        let phone = Phone::of_visitor(&path);
        let (app, me) = (&path.app, &phone.asker);
        let photo = phone_photo(1);
        let mut wrong_hash = announce(made.follow_up, &photo);
        wrong_hash.sha256 = Digest::of(b"another");
        let text = b"no photo at all".to_vec();
        let no_photo = announce(made.follow_up, &text);
        for (file, content, fault) in [
            (wrong_hash, &photo, None),
            (
                no_photo,
                &text,
                Some(huiyin_app::attachments::FileKind::PHOTO),
            ),
        ] {
            app.announce_file(me, file.clone()).await.unwrap();
            let refused = append(app, me, file.id, (0, content)).await.unwrap_err();
            let expected = fault.map_or(Fault::FileDamaged, Fault::FileKind);
            assert_eq!(faults(&refused), [("file", expected)]);
            let gone = app.file_progress(me, file.id).await;
            assert!(matches!(gone, Err(Error::NotFound)), "{gone:?}");
            assert_eq!(app.announce_file(me, file).await.unwrap(), at(0));
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_too_large_or_not_theirs_is_refused() {
    on_both(async |db| {
        let mut path = Path::new(db, "kehu").await;
        path.app = path.app.clone().largest_attachments(1000);
        let made = path.released(&path.case()).await;
        let phone = Phone::of_visitor(&path);
        let (app, me) = (&path.app, &phone.asker);
        let large = announce(made.follow_up, &[0; 1001]);
        let refused = app.announce_file(me, large).await.unwrap_err();
        assert_eq!(faults(&refused), [("file", Fault::FileTooLarge(1000))]);
        let empty = announce(made.follow_up, b"");
        let refused = app.announce_file(me, empty).await.unwrap_err();
        assert_eq!(faults(&refused), [("file", Fault::FileEmpty)]);
        let small = announce(made.follow_up, &[0; 1000]);
        let stranger = path.asker("site_manager");
        let refused = app.announce_file(&stranger, small.clone()).await;
        assert!(matches!(refused, Err(Error::Refused { .. })), "{refused:?}");
        app.announce_file(me, small.clone()).await.unwrap();
        for theirs in [
            append(app, &stranger, small.id, (0, b"x")).await,
            app.file_progress(&stranger, small.id).await,
            app.announce_file(&stranger, small.clone()).await,
            append(app, me, AttachmentId::generate(), (0, b"x")).await,
        ] {
            assert!(matches!(theirs, Err(Error::NotFound)), "{theirs:?}");
        }
        let piece = vec![0; LARGEST_PIECE + 1];
        let refused = append(app, me, small.id, (0, &piece)).await.unwrap_err();
        assert_eq!(faults(&refused)[0].0, "file");
        // What nobody goes on with is taken away after a week.
        assert_eq!(app.sweep_phone_uploads().await.unwrap(), 0);
        app.clock().move_by_seconds(8 * 24 * 60 * 60);
        assert_eq!(app.sweep_phone_uploads().await.unwrap(), 1);
        let gone = app.file_progress(me, small.id).await;
        assert!(matches!(gone, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn the_last_piece_twice_at_once_makes_one_file() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let made = path.released(&path.case()).await;
        let phone = Phone::of_visitor(&path);
        let (app, me) = (&path.app, &phone.asker);
        let photo = phone_photo(1);
        let file = announce(made.follow_up, &photo);
        app.announce_file(me, file.clone()).await.unwrap();
        let (one, two) = tokio::join!(
            append(app, me, file.id, (0, &photo)),
            append(app, me, file.id, (0, &photo))
        );
        let answers = [one.unwrap(), two.unwrap()];
        assert!(answers.iter().any(|it| it.done), "{answers:?}");
        assert!(app.file_progress(me, file.id).await.unwrap().done);
        assert!(app.attachment(me, file.id).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn a_photo_waits_with_the_visit_that_is_not_settled() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let case = path.case();
        let made = path.released(&case).await;
        path.take(made, &case).await;
        let phone = Phone::of_visitor(&path);
        let (app, me) = (&path.app, &phone.asker);
        let (revision, _) = phone.knows(&path, made.follow_up).await;
        let photo = phone_photo(1);
        let file = announce(made.follow_up, &photo);
        app.announce_file(me, file.clone()).await.unwrap();
        append(app, me, file.id, (0, &photo)).await.unwrap();
        path.hand_in(path.record(made, &case)).await.unwrap();
        let what = visit(&path, made, &case);
        let command = phone.command(&path, made.follow_up, (&revision, 1), what);
        phone.send(&path, &command).await.unwrap();
        app.clock().move_by_seconds(3 * 24 * 60 * 60);
        assert_eq!(app.sweep_attachments().await.unwrap(), 0);
        let settle = huiyin_app::phone::SettleConflict {
            conflict: command.id,
            enter: false,
            why: "重複".to_owned(),
        };
        app.settle_conflict(
            &path.planner(),
            huiyin_domain::CommandId::generate(),
            settle,
        )
        .await
        .unwrap();
        assert_eq!(app.sweep_attachments().await.unwrap(), 1);
    })
    .await;
}
