//! What people ask about their own data: from the request to the erasure that rebuild and chains bear out.

use huiyin_app::archive::{
    CollectBatch, DisposeBatch, JudgeDisposal, ProposeDisposal, ReceiveBatch,
};
use huiyin_app::attachments::{FileKind, KeepAttachment, MeantFor};
use huiyin_app::people::{EndOccupancy, PhoneOf};
use huiyin_app::privacy::{LiftHold, LooksAsked, PlaceHold, ReceiveRequest, SettleRequest};
use huiyin_app::reviews::ReviewRecord;
use huiyin_app::reviews::Standing;
use huiyin_app::visits::{FileInput, Ink};
use huiyin_app::{Asker, Error, Fault, HeldPost, Refusal, Right};
use huiyin_domain::entry::facts::HeldThing;
use huiyin_domain::entry::{Ground, IdentityCheck, RequestKind, RequestOutcome, Shows};
use huiyin_domain::{BatchId, CommandId, PersonId, RecordId, RequestId, Topic, Verdict};
use huiyin_store::dump::{self, Cell};
use huiyin_store::journal::verify_chains;
use huiyin_store::schema;
use huiyin_testkit::{TestDb, on_both, phone_photo};

use crate::estate_at_work::faults;
use crate::path::{Made, Path, day};

fn new() -> CommandId {
    CommandId::generate()
}

fn refusal(error: &Error) -> &Refusal {
    match error {
        Error::Refused { why, .. } => why,
        other => panic!("not refused: {other:?}"),
    }
}

fn resident(path: &Path<'_>) -> PersonId {
    path.estate.residents["3-1202"]
}

fn manager(path: &Path<'_>) -> Asker {
    path.asker("site_manager")
}

/// Whoever administers the site besides: the second pair of eyes.
fn administrator(path: &Path<'_>) -> Asker {
    Asker {
        posts: vec![HeldPost {
            post: Right::ADMINISTRATOR.to_owned(),
            scope: path.estate.site,
            site: Some(path.estate.site),
            to: None,
            as_deputy: false,
        }],
        ..path.asker("property_director")
    }
}

/// Somebody asks for something today.
fn asked(path: &Path<'_>, kind: RequestKind) -> ReceiveRequest {
    ReceiveRequest {
        person: resident(path),
        kind: Some(kind),
        received_on: "2026-03-16".to_owned(),
        identity: Some(IdentityCheck::CallBack),
        identity_words: "致電登記號碼，答對房號與上次報修".to_owned(),
        asked: "請刪去我的資料".to_owned(),
    }
}

async fn receive(path: &Path<'_>, asker: &Asker, kind: RequestKind) -> RequestId {
    let mut input = asked(path, kind);
    let today = path.app.clock().now();
    input.received_on = huiyin_domain::SiteZone::default().day(today).to_string();
    let done = path.app.receive_request(asker, new(), input).await;
    done.expect("it is entered")
}

/// A request of a resident whose last day is near, and those who answer were told.
pub(crate) async fn near_its_day(path: &Path<'_>) {
    receive(path, &manager(path), RequestKind::Erasure).await;
    path.app.clock().move_by_seconds(24 * 24 * 60 * 60);
    let done = path.app.advance(path.estate.site).await;
    assert!(done.expect("it advances").requests_told);
}

async fn settle(
    path: &Path<'_>,
    asker: &Asker,
    request: RequestId,
    outcome: RequestOutcome,
    ground: Option<Ground>,
) -> Result<(), Error> {
    let input = SettleRequest {
        request,
        outcome: Some(outcome),
        ground,
        why: "已按申請辦理".to_owned(),
        also: Vec::new(),
    };
    path.app.settle_request(asker, new(), input).await
}

/// A record with a photo, reviewed to the end.
async fn accepted(path: &Path<'_>) -> (Made, RecordId) {
    let case = path.case();
    let made = path.released(&case).await;
    let photo = KeepAttachment {
        meant_for: MeantFor::Record(made.follow_up),
        kinds: FileKind::PHOTO,
        file_name: "何太太家.jpg".to_owned(),
        content: phone_photo(6),
    };
    let photo = path.app.keep_attachment(&path.visitor(), photo).await;
    let mut record = path.record(made, &case);
    record.files = vec![FileInput {
        attachment: photo.expect("it is kept"),
        shows: Shows::SiteCheck,
        matter: None,
    }];
    let record = path.hand_in(record).await.expect("it is taken").record;
    for post in ["property_director", "service_director"] {
        let input = ReviewRecord {
            record,
            verdict: Verdict::Accepted,
            opinion: "情況屬實".to_owned(),
            signed_name: "審核".to_owned(),
        };
        let reviewer = path.asker(post);
        let done = path.app.review_record(&reviewer, new(), input).await;
        done.expect("it is accepted");
    }
    (made, record)
}

