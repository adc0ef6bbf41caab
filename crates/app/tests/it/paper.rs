//! A visit on paper: the blank form that is taken along, and the record that is entered from it.

use huiyin_app::attachments::{FileKind, KeepAttachment, MeantFor};
use huiyin_app::reviews::{LookAt, ReviewRecord, Standing};
use huiyin_app::visits::{FileInput, Ink, PaperInput, RecordVisit, WhichForms};
use huiyin_app::{Asker, Error, Fault, Refusal, Result};
use huiyin_domain::entry::{Shows, SignatureKind};
use huiyin_domain::{AttachmentId, CommandId, Verdict};
use huiyin_rules::record::Lack;
use huiyin_testkit::on_both;

use crate::estate_at_work::{faults, refusal};
use crate::path::{Case, Made, Path, day};

const ALL: [&str; 3] = ["kehu", "yezhu", "wuye"];

async fn scan(path: &Path<'_>, asker: &Asker, made: Made) -> Result<AttachmentId> {
    let sheet = KeepAttachment {
        meant_for: MeantFor::Record(made.follow_up),
        kinds: FileKind::RECORD,
        file_name: "簽名原表.pdf".to_owned(),
        content: b"%PDF-1.7 signed".to_vec(),
    };
    path.app.keep_attachment(asker, sheet).await
}

/// A record as it stands on a sheet: names only, and the scan.
fn on_paper(path: &Path<'_>, made: Made, case: &Case, sheet: Option<AttachmentId>) -> RecordVisit {
    let record = path.record(made, case);
    RecordVisit {
        customer_signature: Ink::typed("何女士"),
        paper: Some(PaperInput {
            signed_on: "2026-03-16".to_owned(),
        }),
        files: sheet
            .map(|attachment| FileInput {
                attachment,
                shows: Shows::SignedSheet,
                matter: None,
            })
            .into_iter()
            .collect(),
        ..record
    }
}

async fn enter(path: &Path<'_>, asker: &Asker, record: RecordVisit) -> Result<()> {
    let command = CommandId::generate();
    let done = path.app.record_visit(asker, command, record).await;
    done.map(|_| ())
}

/// A follow-up whose form was taken by all who visit.
async fn taken(path: &Path<'_>, case: &Case) -> Made {
    let made = path.released(case).await;
    if path.procedure != "kehu" {
        path.take(made, case).await;
    }
    made
}

// Shows every records_on_paper never_own_review.
#[tokio::test]
async fn the_desk_enters_a_sheet_and_reviews_nothing_that_it_entered() {
    for procedure in ALL {
        on_both(async |db| {
            let path = Path::new(db, procedure).await;
            let case = path.case();
            let made = taken(&path, &case).await;
            let desk = path.planner();
            let sheet = scan(&path, &desk, made).await.expect("the scan");
            let record = on_paper(&path, made, &case, Some(sheet));
            let done = path
                .app
                .record_visit(&desk, CommandId::generate(), record)
                .await
                .expect("it is entered");
            assert!(done.counted.completes && done.counted.in_time);

            let page = path.app.record(&desk, done.record).await.expect("it");
            let version = &page.versions[0];
            assert_eq!(version.standing, Standing::Unaltered);
            assert!(
                version
                    .signatures
                    .iter()
                    .all(|it| it.standing == Standing::Unaltered)
            );
            let kinds = version.signatures.iter().map(|it| it.kind);
            assert!(kinds.clone().all(|it| it == SignatureKind::Paper));
            assert_eq!(kinds.count(), 1 + case.visitors.len());
            assert_eq!(version.record.recorded_by, desk.person, "who entered it");
            let visited = case.visitors.iter().map(|post| path.estate.staff[post]);
            assert_eq!(page.visitors, visited.collect::<Vec<_>>(), "who visited");
            assert!(path.app.attachment(&path.visitor(), sheet).await.is_ok());

            let verdict = |opinion: &str| ReviewRecord {
                record: done.record,
                verdict: Verdict::Accepted,
                opinion: opinion.to_owned(),
                signed_name: "許主任".to_owned(),
            };
            for involved in [desk.clone(), path.visitor()] {
                let own = path
                    .app
                    .review_record(&involved, CommandId::generate(), verdict("屬實"))
                    .await;
                assert_eq!(refusal(&own.expect_err("own")), &Refusal::OwnVisit);
                let queue = path.app.review_queue(&involved, path.estate.site).await;
                assert!(queue.expect("a queue").is_empty());
            }
            let next = page.to_come.iter().find(|step| !step.people.is_empty());
            let next = next.expect("somebody reviews it");
            assert!(!next.people.contains(&desk.person.expect("somebody")));
            let post = next.post.clone().expect("a post");
            let reviewer = path.asker(&post);
            let queue = path.app.review_queue(&reviewer, path.estate.site).await;
            let queue = queue.expect("a queue");
            assert!(queue[0].look_at.contains(&LookAt::OnPaper));
            path.app
                .review_record(&reviewer, CommandId::generate(), verdict("與原表相符"))
                .await
                .expect("one level up reviews it");
        })
        .await;
    }
}

