//! One of several sites of a company: exported alone, checked, and built up again; or refused where it cannot be.

use std::path::PathBuf;

use huiyin_app::Asker;
use huiyin_app::accounts::Invite;
use huiyin_app::exports::ExportSite;
use huiyin_app::posts::GrantPost;
use huiyin_app::set_up::OpenSite;
use huiyin_domain::{CommandId, Month, PersonId, Personal, ScopeId};
use huiyin_store::exports::{Rebuild, rebuild};
use huiyin_store::{Db, Location, people};
use huiyin_testkit::on_both;
use tempfile::tempdir;

use crate::checked;
use crate::lived::{Lived, march};

/// A second site of the company, with a manager of its own.
async fn second(lived: &Lived) -> ScopeId {
    let (app, shell) = (&lived.app, Asker::product());
    let open = OpenSite {
        parent: None,
        code: "LH".to_owned(),
        name: "麗湖".to_owned(),
        time_zone: String::new(),
        live_from: String::new(),
        procedure: "yezhu".to_owned(),
        procedure_from: String::new(),
    };
    let opened = app.open_site(&shell, CommandId::generate(), &open);
    let site = opened.await.unwrap();
    let invite = Invite {
        site,
        person: None,
        name: Personal::new("馮經理".to_owned()),
        phone: Personal::new(String::new()),
        login: "feng".to_owned(),
        lang: None,
    };
    let invited = app.invite(&shell, CommandId::generate(), &invite).await;
    let person = invited.unwrap().person;
    grant(lived, site, person).await;
    site
}

async fn grant(lived: &Lived, site: ScopeId, person: PersonId) {
    give(lived, (site, site), person, "site_manager").await;
}

/// Gives a post that is named by the procedure of a site, and held in another scope or there.
async fn give(lived: &Lived, (site, scope): (ScopeId, ScopeId), person: PersonId, post: &str) {
    let grant = GrantPost {
        site,
        person,
        post: post.to_owned(),
        scope,
        from: String::new(),
        to: String::new(),
    };
    let shell = Asker::product();
    let granted = lived.app.grant_post(&shell, CommandId::generate(), &grant);
    granted.await.unwrap();
}

/// Builds a site up from an export; its staff by name, with whether they are at home in the company.
async fn built_up(lived: &Lived, folder: PathBuf, site: ScopeId) -> Vec<(String, bool)> {
    let target = Location::directory(&folder.with_extension("data"));
    let asked = Rebuild {
        folder,
        keys: Vec::new(),
        erased: Vec::new(),
        now: lived.app.clock().now(),
    };
    rebuild(&asked, &target).await.unwrap();
    let built = Db::open_existing(&target).await.unwrap();
    let mut tx = built.read().await.unwrap();
    let sites = huiyin_store::sites::sites(&mut tx).await.unwrap();
    let ids: Vec<ScopeId> = sites.into_iter().map(|it| it.id).collect();
    assert_eq!(ids, [site], "the others are not there");
    let mut staff = Vec::new();
    for row in people::staff(&mut tx, site).await.unwrap() {
        let person = people::person(&mut tx, row.person).await.unwrap().unwrap();
        let name = row.name.map(Personal::into_inner).unwrap_or_default();
        staff.push((name, person.home == lived.estate.company));
    }
    drop(tx);
    built.close().await;
    staff
}

#[tokio::test(flavor = "multi_thread")]
async fn one_of_several_sites_is_built_up_alone_or_refused_before_it_is_exported() {
    on_both(async |db| {
        let lived = Lived::build(db).await;
        let site = second(&lived).await;
        let (shell, estate) = (Asker::product(), &lived.estate);
        let place = tempdir().unwrap();
        let export = async |site: ScopeId, month: Option<Month>, name: &str| {
            let wanted = ExportSite {
                site,
                month,
                folder: place.path().join(name),
                program: "test".to_owned(),
            };
            let done = lived.app.export_site(&shell, &wanted).await;
            done.map(|_| wanted.folder)
        };
        // Somebody of the first site gets a post of the company, and is of the company from then on.
        let officer = estate.staff["area_officer"];
        give(
            &lived,
            (estate.site, estate.company),
            officer,
            "company_leader",
        )
        .await;
        let folder = export(estate.site, None, "all").await.unwrap();
        assert_eq!(checked(&folder, None, "one of two").verdict(), "consistent");
        let of_first = built_up(&lived, folder, estate.site).await;
        let folder = export(site, None, "other").await.unwrap();
        assert_eq!(checked(&folder, None, "the other").verdict(), "consistent");
        let of_second = built_up(&lived, folder, site).await;
        let company = |staff: &[(String, bool)]| -> Vec<String> {
            let of_company = staff.iter().filter(|(_, of_company)| *of_company);
            of_company.map(|(name, _)| name.clone()).collect()
        };
        assert_eq!(company(&of_second), company(&of_first));
        assert!(company(&of_first).len() > 2, "{of_first:?}");
        assert!(of_first.len() > of_second.len(), "{of_second:?}");

        // A resident stays one of their site, whose chain has their name.
        let resident = estate.residents["3-1202"];
        give(
            &lived,
            (estate.site, estate.company),
            resident,
            "company_leader",
        )
        .await;
        let refused = export(site, None, "alone").await.unwrap_err().to_string();
        assert!(
            refused.contains("LH could not be built up again alone") && refused.contains("CY"),
            "{refused}"
        );
        assert!(!place.path().join("alone").exists());
        let needs = lived.app.export_needs(&shell, site).await.unwrap();
        assert_eq!(needs, ["CY"]);
        // A month of it is for somebody who checks.
        let month = export(site, Some(march()), "month").await.unwrap();
        assert_eq!(
            checked(&month, None, "a month of it").verdict(),
            "consistent"
        );
    })
    .await;
}
