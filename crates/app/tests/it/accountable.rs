//! Those whom the procedure holds accountable answer for a follow-up with a note (11.1.1).

use huiyin_app::visits::AnswerFor;
use huiyin_app::{Asker, Error, Fault};
use huiyin_domain::{CommandId, FollowUpId};
use huiyin_testkit::on_both;

use crate::estate_at_work::{AtWork, faults, important, line};

const TODAY: &str = "2026-03-16 09:00";

async fn answer(
    work: &AtWork<'_>,
    asker: &Asker,
    follow_up: FollowUpId,
    note: &str,
) -> Result<(), Error> {
    let note = note.to_owned();
    let input = AnswerFor { follow_up, note };
    work.app
        .answer_for(asker, CommandId::generate(), input)
        .await
}

// Shows kehu 11.1.1 accountable_posts.
#[tokio::test]
async fn the_manager_and_the_property_director_say_how_it_stands() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        let event = important(&work, "A").await;
        let follow_up = line(&work, event).await.row.id;
        let manager = work.asker("site_manager");
        let blank = answer(&work, &manager, follow_up, " ").await;
        let blank = blank.expect_err("nothing is said");
        assert_eq!(faults(&blank), [("answer", Fault::Missing)]);
        for post in ["service_director", "patrol_inspector"] {
            let other = answer(&work, &work.asker(post), follow_up, "已另約").await;
            assert!(matches!(other, Err(Error::Forbidden { .. })), "{other:?}");
        }
        let director = work.asker("property_director");
        for (asker, note) in [
            (&manager, "住戶出差，已另約週四"),
            (&director, "工程部配合"),
        ] {
            let said = answer(&work, asker, follow_up, note).await;
            said.expect("it is noted");
        }
        let page = work.app.follow_up(&manager, follow_up).await;
        let page = page.expect("the follow-up");
        let accountable = page.accountable.expect("somebody is");
        let notes: Vec<_> = accountable
            .notes
            .iter()
            .map(|it| {
                (
                    it.post.as_str(),
                    it.note.as_ref().map(|it| it.reveal().as_str()),
                )
            })
            .collect();
        assert_eq!(
            notes,
            [
                ("site_manager", Some("住戶出差，已另約週四")),
                ("property_director", Some("工程部配合")),
            ]
        );
        assert!(accountable.may_answer);
        assert!(accountable.basis.clauses.contains(&"11.1.1".to_owned()));
    })
    .await;
}

#[tokio::test]
async fn a_procedure_that_holds_nobody_accountable_takes_no_note() {
    on_both(async |db| {
        let work = AtWork::new(db, "yezhu", TODAY).await;
        let event = important(&work, "A").await;
        let follow_up = line(&work, event).await.row.id;
        let said = answer(&work, &work.asker("site_manager"), follow_up, "已另約").await;
        assert!(matches!(said, Err(Error::NotFound)), "{said:?}");
    })
    .await;
}
