use huiyin_app::reviews::Standing;
use huiyin_app::visits::{Ink, PromiseInput, ReturnForm, TakeForms};
use huiyin_app::{Error, Fault, Refusal};
use huiyin_domain::{Channel, CommandId, Matter, Severity};
use huiyin_testkit::on_both;

use crate::path::{Path, answered};

fn taking(follow_up: huiyin_domain::FollowUpId, ink: Ink) -> TakeForms {
    TakeForms {
        follow_ups: vec![follow_up],
        signature: ink,
    }
}

// Shows yezhu 四.2; wuye 4.5 receipt_on_record.
#[tokio::test]
async fn only_who_visits_takes_a_form_and_signs_for_it_once() {
    on_both(async |db| {
        let path = Path::new(db, "yezhu").await;
        let case = path.case();
        let made = path.released(&case).await;
        let signed = taking(made.follow_up, Ink::typed("唐工"));
        let unsigned = taking(made.follow_up, Ink::default());
        let app = &path.app;

        let planner = app
            .take_forms(&path.planner(), CommandId::generate(), signed.clone())
            .await;
        assert!(matches!(
            planner,
            Err(Error::Refused {
                why: Refusal::NotVisitor,
                ..
            })
        ));
        let missing = app
            .take_forms(&path.visitor(), CommandId::generate(), unsigned)
            .await;
        assert!(matches!(&missing, Err(Error::Invalid(errors))
            if errors[0].fault == Fault::Missing && errors[0].field == "signature"));
        let early = path.hand_in(path.record(made, &case)).await;
        assert!(matches!(
            early,
            Err(Error::Refused {
                why: Refusal::FormNotTaken,
                ..
            })
        ));

        let command = CommandId::generate();
        let first = app
            .take_forms(&path.visitor(), command, signed.clone())
            .await;
        let again = app
            .take_forms(&path.visitor(), command, signed.clone())
            .await;
        let first = first.expect("it is taken");
        assert_eq!(first, again.expect("the same answer"));
        let twice = app
            .take_forms(&path.visitor(), CommandId::generate(), signed.clone())
            .await;
        assert!(matches!(
            twice,
            Err(Error::Refused {
                why: Refusal::FollowUpState,
                ..
            })
        ));
        let second = path.asker(case.visitors[1]);
        app.take_forms(&second, CommandId::generate(), signed)
            .await
            .expect("the second of two takes the same form");

        path.hand_in(path.record(made, &case))
            .await
            .expect("both signed");
        let back = ReturnForm {
            sign_out: first.sign_outs[0],
        };
        app.return_form(&path.visitor(), CommandId::generate(), back)
            .await
            .expect("it is back");
        let twice = app
            .return_form(&path.visitor(), CommandId::generate(), back)
            .await;
        assert!(matches!(twice, Err(Error::Refused { .. })));
    })
    .await;
}

// Shows kehu sign_out_off.
#[tokio::test]
async fn where_no_sign_out_is_asked_a_visit_is_recorded_at_once_and_once() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let case = path.case();
        let made = path.released(&case).await;
        let stranger = path
            .app
            .record_visit(
                &path.planner(),
                CommandId::generate(),
                path.record(made, &case),
            )
            .await;
        assert!(matches!(
            stranger,
            Err(Error::Refused {
                why: Refusal::NotVisitor,
                ..
            })
        ));
        let command = CommandId::generate();
        let record = path.record(made, &case);
        let app = &path.app;
        let first = app
            .record_visit(&path.visitor(), command, record.clone())
            .await;
        let again = app
            .record_visit(&path.visitor(), command, record.clone())
            .await;
        assert_eq!(first.expect("taken"), again.expect("the same answer"));
        let twice = path.hand_in(record).await;
        assert!(matches!(
            twice,
            Err(Error::Refused {
                why: Refusal::FollowUpState,
                ..
            })
        ));
    })
    .await;
}

// Shows kehu 11.1.9; every raised_matters next_round.
#[tokio::test]
async fn a_promise_plans_the_next_round_and_a_complaint_becomes_an_event() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let case = path.case();
        let made = path.released(&case).await;
        let mut record = path.record(made, &case);
        let mut promised = answered(Matter::Opinion);
        promised.settled = false;
        promised.promise = Some(PromiseInput {
            answer_by: "2026-03-19 15:00".to_owned(),
            owner: path.estate.staff["service_director"],
            told_at: String::new(),
            told_by: path.visitor().person,
        });
        record.matters = vec![promised, answered(Matter::Complaint)];
        let answer = path.hand_in(record).await.expect("it is taken");
        assert_eq!(answer.complaints.len(), 1);
        assert!(answer.next_round.is_some());
        let page = path
            .app
            .record(&path.planner(), answer.record)
            .await
            .expect("it is read");
        let rounds: Vec<_> = page
            .rounds
            .iter()
            .map(|round| (round.round, round.due.to_string()))
            .collect();
        assert_eq!(
            rounds,
            [(1, "2026-03-17".to_owned()), (2, "2026-03-19".to_owned())]
        );
        assert_eq!(
            page.versions[0].matters[1].complaint,
            Some(answer.complaints[0])
        );
        assert_eq!(page.versions[0].standing, Standing::Unaltered);
    })
    .await;
}

// Shows kehu 11.1.7 11.1.9 third_class first_round_on_site phone_otherwise; every phone_with_consent
//   phone_record.
#[tokio::test]
async fn a_major_complaint_is_never_called_and_a_consented_call_needs_no_signature() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let mut case = path.case();
        case.severity = Severity::Major;
        let made = path.released(&case).await;
        let mut record = path.record(made, &case);
        record.channel = Channel::Phone;
        record.channel_reason = "住戶要求電話".into();
        let answer = path.hand_in(record).await;
        assert!(matches!(answer, Err(Error::Lacking(_))), "{answer:?}");
    })
    .await;
    on_both(async |db| {
        let path = Path::new(db, "yezhu").await;
        let mut case = path.case();
        case.channel = Channel::Phone;
        let made = path.released(&case).await;
        path.take(made, &case).await;
        let mut record = path.record(made, &case);
        record.channel = Channel::Phone;
        record.customer_signature = Ink::default();
        record.site_check = None;
        path.hand_in(record).await.expect("the plan says phone");
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_read_comes_back_by_field() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let case = path.case();
        let made = path.released(&case).await;
        let mut record = path.record(made, &case);
        record.visited_at = "16/3/2026".into();
        record.customer_signature.strokes = "{".into();
        record.next_visit = "soon".into();
        let Err(Error::Invalid(errors)) = path.hand_in(record).await else {
            panic!("it was taken");
        };
        let fields: Vec<&str> = errors.iter().map(|error| error.field).collect();
        assert_eq!(fields, ["customer_signature", "visited_at", "next_visit"]);
    })
    .await;
}