// Shows every records_on_paper.
#[tokio::test]
async fn a_sheet_is_asked_for_and_says_when_it_was_signed() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let case = path.case();
        let made = taken(&path, &case).await;
        let visitor = path.visitor();
        let without = enter(&path, &visitor, on_paper(&path, made, &case, None)).await;
        let Err(Error::Lacking(lacks)) = without else {
            panic!("{without:?}");
        };
        let [Lack::SignedSheet { basis }] = lacks.as_slice() else {
            panic!("{lacks:?}");
        };
        assert_eq!(basis.readings, ["records_on_paper"]);

        let sheet = scan(&path, &visitor, made).await.expect("the scan");
        let signed = |on: &str| RecordVisit {
            paper: Some(PaperInput {
                signed_on: on.to_owned(),
            }),
            ..on_paper(&path, made, &case, Some(sheet))
        };
        let before = Fault::Before {
            other: "visited_at",
        };
        for (on, fault) in [
            ("", Fault::Missing),
            ("16/3", Fault::Malformed),
            ("2026-03-17", Fault::InFuture),
            ("2026-03-15", before),
        ] {
            let wrong = enter(&path, &visitor, signed(on)).await;
            assert_eq!(faults(&wrong.expect_err(on)), [("signed_on", fault)]);
        }
        let unsigned = RecordVisit {
            customer_signature: Ink::default(),
            ..signed("2026-03-16")
        };
        let unsigned = enter(&path, &visitor, unsigned).await;
        assert!(matches!(unsigned, Err(Error::Lacking(lacks))
            if matches!(lacks.as_slice(), [Lack::CustomerSignature { .. }])));
        enter(&path, &visitor, signed("2026-03-16"))
            .await
            .expect("the visitor enters it too");
        let twice = enter(&path, &visitor, signed("2026-03-16")).await;
        assert_eq!(refusal(&twice.expect_err("twice")), &Refusal::FollowUpState);
    })
    .await;
}

#[tokio::test]
async fn who_enters_for_others_does_so_from_paper_only_and_holds_the_post() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let case = path.case();
        let made = taken(&path, &case).await;
        let desk = path.planner();
        let sheet = scan(&path, &desk, made).await.expect("the scan");
        let on_screen = RecordVisit {
            paper: None,
            ..on_paper(&path, made, &case, Some(sheet))
        };
        let refused = enter(&path, &desk, on_screen).await;
        assert_eq!(
            refusal(&refused.expect_err("on screen")),
            &Refusal::NotVisitor
        );
        for stranger in ["culture_clerk", "property_director"] {
            let stranger = path.asker(stranger);
            let refused = scan(&path, &stranger, made).await;
            assert_eq!(refusal(&refused.expect_err("no")), &Refusal::NotVisitor);
            let record = on_paper(&path, made, &case, Some(sheet));
            let refused = enter(&path, &stranger, record).await;
            assert_eq!(refusal(&refused.expect_err("no")), &Refusal::NotVisitor);
        }
        let officer = path.asker("area_officer");
        let theirs = scan(&path, &officer, made).await.expect("the scan");
        enter(&path, &officer, on_paper(&path, made, &case, Some(theirs)))
            .await
            .expect("the officer enters it");
    })
    .await;
}

#[tokio::test]
async fn a_blank_form_is_printed_by_who_visits_or_plans_without_a_whole_number() {
    for procedure in ALL {
        on_both(async |db| {
            let path = Path::new(db, procedure).await;
            let case = path.case();
            let made = path.released(&case).await;
            let one = WhichForms::Of(made.follow_up);
            for asker in [path.planner(), path.visitor()] {
                let forms = path.app.blank_forms(&asker, one).await.expect("a form");
                let form = &forms.forms[0];
                assert_eq!(forms.forms.len(), 1);
                assert_eq!(form.known.unit.as_deref(), Some("3-1202"));
                assert!(form.known.customer.is_some());
                let phone = form.known.phone.as_ref().map(|it| it.reveal().as_str());
                assert!(phone.is_none_or(|phone| phone.contains('*')), "{phone:?}");
                assert_eq!(form.visitors.len(), case.visitors.len());
                assert_eq!(form.sections.len(), 5);
                assert!(form.customer_signs);
                assert_eq!(
                    (form.known.not_before, form.due),
                    (day(case.from), day(case.due))
                );
            }
            let stranger = path.asker(match procedure {
                "kehu" => "culture_clerk",
                _ => "office",
            });
            let refused = path.app.blank_forms(&stranger, one).await;
            assert!(matches!(refused, Err(Error::Forbidden { posts, .. }) if !posts.is_empty()));
            let mut elsewhere = path.planner();
            elsewhere.posts.clear();
            let hidden = path.app.blank_forms(&elsewhere, one).await;
            assert!(matches!(hidden, Err(Error::NotFound)));

            let site = path.estate.site;
            let count = async |asker: &Asker, which: WhichForms| {
                let forms = path.app.blank_forms(asker, which).await;
                forms.expect("a batch").forms.len()
            };
            let due = WhichForms::Day(site, day(case.due));
            let early = WhichForms::Day(site, day(case.from));
            let mine = WhichForms::Visitor(site, None);
            let theirs = WhichForms::Visitor(site, path.visitor().person);
            assert_eq!(count(&path.planner(), due).await, 1);
            assert_eq!(count(&path.planner(), early).await, 0);
            assert_eq!(count(&path.planner(), theirs).await, 1);
            assert_eq!(count(&path.planner(), mine).await, 0);
            assert_eq!(count(&path.visitor(), mine).await, 1);
            assert_eq!(count(&path.visitor(), due).await, 1);
            assert_eq!(count(&stranger, due).await, 0, "others get nothing");
            assert_eq!(count(&stranger, theirs).await, 0);
        })
        .await;
    }
}
