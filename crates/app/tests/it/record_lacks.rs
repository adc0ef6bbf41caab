//! Every lack of a record under every procedure: refused where it applies, taken where it does not.

use huiyin_app::Error;
use huiyin_app::visits::{Ink, PromiseInput, RecordVisit, RectificationInput, RefusalInput};
use huiyin_domain::entry::SiteCheck;
use huiyin_domain::{Channel, Matter, PersonId, Rating};
use huiyin_rules::record::Lack;
use huiyin_testkit::on_both;

use crate::path::{Path, answered};

/// A change that spoils a record, the lack it must cause, and the procedures under which it does.
struct Spoiled {
    name: &'static str,
    spoil: fn(&mut RecordVisit, &People),
    is: fn(&Lack) -> bool,
    under: &'static [&'static str],
}

struct People {
    visitor: PersonId,
    colleague: PersonId,
}

const ALL: &[&str] = &["kehu", "yezhu", "wuye"];

fn refused(reason: &str, witness: Option<PersonId>) -> RefusalInput {
    RefusalInput {
        reason: reason.to_owned(),
        witness,
        signature: Ink::default(),
    }
}

fn dissatisfied(record: &mut RecordVisit) {
    record.rating = Some(Rating::Dissatisfied);
}

const CASES: &[Spoiled] = &[
    Spoiled {
        name: "in the future",
        spoil: |record, _| record.visited_at = "2026-03-16 09:01".into(),
        is: |lack| *lack == Lack::InTheFuture,
        under: ALL,
    },
    Spoiled {
        name: "a call without its time",
        spoil: |record, _| {
            record.channel = Channel::Phone;
            record.visited_at = "2026-03-16".into();
        },
        is: |lack| matches!(lack, Lack::CallTime { .. }),
        under: ALL,
    },
    Spoiled {
        name: "a channel that is never allowed",
        spoil: |record, _| record.channel = Channel::PublicLetter,
        is: |lack| matches!(lack, Lack::Channel { .. }),
        under: ALL,
    },
    Spoiled {
        name: "a call without reason or consent",
        spoil: |record, _| record.channel = Channel::Phone,
        is: |lack| matches!(lack, Lack::ChannelReason { .. }),
        under: ALL,
    },
    Spoiled {
        name: "a call that only the visitor gives a reason for",
        spoil: |record, _| {
            record.channel = Channel::Phone;
            record.channel_reason = "住戶要求電話".into();
        },
        is: |lack| matches!(lack, Lack::ChannelReason { .. }),
        under: &["yezhu", "wuye"],
    },
    Spoiled {
        name: "nobody answered",
        spoil: |record, _| record.respondent_name = " ".into(),
        is: |lack| *lack == Lack::Respondent,
        under: ALL,
    },
    Spoiled {
        name: "a section left blank",
        spoil: |record, _| record.sections[3].none = false,
        is: |lack| matches!(lack, Lack::Content { id, .. } if id == "shortcomings"),
        under: ALL,
    },
    Spoiled {
        name: "a section not rated",
        spoil: |record, _| record.sections[0].rating = None,
        is: |lack| matches!(lack, Lack::Content { id, .. } if id == "quality"),
        under: ALL,
    },
    Spoiled {
        name: "no rating",
        spoil: |record, _| record.rating = None,
        is: |lack| matches!(lack, Lack::Rating { .. }),
        under: ALL,
    },
    Spoiled {
        name: "not said whether solved",
        spoil: |record, _| record.solved = None,
        is: |lack| matches!(lack, Lack::Solved { .. }),
        under: ALL,
    },
    Spoiled {
        name: "no site check",
        spoil: |record, _| record.site_check = None,
        is: |lack| matches!(lack, Lack::SiteCheck { .. }),
        under: &["yezhu"],
    },
    Spoiled {
        name: "a site check that does not apply, without a reason",
        spoil: |record, _| record.site_check = Some(SiteCheck::NotApplicable),
        is: |lack| matches!(lack, Lack::SiteCheck { .. }),
        under: ALL,
    },
    Spoiled {
        name: "a matter without words",
        spoil: |record, _| {
            record.matters.push(answered(Matter::Opinion));
            record.matters[0].said.clear();
        },
        is: |lack| *lack == Lack::MatterWords { number: 1 },
        under: ALL,
    },
    Spoiled {
        name: "a matter neither answered nor promised",
        spoil: |record, _| {
            record.matters.push(answered(Matter::Suggestion));
            record.matters[0].settled = false;
        },
        is: |lack| matches!(lack, Lack::MatterOutcome { number: 1, .. }),
        under: ALL,
    },
    Spoiled {
        name: "a promise that nobody told",
        spoil: |record, people| {
            record.matters.push(answered(Matter::Opinion));
            record.matters[0].promise = Some(PromiseInput {
                answer_by: "2026-03-18 10:00".to_owned(),
                owner: people.colleague,
                told_at: String::new(),
                told_by: None,
            });
        },
        is: |lack| matches!(lack, Lack::Promise { number: 1, .. }),
        under: ALL,
    },
    Spoiled {
        name: "a dissatisfaction nowhere put down",
        spoil: |record, _| dissatisfied(record),
        is: |lack| matches!(lack, Lack::Dissatisfaction { .. }),
        under: &["kehu"],
    },
    Spoiled {
        name: "a dissatisfaction solved without a word",
        spoil: |record, _| {
            dissatisfied(record);
            record.matters.push(answered(Matter::Opinion));
            record.matters[0].dissatisfaction = true;
            record.matters[0].outcome.clear();
        },
        is: |lack| matches!(lack, Lack::Explanation { number: 1, .. }),
        under: ALL,
    },
    Spoiled {
        name: "a dissatisfaction explained, and put right by nobody in time",
        spoil: |record, people| {
            dissatisfied(record);
            record.matters.push(answered(Matter::Opinion));
            record.matters[0].dissatisfaction = true;
            record.matters[0].settled = false;
            record.matters[0].rectification = Some(RectificationInput {
                owner: people.colleague,
                due: "2026-03-15".to_owned(),
            });
        },
        is: |lack| matches!(lack, Lack::Rectification { number: 1, .. }),
        under: &["kehu"],
    },
    Spoiled {
        name: "the customer did not sign",
        spoil: |record, _| record.customer_signature = Ink::default(),
        is: |lack| matches!(lack, Lack::CustomerSignature { .. }),
        under: ALL,
    },
    Spoiled {
        name: "a refusal without a reason",
        spoil: |record, people| record.refusal = Some(refused("", Some(people.colleague))),
        is: |lack| matches!(lack, Lack::RefusalReason { .. }),
        under: ALL,
    },
    Spoiled {
        name: "a refusal that nobody saw",
        spoil: |record, _| record.refusal = Some(refused("不便簽名", None)),
        is: |lack| matches!(lack, Lack::RefusalWitness { .. }),
        under: ALL,
    },
    Spoiled {
        name: "a refusal that only the visitor saw",
        spoil: |record, people| record.refusal = Some(refused("不便簽名", Some(people.visitor))),
        is: |lack| matches!(lack, Lack::RefusalWitness { .. }),
        under: ALL,
    },
    Spoiled {
        name: "a visitor did not sign",
        spoil: |record, _| {
            record.visitor_signatures.pop();
        },
        is: |lack| matches!(lack, Lack::VisitorSignature { .. }),
        under: ALL,
    },
];

