//! What the tests of imports share, and what is true of every kind of file.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use huiyin_app::imports::{Counts, Finding, ImportRequest, NamedProfile, Outcome, Report, Stage};
use huiyin_app::{App, Asker, Clock, Error, HeldPost, Right};
use huiyin_domain::entry::ImportKind;
use huiyin_domain::{ImportId, Lang};
use huiyin_forms::Profile;
use huiyin_testkit::{Clock as TestClock, Estate, TODAY, TestDb, on_both};

/// An estate, the application on it, and a place for files.
pub(super) struct World<'d> {
    pub(super) db: &'d TestDb,
    pub(super) app: App,
    pub(super) estate: Estate,
}

impl<'d> World<'d> {
    pub(super) async fn of(db: &'d TestDb) -> Self {
        Self::under(db, "kehu", TODAY).await
    }

    /// Under a procedure, at nine in the morning of a day.
    pub(super) async fn under(db: &'d TestDb, procedure: &'static str, day: &str) -> Self {
        let clock = TestClock::default();
        clock.set(day, 9, 0);
        let now = clock.now();
        let estate = Estate::build(db, procedure, now).await;
        let app = App::new((**db).clone(), Clock::standing_at(now));
        Self { db, app, estate }
    }

    /// Somebody of the staff, with the post they hold.
    pub(super) fn staff(&self, post: &str) -> Asker {
        Asker {
            person: Some(self.estate.staff[post]),
            device: None,
            lang: Lang::ZhHant,
            posts: vec![HeldPost {
                post: post.to_owned(),
                scope: self.estate.site,
                site: Some(self.estate.site),
                to: None,
                as_deputy: false,
            }],
            seen: None,
        }
    }

    /// Who may import everything here.
    pub(super) fn manager(&self) -> Asker {
        let is_there = |post: &&str| self.estate.staff.contains_key(post);
        let manager = ["site_manager", "property_manager"]
            .into_iter()
            .find(is_there);
        self.staff(manager.unwrap())
    }

    pub(super) fn file(&self, kind: ImportKind, text: &str) -> ImportRequest {
        let file_name = format!("{}.csv", kind.id());
        let path = self.db.directory().join(&file_name);
        fs::write(&path, text).unwrap();
        ImportRequest {
            site: self.estate.site,
            kind,
            path,
            file_name,
            profile: None,
            plan_history: false,
        }
    }

    pub(super) async fn run(&self, request: &ImportRequest) -> Report {
        self.app
            .run_import(&self.manager(), ImportId::generate(), request)
            .await
            .unwrap()
    }

    /// Everything there is to say of an import, as row, column and what was expected.
    pub(super) async fn findings(&self, import: ImportId) -> Vec<(u64, String, String)> {
        let mut findings = Vec::new();
        self.app
            .import_findings(&self.manager(), import, |finding| {
                findings.push(told(finding));
            })
            .await
            .unwrap();
        findings
    }

    pub(super) async fn preview(
        &self,
        request: &ImportRequest,
    ) -> (Counts, Vec<(u64, String, String)>) {
        let mut findings = Vec::new();
        let preview = self
            .app
            .preview_import(&self.manager(), request, |finding| {
                findings.push(told(finding));
            })
            .await
            .unwrap();
        (preview.counts, findings)
    }
}

fn told(finding: &Finding) -> (u64, String, String) {
    (
        finding.row,
        finding.column.clone().unwrap_or_default(),
        finding.expected.en.clone(),
    )
}

/// Read, created, updated, same, held back, refused.
pub(super) fn numbers(counts: Counts) -> [u64; 6] {
    [
        counts.read,
        counts.created,
        counts.updated,
        counts.same,
        counts.held_back,
        counts.refused,
    ]
}

pub(super) const UNITS: &str = "unit,building,floor,zone,handed_over\n\
    9-0101,9,1,東區,2021-05-01\n\
    9-0102,9,1,南區,\n\
    3-1202,3,12,東區,2020-05-01\n";

#[tokio::test]
async fn the_same_file_again_does_nothing() {
    on_both(async |db| {
        let world = World::of(db).await;
        let request = world.file(ImportKind::Units, UNITS);
        let (preview, _) = world.preview(&request).await;
        let first = world.run(&request).await;
        assert_eq!(preview, first.counts);
        assert_eq!(numbers(first.counts), [3, 2, 1, 0, 0, 0]);
        let second = world.run(&request).await;
        assert_eq!(numbers(second.counts), [3, 0, 0, 3, 0, 0]);
    })
    .await;
}

#[tokio::test]
async fn a_broken_off_import_goes_on_under_its_id() {
    on_both(async |db| {
        let world = World::of(db).await;
        let mut text = "unit,building\n".to_owned();
        for number in 1..=450 {
            let _ = writeln!(text, "10-{number:04},10");
        }
        let request = world.file(ImportKind::Units, &text);
        let import = ImportId::generate();
        let manager = world.manager();
        let first = world
            .app
            .run_import(&manager, import, &request)
            .await
            .unwrap();
        let again = world
            .app
            .run_import(&manager, import, &request)
            .await
            .unwrap();
        assert_eq!(first.counts, again.counts);
        assert_eq!(numbers(again.counts), [450, 450, 0, 0, 0, 0]);

        let other = world.file(ImportKind::Units, "unit\n11-0101\n");
        let refused = world.app.run_import(&manager, import, &other).await;
        assert!(matches!(refused, Err(Error::Conflict)), "{refused:?}");
    })
    .await;
}

