//! The forms that go with an export of a month say what the pages print.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::http::StatusCode;
use huiyin_app::demo::MakeDemo;
use huiyin_app::exports::{FormOfMonth, MonthForms as _};
use huiyin_app::{App, Asker, Clock};
use huiyin_domain::{Lang, LocalTime, Month, ScopeId, SiteZone};
use huiyin_testkit::{TestDb, on_both};
use huiyin_web::report::Forms;
use huiyin_web::{Settings, router};
use serde_json::Value;

use crate::papers::printing;
use crate::support::{Browser, Database};

/// A made-up estate of two months, whose forms are sheets.
async fn estate(db: &TestDb, procedure: &str) -> (App, ScopeId) {
    let wall: LocalTime = "2026-05-08 10:20".parse().unwrap();
    let until = SiteZone::default().instant(wall);
    let app = printing(App::new((**db).clone(), Clock::standing_at(until)));
    let make = MakeDemo {
        procedure: procedure.to_owned(),
        months: 2,
        until,
    };
    let site = app.make_demo(&make, |_| {}).await.unwrap();
    (app, site)
}

/// The sheets of single forms in the files of an export, by form, in their order. Every sheet says that it is of a demo.
async fn exported(app: &App, site: ScopeId, month: Month) -> BTreeMap<String, Vec<Value>> {
    let asker = Asker::product();
    let forms = Forms::of_month(app, &asker, site, month, Lang::ZhHant).await;
    let mut forms = forms.unwrap();
    let mut found: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    while let Some((name, file)) = forms.next().await.unwrap() {
        let sheets: Vec<Value> = serde_json::from_reader(file).unwrap();
        assert!(sheets.iter().all(|it| it["demo"] == true), "{name}");
        if let Some((form, _)) = name.split_once('-') {
            found.entry(form.to_owned()).or_default().extend(sheets);
        }
    }
    found
}

/// What a sheet says, without who printed it and where its code leads.
fn said(sheet: &Value) -> Vec<&Value> {
    ["form", "title", "subtitle", "bookmark", "demo", "parts"]
        .map(|it| &sheet[it])
        .to_vec()
}

/// Holds every form of a month against what the manager's page prints of the same; how many there are, by form.
async fn as_printed(
    (app, site): (&App, ScopeId),
    manager: &mut Browser,
    month: Month,
    kinds: &mut BTreeMap<String, u32>,
) {
    let mut exported = exported(app, site, month).await;
    let forms = app.forms_of_month(&Asker::product(), site, month).await;
    for form in forms.unwrap() {
        let path = match form {
            FormOfMonth::Record(id) => format!("/records/{id}/form.pdf"),
            FormOfMonth::Event(id) => format!("/events/{id}/form.pdf"),
            FormOfMonth::Letter(id) => format!("/letters/{id}/form.pdf"),
            FormOfMonth::Action(id) => format!("/tasks/{id}/form.pdf"),
        };
        let page = manager.ask("GET", &path, "").await;
        if page.status != StatusCode::OK {
            // What the page does not print is in no export either.
            continue;
        }
        let printed: Vec<Value> = serde_json::from_slice(&page.body).unwrap();
        let kind = printed[0]["form"].as_str().unwrap().to_owned();
        let of_kind = exported.get_mut(&kind);
        let sheet = of_kind.unwrap_or_else(|| panic!("no {kind}")).remove(0);
        assert_eq!(said(&sheet), said(&printed[0]), "{path}");
        *kinds.entry(kind).or_default() += 1;
    }
    let left: Vec<_> = exported.values().flatten().collect();
    assert!(left.is_empty(), "{left:?}");
}

#[tokio::test]
async fn every_form_of_a_month_goes_with_its_export_as_its_page_prints_it() {
    on_both(async |db| {
        let mut kinds = BTreeMap::new();
        // 篇2 has reports of what is nonconforming, 篇1 public letters and orders of repair.
        for procedure in ["yezhu", "kehu"] {
            let db = TestDb::of(db.dialect()).await;
            let (app, site) = estate(&db, procedure).await;
            let settings = Settings {
                demo: true,
                ..Settings::default()
            };
            let server = router(settings, Arc::new(Database { there: true }), app.clone());
            let mut manager = Browser::new(&server);
            let signed_in = manager.ask("POST", "/sign-in", "demo=manager").await;
            assert_eq!(signed_in.status, StatusCode::SEE_OTHER);
            for month in ["2026-03", "2026-04"] {
                let month = month.parse().unwrap();
                as_printed((&app, site), &mut manager, month, &mut kinds).await;
            }
            db.remove().await;
        }
        let all = [
            "complaint_record",
            "nonconformity",
            "public_letter",
            "repair_order",
            "visit_record",
        ];
        assert!(kinds.keys().eq(all), "{kinds:?}");
    })
    .await;
}
