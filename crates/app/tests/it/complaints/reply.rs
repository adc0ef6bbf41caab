//! 復函情況: what it asks for, what it changes, and that nothing leaves the ledger without it.

use huiyin_app::events::{AttachReply, CorrectEvent, EventForm, ReplyForm};
use huiyin_app::{Error, Fault, Refusal, Result};
use huiyin_domain::entry::VoidCause;
use huiyin_domain::{Category, CommandId, EventId, Why};
use huiyin_testkit::on_both;

use crate::estate_at_work::{AtWork, faults, refusal};

const TODAY: &str = "2026-03-16 09:00";

fn letter() -> ReplyForm {
    ReplyForm::Letter {
        letter: "物復〔2026〕12 號".to_owned(),
        dated: "2026-03-16".to_owned(),
        addressee: "街道辦信訪組".to_owned(),
    }
}

fn no_letter() -> ReplyForm {
    ReplyForm::None {
        handled: "已清洗排煙口並在公告欄說明".to_owned(),
        why: "未留姓名和地址".to_owned(),
    }
}

async fn attach(work: &AtWork<'_>, event: EventId, reply: ReplyForm) -> Result<()> {
    let input = AttachReply { event, reply };
    work.app
        .attach_reply(&work.officer(), CommandId::generate(), input)
        .await
}

async fn complaint(work: &AtWork<'_>, content: impl FnOnce(&mut EventForm)) -> EventId {
    let mut form = work.form(Category::Complaint);
    content(&mut form.content);
    work.register(form).await.event
}

/// The complaints in the ledger of open ends, and how many replies the desk counts.
async fn open_ends(work: &AtWork<'_>) -> (Vec<EventId>, u64) {
    let (asker, site) = (work.planner(), work.estate.site);
    let ledger = work.app.ledger(&asker, site).await.expect("the ledger");
    let desk = work.app.desk(&asker, site).await.expect("the desk");
    let counted = desk.open_ends.iter().map(|(_, count)| count.open).sum();
    for lacking in &ledger.lacking {
        assert!(!lacking.basis.clauses.is_empty(), "it names its clause");
    }
    (ledger.lacking.iter().map(|it| it.event).collect(), counted)
}

// Shows kehu 11.1.13; every exemptions exempt_is_permission.
#[tokio::test]
async fn a_reply_only_complaint_is_exempt_once_its_letter_is_attached() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        let event = complaint(&work, |content| content.reply_only = true).await;
        work.complete(event).await;
        assert_eq!(work.standing(event).await.why, Why::WaitForReply);
        assert_eq!(open_ends(&work).await, (vec![event], 1));

        attach(&work, event, letter())
            .await
            .expect("it is attached");
        let standing = work.standing(event).await;
        assert_eq!(
            (standing.why, standing.number),
            (Why::ExemptReplyOnly, None)
        );
        let void = work.obligations(event).await.remove(0);
        assert_eq!(void.void_cause, Some(VoidCause::ReplyAttached));
        assert_eq!(void.void_words.as_deref(), Some("物復〔2026〕12 號"));
        assert_eq!(open_ends(&work).await, (Vec::new(), 0));

        let page = work
            .app
            .event(&work.officer(), event)
            .await
            .expect("the page");
        let reply = page.reply.expect("the letter");
        assert_eq!(
            reply.letter.expect("its number").reveal(),
            "物復〔2026〕12 號"
        );
        assert_eq!(reply.dated.expect("its day").to_string(), "2026-03-16");
        assert_eq!(reply.addressee.expect("to whom").reveal(), "街道辦信訪組");
        assert!(reply.entered_by.is_some(), "who entered it");
        assert!(page.reply_asked.is_some());
    })
    .await;
}

#[tokio::test]
async fn a_letter_that_comes_after_the_window_takes_the_pick_back_and_may_be_mended() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        let event = complaint(&work, |content| content.reply_only = true).await;
        work.complete(event).await;
        work.go_to("2026-03-20 08:00");
        work.advance().await;
        let picked = work.standing(event).await;
        assert_eq!(picked.why, Why::Always);

        attach(&work, event, letter())
            .await
            .expect("it is attached");
        let old = work.obligations(event).await;
        let old = old
            .iter()
            .find(|one| one.id == picked.id)
            .expect("it stays");
        assert_eq!(old.void_cause, Some(VoidCause::ReplyAttached));
        let exempt = work.standing(event).await;
        assert_eq!(exempt.why, Why::ExemptReplyOnly);

        let mended = ReplyForm::Letter {
            letter: "物復〔2026〕13 號".to_owned(),
            dated: "2026-03-19".to_owned(),
            addressee: "街道辦信訪組".to_owned(),
        };
        attach(&work, event, mended).await.expect("it is mended");
        assert_eq!(work.standing(event).await.id, exempt.id, "nothing is void");
        let page = work
            .app
            .event(&work.officer(), event)
            .await
            .expect("the page");
        let letter = page.reply.and_then(|reply| reply.letter);
        assert_eq!(letter.expect("its number").reveal(), "物復〔2026〕13 號");
    })
    .await;
}

