//! Notices: who is told in the product, what leaves the house, and what becomes of what does not arrive.

mod courier;
mod heads;
mod residents;

use huiyin_app::notices::{Address, MyNotice, SaveRobot, Says, SentNotices, Undelivered};
use huiyin_app::people::SaveStaff;
use huiyin_app::planning::ReleasePlan;
use huiyin_app::{App, Asker, Clock, Error, Fault, Refusal};
use huiyin_domain::{CommandId, DeliveryFault, Lang, RobotKind, Topic};
use huiyin_store::outbox;
use huiyin_testkit::{TestDb, on_both};

pub(crate) use self::courier::{Carried, robot_of};
use crate::estate_at_work::{AtWork, faults, important, line};
use crate::set_up::personal;

const TODAY: &str = "2026-03-16 10:00";
const MAIL: &str = "xu@cuihu.example";

/// The estate with a courier; its service director has an e-mail address.
async fn at_work(db: &TestDb) -> (AtWork<'_>, Carried) {
    let mut work = AtWork::new(db, "kehu", TODAY).await;
    let carried = Carried::default();
    work.app = work.app.clone().sending_by(carried.courier());
    give_mail(&work, "service_director", MAIL)
        .await
        .expect("saved");
    (work, carried)
}

async fn give_mail(work: &AtWork<'_>, post: &str, mail: &str) -> huiyin_app::Result<()> {
    let staff = SaveStaff {
        site: work.estate.site,
        person: work.estate.staff[post],
        name: personal("許主任"),
        phone: None,
        mail: personal(mail),
    };
    work.app
        .save_staff(&manager(work), CommandId::generate(), &staff)
        .await
}

fn robot(work: &AtWork<'_>) -> SaveRobot {
    robot_of(work.estate.site)
}

fn manager(work: &AtWork<'_>) -> Asker {
    work.asker("site_manager")
}

/// Releases the follow-ups of so many new events; all are the director's.
async fn release(work: &AtWork<'_>, events: &[&str]) {
    let mut follow_ups = Vec::new();
    for event in events {
        follow_ups.push(line(work, important(work, event).await).await.row.id);
    }
    let input = ReleasePlan {
        site: work.estate.site,
        follow_ups,
    };
    work.app
        .release_plan(&work.planner(), CommandId::generate(), input)
        .await
        .expect("released");
}

async fn send(work: &AtWork<'_>) -> SentNotices {
    work.app.send_due_notices().await.expect("it goes on")
}

async fn mine(work: &AtWork<'_>, asker: &Asker) -> Vec<MyNotice> {
    let mine = work.app.my_notices(asker, None).await;
    mine.expect("notices").notices
}

async fn undelivered(work: &AtWork<'_>) -> usize {
    let page = work.app.sending(&manager(work), work.estate.site).await;
    let page = page.expect("the page");
    assert_eq!(page.undelivered_count, page.undelivered.len() as u64);
    page.undelivered.len()
}

fn busy() -> Undelivered {
    Undelivered::for_now(DeliveryFault::Busy, "451 come back later")
}

fn gone() -> Undelivered {
    Undelivered::for_good(DeliveryFault::Refused, "550 no such user")
}

#[tokio::test]
async fn a_release_is_told_in_the_product_by_mail_and_to_the_group() {
    on_both(async |db| {
        let (work, carried) = at_work(db).await;
        let saved = work
            .app
            .save_robot(&manager(&work), CommandId::generate(), robot(&work))
            .await;
        saved.expect("a robot");
        let director = work.planner();
        release(&work, &["A", "B"]).await;
        let notices = mine(&work, &director).await;
        assert_eq!(notices.len(), 1);
        let told = &notices[0];
        assert!(told.unread);
        assert_eq!(told.notice.topic, Topic::PlanReleased);
        assert_eq!((told.notice.count, told.notice.path.as_str()), (2, "/"));
        assert_eq!(told.notice.events, ["CY-2026-00001", "CY-2026-00002"]);
        assert_eq!(told.notice.due, Some("2026-03-19".parse().unwrap()));
        assert_eq!(told.notice.basis.clauses, ["11.1.2", "11.2.1"]);

        let done = send(&work).await;
        assert_eq!((done.sent, done.kept, done.given_up), (2, 0, 0));
        let letters = carried.letters();
        let mail = letters.iter().find_map(|it| match &it.to {
            Address::Mail(to) => Some((to.reveal().as_str(), &it.says)),
            Address::Robot { .. } => None,
        });
        assert_eq!(mail, Some((MAIL, &Says::Notice(told.notice.clone()))));
        let group = letters.iter().find_map(|it| match &it.to {
            Address::Robot { kind, url, secret } => Some((kind, url, secret, it.lang)),
            Address::Mail(_) => None,
        });
        let (kind, url, secret, lang) = group.expect("a letter to the group");
        assert_eq!((*kind, lang), (RobotKind::DingTalk, Lang::ZhHans));
        assert_eq!(url.reveal(), &robot(&work).address.into_inner());
        assert_eq!(secret.as_ref().unwrap().reveal(), "SECf00d");
        assert_eq!(send(&work).await, SentNotices::default(), "once");
    })
    .await;
}

