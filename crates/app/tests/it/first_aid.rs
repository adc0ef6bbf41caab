//! First aid is sensitive: what happened is shown to who must see it, and in no list.

use huiyin_app::Error;
use huiyin_app::events::{EventFilter, EventForm};
use huiyin_app::people::PhoneOf;
use huiyin_domain::{Category, EventId};
use huiyin_testkit::on_both;

use crate::estate_at_work::AtWork;

const WORDS: &str = "獨居老人按求助鈴，協助送醫";

async fn called(work: &AtWork<'_>, kind: &str) -> EventId {
    let mut form = work.form(Category::Help);
    form.content = EventForm {
        kind: kind.to_owned(),
        ..form.content
    };
    WORDS.clone_into(&mut form.words.summary);
    "何女士".clone_into(&mut form.words.customer);
    form.words.phone = Some("13800001234".to_owned());
    work.register(form).await.event
}

async fn listed(work: &AtWork<'_>, text: &str) -> Vec<(EventId, Option<String>)> {
    let filter = EventFilter {
        text: text.to_owned(),
        ..EventFilter::default()
    };
    let site = work.estate.site;
    let page = work.app.events(&work.planner(), site, &filter, None).await;
    let lines = page.expect("the list").rows;
    lines
        .into_iter()
        .map(|it| {
            (
                it.row.id,
                it.row.summary.map(|words| words.reveal().clone()),
            )
        })
        .collect()
}

#[tokio::test]
async fn what_happened_is_in_no_list_and_shown_to_who_must_see_it() {
    on_both(async |db| {
        let work = AtWork::new(db, "yezhu", "2026-03-16 09:00").await;
        let (aid, other) = (
            called(&work, "first_aid").await,
            called(&work, "locked_out").await,
        );
        assert_eq!(listed(&work, "何女士").await.len(), 2, "both are found by name");
        let found = listed(&work, "送醫").await;
        assert_eq!(found, [(other, Some(WORDS.to_owned()))]);
        let all = listed(&work, "").await;
        assert!(all.contains(&(aid, None)), "{all:?}");

        // While help is given, everybody of the site may read it.
        let guard = work.asker("department_head");
        let page = work.app.event(&guard, aid).await.expect("it is open");
        assert_eq!(page.row.summary.expect("the words").reveal(), WORDS);

        work.complete(aid).await;
        work.complete(other).await;
        let refused = work.app.event(&guard, aid).await;
        assert!(
            matches!(&refused, Err(Error::Forbidden { posts, .. }) if posts.contains(&"service_supervisor".to_owned())),
            "{refused:?}"
        );
        let refused = work.app.reveal_phone(&guard, PhoneOf::Event(aid)).await;
        assert!(matches!(refused, Err(Error::Forbidden { .. })));
        work.app.event(&guard, other).await.expect("like any other");
        for asker in [work.planner(), work.asker("site_manager"), work.officer()] {
            let page = work.app.event(&asker, aid).await.expect("they must see it");
            assert_eq!(page.row.summary.expect("the words").reveal(), WORDS);
        }
    })
    .await;
}
