//! The company's spot check: the sample, who calls, what comes of it.

use huiyin_app::people::PhoneOf;
use huiyin_app::reviews::ReviewRecord;
use huiyin_app::spot_checks::{Agreement, CallOutcome, RecordSpotCheck, SpotState};
use huiyin_app::statistics::CloseMonth;
use huiyin_app::{Asker, Error, Fault, FieldError, Refusal};
use huiyin_domain::entry::NotReached;
use huiyin_domain::entry::facts::{
    ConfidentialitySet, EventCorrected, EventState, KeyCommitted, KeyRevealed,
};
use huiyin_domain::{Category, CommandId, EventId, Month, Rating, RecordId, Verdict};
use huiyin_rules::draw::DrawKey;
use huiyin_rules::spot_check::SpotSample;
use huiyin_testkit::on_both;

use crate::path::Path;

const CALLED_AT: &str = "2026-04-05 09:00";

fn march() -> Month {
    Month::new(2026, 3).expect("a month")
}

fn key() -> DrawKey {
    DrawKey::from_bytes([7; 32])
}

/// Records of March that were accepted, each with its event.
async fn accepted(path: &Path<'_>, count: usize) -> Vec<(RecordId, EventId)> {
    let case = path.case();
    let mut records = Vec::new();
    for _ in 0..count {
        let made = path.released(&case).await;
        let mut record = path.record(made, &case);
        record.rating = Some(Rating::Satisfied);
        let record = path.hand_in(record).await.expect("taken").record;
        for post in ["property_director", "service_director"] {
            let review = ReviewRecord {
                record,
                verdict: Verdict::Accepted,
                opinion: "情況屬實".to_owned(),
                signed_name: "審核".to_owned(),
            };
            let asker = path.asker(post);
            let done = path
                .app
                .review_record(&asker, CommandId::generate(), review)
                .await;
            done.expect("reviewed");
        }
        records.push((record, made.event));
    }
    records
}

/// March is over, its key revealed and its statistics closed, on 5 April.
async fn close(path: &Path<'_>) {
    let site = path.estate.site;
    path.app.clock().move_by_seconds(20 * 86_400);
    let missing = path.app.month_missing(&path.planner(), site, march()).await;
    let close = CloseMonth {
        site,
        month: march(),
        seen_missing: missing.expect("a list").total,
    };
    let closed = path
        .app
        .close_month(&path.planner(), CommandId::generate(), close)
        .await;
    closed.expect("closed");
    let committed = KeyCommitted {
        site,
        month: march(),
        sha256: key().commitment().as_str().to_owned(),
    };
    let revealed = KeyRevealed {
        site,
        month: march(),
        key: key().reveal(),
    };
    path.append(vec![committed.into(), revealed.into()]).await;
}

fn call(record: RecordId, outcome: CallOutcome, rating: Option<Rating>) -> RecordSpotCheck {
    RecordSpotCheck {
        record,
        called_at: CALLED_AT.to_owned(),
        outcome: Some(outcome),
        rating,
        said: "記得來過".to_owned(),
    }
}

async fn enter(path: &Path<'_>, asker: &Asker, input: RecordSpotCheck) -> Result<(), Error> {
    path.app
        .record_spot_check(asker, CommandId::generate(), input)
        .await
}

fn why<T>(result: Result<T, Error>) -> Option<Refusal> {
    match result {
        Err(Error::Refused { why, .. }) => Some(why),
        _ => None,
    }
}

/// The ids of the sample, as who may read all of it sees them.
async fn sampled(path: &Path<'_>) -> Vec<RecordId> {
    let reviewer = path.asker("company_reviewer");
    let found = path.app.spot_checks(&reviewer, None, march()).await;
    let lines = &found.expect("the sample").sites[0].lines;
    lines.iter().map(|line| line.record).collect()
}

