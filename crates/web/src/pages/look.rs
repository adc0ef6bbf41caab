//! The style guide at `/look`: every part of a page, with made-up data, in the reader's language.
//!
//! Only on a demo database, or where it is asked for. It is where a part is looked at before a page uses it, and what
//! the browser test photographs.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Extension, Router};

use huiyin_domain::{Day, Lang, LocalTime, Text};

use crate::failure::{Failure, Kind};
use crate::page::Page;
use crate::pages::sign_in::{DemoAccount, SignInPage};
use crate::preferences::Preferences;
use crate::server::{Settings, Shared};
use crate::texts::Texts;
use crate::view::{Frame, Head, NavCounts, Place};

mod days;
mod figures;
mod forms;
mod record;
mod sample;

use days::DayParts;
use figures::FigureParts;
use forms::FormParts;
use record::RecordParts;
use sample::{LedgerRow, WordParts};

/// The pages of the style guide.
pub(crate) fn routes() -> Router<Shared> {
    Router::new()
        .route("/", get(parts))
        .route("/phone", get(phone))
        .route("/phone/visit", get(phone_visit))
        .route("/sign-in", get(sign_in))
        .route("/refusal", get(refusal))
        .route("/failure/{kind}", get(failure))
}

#[derive(Template)]
#[template(path = "look/parts.html")]
struct PartsPage {
    t: Texts,
    frame: Frame,
    head: Head,
    words: WordParts,
    ledger: [LedgerRow; 3],
    days: DayParts,
    figures: FigureParts,
    record: RecordParts,
    forms: FormParts,
}

#[derive(Template)]
#[template(path = "look/phone.html")]
struct PhonePage {
    t: Texts,
    frame: Frame,
    rows: [LedgerRow; 3],
}

#[derive(Template)]
#[template(path = "look/phone_visit.html")]
struct PhoneVisitPage {
    t: Texts,
    frame: Frame,
    visit: LedgerRow,
    form: FormParts,
    saved: LocalTime,
}

fn today() -> Day {
    Day::new(2026, 11, 23).expect("a day of the calendar")
}

fn frame(t: Texts, preferences: Preferences, settings: Settings, here: &str) -> Frame {
    let counts = NavCounts {
        today: 13,
        records: 3,
        open: 9,
        analysis: 1,
    };
    Frame::plain(preferences, here)
        .demo(settings.demo)
        .at_work(
            t,
            sample::me(t),
            sample::site(t),
            (Some(Place::Today), &counts),
        )
        .clauses(sample::clauses(t))
}

async fn parts(
    State(settings): State<Settings>,
    Extension(preferences): Extension<Preferences>,
) -> impl IntoResponse {
    let t = Texts::of(preferences.lang).on(today());
    Page::new(PartsPage {
        t,
        frame: frame(t, preferences, settings, "/look"),
        head: sample::head(t),
        words: WordParts::new(t),
        ledger: LedgerRow::all(t, today()),
        days: DayParts::new(t, today()),
        figures: FigureParts::new(t),
        record: RecordParts::new(t),
        forms: FormParts::new(t),
    })
}

async fn phone(
    State(settings): State<Settings>,
    Extension(preferences): Extension<Preferences>,
) -> impl IntoResponse {
    let t = Texts::of(preferences.lang).on(today());
    Page::new(PhonePage {
        t,
        frame: frame(t, preferences, settings, "/look/phone"),
        rows: LedgerRow::all(t, today()),
    })
}

async fn phone_visit(
    State(settings): State<Settings>,
    Extension(preferences): Extension<Preferences>,
) -> impl IntoResponse {
    let t = Texts::of(preferences.lang).on(today());
    let [visit, ..] = LedgerRow::all(t, today());
    Page::new(PhoneVisitPage {
        t,
        frame: frame(t, preferences, settings, "/look/phone/visit"),
        visit,
        form: FormParts::new(t),
        saved: LocalTime::midnight(today()),
    })
}

async fn sign_in(
    State(settings): State<Settings>,
    Extension(preferences): Extension<Preferences>,
) -> impl IntoResponse {
    let t = Texts::of(preferences.lang);
    let frame = Frame::plain(preferences, "/look/sign-in").demo(settings.demo);
    let me = sample::me(t);
    Page::not_accepted(SignInPage {
        open_line: true,
        demo_accounts: vec![DemoAccount {
            account: "chen".to_owned(),
            post: me.post,
            name: me.name,
        }],
        ..SignInPage::new(t, frame, "/", Some("chen"))
    })
}

/// A refusal as an action gives it: the reason, the clause, and what else can be done.
async fn refusal() -> Failure {
    let text = |words: &str| {
        let [traditional, simplified, english] =
            Lang::ALL.map(|lang| sample::say(Texts::of(lang), words));
        Text {
            zh_hant: traditional,
            zh_hans: simplified,
            en: english,
        }
    };
    Failure::new(Kind::Forbidden)
        .because(text(
            "重要投訴第 1 次只可上門。住戶要求電話時，請寫明原因。|\
             重要投诉第 1 次只可上门。住户要求电话时，请写明原因。|\
             The first follow-up of an important complaint is on site only. If the resident asks for a call, write why.",
        ))
        .by_clause("11.1.9")
        .or_go_to("/look", text("寫明原因|写明原因|Write why"))
}

async fn failure(Path(kind): Path<String>) -> Response {
    match kind.as_str() {
        "panic" => panic!("the style guide was asked for a panic"),
        "internal" => Failure::internal("the style guide was asked for it").into_response(),
        "conflict" => Failure::new(Kind::Conflict).into_response(),
        "unavailable" => Failure::new(Kind::Unavailable).into_response(),
        _ => Failure::new(Kind::NotFound).into_response(),
    }
}
