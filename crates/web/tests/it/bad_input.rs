//! Nonsense in every form: it never breaks anything, changes nothing, says what is wrong and how to go on, and gives back
//! what was typed.

use std::fmt::Write as _;

use huiyin_domain::CommandId;
use huiyin_testkit::on_both;

use crate::access::posts;
use crate::at_once::{Scene, complaints, encoded, homes, plan, privacy, spot_checks, staff};
use crate::support::{Answer, percent};

/// What is typed into every field at once.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Nonsense {
    /// Nothing is sent besides what the page carries.
    Missing,
    /// Every field is empty.
    Empty,
    /// No day, no number, none of what can be chosen.
    Malformed,
    /// Ids of nothing where something is chosen.
    Unknown,
    /// Longer than any field takes.
    TooLong,
    /// Marks of HTML and control characters. May be taken as it is.
    Marked,
}

const ALL: [Nonsense; 6] = [
    Nonsense::Missing,
    Nonsense::Empty,
    Nonsense::Malformed,
    Nonsense::Unknown,
    Nonsense::TooLong,
    Nonsense::Marked,
];

const NOBODY: &str = "00000000-0000-7000-8000-00000000dead";

/// A field of a form on a page.
struct Field {
    name: String,
    /// Its value, where the page carries it.
    hidden: Option<String>,
    is_choice: bool,
}

impl Nonsense {
    fn value(self, field: &Field) -> Option<String> {
        match self {
            Self::Missing => None,
            Self::Empty => Some(String::new()),
            Self::Malformed => Some("胡寫2026-13-45".to_owned()),
            Self::Unknown if field.is_choice => Some(NOBODY.to_owned()),
            Self::Unknown => Some("無此人".to_owned()),
            Self::TooLong => Some("長".repeat(4100)),
            Self::Marked => Some("<b>\u{1}\u{7f}\"'&</b>".to_owned()),
        }
    }

    /// The body of a form so filled in, with a command of its own.
    fn body(self, fields: &[Field]) -> String {
        let mut body = format!("command={}", CommandId::generate());
        for field in fields.iter().filter(|field| field.name != "command") {
            let value = match &field.hidden {
                Some(value) => Some(value.clone()),
                None => self.value(field),
            };
            if let Some(value) = value {
                write!(body, "&{}={}", field.name, percent(&value)).unwrap();
            }
        }
        body
    }
}

/// The fields of the form that goes to a path; none where the page does not offer it.
fn fields(page: &Answer, path: &str) -> Option<Vec<Field>> {
    let form = page.text().split(&format!("action=\"{path}\"")).nth(1)?;
    let form = form.split("</form>").next()?;
    let mut fields: Vec<Field> = Vec::new();
    for tag in form.split('<').skip(1) {
        let tag = tag.split('>').next()?;
        let of = |name: &str| {
            let value = tag.split(&format!(" {name}=\"")).nth(1)?;
            value.split('"').next().map(str::to_owned)
        };
        let (Some(name), false) = (of("name"), tag.starts_with("button")) else {
            continue;
        };
        let kind = of("type").unwrap_or_default();
        let is_hidden = kind == "hidden";
        let is_choice = tag.starts_with("select") || kind == "radio" || kind == "checkbox";
        if fields.iter().all(|field| field.name != name) {
            fields.push(Field {
                name,
                hidden: is_hidden.then(|| of("value").unwrap_or_default()),
                is_choice,
            });
        }
    }
    Some(fields)
}

/// What is wrong is said with how to go on; what was typed stands on the page; nothing is changed.
fn is_given_back(answer: &Answer, said: &str, nonsense: Nonsense, fields: &[Field]) {
    let page = answer.text();
    let status = answer.status.as_u16();
    let is_typed = fields.iter().any(|field| {
        let is_secret = ["password", "secret", "address", "signature"];
        let is_secret = is_secret.iter().any(|name| field.name.starts_with(name));
        field.hidden.is_none() && !field.is_choice && !is_secret
    });
    if !is_typed && status == 404 {
        // Nothing was typed, and what was ticked is nothing that is there.
        return;
    }
    assert!(matches!(status, 422 | 403), "{said}: {status} {page}");
    assert!(page.contains("role=\"alert\""), "{said}: {page}");
    assert!(page.contains('請'), "{said}: {page}");
    let typed = match nonsense {
        Nonsense::TooLong => "長長長",
        Nonsense::Malformed => "胡寫2026-13-45",
        Nonsense::Unknown => "無此人",
        Nonsense::Missing | Nonsense::Empty | Nonsense::Marked => return,
    };
    assert!(!is_typed || page.contains(typed), "{said}: {page}");
}

/// Sends all nonsense to a form of a scene, by the second of the two.
async fn try_all(scene: &mut Scene<'_>, page: &str, path: &str) {
    let (page, path) = (scene.fill(page), scene.fill(path));
    let mut tried = 0;
    for nonsense in ALL {
        let shown = scene.second.ask("GET", &page, "").await;
        let Some(fields) = fields(&shown, &path) else {
            continue;
        };
        tried += 1;
        let before = scene.db.entries().await;
        let body = nonsense.body(&fields);
        let answer = scene.second.ask("POST", &path, &body).await;
        let said = format!("{nonsense:?} at {path}");
        if answer.status == 303 || answer.status == 200 {
            continue;
        }
        is_given_back(&answer, &said, nonsense, &fields);
        assert_eq!(scene.db.entries().await, before, "{said}");
    }
    assert!(tried > 0, "no form to {path} on {page}");
}