// Shows kehu 11.1.7 five_contents site_check; yezhu 四.1(4)a 四.1(4)b 四.1(4)c 四.1(4)d 四.1(4)e 四.3 四.4
//   rated_or_text site_check; wuye 4.4.1 4.4.2 4.4.3 4.4.4 4.4.5 4.6 4.7 rated_or_text site_check; every
//   refusal_to_sign visitors_sign.
#[tokio::test]
async fn a_record_is_refused_for_what_its_procedure_asks_and_for_nothing_else() {
    on_both(async |db| {
        for_procedure(&Path::new(db, "kehu").await).await;
    })
    .await;
    on_both(async |db| {
        for_procedure(&Path::new(db, "yezhu").await).await;
    })
    .await;
    on_both(async |db| {
        for_procedure(&Path::new(db, "wuye").await).await;
    })
    .await;
}

async fn for_procedure(path: &Path<'_>) {
    let case = path.case();
    let people = People {
        visitor: path.estate.staff[case.visitors[0]],
        colleague: path.colleague(),
    };
    for spoiled in CASES {
        let what = format!("{} under {}", spoiled.name, path.procedure);
        let made = path.released(&case).await;
        path.take(made, &case).await;
        let mut record = path.record(made, &case);
        (spoiled.spoil)(&mut record, &people);
        let answer = path.hand_in(record).await;
        if spoiled.under.contains(&path.procedure) {
            let Err(Error::Lacking(lacks)) = answer else {
                panic!("{what}: {answer:?}");
            };
            assert!(lacks.iter().any(spoiled.is), "{what}: {lacks:?}");
        } else {
            assert!(answer.is_ok(), "{what}: {answer:?}");
        }
    }
}

// Shows every early_and_late.
#[tokio::test]
async fn a_late_visit_needs_its_reason_and_an_early_one_meets_nothing() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let mut case = path.case();
        case.from = "2026-03-10";
        case.due = "2026-03-13";
        let made = path.released(&case).await;
        let mut record = path.record(made, &case);
        let answer = path.hand_in(record.clone()).await;
        assert!(
            matches!(&answer, Err(Error::Lacking(lacks))
                if matches!(lacks[..], [Lack::LateWithoutReason { .. }])),
            "{answer:?}"
        );
        record.late_reason = "住戶出差".into();
        let answer = path.hand_in(record).await.expect("it is taken");
        assert!(answer.counted.completes && !answer.counted.in_time);

        case.from = "2026-03-20";
        case.due = "2026-03-23";
        let made = path.released(&case).await;
        let answer = path
            .hand_in(path.record(made, &case))
            .await
            .expect("it is kept");
        assert!(!answer.counted.completes && !answer.counted.in_time);
    })
    .await;
}