#[tokio::test]
async fn notices_are_read_one_by_one_or_all_at_once() {
    on_both(async |db| {
        let (work, _) = at_work(db).await;
        let director = work.planner();
        for event in ["A", "B", "C"] {
            release(&work, &[event]).await;
        }
        let notices = mine(&work, &director).await;
        let unread = async || work.app.workplace(&director, None).await.unwrap().unread;
        assert_eq!((notices.len(), unread().await), (3, 3));
        let path = work
            .app
            .open_notice(&director, notices[1].id)
            .await
            .unwrap();
        assert!(path.starts_with("/follow-ups/"), "{path}");
        assert_eq!(unread().await, 2);
        let other = work.app.open_notice(&manager(&work), notices[0].id).await;
        assert!(matches!(other, Err(Error::NotFound)), "somebody else's");
        let all = work.app.read_notices(&director, notices[0].id).await;
        all.unwrap();
        assert_eq!(unread().await, 0);
        assert!(mine(&work, &director).await.iter().all(|it| !it.unread));
    })
    .await;
}

#[tokio::test]
async fn who_has_no_address_is_told_in_the_product_only() {
    on_both(async |db| {
        let (work, carried) = at_work(db).await;
        give_mail(&work, "service_director", "").await.unwrap();
        release(&work, &["A"]).await;
        let done = send(&work).await;
        assert_eq!((done.sent, done.kept), (0, 1));
        assert_eq!(mine(&work, &work.planner()).await.len(), 1);

        give_mail(&work, "service_director", MAIL).await.unwrap();
        let mut work = work;
        work.app = work.app.clone().sending_by(carried.courier_without_mail());
        release(&work, &["B"]).await;
        assert_eq!(send(&work).await.kept, 1);
        assert!(carried.letters().is_empty());
        assert_eq!(undelivered(&work).await, 0);
    })
    .await;
}

#[tokio::test]
async fn what_fails_is_tried_again_ever_later_and_then_given_up_in_sight() {
    on_both(async |db| {
        let (work, carried) = at_work(db).await;
        release(&work, &["A"]).await;
        carried.answers((0..10).map(|_| Err(busy())));
        for doubled in 0..9 {
            let done = send(&work).await;
            assert_eq!((done.postponed, done.given_up), (1, 0), "{doubled}");
            work.app.clock().move_by_seconds((60 << doubled) - 1);
            assert_eq!(send(&work).await, SentNotices::default(), "not yet");
            work.app.clock().move_by_seconds(1);
        }
        assert_eq!(undelivered(&work).await, 0);
        let done = send(&work).await;
        assert_eq!((done.postponed, done.given_up), (0, 1));

        let seen = async |asker: &Asker| work.app.workplace(asker, None).await.unwrap();
        assert_eq!(seen(&manager(&work)).await.undelivered, 1);
        assert_eq!(seen(&work.planner()).await.undelivered, 0, "not theirs");
        let page = work.app.sending(&manager(&work), work.estate.site).await;
        let given_up = page.unwrap().undelivered.remove(0);
        assert_eq!(given_up.person, Some(work.estate.staff["service_director"]));
        assert_eq!(given_up.error.fault, DeliveryFault::Busy);
        assert_eq!(given_up.error.said.reveal(), "451 come back later");
        assert_eq!(given_up.attempts, 10);

        let site = work.estate.site;
        let again = async |asker: Asker| work.app.try_notice_again(&asker, site, given_up.id).await;
        let refused = again(work.planner()).await;
        assert!(matches!(refused, Err(Error::Forbidden { .. })));
        again(manager(&work)).await.expect("tried again");
        assert_eq!(undelivered(&work).await, 0);
        assert_eq!(send(&work).await.sent, 1);
        let gone = again(manager(&work)).await;
        assert!(matches!(gone, Err(Error::NotFound)), "it was sent");
    })
    .await;
}