/// Forms that two people are not tried with: the page, and where the form goes.
const OF_COMPLAINTS: &[(&str, &str)] = &[("/events/new?unit={unit}&person={resident}", "/events")];
const OF_THE_PLAN: &[(&str, &str)] = &[
    (
        "/follow-ups/{follow_up}/visit",
        "/follow-ups/{follow_up}/visit",
    ),
    ("/procedure/copies", "/procedure/copies"),
];

#[tokio::test]
async fn nonsense_about_people() {
    on_both(async |db| {
        let mut scene = staff::scene(db).await;
        for form in staff::FORMS
            .iter()
            .filter(|form| !form.path.contains("{robot}"))
        {
            try_all(&mut scene, form.page, form.path).await;
        }
    })
    .await;
}

#[tokio::test]
async fn nonsense_about_homes() {
    on_both(async |db| {
        let mut scene = homes::scene(db).await;
        for form in homes::FORMS {
            try_all(&mut scene, form.page, form.path).await;
        }
    })
    .await;
}

#[tokio::test]
async fn nonsense_about_peoples_data() {
    on_both(async |db| {
        let mut scene = privacy::scene(db).await;
        for form in privacy::FORMS {
            try_all(&mut scene, form.page, form.path).await;
        }
    })
    .await;
}

#[tokio::test]
async fn nonsense_about_calls() {
    on_both(async |db| {
        let mut scene = spot_checks::scene(db).await;
        for form in spot_checks::FORMS {
            try_all(&mut scene, form.page, form.path).await;
        }
    })
    .await;
}

#[tokio::test]
async fn nonsense_about_complaints() {
    on_both(async |db| {
        let mut scene = complaints::scene(db).await;
        // What is handled is completed, and so on: only what can be sent at first.
        let first = complaints::FORMS.iter();
        let first =
            first.filter(|it| !it.route.contains("reopening") && !it.route.contains("separation"));
        let first = first.map(|form| (form.page, form.path));
        for (page, path) in OF_COMPLAINTS.iter().copied().chain(first) {
            try_all(&mut scene, page, path).await;
        }
    })
    .await;
}

#[tokio::test]
async fn nonsense_about_the_plan() {
    on_both(async |db| {
        let mut scene = plan::scene(db).await;
        let first = plan::FORMS.iter();
        let first =
            first.filter(|it| !it.route.contains("strike") && !it.route.contains("statistics"));
        let first = first.map(|form| (form.page, form.path));
        for (page, path) in first.chain(OF_THE_PLAN.iter().copied()) {
            try_all(&mut scene, page, path).await;
        }
    })
    .await;
}

/// Fields that forms have, each with nonsense in it.
const FIELDS: &str = "why=打好的字&name=打好的字&opinion=打好的字&outcome=打好的字&scope=胡寫&zone=胡寫&person=胡寫\
    &unit_id=胡寫&into=胡寫&obligation=胡寫&follow_ups=胡寫&events=胡寫&letter=胡寫&month=胡寫&from=胡寫&to=胡寫\
    &verdict=胡寫&channel=胡寫&version=胡寫&number=胡寫&year=胡寫&code=胡寫&text=打好的字&lines=打好的字";

#[tokio::test]
async fn nonsense_at_every_address() {
    on_both(async |db| {
        let mut scene = plan::scene(db).await;
        let broken = encoded(FIELDS);
        // Signing out would end the walk.
        for route in posts().into_iter().filter(|route| *route != "/sign-out") {
            for named in ["", NOBODY, "胡寫"] {
                let path = match named {
                    "" => scene.fill(route),
                    _ => route.to_owned(),
                };
                let path = filled(&path, if named.is_empty() { NOBODY } else { named });
                let body = format!("command={}&{broken}", CommandId::generate());
                for body in [&body, &broken] {
                    let before = scene.db.entries().await;
                    let answer = scene.second.ask("POST", &path, body).await;
                    let status = answer.status.as_u16();
                    assert!(status < 500, "{path}: {status} {}", answer.text());
                    if status >= 400 {
                        assert_eq!(scene.db.entries().await, before, "{path}");
                        let is_kept = answer.text().contains("打好的字");
                        assert!(
                            is_kept || NOT_KEPT.contains(&route),
                            "{path}: {status} {}",
                            answer.text()
                        );
                    }
                }
            }
        }
    })
    .await;
}

/// Forms with files come back by themselves, with what their own tests ask for; and what is no form of words.
const NOT_KEPT: &[&str] = &[
    "/imports/files",
    "/documents/{document}",
    "/today/commands",
    "/letters/{letter}/photos",
    "/letters/{letter}/posting",
    "/follow-ups/{follow_up}/visit",
    "/follow-ups/{follow_up}/paper",
    "/sign-in",
];

/// A path with every name in braces replaced.
fn filled(path: &str, with: &str) -> String {
    let mut filled = path.to_owned();
    while let (Some(open), Some(close)) = (filled.find('{'), filled.find('}')) {
        filled.replace_range(open..=close, &percent(with));
    }
    filled
}
