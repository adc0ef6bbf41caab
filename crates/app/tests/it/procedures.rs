//! Copies of a procedure, from their beginning to their adoption, and trials of two versions on what was completed.

use std::collections::BTreeMap;

use huiyin_app::procedures::{AdoptDraft, BeginDraft, DraftChange, SaveDraft, Simulate, Which};
use huiyin_app::{Asker, Error, Fault, Refusal, Result};
use huiyin_domain::entry::facts::ProcedureAdopted;
use huiyin_domain::{Category, CommandId, Differs, Lang, ProcedureDraftId, ScopeId};
use huiyin_rules::procedure::Edition;
use huiyin_store::{Act, Draft, Error as StoreError};
use huiyin_testkit::on_both;

use crate::estate_at_work::AtWork;
use crate::estate_at_work::faults as faults_of;
use crate::path::at;

fn new() -> CommandId {
    CommandId::generate()
}

fn faults<T: std::fmt::Debug>(result: Result<T>) -> Vec<(&'static str, Fault)> {
    faults_of(&result.expect_err("it is refused"))
}

/// Why it is refused; it is plain sense that says so, and no clause.
fn refusal<T: std::fmt::Debug>(result: Result<T>) -> Refusal {
    match result {
        Err(Error::Refused { why, .. }) => why,
        other => panic!("not refused: {other:?}"),
    }
}

struct Copy<'d> {
    work: AtWork<'d>,
    manager: Asker,
    draft: ProcedureDraftId,
}

impl<'d> Copy<'d> {
    async fn begun(db: &'d huiyin_testkit::TestDb) -> Self {
        let work = AtWork::new(db, "kehu", "2026-03-16 09:00").await;
        let manager = work.asker("site_manager");
        let begin = begin(&work, "kehu", "own", "1");
        let draft = work.app.begin_draft(&manager, new(), &begin).await;
        Self {
            draft: draft.expect("it begins"),
            manager,
            work,
        }
    }

    async fn set(&self, by: &Asker, version: u32, place: &str, value: &str) -> Result<u32> {
        let values = BTreeMap::from([(place.to_owned(), vec![value.to_owned()])]);
        self.save(by, version, DraftChange::Values(values)).await
    }

    async fn save(&self, by: &Asker, version: u32, change: DraftChange) -> Result<u32> {
        let save = SaveDraft {
            site: self.work.estate.site,
            draft: self.draft,
            version,
            change,
        };
        self.work.app.save_draft(by, &save).await
    }

    async fn adopt(&self, by: &Asker, version: u32, from: &str) -> Result<()> {
        let adopt = AdoptDraft {
            site: self.work.estate.site,
            draft: self.draft,
            version,
            from: from.to_owned(),
        };
        self.work.app.adopt_draft(by, new(), &adopt).await
    }

    async fn text(&self) -> String {
        let site = self.work.estate.site;
        let page = self
            .work
            .app
            .procedure_draft(&self.manager, site, self.draft)
            .await;
        page.expect("it is there").row.content
    }
}

fn begin(work: &AtWork<'_>, base: &str, id: &str, version: &str) -> BeginDraft {
    BeginDraft {
        site: work.estate.site,
        base: base.to_owned(),
        id: id.to_owned(),
        version: version.to_owned(),
    }
}

const WINDOW: &str = "category.0.window.0.to";

#[tokio::test]
async fn a_copy_is_edited_checked_and_adopted() {
    on_both(async |db| {
        let copy = Copy::begun(db).await;
        let (app, site) = (&copy.work.app, copy.work.estate.site);
        assert_eq!(
            copy.set(&copy.manager, 1, WINDOW, "5 days").await.unwrap(),
            2
        );
        let page = app
            .procedure_draft(&copy.manager, site, copy.draft)
            .await
            .unwrap();
        assert!(page.may_adopt);
        let edition = page.read.expect("it is sound");
        let told = page
            .base
            .procedure
            .differences(&edition.procedure, Lang::En);
        assert_eq!(told.len(), 1, "{told:?}");

        copy.adopt(&copy.manager, 2, "2026-04-01").await.unwrap();
        let gone = app.procedure_draft(&copy.manager, site, copy.draft).await;
        assert!(matches!(gone, Err(Error::NotFound)));
        let versions = app.procedure_versions(&copy.manager, site).await.unwrap();
        assert_eq!(versions.adopted.len(), 2);
        let own = &versions.adopted[1];
        assert_eq!(own.from.to_string(), "2026-04");
        assert!(own.by.is_some());
        assert_eq!(own.edition.hash, edition.hash);
        assert_eq!(own.edition.text, edition.text);
        assert!(versions.drafts.is_empty());
        assert!(
            versions.offers.is_empty(),
            "its base is what the product brings"
        );
    })
    .await;
}

