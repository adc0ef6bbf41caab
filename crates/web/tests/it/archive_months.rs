//! A month that was exported elsewhere, as who keeps the archive reads it.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::PathBuf;
use std::sync::Arc;
use std::{fs, io};

use huiyin_app::archive_months::{ExportFiles, TakeInMonth, TakenIn};
use huiyin_app::events::KeepConfidential;
use huiyin_app::exports::{ExportSite, MonthForms};
use huiyin_app::paper::Drawn;
use huiyin_app::{App, Asker, Clock, Error};
use huiyin_domain::entry::Digest;
use huiyin_domain::export::MANIFEST;
use huiyin_domain::{CommandId, EventId, Lang, Month, SiteZone};
use huiyin_testkit::{Estate, TestDb, on_both};
use huiyin_web::{Settings, router};
use tempfile::TempDir;

use crate::access::open_account;
use crate::archive::visited;
use crate::complaint::grave_complaint;
use crate::support::{Answer, Browser, Database};

const PASSWORD: &str = "seven+herons+over+water";

/// An export in a folder.
struct Folder(PathBuf);

impl ExportFiles for Folder {
    fn read(&self, name: &str, each: &mut dyn FnMut(&[u8])) -> io::Result<()> {
        // Pieces of an odd size: the pieces that are kept are of another.
        fs::read(self.0.join(name))?.chunks(1000).for_each(each);
        Ok(())
    }
}

/// One form, longer than a piece.
struct OneForm(Option<Vec<u8>>);

#[async_trait::async_trait]
impl MonthForms for OneForm {
    async fn next(&mut self) -> huiyin_app::Result<Option<(String, Drawn)>> {
        Ok(self.0.take().map(|content| {
            let mut file = tempfile::tempfile().unwrap();
            file.write_all(&content).unwrap();
            ("statistics.pdf".to_owned(), Drawn::new(file).unwrap())
        }))
    }
}

/// An estate with a visit of this month, whose exports are taken in again.
struct There {
    app: App,
    estate: Estate,
    event: EventId,
    month: Month,
    below: TempDir,
}

impl There {
    async fn live(db: &TestDb) -> Self {
        let clock = Clock::standing_at(huiyin_testkit::Clock::default().now());
        let app = App::new((*db).clone(), clock);
        let estate = Estate::build(db, "yezhu", app.clock().now()).await;
        for post in [
            "service_supervisor",
            "site_manager",
            "company_reviewer",
            "office",
        ] {
            open_account(&app, &estate, post).await;
        }
        let (event, follow_up) = grave_complaint(&app, &estate).await;
        visited(&app, &estate, follow_up).await;
        let page = app.event(&Asker::product(), event).await.unwrap();
        Self {
            month: page.obligations[0].row.due.month(),
            app,
            estate,
            event,
            below: tempfile::tempdir().unwrap(),
        }
    }

    /// The month of the follow-up, exported into a folder of this name.
    async fn exported(&self, name: &str) -> Arc<Folder> {
        let folder = self.below.path().join(name);
        let wanted = ExportSite {
            site: self.estate.site,
            month: Some(self.month),
            folder: folder.clone(),
            program: "test".to_owned(),
        };
        let mut forms = OneForm(Some(b"%PDF ".repeat(120_000)));
        let shell = Asker::product();
        let done = self
            .app
            .export_site_with(&shell, &wanted, Some(&mut forms))
            .await;
        done.unwrap();
        Arc::new(Folder(folder))
    }

    async fn take_in(
        &self,
        asker: &Asker,
        files: &Arc<Folder>,
        anchored: bool,
    ) -> huiyin_app::Result<TakenIn> {
        let input = TakeInMonth {
            files: files.clone(),
            anchored,
            checked: BTreeMap::from([("entries".to_owned(), 4711)]),
        };
        let command = CommandId::generate();
        self.app.take_in_month(asker, command, input).await
    }

    async fn of_post(&self, post: &str) -> Asker {
        let person = self.estate.staff[post];
        let asker = self.app.asker(person, None, Lang::ZhHant).await;
        asker.unwrap().unwrap()
    }

    /// Who keeps the archive, signed in.
    async fn office(&self) -> Browser {
        let there = Arc::new(Database { there: true });
        let server = router(Settings::default(), there, self.app.clone());
        let mut office = Browser::new(&server);
        office.sign_in("office", PASSWORD).await;
        office
    }
}

fn has(page: &Answer, words: &[&str]) {
    for words in words {
        assert!(page.text().contains(words), "{words}: {}", page.text());
    }
}