// Shows every spot_check.
#[tokio::test]
async fn the_sample_follows_from_the_key_and_the_next_comes_for_who_is_not_reached() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let records = accepted(&path, 3).await;
        let (leader, app) = (path.asker("company_leader"), &path.app);
        let before = app.spot_checks(&leader, None, march()).await;
        assert_eq!(
            before.expect("the page").sites[0].state,
            SpotState::NotDrawn
        );
        let early = app.spot_check(&leader, records[0].0).await;
        assert_eq!(why(early), Some(Refusal::SpotNotDrawn));

        close(&path).await;
        let rule = huiyin_rules::procedure::shipped_by_id("kehu");
        let rule = rule.expect("shipped").procedure.spot_check.as_ref();
        let rule = rule.expect("a spot check");
        let of_march = records.iter().map(|(record, _)| *record);
        let sample = SpotSample::draw(rule, &key(), march(), of_march);
        let mut in_vain = std::collections::HashSet::new();
        let expected = sample.offered(&in_vain).to_vec();
        assert_eq!(expected.len(), 1);
        assert_eq!(sampled(&path).await, expected);

        // Nobody answers: it stays on record, and the next in the drawn order comes besides.
        let first = expected[0];
        let no_answer = CallOutcome::NotReached(NotReached::NoAnswer);
        enter(&path, &leader, call(first, no_answer, None))
            .await
            .expect("entered");
        in_vain.insert(first);
        let expected = sample.offered(&in_vain).to_vec();
        assert_eq!(expected.len(), 2);
        assert_eq!(sampled(&path).await, expected);

        // The second confirms the visit and rates it otherwise; the first is reached after all.
        let second = call(expected[1], CallOutcome::Visited, Some(Rating::Fairly));
        enter(&path, &leader, second).await.expect("entered");
        let again = call(first, CallOutcome::NotVisited, None);
        enter(&path, &leader, again).await.expect("entered");
        assert_eq!(sampled(&path).await, expected);
        let found = app.spot_checks(&leader, Some("CY"), march()).await;
        let found = found.expect("the sample");
        let site = &found.sites[0];
        assert_eq!((site.accepted, site.wanted, site.hidden), (3, 1, 0));
        let agreement = Agreement {
            reached: 2,
            visited: 1,
            rated: 1,
            same_rating: 0,
        };
        assert_eq!(found.agreement, agreement);
        assert_eq!(site.agreement, agreement);
        let by_visitor: Vec<_> = site
            .by_visitor
            .iter()
            .map(|it| (it.person, it.agreement))
            .collect();
        let inspector = path.estate.staff["patrol_inspector"];
        assert_eq!(by_visitor, [(inspector, agreement)]);
        let tries: Vec<_> = site.lines[0]
            .calls
            .iter()
            .map(|it| it.not_reached)
            .collect();
        assert_eq!(tries, [Some(NotReached::NoAnswer), None]);
        let third = call(first, CallOutcome::Visited, None);
        let refused = enter(&path, &leader, third).await;
        assert_eq!(why(refused), Some(Refusal::SpotChecked));
        // The record says that there was a call, to who may read what was said.
        for (post, reads) in [("company_reviewer", true), ("service_director", false)] {
            let page = app.record(&path.asker(post), first).await;
            assert_eq!(page.expect("a record").is_called_back, reads, "{post}");
        }
        let unknown = app.spot_checks(&leader, Some("XX"), march()).await;
        assert!(matches!(unknown, Err(Error::NotFound)));
    })
    .await;
}

// Shows every spot_check.
#[tokio::test]
async fn only_the_company_calls_and_nobody_about_a_record_of_their_own() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let records = accepted(&path, 2).await;
        close(&path).await;
        let app = &path.app;
        let first = sampled(&path).await[0];
        for post in ["site_manager", "service_director", "patrol_inspector"] {
            let asker = path.asker(post);
            let list = app.spot_checks(&asker, None, march()).await;
            assert!(
                matches!(&list, Err(Error::Forbidden { posts, .. }) if posts.len() == 2),
                "{post}: {list:?}"
            );
            let entered = enter(&path, &asker, call(first, CallOutcome::Visited, None)).await;
            assert!(matches!(entered, Err(Error::Forbidden { .. })), "{post}");
            let phone = app.reveal_spot_phone(&asker, first).await;
            assert!(matches!(phone, Err(Error::Forbidden { .. })), "{post}");
        }
        let leader = path.asker("company_leader");
        let other = records.iter().find(|(record, _)| *record != first);
        let other = other.expect("one that was not drawn").0;
        let refused = enter(&path, &leader, call(other, CallOutcome::Visited, None)).await;
        assert_eq!(why(refused), Some(Refusal::NotSampled));
        assert_eq!(
            why(app.reveal_spot_phone(&leader, other).await),
            Some(Refusal::NotSampled)
        );

        // Who visited or reviewed and came to the company since.
        for post in ["patrol_inspector", "property_director"] {
            let promoted = Asker {
                person: Some(path.estate.staff[post]),
                ..leader.clone()
            };
            let refused = enter(&path, &promoted, call(first, CallOutcome::Visited, None)).await;
            assert_eq!(why(refused), Some(Refusal::OwnSpotCheck), "{post}");
            let phone = app.reveal_spot_phone(&promoted, first).await;
            assert_eq!(why(phone), Some(Refusal::OwnSpotCheck), "{post}");
        }
        // Who holds a post at the site besides is not of the company alone.
        let mut both = leader.clone();
        both.posts.extend(path.asker("site_manager").posts);
        let list = app.spot_checks(&both, None, march()).await;
        assert!(matches!(list, Err(Error::Forbidden { .. })));

        let page = app.spot_check(&leader, first).await.expect("the call");
        let masked = page.phone_masked.expect("a number");
        assert!(masked.contains('*'), "{masked}");
        let phone = app.reveal_spot_phone(&leader, first).await;
        let phone = phone.expect("the number").expect("a number");
        assert!(!phone.reveal().contains('*'));
        let resident = PhoneOf::Person(path.estate.residents["3-1202"]);
        let looks = app
            .phone_views(&path.asker("site_manager"), resident, 10)
            .await;
        let looks = looks.expect("the looks");
        assert_eq!(looks[0].0, path.estate.staff["company_leader"]);
    })
    .await;
}

