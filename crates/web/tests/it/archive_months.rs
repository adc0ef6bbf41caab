//! A month that was exported elsewhere, as who keeps the archive reads it.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::{fs, io};

use huiyin_app::archive_months::{ExportFiles, TakeInMonth};
use huiyin_app::events::KeepConfidential;
use huiyin_app::exports::{ExportSite, MonthForms};
use huiyin_app::{App, Asker, Clock, Error};
use huiyin_domain::entry::Digest;
use huiyin_domain::export::MANIFEST;
use huiyin_domain::{CommandId, Month, SiteZone};
use huiyin_testkit::{Estate, on_both};
use huiyin_web::{Settings, router};

use crate::access::open_account;
use crate::archive::visited;
use crate::complaint::grave_complaint;
use crate::support::{Browser, Database};

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
    async fn next(&mut self) -> huiyin_app::Result<Option<(String, Vec<u8>)>> {
        Ok(self.0.take().map(|it| ("statistics.pdf".to_owned(), it)))
    }
}

/// The month of the follow-ups, exported into a folder.
async fn exported(app: &App, estate: &Estate, month: Month, folder: PathBuf) -> Arc<Folder> {
    let wanted = ExportSite {
        site: estate.site,
        month: Some(month),
        folder: folder.clone(),
        program: "test".to_owned(),
    };
    let mut forms = OneForm(Some(b"%PDF ".repeat(120_000)));
    let shell = Asker::product();
    let done = app
        .export_site_with(&shell, &wanted, Some(&mut forms))
        .await;
    done.unwrap();
    Arc::new(Folder(folder))
}

fn input(files: &Arc<Folder>, anchored: bool) -> TakeInMonth {
    TakeInMonth {
        files: files.clone(),
        anchored,
        checked: BTreeMap::from([("entries".to_owned(), 4711)]),
    }
}

#[tokio::test]
async fn the_office_reads_a_month_of_elsewhere_and_cannot_change_it() {
    on_both(async |db| {
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
        let shell = Asker::product();
        let day = SiteZone::default().day(app.clock().now());
        let page = app.event(&shell, event).await.unwrap();
        let month = page.obligations[0].row.due.month();
        let below = tempfile::tempdir().unwrap();
        let files = exported(&app, &estate, month, below.path().join("one")).await;

        let there = Arc::new(Database { there: true });
        let server = router(Settings::default(), there, app.clone());
        let mut office = Browser::new(&server);
        office.sign_in("office", PASSWORD).await;
        let list = office.ask("GET", "/archive", "").await;
        assert!(
            list.text().contains("/archive/elsewhere"),
            "{}",
            list.text()
        );
        let list = office.ask("GET", "/archive/elsewhere", "").await;
        assert!(list.text().contains("還沒有收入"), "{}", list.text());

        let new = CommandId::generate;
        let taken = app
            .take_in_month(&shell, new(), input(&files, false))
            .await
            .unwrap();
        assert!(taken.is_new && taken.files > 5, "{taken:?}");
        let again = app
            .take_in_month(&shell, new(), input(&files, false))
            .await
            .unwrap();
        assert_eq!((again.is_new, again.files), (false, 0));
        let by_office = app.asker(estate.staff["office"], None, huiyin_domain::Lang::ZhHant);
        let by_office = by_office.await.unwrap().unwrap();
        let refused = app
            .take_in_month(&by_office, new(), input(&files, false))
            .await;
        assert!(
            matches!(refused, Err(Error::Forbidden { .. })),
            "{refused:?}"
        );

        let list = office.ask("GET", "/archive/elsewhere", "").await;
        let here = format!("/archive/elsewhere/{}", taken.manifest_sha256);
        for words in [here.as_str(), "內部一致，未經錨定", "翠湖灣"] {
            assert!(list.text().contains(words), "{words}: {}", list.text());
        }
        let page = office.ask("GET", &here, "").await;
        for words in [
            "4711",
            "只能查看，不能更改",
            "還沒有結",
            "statistics.pdf",
            "上門回訪",
            "何女士",
            "1 份，依記錄先後",
        ] {
            assert!(page.text().contains(words), "{words}: {}", page.text());
        }
        assert!(page.text().contains(&format!("{}", day.month().year())));
        assert_eq!(
            page.text().matches("<form").count(),
            list.text().matches("<form").count()
        );
        let form = office
            .ask("GET", &format!("{here}/forms/statistics.pdf"), "")
            .await;
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

        let anchored = app
            .take_in_month(&shell, new(), input(&files, true))
            .await
            .unwrap();
        assert_eq!((anchored.is_new, anchored.files), (false, 0));
        let page = office.ask("GET", &here, "").await;
        assert!(page.text().contains("與外面留存的相符"), "{}", page.text());

        // The same month, after the complaint became confidential: a second export with its own page.
        let manager = app.asker(
            estate.staff["site_manager"],
            None,
            huiyin_domain::Lang::ZhHant,
        );
        let manager = manager.await.unwrap().unwrap();
        let confidential = KeepConfidential {
            event,
            confidential: true,
            accused: None,
            why: "涉及隱私".to_owned(),
        };
        app.keep_confidential(&manager, new(), confidential)
            .await
            .unwrap();
        let files = exported(&app, &estate, month, below.path().join("two")).await;
        let second = app
            .take_in_month(&shell, new(), input(&files, false))
            .await
            .unwrap();
        let page = office
            .ask(
                "GET",
                &format!("/archive/elsewhere/{}", second.manifest_sha256),
                "",
            )
            .await;
        assert!(
            page.text().contains("保密投訴，內容不在這裡顯示"),
            "{}",
            page.text()
        );
        assert!(!page.text().contains("何女士"), "its words are not shown");

        // A file that is another than was checked: nothing is kept of it.
        let files = exported(&app, &estate, month, below.path().join("three")).await;
        fs::write(files.0.join("records.jsonl"), b"{}\n").unwrap();
        let bytes = fs::read(files.0.join(MANIFEST)).unwrap();
        let refused = app.take_in_month(&shell, new(), input(&files, false)).await;
        assert!(matches!(refused, Err(Error::Store(_))), "{refused:?}");
        let gone = office
            .ask(
                "GET",
                &format!("/archive/elsewhere/{}", Digest::of(&bytes)),
                "",
            )
            .await;
        assert_eq!(gone.status, 404);
    })
    .await;
}