#[tokio::test]
async fn a_month_of_elsewhere_is_taken_in_once_by_the_shell_and_listed() {
    on_both(async |db| {
        let there = There::live(db).await;
        let shell = Asker::product();
        let files = there.exported("one").await;
        let mut office = there.office().await;
        has(
            &office.ask("GET", "/archive", "").await,
            &["/archive/elsewhere"],
        );
        let list = office.ask("GET", "/archive/elsewhere", "").await;
        has(&list, &["還沒有收入"]);

        let taken = there.take_in(&shell, &files, false).await.unwrap();
        assert!(taken.is_new && taken.files > 5, "{taken:?}");
        let again = there.take_in(&shell, &files, false).await.unwrap();
        assert_eq!((again.is_new, again.files), (false, 0));
        let by_office = there.of_post("office").await;
        let refused = there.take_in(&by_office, &files, false).await;
        assert!(
            matches!(refused, Err(Error::Forbidden { .. })),
            "{refused:?}"
        );

        let list = office.ask("GET", "/archive/elsewhere", "").await;
        let here = format!("/archive/elsewhere/{}", taken.manifest_sha256);
        has(&list, &[here.as_str(), "內部一致，未經錨定", "翠湖灣"]);
        let anchored = there.take_in(&shell, &files, true).await.unwrap();
        assert_eq!((anchored.is_new, anchored.files), (false, 0));
        let page = office.ask("GET", &here, "").await;
        has(&page, &["與外面留存的相符"]);
    })
    .await;
}

#[tokio::test]
async fn the_office_reads_a_month_of_elsewhere_and_cannot_change_it() {
    on_both(async |db| {
        let there = There::live(db).await;
        let files = there.exported("one").await;
        let taken = there.take_in(&Asker::product(), &files, false).await;
        let mut office = there.office().await;
        let here = format!("/archive/elsewhere/{}", taken.unwrap().manifest_sha256);
        let page = office.ask("GET", &here, "").await;
        let words = [
            "4711",
            "只能查看，不能更改",
            "還沒有結",
            "statistics.pdf",
            "上門回訪",
            "何女士",
            "1 份，依記錄先後",
        ];
        has(&page, &words);
        let today = SiteZone::default().day(there.app.clock().now());
        has(&page, &[&today.month().year().to_string()]);
        let list = office.ask("GET", "/archive/elsewhere", "").await;
        let forms = |page: &Answer| page.text().matches("<form").count();
        assert_eq!(forms(&page), forms(&list), "nothing is to be sent there");

        let form = format!("{here}/forms/statistics.pdf");
        let form = office.ask("GET", &form, "").await;
        assert_eq!(form.status, 200);
        assert_eq!(form.body, b"%PDF ".repeat(120_000));
        assert!(form.header("content-disposition").starts_with("attachment"));
        for path in [
            "forms/journal.jsonl",
            "forms/..%2Fjournal.jsonl",
            "forms/none.pdf",
        ] {
            let gone = office.ask("GET", &format!("{here}/{path}"), "").await;
            assert_eq!(gone.status, 404, "{path}");
        }
        let past = office.ask("GET", &format!("{here}?from=90"), "").await;
        assert_eq!(past.status, 200);
        for wrong in ["/archive/elsewhere/zz", "/archive/elsewhere/00"] {
            assert_eq!(office.ask("GET", wrong, "").await.status, 404, "{wrong}");
        }
    })
    .await;
}

#[tokio::test]
async fn words_of_a_complaint_that_became_confidential_are_not_shown_of_elsewhere() {
    on_both(async |db| {
        let there = There::live(db).await;
        let confidential = KeepConfidential {
            event: there.event,
            confidential: true,
            accused: None,
            why: "涉及隱私".to_owned(),
        };
        let manager = there.of_post("site_manager").await;
        let command = CommandId::generate();
        let kept = there.app.keep_confidential(&manager, command, confidential);
        kept.await.unwrap();
        let files = there.exported("one").await;
        let taken = there.take_in(&Asker::product(), &files, false).await;
        let mut office = there.office().await;
        let here = format!("/archive/elsewhere/{}", taken.unwrap().manifest_sha256);
        let page = office.ask("GET", &here, "").await;
        has(&page, &["保密投訴，內容不在這裡顯示"]);
        assert!(!page.text().contains("何女士"), "its words are not shown");
    })
    .await;
}

#[tokio::test]
async fn nothing_is_kept_of_a_file_that_is_another_than_was_checked() {
    on_both(async |db| {
        let there = There::live(db).await;
        let files = there.exported("one").await;
        fs::write(files.0.join("records.jsonl"), b"{}\n").unwrap();
        let manifest = fs::read(files.0.join(MANIFEST)).unwrap();
        let refused = there.take_in(&Asker::product(), &files, false).await;
        assert!(matches!(refused, Err(Error::Store(_))), "{refused:?}");
        let mut office = there.office().await;
        let here = format!("/archive/elsewhere/{}", Digest::of(&manifest));
        assert_eq!(office.ask("GET", &here, "").await.status, 404);
    })
    .await;
}