async fn kept_batch(path: &Path<'_>) -> BatchId {
    let site = path.estate.site;
    let planner = path.planner();
    let collected = path
        .app
        .collect_batch(&planner, new(), CollectBatch { site })
        .await;
    let batch = collected.expect("collected").batch;
    let signature = Ink::typed("許主任");
    let received = path
        .app
        .receive_batch(&planner, new(), ReceiveBatch { batch, signature });
    received.await.expect("received");
    batch
}

async fn approve(path: &Path<'_>, batch: BatchId) {
    let how = "碎紙".to_owned();
    let input = ProposeDisposal { batch, how };
    let planner = path.planner();
    let listed = path.app.propose_disposal(&planner, new(), input);
    listed.await.expect("listed");
    let input = JudgeDisposal {
        batch,
        approved: true,
        opinion: String::new(),
        signature: Ink::typed("羅經理"),
    };
    let manager = manager(path);
    let judged = path.app.judge_disposal(&manager, new(), input);
    judged.await.expect("approved");
}

async fn dispose(path: &Path<'_>, batch: BatchId) -> Result<(), Error> {
    let input = DisposeBatch {
        batch,
        how: "碎紙，兩人在場".to_owned(),
        signature: Ink::typed("許主任"),
    };
    path.app.dispose_batch(&path.planner(), new(), input).await
}

async fn move_out(path: &Path<'_>) {
    let unit = path.estate.units["3-1202"];
    let page = path.app.unit_page(&manager(path), unit).await;
    let residents = page.expect("the unit").residents;
    let home = residents
        .iter()
        .find(|it| it.person == resident(path))
        .expect("they live there");
    let input = EndOccupancy {
        occupancy: home.occupancy,
        to: "2026-03-15".to_owned(),
    };
    let manager = manager(path);
    let done = path.app.end_occupancy(&manager, new(), &input).await;
    done.expect("moved out");
}

/// Every place of the database in which a text stands, tables of the product's own work left out.
async fn places_of(db: &TestDb, needle: &str) -> Vec<String> {
    let mut tx = db.read().await.expect("a read");
    let mut places = Vec::new();
    for table in schema::tables(&mut tx).await.expect("tables") {
        let rows = dump::rows(&mut tx, &table, None, 10_000).await;
        for row in rows.expect("rows") {
            for (cell, column) in row.iter().zip(&table.columns) {
                if matches!(cell, Cell::Text(text) if text.contains(needle)) {
                    places.push(format!("{}.{}", table.name, column.name));
                }
            }
        }
    }
    places
}

async fn assert_chains_hold(db: &TestDb) {
    let mut tx = db.read().await.expect("a read");
    let reports = verify_chains(&mut tx).await.expect("the chains");
    assert!(reports.iter().all(|it| it.broken.is_none()), "{reports:?}");
}

#[tokio::test]
async fn a_request_has_the_day_that_the_law_of_the_place_gives_it() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let officer = path.visitor();
        let mut wrong = asked(&path, RequestKind::Erasure);
        wrong.kind = None;
        wrong.identity = None;
        wrong.identity_words = " ".to_owned();
        wrong.received_on = "2026-03-17".to_owned();
        let wrong = path.app.receive_request(&officer, new(), wrong).await;
        assert_eq!(
            faults(&wrong.expect_err("nothing of it can be taken")),
            [
                ("kind", Fault::Missing),
                ("identity", Fault::Missing),
                ("received_on", Fault::InFuture),
                ("identity_words", Fault::Missing),
            ]
        );
        let request = receive(&path, &officer, RequestKind::Access).await;
        let seen = path.app.request(&officer, request).await;
        assert!(matches!(seen, Err(Error::Forbidden { .. })), "{seen:?}");
        let page = path.app.request(&manager(&path), request).await;
        let page = page.expect("the request");
        assert_eq!(
            (page.row.due, page.law.id.as_str()),
            (day("2026-04-15"), "pipl")
        );

        let ledger = async |asker: &Asker| {
            let ledger = path.app.ledger(asker, path.estate.site).await;
            ledger.expect("the ledger").requests
        };
        assert!(ledger(&officer).await.is_empty(), "not theirs to know");
        let waiting = ledger(&manager(&path)).await;
        assert_eq!(waiting.len(), 1);
        assert!(!waiting[0].late);
        path.app.clock().move_by_seconds(40 * 24 * 60 * 60);
        assert!(ledger(&manager(&path)).await[0].late);

        let silent = SettleRequest {
            request,
            outcome: Some(RequestOutcome::Refused),
            ground: None,
            why: String::new(),
            also: Vec::new(),
        };
        let silent = path
            .app
            .settle_request(&manager(&path), new(), silent)
            .await;
        assert_eq!(
            faults(&silent.expect_err("no reason")),
            [("ground", Fault::Missing), ("why", Fault::Missing)]
        );
        let done = settle(&path, &manager(&path), request, RequestOutcome::Done, None).await;
        done.expect("answered");
        assert!(ledger(&manager(&path)).await.is_empty());
        let again = settle(&path, &manager(&path), request, RequestOutcome::Done, None).await;
        assert_eq!(
            refusal(&again.expect_err("answered once")),
            &Refusal::RequestSettled
        );
    })
    .await;
}

