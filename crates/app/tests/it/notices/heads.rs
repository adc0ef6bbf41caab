//! What is kept outside of the office goes there by itself: the ends of the chains and the keys committed to.

use huiyin_app::Asker;
use huiyin_app::notices::{Address, Letter, SaveRobot, Says};
use huiyin_app::statistics::CloseMonth;
use huiyin_domain::export::AnchorLine;
use huiyin_domain::{CommandId, RobotKind, Topic};
use huiyin_testkit::on_both;

use super::{at_work, manager, robot, send};
use crate::estate_at_work::{AtWork, faults};
use crate::set_up::personal;

const AUDITOR: &str = "auditor@example.org";
const DAY: i64 = 24 * 60 * 60;

fn mailbox(work: &AtWork<'_>) -> SaveRobot {
    SaveRobot {
        kind: Some(RobotKind::Mail),
        name: "核數師".to_owned(),
        address: personal(AUDITOR),
        secret: personal(""),
        topics: vec![Topic::HeadsNoted],
        ..robot(work)
    }
}

/// What a letter asks to be kept.
fn noted(letter: &Letter) -> Vec<AnchorLine> {
    let Says::Notice(notice) = &letter.says else {
        panic!("{letter:?}");
    };
    assert_eq!(notice.topic, Topic::HeadsNoted);
    let lines = notice.noted.iter().map(|line| AnchorLine::read(line));
    lines.collect::<Option<_>>().expect("lines of an anchor")
}

#[tokio::test]
async fn the_ends_of_the_chains_go_to_a_mailbox_outside_once_a_month() {
    on_both(async |db| {
        let (work, carried) = at_work(db).await;
        let (site, shell) = (work.estate.site, Asker::product());
        let save = async |robot| {
            let asker = manager(&work);
            let saved = work.app.save_robot(&asker, CommandId::generate(), robot);
            saved.await
        };
        let mut wrong = mailbox(&work);
        wrong.address = personal("https://example.org/in");
        let refused = save(wrong).await.expect_err("no mailbox");
        assert_eq!(faults(&refused)[0].0, "address");
        work.advance().await;
        send(&work).await;
        let before = carried.letters().len();
        save(mailbox(&work)).await.expect("saved");
        let new = async || {
            work.advance().await;
            send(&work).await;
            let letters = carried.letters().into_iter();
            let ours = letters.filter(|it| it.to == Address::Mail(personal(AUDITOR)));
            ours.collect::<Vec<Letter>>()
        };
        // Once as soon as somebody is there to keep it.
        let letters = new().await;
        assert_eq!((letters.len(), carried.letters().len()), (1, before + 1));
        let all = work.app.export_anchor(&shell, site).await.unwrap();
        let first = noted(&letters[0]);
        let ends = |lines: &[AnchorLine]| {
            let ends = lines.iter().filter(|it| matches!(it, AnchorLine::Head(_)));
            ends.cloned().collect::<Vec<_>>()
        };
        assert_eq!((ends(&first).len(), &ends(&first)), (2, &ends(&all)));
        assert!(first.iter().any(|it| matches!(it, AnchorLine::Key { .. })));
        assert!(first.iter().all(|it| all.contains(it)));
        assert_eq!(new().await.len(), 1, "and not again");

        work.app.clock().move_by_seconds(17 * DAY);
        assert_eq!(new().await.len(), 1, "the month waits for its close");
        let month = "2026-03".parse().unwrap();
        let missing = work.app.month_missing(&shell, site, month).await.unwrap();
        let close = CloseMonth {
            site,
            month,
            seen_missing: missing.total,
        };
        let closed = work.app.close_month(&shell, CommandId::generate(), close);
        closed.await.expect("closed");
        let letters = new().await;
        assert_eq!(letters.len(), 2);
        let second = noted(&letters[1]);
        assert_ne!(ends(&first), ends(&second), "the close stands in the chain");
        assert_eq!(new().await.len(), 2);

        work.app.clock().move_by_seconds(40 * DAY);
        assert_eq!(new().await.len(), 2, "the month after waits for its close");
        work.app.clock().move_by_seconds(30 * DAY);
        assert_eq!(
            new().await.len(),
            3,
            "nobody closed it: they go all the same"
        );
    })
    .await;
}