#[tokio::test]
async fn what_is_typed_is_checked_field_by_field() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        accepted(&path, 1).await;
        close(&path).await;
        let leader = path.asker("company_leader");
        let first = sampled(&path).await[0];
        let faults = async |input: RecordSpotCheck| match enter(&path, &leader, input).await {
            Err(Error::Invalid(faults)) => faults,
            other => panic!("{other:?}"),
        };
        let nothing = RecordSpotCheck {
            called_at: String::new(),
            outcome: None,
            ..call(first, CallOutcome::Visited, None)
        };
        let expected = [
            FieldError::new("called_at", Fault::Missing),
            FieldError::new("outcome", Fault::Missing),
        ];
        assert_eq!(faults(nothing).await, expected);
        let later = RecordSpotCheck {
            called_at: "2026-04-06 09:00".to_owned(),
            said: String::new(),
            ..call(
                first,
                CallOutcome::NotReached(NotReached::Other),
                Some(Rating::Satisfied),
            )
        };
        let expected = [
            FieldError::new("called_at", Fault::InFuture),
            FieldError::new("rating", Fault::Unknown),
            FieldError::new("said", Fault::Missing),
        ];
        assert_eq!(faults(later).await, expected);
        let earlier = RecordSpotCheck {
            called_at: "2026-04-05 08:59".to_owned(),
            ..call(first, CallOutcome::Visited, None)
        };
        let expected = [FieldError::new("called_at", Fault::BeforeDrawn)];
        assert_eq!(faults(earlier).await, expected);
    })
    .await;
}

#[tokio::test]
async fn what_somebody_may_not_read_is_counted_and_not_shown() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let records = accepted(&path, 1).await;
        close(&path).await;
        let (record, event) = records[0];
        let confidential = |confidential| ConfidentialitySet {
            event,
            confidential,
            accused: None,
        };
        path.append(vec![confidential(true).into()]).await;
        is_not_shown(&path, record).await;
        path.append(vec![confidential(false).into()]).await;

        // The same of first aid.
        let page = path.app.event(&path.planner(), event).await;
        let row = page.expect("the event").row;
        let first_aid = EventCorrected {
            event,
            state: EventState {
                category: Category::Help,
                kind: Some("first_aid".to_owned()),
                severity: None,
                ..row.state
            },
            words_given: false,
            completed_at: row.completed_at,
            procedure: row.procedure,
        };
        path.append(vec![first_aid.into()]).await;
        is_not_shown(&path, record).await;

        assert_eq!(sampled(&path).await, [record], "the reviewer may read it");
        let reviewer = path.asker("company_reviewer");
        let visited = call(record, CallOutcome::Visited, Some(Rating::Satisfied));
        enter(&path, &reviewer, visited).await.expect("entered");
        let leader = path.asker("company_leader");
        let found = path.app.spot_checks(&leader, None, march()).await;
        assert_eq!(found.expect("the page").agreement, Agreement::default());
    })
    .await;
}

/// The only record of the sample is counted for the leader, and neither listed nor called back by them.
async fn is_not_shown(path: &Path<'_>, record: RecordId) {
    let leader = path.asker("company_leader");
    let found = path.app.spot_checks(&leader, None, march()).await;
    let found = found.expect("the page");
    let site = &found.sites[0];
    assert_eq!((site.hidden, site.lines.len()), (1, 0));
    let refused = path.app.spot_check(&leader, record).await;
    assert!(matches!(refused, Err(Error::Forbidden { .. })));
}