#[tokio::test]
async fn a_restriction_holds_until_it_is_released() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let manager = manager(&path);
        let restricted = async || {
            let page = path.app.person_page(&manager, resident(&path)).await;
            page.expect("the page").person.restricted_at.is_some()
        };
        let request = receive(&path, &manager, RequestKind::Restriction).await;
        assert!(!restricted().await, "only from the answer on");
        let done = settle(&path, &manager, request, RequestOutcome::Done, None).await;
        done.expect("restricted");
        assert!(restricted().await);
        let request = receive(&path, &manager, RequestKind::Release).await;
        let done = settle(&path, &manager, request, RequestOutcome::Done, None).await;
        done.expect("released");
        assert!(!restricted().await);
    })
    .await;
}

#[tokio::test]
async fn who_moved_out_is_erased_by_another_once_nothing_keeps_it() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let (manager, second) = (manager(&path), administrator(&path));
        let (made, record) = accepted(&path).await;
        assert!(!places_of(db, "何女士").await.is_empty(), "of the record");

        // Somebody who lives there, with a record on its way to the archive.
        let request = receive(&path, &manager, RequestKind::Erasure).await;
        let own = settle(&path, &manager, request, RequestOutcome::Done, None).await;
        assert_eq!(refusal(&own.expect_err("their own")), &Refusal::OwnRequest);
        let owed = settle(&path, &second, request, RequestOutcome::Done, None).await;
        assert_eq!(
            refusal(&owed.expect_err("still owed")),
            &Refusal::NothingGoes(Ground::Owed)
        );

        // The batch keeps the record; the name may go once they moved out.
        let batch = kept_batch(&path).await;
        let page = path.app.person_page(&manager, resident(&path)).await;
        let held = page.expect("the page").held;
        assert_eq!(held.profile, Some(Ground::Here), "nothing is owed any more");
        move_out(&path).await;
        let stays = settle(&path, &second, request, RequestOutcome::Done, None).await;
        assert_eq!(
            refusal(&stays.expect_err("kept")),
            &Refusal::SomethingStays(Ground::Retention)
        );
        let part = settle(&path, &second, request, RequestOutcome::InPart, None).await;
        part.expect("in part");
        let page = path.app.request(&manager, request).await.expect("settled");
        let outcome = page.row.outcome.expect("an outcome");
        assert_eq!(outcome.ground, Some(Ground::Retention));
        assert_eq!(outcome.rest_from, Some(day("2028-03-17")));
        let person = path.app.person_page(&manager, resident(&path)).await;
        let person = person.expect("the page");
        assert!(person.person.name.is_none() && person.person.restricted_at.is_some());
        let read = path.app.record(&path.planner(), record).await;
        assert!(read.is_ok(), "the record stays: {read:?}");
        assert!(!places_of(db, "何女士").await.is_empty());

        // A hold keeps the batch from being disposed of; then it goes, and with it what the record says.
        path.app.clock().move_by_seconds(732 * 24 * 60 * 60);
        approve(&path, batch).await;
        let to_place = PlaceHold {
            on: HeldThing::Record(record),
            until: String::new(),
            why: "訴訟".to_owned(),
        };
        let placed = path.app.place_hold(&manager, new(), to_place).await;
        let placed = placed.expect("held");
        let held = dispose(&path, batch).await.expect_err("held");
        assert_eq!(refusal(&held), &Refusal::HeldWithin);
        let request = receive(&path, &manager, RequestKind::Erasure).await;
        let held = settle(&path, &second, request, RequestOutcome::Done, None).await;
        assert_eq!(
            refusal(&held.expect_err("held")),
            &Refusal::SomethingStays(Ground::Held)
        );
        let to_end = LiftHold {
            hold: placed,
            why: "已結案".to_owned(),
        };
        let lifted = path.app.lift_hold(&manager, new(), to_end.clone()).await;
        lifted.expect("lifted");
        let twice = path.app.lift_hold(&manager, new(), to_end).await;
        assert_eq!(refusal(&twice.expect_err("once")), &Refusal::HoldLifted);
        dispose(&path, batch).await.expect("disposed of");
        let read = path.app.record(&path.planner(), record).await;
        let version = read.expect("the record stays").versions.remove(0);
        let signed = version.signatures.iter().map(|it| it.standing);
        let standings = signed.chain([version.standing]);
        assert!(
            standings.into_iter().all(|it| it == Standing::Erased),
            "erased is not altered"
        );
        let left = places_of(db, "何女士").await;
        assert!(left.is_empty(), "{left:?}");
        let page = path.app.batch(&path.planner(), batch).await.expect("it");
        let (_, follow_ups, files) = page.erased.expect("what was erased");
        assert_eq!((follow_ups, files, page.records.len()), (1, 1, 1));
        assert_chains_hold(db).await;

        let done = settle(&path, &second, request, RequestOutcome::Done, None).await;
        done.expect("erased");
        let person = path.app.person_page(&manager, resident(&path)).await;
        let person = person.expect("the page");
        assert!(person.person.erased_at.is_some());
        assert!(
            person
                .held
                .things
                .iter()
                .all(|it| it.row.erased_at.is_some())
        );
        assert!(person.requests.iter().all(|it| it.asked.is_none()));
        assert_chains_hold(db).await;
        let event = path.app.event(&manager, made.event).await;
        assert!(event.is_ok(), "the event stays, without words: {event:?}");
    })
    .await;
}

