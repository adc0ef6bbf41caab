//! Two people with the same form open: one sends it, then the other does. What the other typed stays, they read who did
//! what meanwhile, nothing of the first is overwritten, and nothing is done twice.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use huiyin_app::{App, Asker};
use huiyin_domain::Lang;
use huiyin_testkit::{Estate, TestDb};

use crate::access::{open_account, posts};
use crate::events::desk;
use crate::support::{Answer, Browser};

mod archive;
pub(crate) mod complaints;
pub(crate) mod homes;
mod letters;
mod month;
pub(crate) mod plan;
pub(crate) mod privacy;
mod records;
pub(crate) mod spot_checks;
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
    plan::TOGETHER,
    plan::SHEET,
    plan::LISTS,
    records::RECORDS,
    records::UNREACHABLE,
    month::PAPERS,
    month::RETURN,
    letters::FORMS,
    archive::FORMS,
    spot_checks::FORMS,
];

/// Where two at once cannot matter, or are tried elsewhere; and why, or where.
const ELSEWHERE: &[(&str, &str)] = &[
    (
        "/follow-ups/{follow_up}/conflicts/{conflict}",
        "phone::a_visit_that_was_recorded_meanwhile_is_settled_at_the_desk",
    ),
    (
        "/letters/{letter}/photos",
        "photos are added to those that are there: public_letters::a_letter_goes_from_the_offer_to_the_sheet_and_the_records",
    ),
    (
        "/today/commands",
        "phone::a_visit_that_was_recorded_meanwhile_is_settled_at_the_desk, and app phone::the_second_of_two_phones_overwrites_nothing",
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
        "/records/{record}/spot-check/phone",
        "looks; each look is noted",
    ),
    (
        "/events",
        "each event is one of its own; what may be the same complaint is offered: complaints::a_likely_duplicate_is_offered_and_joined_only_when_somebody_says_so",
    ),
    ("/events/{event}/reports", "each report is one of its own"),
    (
        "/events/{event}/follow-ups",
        "one for each obligation: app planning::a_voluntary_follow_up_is_added_where_none_is_owed_and_changes_no_pick",
    ),
    (
        "/follow-ups/{follow_up}/paper",
        "paper::two_at_the_desk_enter_one_sheet",
    ),
    (
        "/follow-ups/{follow_up}/tries",
        "each try is one of its own",
    ),
    (
        "/follow-ups/{follow_up}/notes",
        "each word of who answers for it is one of its own: accountable",
    ),
    ("/procedure/copies", "each copy is one of its own"),
    (
        "/procedure/copies/{copy}",
        "copies::the_second_of_two_people_sees_what_changed_and_loses_nothing",
    ),
    (
        "/procedure/copies/{copy}/text",
        "copies::the_second_of_two_people_sees_what_changed_and_loses_nothing",
    ),
    (
        "/procedure/copies/{copy}/adoption",
        "copies::two_who_adopt_at_once",
    ),
    (
        "/procedure/copies/{copy}/discard",
        "nothing is typed; a second time changes nothing",
    ),
    (
        "/documents/{document}",
        "documents::a_document_is_uploaded_and_linked_wherever_it_is_cited",
    ),
    (
        "/festivals/{festival}/{year}/copy",
        "nothing is typed; who is on the list is not added again",
    ),
    ("/imports/files", "each file is one of its own"),
    (
        "/imports/{import}/columns",
        "a working paper of who sent the file: nobody else is led to it before it is taken in",
    ),
    (
        "/imports/{import}/kind",
        "a working paper of who sent the file: nobody else is led to it before it is taken in",
    ),
    (
        "/imports/{import}/run",
        "a file is imported once: imports::a_file_is_looked_at_taken_in_repeated_and_taken_back",
    ),
    (
        "/imports/{import}/undo",
        "nothing is typed; undone once: imports::a_file_is_looked_at_taken_in_repeated_and_taken_back",
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
    procedure: &'static str,
    /// The posts of both.
    posts: [&'static str; 2],
    /// Whose accounts are open.
    accounts: Vec<&'static str>,
    first_name: &'static str,
    pub(crate) second: Browser,
    names: Vec<(&'static str, String)>,
}

impl<'d> Scene<'d> {
    /// The manager is the second; the first holds this post.
    async fn new(db: &'d TestDb, procedure: &'static str, first: &'static str) -> Self {
        Self::of(db, procedure, [first, "site_manager"]).await
    }

    /// Two people with these posts; one person with two browsers, where it is the same post.
    async fn of(db: &'d TestDb, procedure: &'static str, posts: [&'static str; 2]) -> Self {
        let (app, estate, second) = desk(db, procedure, posts[1]).await;
        let first = Browser::new(&second.server);
        let mut scene = Self {
            db,
            app,
            estate,
            first,
            procedure,
            posts,
            accounts: vec![posts[1]],
            first_name: "",
            second,
            names: Vec::new(),
        };
        scene.are(posts).await;
        scene
    }

    /// From now on the two hold these posts.
    async fn are(&mut self, posts: [&'static str; 2]) {
        for post in posts {
            self.open(post).await;
        }
        let staff = Estate::staff_of(self.procedure);
        let name = |post: &str| staff.iter().find(|it| it.post == post).unwrap().name;
        self.first_name = if posts[0] == posts[1] {
            "您"
        } else {
            name(posts[0])
        };
        self.posts = posts;
        self.sign_in().await;
    }

    /// Opens an account, where there is none yet.
    async fn open(&mut self, post: &'static str) {
        if !self.accounts.contains(&post) {
            open_account(&self.app, &self.estate, post).await;
            self.accounts.push(post);
        }
    }

    /// One of the staff, as an action is told who asks.
    async fn asker(&mut self, post: &'static str) -> Asker {
        self.open(post).await;
        let person = self.estate.staff[post];
        let asker = self.app.asker(person, None, Lang::ZhHant).await.unwrap();
        asker.unwrap()
    }

    /// Time goes by; both sign in again.
    async fn pass(&mut self, seconds: i64) {
        self.app.clock().move_by_seconds(seconds);
        self.app.advance(self.estate.site).await.unwrap();
        self.sign_in().await;
    }

    /// Both sign in again, as on another day.
    pub(crate) async fn sign_in(&mut self) {
        let [first, second] = self.posts;
        for (browser, post) in [(&mut self.first, first), (&mut self.second, second)] {
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
    // A form without an address goes to its own page.
    let goes_here = |form: &&str| !form.split('>').next().unwrap().contains("action=");
    let own = || page.text().split("<form ").skip(1).find(goes_here);
    let form = page.text().split(&mark).nth(1).or_else(own);
    let form = form.unwrap_or_else(|| panic!("no form to {path}: {}", page.text()));
    let form = form.split("</form>").next().unwrap();
    let mut carried = String::new();
    for rest in form.split("type=\"hidden\" name=\"").skip(1) {
        let tag = rest.split('>').next().unwrap();
        let name = tag.split('"').next().unwrap();
        let value = tag.split(" value=\"").nth(1);
        let value = value
            .and_then(|it| it.split('"').next())
            .unwrap_or_default();
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