#[tokio::test]
async fn events_keep_the_version_of_their_completion() {
    on_both(async |db| {
        let copy = Copy::begun(db).await;
        let march = copy.work.completed(Category::Complaint, "MARCH").await;
        copy.set(&copy.manager, 1, WINDOW, "5 days").await.unwrap();
        copy.adopt(&copy.manager, 2, "2026-04").await.unwrap();
        copy.work.go_to("2026-04-02 09:00");
        let april = copy.work.completed(Category::Complaint, "APRIL").await;
        let length = async |event| {
            let one = copy.work.standing(event).await;
            one.window.due().days_since(one.window.not_before())
        };
        assert_eq!((length(march).await, length(april).await), (3, 5));
    })
    .await;
}

#[tokio::test]
async fn what_a_copy_is_called_must_be_its_own() {
    on_both(async |db| {
        let copy = Copy::begun(db).await;
        let app = &copy.work.app;
        let tried = async |base: &str, id: &str, version: &str| {
            let begin = begin(&copy.work, base, id, version);
            app.begin_draft(&copy.manager, new(), &begin).await
        };
        assert_eq!(
            faults(tried("kehu", "kehu", "2").await),
            [("id", Fault::Taken)]
        );
        assert_eq!(
            faults(tried("kehu", "Our Own", "1").await),
            [("id", Fault::Malformed)]
        );
        assert_eq!(
            faults(tried("kehuu", "", "").await),
            [
                ("id", Fault::Missing),
                ("version", Fault::Missing),
                ("base", Fault::Unknown)
            ]
        );
        let officer = copy.work.officer();
        let begun = begin(&copy.work, "kehu", "own", "1");
        let refused = app.begin_draft(&officer, new(), &begun).await;
        assert!(matches!(refused, Err(Error::Forbidden { .. })));

        let command = new();
        let once = app
            .begin_draft(&copy.manager, command, &begun)
            .await
            .unwrap();
        let twice = app
            .begin_draft(&copy.manager, command, &begun)
            .await
            .unwrap();
        assert_eq!(once, twice);
        let site = copy.work.estate.site;
        let drafts = app
            .procedure_versions(&copy.manager, site)
            .await
            .unwrap()
            .drafts;
        assert_eq!(drafts.len(), 2);
        app.discard_draft(&copy.manager, site, once).await.unwrap();
        let drafts = app
            .procedure_versions(&copy.manager, site)
            .await
            .unwrap()
            .drafts;
        assert_eq!(drafts.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_copy_with_problems_is_kept_and_not_adopted() {
    on_both(async |db| {
        let copy = Copy::begun(db).await;
        copy.set(&copy.manager, 1, WINDOW, "three days")
            .await
            .unwrap();
        assert!(
            copy.text().await.contains("to = \"three days\""),
            "nothing typed is lost"
        );
        let refused = copy.adopt(&copy.manager, 2, "2026-04").await;
        assert_eq!(refusal(refused), Refusal::DraftUnsound);
        let text = copy
            .text()
            .await
            .replace("客戶服務部主任制定回訪計劃", "主任制定計劃");
        copy.save(&copy.manager, 2, DraftChange::Text(text))
            .await
            .unwrap();
        copy.set(&copy.manager, 3, WINDOW, "3 days").await.unwrap();
        let refused = copy.adopt(&copy.manager, 4, "2026-04").await;
        assert_eq!(
            refusal(refused),
            Refusal::DraftUnsound,
            "clauses are not to be changed"
        );
        let whole = "this is no TOML".to_owned();
        copy.save(&copy.manager, 4, DraftChange::Text(whole))
            .await
            .unwrap();
        let refused = copy.set(&copy.manager, 5, WINDOW, "3 days").await;
        assert_eq!(faults(refused), [("text", Fault::Malformed)]);
    })
    .await;
}

#[tokio::test]
async fn a_copy_begins_on_the_first_of_a_month_to_come_by_who_may() {
    on_both(async |db| {
        let copy = Copy::begun(db).await;
        let manager = &copy.manager;
        copy.work.completed(Category::Repair, "R1").await;
        assert_eq!(
            faults(copy.adopt(manager, 1, "2026-04-02").await),
            [("from", Fault::Malformed)]
        );
        assert_eq!(
            faults(copy.adopt(manager, 1, "").await),
            [("from", Fault::Missing)]
        );
        assert_eq!(
            refusal(copy.adopt(manager, 1, "2026-03").await),
            Refusal::InUse
        );
        copy.work.go_to("2026-04-02 09:00");
        assert_eq!(
            refusal(copy.adopt(manager, 1, "2026-04").await),
            Refusal::MonthBegun
        );
        let planner = copy.adopt(&copy.work.planner(), 1, "2026-05").await;
        assert!(
            matches!(planner, Err(Error::Forbidden { .. })),
            "{planner:?}"
        );
        copy.adopt(manager, 1, "2026-05").await.unwrap();

        let next = begin(&copy.work, &adopted(&copy).await, "own", "1");
        let same = copy.work.app.begin_draft(manager, new(), &next).await;
        assert_eq!(faults(same), [("version", Fault::Taken)]);
        let again = begin(&copy.work, "wuye", "own", "1");
        let again = copy
            .work
            .app
            .begin_draft(manager, new(), &again)
            .await
            .unwrap();
        let other = Copy {
            draft: again,
            work: copy.work,
            manager: copy.manager,
        };
        let taken = other.adopt(&other.manager, 1, "2026-06").await;
        assert_eq!(
            faults(taken),
            [("version", Fault::Taken)],
            "two texts under one name"
        );
    })
    .await;
}

/// The hash of the version adopted last.
async fn adopted(copy: &Copy<'_>) -> String {
    let site = copy.work.estate.site;
    let versions = copy.work.app.procedure_versions(&copy.manager, site).await;
    versions
        .unwrap()
        .adopted
        .last()
        .unwrap()
        .edition
        .hash
        .clone()
}

#[tokio::test]
async fn two_people_edit_one_copy_and_neither_overwrites_the_other() {
    on_both(async |db| {
        let copy = Copy::begun(db).await;
        let planner = copy.work.planner();
        copy.set(&copy.manager, 1, WINDOW, "5 days").await.unwrap();
        let second = copy.set(&planner, 1, "repeats.days", "60").await;
        assert!(matches!(second, Err(Error::Conflict)), "{second:?}");
        let same = copy.set(&planner, 1, WINDOW, "5 days").await.unwrap();
        assert_eq!(same, 2, "the same change twice is one");
        let stale = copy.adopt(&copy.manager, 1, "2026-04").await;
        assert!(matches!(stale, Err(Error::Conflict)), "{stale:?}");
        assert_eq!(
            copy.set(&planner, 2, "repeats.days", "60").await.unwrap(),
            3
        );
        let text = copy.text().await;
        assert!(text.contains("to = \"5 days\"") && text.contains("days = 60"));
    })
    .await;
}

#[tokio::test]
async fn versions_are_tried_on_what_was_completed() {
    on_both(async |db| {
        let copy = Copy::begun(db).await;
        let (app, site) = (&copy.work.app, copy.work.estate.site);
        copy.work.completed(Category::Complaint, "C1").await;
        copy.work.completed(Category::Help, "H1").await;
        copy.set(&copy.manager, 1, WINDOW, "5 days").await.unwrap();
        let of = |a: &str, b: String| Simulate {
            a: a.to_owned(),
            b,
            ..Simulate::default()
        };
        let trial = app
            .simulate(&copy.work.planner(), site, &of("", copy.draft.to_string()))
            .await
            .unwrap();
        assert_eq!(trial.count(), 2);
        trial.look(|compared| {
            let found: Vec<_> = compared.differences().collect();
            assert_eq!(found.len(), 1);
            assert_eq!(found[0].kinds, [Differs::Window]);
            assert_eq!(compared.events().row(found[0].event).event_id, "C1");
        });
        let trial = app
            .simulate(&copy.manager, site, &of("kehu", "yezhu".to_owned()))
            .await;
        trial.unwrap().look(|compared| {
            let tally = compared.tally();
            assert_eq!(
                tally.kinds[&Differs::OwedByBOnly],
                1,
                "help is not covered by kehu"
            );
        });

        let past = Simulate {
            from: "2026-01".to_owned(),
            to: "2026-02".to_owned(),
            ..of("kehu", "wuye".to_owned())
        };
        assert_eq!(
            app.simulate(&copy.manager, site, &past)
                .await
                .unwrap()
                .count(),
            0
        );
        let wrong = Simulate {
            from: "2026-04".to_owned(),
            to: "2026-03".to_owned(),
            ..of("kehuu", "wuye".to_owned())
        };
        assert_eq!(
            faults(app.simulate(&copy.manager, site, &wrong).await),
            [
                ("to", Fault::Before { other: "from" }),
                ("a", Fault::Unknown)
            ]
        );
        copy.set(&copy.manager, 2, WINDOW, "never").await.unwrap();
        let unsound = app
            .simulate(&copy.manager, site, &of("", copy.draft.to_string()))
            .await;
        assert_eq!(refusal(unsound), Refusal::DraftUnsound);
        let officer = copy.work.officer();
        let refused = app
            .simulate(&officer, site, &of("", "wuye".to_owned()))
            .await;
        assert!(matches!(refused, Err(Error::Forbidden { .. })));
    })
    .await;
}

#[tokio::test]
async fn what_a_release_changed_is_offered_and_adopted_by_nobody() {
    on_both(async |db| {
        let copy = Copy::begun(db).await;
        let (app, site) = (&copy.work.app, copy.work.estate.site);
        let versions = app.procedure_versions(&copy.manager, site).await.unwrap();
        assert!(versions.offers.is_empty());
        // What the site follows is not what the program brings: as after a release.
        let old = huiyin_rules::procedure::shipped_by_id("kehu").unwrap();
        let old = old.text.replace("version = \"1\"", "version = \"0\"");
        adopt_text(db, site, &old).await;
        let versions = app.procedure_versions(&copy.manager, site).await.unwrap();
        assert_eq!(versions.offers.len(), 1);
        assert_eq!(versions.offers[0].adopted.procedure.version, "0");
        assert_eq!(versions.offers[0].shipped.procedure.version, "1");
        assert_eq!(versions.adopted.len(), 2, "nothing is adopted by itself");
        let which: Which = versions.offers[0].shipped.procedure.id.parse().unwrap();
        assert!(
            app.procedure_edition(&copy.manager, site, &which)
                .await
                .is_ok()
        );
    })
    .await;
}

/// Puts a text in force from April on, as the program of an earlier release did.
async fn adopt_text(db: &huiyin_testkit::TestDb, site: ScopeId, text: &str) {
    let edition = Edition::parse(text).expect("it is sound");
    let adopted = ProcedureAdopted {
        site,
        from: "2026-04".parse().expect("a month"),
        procedure: edition.procedure.id,
        format: edition.procedure.format,
        hash: edition.hash.parse().expect("a hash"),
        text: edition.text,
    };
    let act = Act {
        command: new(),
        at: at("2026-03-16", 10),
        actor: None,
        device: None,
        input: None,
    };
    let done: Result<(), StoreError> = db
        .command(act, (site, adopted), |change, (site, adopted)| {
            Box::pin(async move {
                change.append(Draft::new(*site, adopted.clone())).await?;
                Ok(())
            })
        })
        .await;
    done.expect("it is adopted");
}