#[tokio::test]
async fn a_copy_holds_what_is_theirs_and_looks_are_told() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let manager = manager(&path);
        accepted(&path).await;
        let shown = path
            .app
            .reveal_phone(&path.visitor(), PhoneOf::Person(resident(&path)))
            .await;
        assert!(shown.expect("it is shown").is_some());
        let export = path.app.export_person(&manager, resident(&path)).await;
        let export = export.expect("a copy");
        let words: Vec<&str> = export
            .told
            .iter()
            .flat_map(|it| it.words.iter().map(|(_, text)| text.reveal().as_str()))
            .collect();
        assert!(words.contains(&"何女士"), "{words:?}");
        assert!(!words.contains(&"審核"), "what others signed is theirs");
        assert_eq!((export.files.len(), export.left_out), (1, 0));
        let asked = LooksAsked::default();
        let looks = path.app.looks(&manager, path.estate.site, asked).await;
        let looks = looks.expect("the looks").rows;
        assert_eq!(looks.len(), 1);
        assert_eq!(looks[0].1.person, Some(resident(&path)));
        assert_eq!(Some(looks[0].1.viewer), path.visitor().person);
        let others = LooksAsked {
            viewer: manager.person,
            ..asked
        };
        let others = path.app.looks(&manager, path.estate.site, others).await;
        assert!(others.expect("the looks").rows.is_empty());
        let officer = path.visitor();
        let refused = path.app.looks(&officer, path.estate.site, asked).await;
        assert!(
            matches!(refused, Err(Error::Forbidden { .. })),
            "{refused:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn who_answers_is_told_once_when_the_last_day_is_near_and_once_when_it_passed() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let (app, site) = (&path.app, path.estate.site);
        let told = async || app.advance(site).await.expect("it advances").requests_told;
        assert!(!told().await, "nobody asked");
        let request = receive(&path, &manager(&path), RequestKind::Access).await;
        let a_day = 24 * 60 * 60;
        assert!(!told().await, "30 days are left");
        app.clock().move_by_seconds(23 * a_day);
        assert!(told().await, "7 days are left");
        assert!(!told().await, "once");
        app.clock().move_by_seconds(8 * a_day);
        assert!(told().await, "it is overdue");
        app.clock().move_by_seconds(a_day);
        assert!(!told().await, "once");
        let notices = app.my_notices(&manager(&path), None).await.expect("theirs");
        let topic = Topic::RequestDue;
        let of_it = notices.notices.iter().filter(|it| it.notice.topic == topic);
        let of_it: Vec<_> = of_it.map(|it| &it.notice).collect();
        assert!(!of_it.is_empty());
        for notice in of_it {
            assert_eq!(notice.path, "/requests");
            assert_eq!(notice.due, Some(day("2026-04-15")));
            assert!(!format!("{notice:?}").contains("何女士"));
        }
        let done = settle(&path, &manager(&path), request, RequestOutcome::Done, None).await;
        done.expect("answered");
        app.clock().move_by_seconds(40 * a_day);
        assert!(!told().await, "it is answered");
    })
    .await;
}
