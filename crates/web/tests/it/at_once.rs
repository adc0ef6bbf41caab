//! Two people with the same form open: one sends it, then the other does. What the other typed stays, they read who did
//! what meanwhile, nothing of the first is overwritten, and nothing is done twice.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use huiyin_app::App;
use huiyin_testkit::{Estate, TestDb};

use crate::access::{open_account, posts};
use crate::events::desk;
use crate::support::{Answer, Browser};

pub(crate) mod complaints;
pub(crate) mod homes;
pub(crate) mod plan;
pub(crate) mod privacy;
pub(crate) mod staff;

/// What the second of two meets.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Second {
    /// The form again, with who did the last step, and when.
    Told,
    /// The form again, with what is wrong at a field: what they want is there already.
    AtField,
    /// It is done already: they go on as if they had done it, and nothing is done twice.
    Done,
    /// It is done a second time, as it should be: both are told of.
    Both,
}

/// A form, and how two people send it.
pub(crate) struct Form {
    pub(crate) route: &'static str,
    /// The page it stands on.
    pub(crate) page: &'static str,
    /// Where it goes; the names in braces are those of the scene.
    pub(crate) path: &'static str,
    /// What the first sends besides what the page carries.
    first: &'static str,
    second: &'static str,
    /// What the second typed, as the page shows it.
    typed: &'static str,
    meets: Second,
}

/// All forms that are tried with two people, scene by scene.
const FORMS: &[&[Form]] = &[
    staff::FORMS,
    homes::FORMS,
    complaints::FORMS,
    plan::FORMS,
    privacy::FORMS,
    plan::RATE,
    plan::VISIT,
];

/// Where two at once cannot matter, or are tried elsewhere; and why, or where.
const ELSEWHERE: &[(&str, &str)] = &[
    ("/follow-ups/{follow_up}/conflicts/{conflict}", "phone"),
    (
        "/letters/{letter}/photos",
        "photos are added to those that are there: public_letters",
    ),
    ("/tasks/{task}/change", "month, like the outcome of a task"),
    (
        "/today/commands",
        "phone, and the phones of the browser tests",
    ),
    ("/today/sign-out", "everybody signs out for themselves"),
    ("/sign-in", "everybody signs in for themselves"),
    ("/sign-out", "everybody signs out for themselves"),
    ("/preferences", "a choice of one browser"),
    ("/site", "a choice of one session"),
    (
        "/invitations/{token}",
        "a link of one use for one person: people",
    ),
    ("/account/password", "one's own, and asks for the old one"),
    (
        "/account/devices/{device}/revocation",
        "one's own; a second time changes nothing",
    ),
    (
        "/people/{person}/devices/{device}/revocation",
        "nothing is typed; a second time changes nothing",
    ),
    (
        "/people/{person}/password-link",
        "nothing is typed; the newer link is the one that works",
    ),
    ("/notices/reading", "one's own notices"),
    ("/demo/clock", "only in a demo, which has one clock"),
    (
        "/sites/new",
        "a code is taken once: the second is told at the field",
    ),
    (
        "/sending/mail/test",
        "sends a test message, changes nothing",
    ),
    (
        "/sending/robots/{robot}/test",
        "sends a test message, changes nothing",
    ),
    (
        "/sending/robots/{robot}/removal",
        "nothing is typed; the second finds it gone",
    ),
    (
        "/sending/undelivered/{message}/again",
        "nothing is typed; a message is sent by whoever takes it first",
    ),
    (
        "/sending/undelivered/{message}/dismissal",
        "nothing is typed; a second time changes nothing",
    ),
    ("/complaints/advice", "looks, changes nothing"),
    ("/units/{unit}/phone", "looks; each look is noted"),
    ("/events/{event}/phone", "looks; each look is noted"),
    (
        "/events",
        "each event is one of its own; what may be the same complaint is offered: complaints",
    ),
    ("/events/{event}/reports", "each report is one of its own"),
    (
        "/events/{event}/list",
        "lines are added; confirming twice is refused: lists",
    ),
    (
        "/events/{event}/follow-ups",
        "one for each obligation: app planning",
    ),
    (
        "/events/completion",
        "as the completion of one event; all or none",
    ),
    (
        "/plan/together",
        "sets one day for several; the last one stands, and the plan shows it",
    ),
    ("/sign-out-sheet", "a form is taken once: sign_out_sheet"),
    (
        "/sign-out-sheet/{sign_out}/return",
        "nothing is typed; a form is returned once: sign_out_sheet",
    ),
    (
        "/follow-ups/{follow_up}/paper",
        "the visit on paper: one record, as at the visit",
    ),
    (
        "/follow-ups/{follow_up}/tries",
        "each try is one of its own",
    ),
    (
        "/follow-ups/{follow_up}/notes",
        "each word of who answers for it is one of its own: accountable",
    ),
    ("/follow-ups/{follow_up}/closing", "app at_once"),
    (
        "/follow-ups/{follow_up}/replacement",
        "app live_plan: a follow-up gives way once",
    ),
    ("/records/{record}/decision", "app at_once"),
    ("/records/{record}/review", "app at_once"),
    (
        "/matters/{matter}",
        "app refusals: a matter is settled once",
    ),
    ("/procedure/copies", "each copy is one of its own"),
    ("/procedure/copies/{copy}", "copies"),
    ("/procedure/copies/{copy}/text", "copies"),
    ("/procedure/copies/{copy}/adoption", "copies"),
    (
        "/procedure/copies/{copy}/discard",
        "nothing is typed; a second time changes nothing",
    ),
    ("/documents/{document}", "documents"),
    (
        "/archive/collect",
        "nothing is typed; what is ready is collected once: archive",
    ),
    (
        "/archive/{batch}/review",
        "app archive: a batch is read once",
    ),
    (
        "/archive/{batch}/receipt",
        "app archive: a batch is received once",
    ),
    (
        "/archive/{batch}/hold",
        "app archive: a batch is held or is not",
    ),
    (
        "/archive/{batch}/disposal",
        "app archive: a batch is disposed of once",
    ),
    ("/analysis/{paper}/signature", "month"),
    (
        "/analysis/{paper}/review",
        "app month: each step of a paper once",
    ),
    (
        "/analysis/{paper}/decision",
        "app month: each step of a paper once",
    ),
    (
        "/analysis/{paper}/reading",
        "app month: each step of a paper once",
    ),
    (
        "/tasks/{task}/outcome",
        "app month: each step of a task once",
    ),
    ("/tasks/{task}/check", "app month: each step of a task once"),
    (
        "/letters",
        "a draft names the version it replaces: public_letters",
    ),
    (
        "/letters/{letter}/judgement",
        "names the version that is judged: app letters",
    ),
    (
        "/letters/{letter}/posting",
        "names the version that is posted: app letters",
    ),
    (
        "/letters/{letter}/withdrawal",
        "names the version that is withdrawn: app letters",
    ),
    (
        "/festivals/{festival}/{year}/copy",
        "nothing is typed; who is on the list is not added again",
    ),
    (
        "/festivals/{festival}/{year}/release",
        "names how many were seen; a list is released once: festivals",
    ),
    ("/imports/files", "each file is one of its own"),
    (
        "/imports/{import}/columns",
        "a working paper: what is run is what was shown: imports",
    ),
    (
        "/imports/{import}/kind",
        "a working paper: what is run is what was shown: imports",
    ),
    ("/imports/{import}/run", "a file is imported once: imports"),
    (
        "/imports/{import}/undo",
        "nothing is typed; undone once: imports",
    ),
    (
        "/imports/{import}/discard",
        "nothing is typed; a second time changes nothing",
    ),
];