#[tokio::test]
async fn what_is_refused_for_good_is_given_up_at_once_and_may_be_let_be() {
    on_both(async |db| {
        let (work, carried) = at_work(db).await;
        release(&work, &["A"]).await;
        carried.answers([Err(gone())]);
        assert_eq!(send(&work).await.given_up, 1);
        let (site, asker) = (work.estate.site, manager(&work));
        let page = work.app.sending(&asker, site).await.unwrap();
        let id = page.undelivered[0].id;
        let let_be = work.app.let_notice_be(&work.planner(), site, id).await;
        assert!(matches!(let_be, Err(Error::Forbidden { .. })));
        work.app.let_notice_be(&asker, site, id).await.unwrap();
        assert_eq!(undelivered(&work).await, 0);
        work.app.clock().move_by_seconds(24 * 60 * 60);
        assert_eq!(send(&work).await, SentNotices::default());
        assert_eq!(
            mine(&work, &work.planner()).await.len(),
            1,
            "in the product"
        );
    })
    .await;
}

#[tokio::test]
async fn what_piled_up_for_somebody_is_one_letter() {
    on_both(async |db| {
        let (work, carried) = at_work(db).await;
        release(&work, &["A"]).await;
        carried.answers([Err(busy())]);
        assert_eq!(send(&work).await.postponed, 1);
        release(&work, &["B"]).await;
        work.app.clock().move_by_seconds(60);
        let done = send(&work).await;
        assert_eq!(done.sent, 1);
        let letters = carried.letters();
        let Says::Notice(notice) = &letters[1].says else {
            panic!("{letters:?}");
        };
        assert_eq!(notice.count, 2);
        assert_eq!(notice.events, ["CY-2026-00001", "CY-2026-00002"]);
    })
    .await;
}