// Shows kehu 11.1.13.
#[tokio::test]
async fn an_anonymous_complaint_stays_open_until_it_says_why_no_letter_could_go() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        let event = complaint(&work, |content| content.anonymous = true).await;
        work.complete(event).await;
        assert_eq!(work.standing(event).await.why, Why::ExemptAnonymous);
        assert_eq!(open_ends(&work).await, (vec![event], 1));
        attach(&work, event, no_letter()).await.expect("it is said");
        assert_eq!(open_ends(&work).await, (Vec::new(), 0));
        assert_eq!(work.obligations(event).await.len(), 1, "nothing is void");
        let page = work
            .app
            .event(&work.officer(), event)
            .await
            .expect("the page");
        let reply = page.reply.expect("what was said");
        assert_eq!((reply.dated, reply.letter), (None, None));
        assert_eq!(reply.why.expect("why").reveal(), "未留姓名和地址");

        // An authority asks for a letter after all: why there is none is no letter.
        let page = work
            .app
            .event(&work.planner(), event)
            .await
            .expect("the page");
        let input = CorrectEvent {
            event,
            version: page.row.version,
            why: "街道辦轉來".to_owned(),
            content: EventForm {
                category: Some(Category::Complaint),
                severity: page.row.state.severity,
                unit: page.row.state.unit,
                reply_only: true,
                ..EventForm::default()
            },
            words: None,
            completed_at: String::new(),
        };
        work.app
            .correct_event(&work.planner(), CommandId::generate(), input)
            .await
            .expect("it is corrected");
        assert_eq!(work.standing(event).await.why, Why::WaitForReply);
        assert_eq!(open_ends(&work).await, (vec![event], 1));
        let error = attach(&work, event, no_letter()).await;
        let error = error.expect_err("a letter is wanted");
        assert_eq!(refusal(&error), &Refusal::LetterWanted);
        attach(&work, event, letter())
            .await
            .expect("it is attached");
        assert_eq!(work.standing(event).await.why, Why::ExemptReplyOnly);
    })
    .await;
}

#[tokio::test]
async fn a_letter_needs_its_number_its_day_and_to_whom_it_went() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        let event = complaint(&work, |content| content.anonymous = true).await;
        let empty = ReplyForm::Letter {
            letter: " ".to_owned(),
            dated: String::new(),
            addressee: String::new(),
        };
        let error = attach(&work, event, empty).await.expect_err("it is empty");
        let missing = ["dated", "letter", "addressee"].map(|name| (name, Fault::Missing));
        assert_eq!(faults(&error), missing);
        for (day, fault) in [
            ("2026-03-17", Fault::InFuture),
            (
                "2026-03-15",
                Fault::Before {
                    other: "reported_at",
                },
            ),
            ("16/3", Fault::Malformed),
        ] {
            let reply = ReplyForm::Letter {
                letter: "12".to_owned(),
                dated: day.to_owned(),
                addressee: "街道辦".to_owned(),
            };
            let error = attach(&work, event, reply).await.expect_err("no such day");
            assert_eq!(faults(&error), [("dated", fault)]);
        }
        let silent = ReplyForm::None {
            handled: String::new(),
            why: String::new(),
        };
        let error = attach(&work, event, silent).await.expect_err("it is empty");
        let missing = ["handled", "why"].map(|name| (name, Fault::Missing));
        assert_eq!(faults(&error), missing);

        let plain = complaint(&work, |_| {}).await;
        let error = attach(&work, plain, letter())
            .await
            .expect_err("none is asked");
        assert_eq!(refusal(&error), &Refusal::NoReplyAsked);
        let leader = work.asker("company_leader");
        let input = AttachReply {
            event,
            reply: letter(),
        };
        let answer = work
            .app
            .attach_reply(&leader, CommandId::generate(), input.clone())
            .await;
        assert!(matches!(answer, Err(Error::Forbidden { .. })));
        let command = CommandId::generate();
        for _ in 0..2 {
            work.app
                .attach_reply(&work.officer(), command, input.clone())
                .await
                .expect("once or twice");
        }
    })
    .await;
}