#[test]
fn every_form_is_tried_or_says_why_not() {
    let tried = FORMS.iter().copied().flatten().map(|form| form.route);
    let tried: BTreeSet<&str> = tried.collect();
    let elsewhere: BTreeSet<&str> = ELSEWHERE.iter().map(|(route, _)| *route).collect();
    assert!(tried.is_disjoint(&elsewhere), "one or the other");
    let known: BTreeSet<&str> = tried.union(&elsewhere).copied().collect();
    let posts = posts();
    let missing: Vec<&&str> = posts.difference(&known).collect();
    let gone: Vec<&&str> = known.difference(&posts).collect();
    assert!(
        missing.is_empty() && gone.is_empty(),
        "{missing:?} {gone:?}"
    );
}

/// Two people at one site, and what the forms of a scene are about.
pub(crate) struct Scene<'d> {
    pub(crate) db: &'d TestDb,
    pub(crate) app: App,
    estate: Estate,
    first: Browser,
    first_post: &'static str,
    first_name: &'static str,
    pub(crate) second: Browser,
    names: Vec<(&'static str, String)>,
}

impl<'d> Scene<'d> {
    /// The manager is the second; the first holds this post.
    async fn new(db: &'d TestDb, procedure: &'static str, first: &'static str) -> Self {
        let (app, estate, second) = desk(db, procedure, "site_manager").await;
        if first != "site_manager" {
            open_account(&app, &estate, first).await;
        }
        let mut browser = Browser::new(&second.server);
        let signed_in = browser.sign_in(first, "seven+herons+over+water").await;
        assert_eq!(signed_in.status, 303, "{first}");
        let staff = Estate::staff_of(procedure);
        let name = staff.iter().find(|it| it.post == first).unwrap().name;
        Self {
            db,
            app,
            estate,
            first: browser,
            first_post: first,
            first_name: if first == "site_manager" { "您" } else { name },
            second,
            names: Vec::new(),
        }
    }