#[tokio::test]
async fn what_a_server_took_and_never_sent_is_sent_by_another() {
    on_both(async |db| {
        let (work, carried) = at_work(db).await;
        release(&work, &["A"]).await;
        let now = work.app.clock().now();
        let taken = db
            .write(now, |tx, now| {
                Box::pin(outbox::take(tx, *now, now.plus_seconds(600), 20))
            })
            .await;
        let taken: Result<Vec<outbox::Taken>, huiyin_store::Error> = taken;
        assert_eq!(taken.unwrap().len(), 1, "by a server that stops here");
        let other = App::new((**db).clone(), Clock::standing_at(now)).sending_by(carried.courier());
        assert_eq!(
            other.send_due_notices().await.unwrap(),
            SentNotices::default()
        );
        other.clock().move_by_seconds(601);
        assert_eq!(other.send_due_notices().await.unwrap().sent, 1);
        assert_eq!(carried.letters().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_robot_is_kept_by_who_manages_people_and_its_secret_is_not_shown() {
    on_both(async |db| {
        let (work, carried) = at_work(db).await;
        let (site, asker) = (work.estate.site, manager(&work));
        let save = async |asker: &Asker, robot| {
            work.app
                .save_robot(asker, CommandId::generate(), robot)
                .await
        };
        let refused = save(&work.planner(), robot(&work)).await;
        assert!(matches!(refused, Err(Error::Forbidden { .. })));
        let mut empty = robot(&work);
        (empty.kind, empty.name, empty.language) = (None, String::new(), None);
        (empty.address, empty.topics) = (personal(""), Vec::new());
        let wrong = save(&asker, empty).await.expect_err("wrong");
        let missing = ["name", "kind", "address", "language", "topics"];
        assert_eq!(faults(&wrong), missing.map(|field| (field, Fault::Missing)));
        let mut elsewhere = robot(&work);
        elsewhere.address = personal("https://example.org/robot/send?access_token=1");
        let wrong = save(&asker, elsewhere).await.expect_err("wrong");
        assert_eq!(faults(&wrong), [("address", Fault::Malformed)]);

        let id = save(&asker, robot(&work)).await.expect("saved");
        let wrong = save(&asker, robot(&work)).await.expect_err("taken");
        assert_eq!(faults(&wrong), [("name", Fault::Taken)]);
        let shown = work.app.robot(&asker, site, id).await.unwrap();
        assert_eq!(
            (shown.host.as_str(), shown.is_signed),
            ("oapi.dingtalk.com", true)
        );
        let page = work.app.sending(&asker, site).await.unwrap();
        let all = format!("{page:?} {:?}", robot(&work));
        assert!(
            !all.contains("SECf00d") && !all.contains("access_token"),
            "{all}"
        );

        let mut changed = robot(&work);
        (changed.robot, changed.name) = (Some(id), "夜班群".to_owned());
        (changed.address, changed.secret) = (personal(""), personal(""));
        save(&asker, changed).await.expect("changed");
        let tested = work.app.test_robot(&asker, site, id).await.unwrap();
        assert_eq!(tested, Ok(()));
        let letter = carried.letters().remove(0);
        let Address::Robot { url, secret, .. } = &letter.to else {
            panic!("{letter:?}");
        };
        assert_eq!(url, &robot(&work).address, "kept");
        assert_eq!(secret.as_ref().unwrap().reveal(), "SECf00d", "kept");
        let site_name = "翠湖灣".to_owned();
        assert_eq!(letter.says, Says::Test { site: site_name });

        carried.answers([Err(gone())]);
        let tested = work.app.test_robot(&asker, site, id).await.unwrap();
        assert_eq!(tested, Err(gone()));
        let refused = work.app.test_robot(&work.planner(), site, id).await;
        assert!(matches!(refused, Err(Error::Forbidden { .. })));
        let refused = work.app.remove_robot(&work.planner(), site, id).await;
        assert!(matches!(refused, Err(Error::Forbidden { .. })));
        work.app.remove_robot(&asker, site, id).await.unwrap();
        let gone = work.app.robot(&asker, site, id).await;
        assert!(matches!(gone, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn a_robot_hears_what_it_asked_for_and_leaves_with_what_waits_for_it() {
    on_both(async |db| {
        let (work, carried) = at_work(db).await;
        give_mail(&work, "service_director", "").await.unwrap();
        let asker = manager(&work);
        let mut other = robot(&work);
        other.topics = vec![Topic::RecordWaits];
        let save = async |robot| {
            let saved = work.app.save_robot(&asker, CommandId::generate(), robot);
            saved.await.expect("saved")
        };
        save(other).await;
        release(&work, &["A"]).await;
        send(&work).await;
        assert!(carried.letters().is_empty(), "not what it asked for");
        let mut wanted = robot(&work);
        wanted.name = "第二群".to_owned();
        let wanted = save(wanted).await;
        release(&work, &["B"]).await;
        let removed = work.app.remove_robot(&asker, work.estate.site, wanted);
        removed.await.unwrap();
        assert_eq!(send(&work).await.sent, 0);
    })
    .await;
}

#[tokio::test]
async fn a_test_by_mail_goes_to_ones_own_address() {
    on_both(async |db| {
        let (work, carried) = at_work(db).await;
        let (site, asker) = (work.estate.site, manager(&work));
        let why = |tested| match tested {
            Err(Error::Refused { why, .. }) => why,
            other => panic!("{other:?}"),
        };
        let tested = work.app.test_mail(&asker, site).await;
        assert_eq!(why(tested), Refusal::NoMailAddress);
        let wrong = give_mail(&work, "site_manager", "no address").await;
        assert_eq!(faults(&wrong.unwrap_err()), [("mail", Fault::Malformed)]);
        give_mail(&work, "site_manager", "zhou@cuihu.example")
            .await
            .unwrap();
        let tested = work.app.test_mail(&asker, site).await.unwrap();
        assert_eq!(tested, Ok(()));
        let to = Address::Mail(personal("zhou@cuihu.example"));
        assert_eq!(carried.letters()[0].to, to);
        let without = work.app.clone().sending_by(carried.courier_without_mail());
        let tested = without.test_mail(&asker, site).await;
        assert_eq!(why(tested), Refusal::NoMail);
        let tested = work.app.test_mail(&work.planner(), site).await;
        assert!(matches!(tested, Err(Error::Forbidden { .. })));
    })
    .await;
}