#[tokio::test]
async fn a_file_that_cannot_be_read_writes_nothing() {
    on_both(async |db| {
        let world = World::of(db).await;
        let request = world.file(ImportKind::Units, "building,floor\n9,1\n");
        let manager = world.manager();
        let refused = world
            .app
            .run_import(&manager, ImportId::generate(), &request)
            .await;
        assert!(matches!(refused, Err(Error::File(_))), "{refused:?}");
        let imports = world
            .app
            .imports(&manager, world.estate.site)
            .await
            .unwrap();
        assert!(imports.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_file_shows_how_it_is_understood_and_a_profile_maps_the_rest() {
    on_both(async |db| {
        let world = World::of(db).await;
        let manager = world.manager();
        let mut request = world.file(ImportKind::Units, "房產編碼,樓棟,備註\n9-0101,9,朝南\n");
        let looked = world.app.inspect_file(&manager, &request).await.unwrap();
        let columns: Vec<_> = looked
            .titles
            .iter()
            .map(|title| title.column.map(|column| column.name))
            .collect();
        assert_eq!(columns, [None, Some("building"), None]);
        let fault = looked.fault.expect("the unit is missing");
        assert_eq!(fault.missing[0].0.name, "unit");
        assert_eq!(looked.first_rows, [["9-0101", "9", "朝南"]]);

        let profile = NamedProfile {
            name: "系統匯出".to_owned(),
            profile: Profile {
                titles: BTreeMap::from([("房產編碼".to_owned(), "unit".to_owned())]),
                values: BTreeMap::new(),
            },
        };
        let site = world.estate.site;
        let kind = ImportKind::Units;
        world
            .app
            .save_import_profile(&manager, site, kind, profile.clone())
            .await
            .unwrap();
        let kept = world
            .app
            .import_profiles(&manager, site, kind)
            .await
            .unwrap();
        assert_eq!(kept, [profile]);
        request.profile = Some("系統匯出".to_owned());
        let looked = world.app.inspect_file(&manager, &request).await.unwrap();
        assert_eq!(looked.fault, None);
        assert_eq!(
            numbers(world.run(&request).await.counts),
            [1, 1, 0, 0, 0, 0]
        );

        world
            .app
            .remove_import_profile(&manager, site, kind, "系統匯出")
            .await
            .unwrap();
        let unknown = world.app.inspect_file(&manager, &request).await;
        assert!(matches!(unknown, Err(Error::Invalid(_))), "{unknown:?}");
    })
    .await;
}

#[tokio::test]
async fn a_profile_with_an_unknown_column_is_refused() {
    on_both(async |db| {
        let world = World::of(db).await;
        let profile = NamedProfile {
            name: "舊系統".to_owned(),
            profile: Profile {
                titles: BTreeMap::from([("房".to_owned(), "units".to_owned())]),
                values: BTreeMap::new(),
            },
        };
        let refused = world
            .app
            .save_import_profile(
                &world.manager(),
                world.estate.site,
                ImportKind::Units,
                profile,
            )
            .await;
        assert!(matches!(refused, Err(Error::File(_))), "{refused:?}");
    })
    .await;
}

#[tokio::test]
async fn only_who_may_import_does() {
    on_both(async |db| {
        let world = World::of(db).await;
        let units = world.file(ImportKind::Units, UNITS);
        let clerk = world.staff("culture_clerk");
        let refused = world
            .app
            .run_import(&clerk, ImportId::generate(), &units)
            .await;
        assert!(matches!(
            refused,
            Err(Error::Forbidden {
                right: Right::Import,
                ..
            })
        ));
        let tried = world.app.preview_import(&clerk, &units, |_| {}).await;
        assert!(matches!(
            tried,
            Err(Error::Forbidden {
                right: Right::Import,
                ..
            })
        ));
        let director = world.staff("service_director");
        let staff = world.file(ImportKind::Staff, "login,name\nfeng,馮志明\n");
        let refused = world
            .app
            .run_import(&director, ImportId::generate(), &staff)
            .await;
        assert!(
            matches!(
                refused,
                Err(Error::Forbidden {
                    right: Right::ManagePeople,
                    ..
                })
            ),
            "{refused:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn an_import_shows_its_rows() {
    on_both(async |db| {
        let world = World::of(db).await;
        let text = "unit,handed_over\n9-0101,2021-05-01\n9-0102,2021-02-30\n9-0101,\n3-1202,\n";
        let request = world.file(ImportKind::Units, text);
        let report = world.run(&request).await;
        assert_eq!(numbers(report.counts), [4, 1, 0, 1, 0, 2]);

        let manager = world.manager();
        let page = world
            .app
            .import(&manager, report.import, None, 0, 2)
            .await
            .unwrap();
        assert_eq!(page.summary.counts, report.counts);
        assert!(matches!(page.summary.stage, Stage::Done(_)));
        let outcomes: Vec<_> = page.rows.iter().map(|row| (row.row, row.outcome)).collect();
        assert_eq!(outcomes, [(2, Outcome::Created), (3, Outcome::Refused)]);
        assert_eq!(page.rows[1].findings.len(), 1);
        assert!(page.rows[0].findings.is_empty());
        assert_eq!(page.next_after, Some(3));
        let rest = world
            .app
            .import(&manager, report.import, None, 3, 2)
            .await
            .unwrap();
        let outcomes: Vec<_> = rest.rows.iter().map(|row| (row.row, row.outcome)).collect();
        assert_eq!(outcomes, [(4, Outcome::Refused)]);
        assert_eq!(rest.next_after, None);

        let findings = world.findings(report.import).await;
        assert_eq!(
            findings,
            [
                (
                    3,
                    "handed_over".to_owned(),
                    "the calendar has no such day.".to_owned()
                ),
                (
                    4,
                    "unit".to_owned(),
                    "the same as row 2, which stands.".to_owned()
                ),
            ]
        );
    })
    .await;
}