    /// Both sign in again, as on another day.
    pub(crate) async fn sign_in(&mut self) {
        let first = self.first_post;
        for (browser, post) in [(&mut self.first, first), (&mut self.second, "site_manager")] {
            browser.cookies.clear();
            let signed_in = browser.sign_in(post, "seven+herons+over+water").await;
            assert_eq!(signed_in.status, 303, "{post}");
        }
    }

    fn name(&mut self, name: &'static str, id: &impl ToString) {
        self.names.push((name, id.to_string()));
    }

    pub(crate) fn fill(&self, text: &str) -> String {
        let mut filled = text.to_owned();
        for (name, id) in &self.names {
            filled = filled.replace(name, id);
        }
        filled
    }

    /// The first thing on a page after this text, up to the next quote or slash.
    async fn found(&mut self, page: &str, after: &str) -> String {
        let page = self.second.ask("GET", page, "").await;
        let rest = page.text().split(after).nth(1);
        let rest = rest.unwrap_or_else(|| panic!("no {after} on {}", page.text()));
        rest.split(['"', '/', '?']).next().unwrap().to_owned()
    }

    /// Both open the page; the first sends the form, then the second.
    async fn both(&mut self, form: &Form) {
        let (page, path) = (self.fill(form.page), self.fill(form.path));
        let bodies = [form.first, form.second].map(|body| encoded(&self.fill(body)));
        let open =
            |page: &Answer, body: &str| format!("{}{body}", besides(body, &carried(page, &path)));
        let ours = self.first.ask("GET", &page, "").await;
        let theirs = self.second.ask("GET", &page, "").await;
        let [ours, theirs] = [open(&ours, &bodies[0]), open(&theirs, &bodies[1])];
        let before = self.db.entries().await;
        let done = self.first.ask("POST", &path, &ours).await;
        let is_done = done.status == 303 || done.status == 200;
        assert!(is_done, "the first at {path}: {}", done.text());
        // A minute passes, as between people.
        self.app.clock().move_by_seconds(60);
        let after = self.db.entries().await;
        let answer = self.second.ask("POST", &path, &theirs).await;
        let last = self.db.entries().await;
        let said = answer.text();
        match form.meets {
            Second::Told => {
                assert_eq!(answer.status, 422, "{path}: {said}");
                assert!(said.contains("最近一步"), "{path}: {said}");
                assert!(said.contains(self.first_name), "{path}: {said}");
                assert!(
                    said.contains('請') && said.contains(form.typed),
                    "{path}: {said}"
                );
            }
            Second::AtField => {
                assert_eq!(answer.status, 422, "{path}: {said}");
                assert!(
                    said.contains('請') && said.contains(form.typed),
                    "{path}: {said}"
                );
            }
            Second::Done | Second::Both => {
                let is_done = answer.status == 303 || answer.status == 200;
                assert!(is_done, "the second at {path}: {said}");
            }
        }
        if form.meets == Second::Both {
            assert!(last > after, "{path} is done by both");
        } else {
            assert_eq!(last, after, "{path} changed something");
        }
        let is_journalled = !form.route.starts_with("/sending");
        assert!(after > before || !is_journalled, "{path} did nothing");
    }

    async fn all(&mut self, forms: &[Form]) {
        for form in forms {
            self.both(form).await;
        }
    }
}

/// What the form that goes to a path carries besides what is typed.
fn carried(page: &Answer, path: &str) -> String {
    let mark = format!("action=\"{path}\"");
    let form = page.text().split(&mark).nth(1);
    let form = form.unwrap_or_else(|| panic!("no form to {path}: {}", page.text()));
    let form = form.split("</form>").next().unwrap();
    let mut carried = String::new();
    for rest in form.split("type=\"hidden\" name=\"").skip(1) {
        let mut parts = rest.split('"');
        let (name, value) = (parts.next().unwrap(), parts.nth(1).unwrap());
        write!(carried, "{name}={}&", encoded(value)).unwrap();
    }
    carried
}

/// What a form carries, without what is typed over.
fn besides(typed: &str, carried: &str) -> String {
    let names: Vec<&str> = typed
        .split('&')
        .filter_map(|it| it.split('=').next())
        .collect();
    let kept = carried.split_inclusive('&');
    let kept = kept.filter(|it| {
        it.split('=')
            .next()
            .is_none_or(|name| !names.contains(&name))
    });
    kept.collect()
}

/// A body as it is written in the tables, with what is not ASCII encoded.
pub(crate) fn encoded(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        if byte.is_ascii() && byte != b' ' {
            encoded.push(char::from(byte));
        } else {
            write!(encoded, "%{byte:02X}").unwrap();
        }
    }
    encoded
}
