//! People, posts, departments, robots.

use huiyin_testkit::{TestDb, on_both};

use super::{Form, Scene, Second};

pub(crate) const FORMS: &[Form] = &[
    Form {
        route: "/people/{person}/edit",
        page: "/people/{person}/edit",
        path: "/people/{person}/edit",
        first: "name=顧一&phone=&mail=",
        second: "name=顧二&phone=&mail=gu@example.com",
        typed: "gu@example.com",
        meets: Second::Told,
    },
    Form {
        route: "/people/departments/{department}",
        page: "/people/departments/{department}",
        path: "/people/departments/{department}",
        first: "name=工程一部&head=&kind=&responsible_post=",
        second: "name=工程二部&head={person}&kind=&responsible_post=",
        typed: "工程二部",
        meets: Second::Told,
    },
    Form {
        route: "/people/{person}/posts/{held}/end",
        page: "/people/{person}/posts/{held}/end",
        path: "/people/{person}/posts/{held}/end",
        first: "to=2026-04-01",
        second: "to=2026-05-01",
        typed: "2026-05-01",
        meets: Second::Told,
    },
    Form {
        route: "/people/departments",
        page: "/people/departments",
        path: "/people/departments",
        first: "name=綠化部&head=&kind=&responsible_post=",
        second: "name=綠化部&head={person}&kind=&responsible_post=",
        typed: "綠化部",
        meets: Second::AtField,
    },
    Form {
        route: "/people/zones",
        page: "/people/zones",
        path: "/people/zones",
        first: "name=東苑",
        second: "name=東苑",
        typed: "東苑",
        meets: Second::AtField,
    },
    Form {
        route: "/people/invitations",
        page: "/people/invitations",
        path: "/people/invitations",
        first: "person=&name=文一&phone=&login=wen",
        second: "person=&name=文二&phone=&login=wen",
        typed: "文二",
        meets: Second::AtField,
    },
    Form {
        route: "/people/{person}/posts",
        page: "/people/{clerk}/posts",
        path: "/people/{clerk}/posts",
        first: "post=area_officer&scope={site}&from=2026-03-16&to=",
        second: "post=area_officer&scope={site}&from=2026-03-20&to=",
        typed: "2026-03-20",
        meets: Second::AtField,
    },
    Form {
        route: "/people/{person}/posts/{held}/deputy",
        page: "/people/{person}/posts/{held}/deputy",
        path: "/people/{person}/posts/{held}/deputy",
        first: "person={clerk}&from=2026-03-17&to=2026-03-18",
        second: "person={clerk}&from=2026-03-18&to=2026-03-19",
        typed: "2026-03-19",
        meets: Second::AtField,
    },
    Form {
        route: "/people/{person}/leaving",
        page: "/people/{person}/leaving",
        path: "/people/{person}/leaving",
        first: "successor={clerk}",
        second: "successor=",
        typed: "",
        meets: Second::Done,
    },
    Form {
        route: "/sending/robots",
        page: "/sending/robots",
        path: "/sending/robots",
        first: "name=前台群&kind=webhook&language=en&address=https://bot.example/a&secret=&topic.paper_waits=",
        second: "name=前台群&kind=webhook&language=zh-Hant&address=https://bot.example/b&secret=&topic.paper_waits=",
        typed: "前台群",
        meets: Second::AtField,
    },
    Form {
        route: "/sending/robots/{robot}",
        page: "/sending/robots/{robot}",
        path: "/sending/robots/{robot}",
        first: "name=前台一群&kind=webhook&language=en&address=&secret=&topic.paper_waits=",
        second: "name=前台二群&kind=webhook&language=en&address=&secret=&topic.paper_waits=",
        typed: "前台二群",
        meets: Second::Told,
    },
];

/// Two who manage people.
pub(crate) async fn scene(db: &TestDb) -> Scene<'_> {
    let mut scene = Scene::new(db, "kehu", "company_reviewer").await;
    let (person, clerk) = (
        scene.estate.staff["patrol_inspector"],
        scene.estate.staff["culture_clerk"],
    );
    scene.name("{person}", &person);
    scene.name("{clerk}", &clerk);
    let id = scene.estate.site;
    scene.name("{site}", &id);
    let id = scene.estate.departments["工程部"];
    scene.name("{department}", &id);
    let posts = format!("/people/{person}/posts/");
    let held = scene.found(&format!("/people/{person}"), &posts).await;
    scene.name("{held}", &held);
    scene
}

#[tokio::test]
async fn two_who_manage_people() {
    on_both(async |db| {
        let mut scene = scene(db).await;
        let (robot, others) = FORMS.split_last().unwrap();
        scene.all(others).await;
        let robots = scene.found("/sending", "href=\"/sending/robots/").await;
        scene.name("{robot}", &robots);
        scene.both(robot).await;
    })
    .await;
}
