//! Months that were exported elsewhere and taken in: their list, one of them, and its forms as files.

use std::io;

use askama::Template;
use axum::body::Body;
use axum::extract::{Path, Query};
use axum::http::header::{
    CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE,
};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use huiyin_app::archive_months::{ArchiveMonthPage, ArchiveMonthRow, RecordThere};
use huiyin_app::statistics::{CategoryFigures, Figure};
use huiyin_domain::entry::Digest;
use huiyin_domain::{Personal, SiteZone};
use serde::Deserialize;

use crate::address;
use crate::at_work::SignedInAsker;
use crate::failure::{Failure, Kind};
use crate::page::Page;
use crate::pages::statistics::cell::Cell;
use crate::pages::statistics::figure_title;
use crate::texts::Texts;
use crate::view::{Crumb, Frame, Head, Mark, MarkKind, NavCounts, Pager, Place};

#[derive(Template)]
#[template(path = "archive/months.html")]
struct MonthsView {
    t: Texts,
    frame: Frame,
    head: Head,
    months: Vec<Line>,
}

/// A month that was taken in.
struct Line {
    href: String,
    month: String,
    site: String,
    verdict: Mark,
    demo: bool,
    made: String,
    taken_in: String,
    by: String,
}

#[derive(Template)]
#[template(path = "archive/month.html")]
struct MonthView {
    t: Texts,
    frame: Frame,
    head: Head,
    verdict: Mark,
    demo: bool,
    is_here: bool,
    /// What was looked at, and how much of it.
    checked: Vec<(String, String)>,
    /// What it is known by.
    keys: Vec<(String, String)>,
    /// The moment of the figures; none where the month was open.
    as_of: Option<String>,
    heads: Vec<String>,
    figures: Vec<(String, Vec<Cell>)>,
    /// Address, name and size.
    forms: Vec<(String, String, String)>,
    count: usize,
    records: Vec<RecordLine>,
    pager: Option<Pager>,
}

/// A record.
struct RecordLine {
    number: String,
    sort: String,
    day: String,
    rating: &'static str,
    said: Vec<String>,
}

/// From which record on.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    from: usize,
}

/// `GET /archive/elsewhere`
pub(super) async fn list(at: SignedInAsker) -> Result<Response, Failure> {
    let months = at.app.archive_months(&at.asker, at.site.id()).await?;
    let t = at.t;
    let view = MonthsView {
        t,
        frame: at.frame(Some(Place::Archive), &NavCounts::default()),
        head: Head::new(t.elsewhere()).crumbs([
            Crumb::link("/archive", t.place_archive()),
            Crumb::here(t.elsewhere()),
        ]),
        months: months.iter().map(|row| line(&at, row)).collect(),
    };
    Ok(Page::new(view).into_response())
}

/// `GET /archive/elsewhere/{month}?from=50`
pub(super) async fn show(
    at: SignedInAsker,
    Path(month): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let page = at
        .app
        .archive_month(&at.asker, at.site.id(), id(&month)?, asked.from)
        .await?;
    Ok(Page::new(MonthView::new(&at, &page, asked.from)).into_response())
}

/// `GET /archive/elsewhere/{month}/forms/{form}`: as a file to be kept, piece by piece. It came from elsewhere: no
/// browser opens it as a page of ours.
pub(super) async fn form(
    at: SignedInAsker,
    Path((month, form)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let month = id(&month)?;
    let site = at.site.id();
    let note = at
        .app
        .archive_month_form(&at.asker, site, month, &form)
        .await?;
    let name = address::encoded(&form);
    let about = [
        (
            CONTENT_SECURITY_POLICY,
            "default-src 'none'; frame-ancestors 'none'; sandbox".to_owned(),
        ),
        (
            CONTENT_TYPE,
            if form
                .rsplit_once('.')
                .is_some_and(|(_, ending)| ending == "pdf")
            {
                "application/pdf".to_owned()
            } else {
                "application/octet-stream".to_owned()
            },
        ),
        (
            CONTENT_DISPOSITION,
            format!("attachment; filename=\"form.pdf\"; filename*=UTF-8''{name}"),
        ),
        (CONTENT_LENGTH, note.length.to_string()),
    ];
    let pieces = stream::try_unfold(
        (at.app.clone(), note, 1),
        move |(app, note, number)| async move {
            let piece = app.archive_month_piece(month, &note, number).await;
            let piece = piece.map_err(io::Error::other)?;
            Ok::<_, io::Error>(piece.map(|piece| (piece, (app, note, number + 1))))
        },
    );
    Ok((about, Body::from_stream(pieces)).into_response())
}

fn id(text: &str) -> Result<Digest, Failure> {
    text.parse().map_err(|_| Failure::new(Kind::NotFound))
}

fn line(at: &SignedInAsker, row: &ArchiveMonthRow) -> Line {
    let t = at.t;
    let moment = |zone: SiteZone, moment| {
        let local = zone.local(moment);
        format!("{} {}", t.date(local.day()), t.clock(local))
    };
    Line {
        href: format!("/archive/elsewhere/{}", row.manifest_sha256),
        month: t.month_of_year(row.month),
        site: row.site_name.clone(),
        verdict: verdict(t, row),
        demo: row.demo,
        made: moment(row.time_zone.parse().unwrap_or_default(), row.made_at),
        taken_in: moment(at.site.zone(), row.taken_in_at),
        by: text(row.taken_in_by.as_ref()),
    }
}

fn verdict(t: Texts, row: &ArchiveMonthRow) -> Mark {
    if row.anchored {
        Mark::new(MarkKind::Done, t.elsewhere_anchored())
    } else {
        Mark::new(MarkKind::Open, t.elsewhere_consistent())
    }
}

fn text(words: Option<&Personal<String>>) -> String {
    words.map_or_else(String::new, |it| it.reveal().clone())
}

impl MonthView {
    fn new(at: &SignedInAsker, page: &ArchiveMonthPage, from: usize) -> Self {
        let (t, row) = (at.t, &page.row);
        let title = t.elsewhere_title(row.site_name.as_str(), t.month_of_year(row.month));
        let about = line(at, row);
        let here = about.href.as_str();
        let taken_in = format!("{} {}", about.taken_in, about.by);
        let mut checked = vec![
            (t.elsewhere_made(), about.made),
            (t.elsewhere_taken_in(), taken_in.trim_end().to_owned()),
        ];
        checked.extend(counts(t, row));
        let figures = page.figures.as_ref();
        let form = |note: &huiyin_domain::export::FileNote| {
            let name = note.name.rsplit('/').next().unwrap_or_default().to_owned();
            let kilobytes = note.length.div_ceil(1024).to_string();
            let href = format!("{here}/forms/{}", address::encoded(&name));
            (href, name, t.elsewhere_size(kilobytes))
        };
        Self {
            t,
            frame: at.frame(Some(Place::Archive), &NavCounts::default()),
            verdict: about.verdict,
            demo: row.demo,
            is_here: page.is_here,
            checked,
            keys: vec![
                (t.elsewhere_manifest(), row.manifest_sha256.to_string()),
                (t.elsewhere_signer(), row.signed_by.clone()),
            ],
            as_of: figures.map(|it| {
                let local = page.zone.local(it.as_of);
                format!("{} {}", t.date(local.day()), t.clock(local))
            }),
            heads: heads(t),
            figures: figures.map_or_else(Vec::new, |it| {
                let lines = it.snapshot.categories.iter();
                let title = |it: &CategoryFigures| it.category.title(t.lang()).to_owned();
                lines.map(|it| (title(it), cells(it))).collect()
            }),
            forms: page.forms.iter().map(form).collect(),
            count: page.record_count,
            records: page.records.iter().map(|it| record(t, it)).collect(),
            pager: pager(t, page, from, here),
            head: Head::new(title.clone()).crumbs([
                Crumb::link("/archive", t.place_archive()),
                Crumb::link("/archive/elsewhere", t.elsewhere()),
                Crumb::here(title),
            ]),
        }
    }
}

fn counts(t: Texts, row: &ArchiveMonthRow) -> impl Iterator<Item = (String, String)> {
    let known = [
        ("files", t.elsewhere_files()),
        ("entries", t.elsewhere_entries()),
        ("numbers", t.elsewhere_numbers()),
        ("records", t.elsewhere_records()),
        ("signatures", t.elsewhere_signatures()),
        ("attachments", t.elsewhere_attachments()),
        ("erased", t.elsewhere_erased()),
    ];
    known.into_iter().filter_map(|(name, words)| {
        let count = row.checked.get(name).filter(|count| **count > 0)?;
        Some((words, count.to_string()))
    })
}

fn pager(t: Texts, page: &ArchiveMonthPage, from: usize, here: &str) -> Option<Pager> {
    const PAGE: usize = ArchiveMonthPage::RECORDS;
    let all = page.record_count;
    let to = from + page.records.len();
    (all > PAGE && !page.records.is_empty()).then(|| Pager {
        words: t.elsewhere_page(from + 1, to, all),
        previous: (from > 0).then(|| format!("{here}?from={}", from.saturating_sub(PAGE))),
        next: (to < all).then(|| format!("{here}?from={to}")),
    })
}

fn heads(t: Texts) -> Vec<String> {
    vec![
        t.statistics_owed(),
        t.statistics_done(),
        t.statistics_rate(),
        t.statistics_target(),
        t.statistics_timeliness(),
        t.statistics_satisfaction(),
        figure_title(t, Figure::Dissatisfied),
        t.statistics_handling_rate(),
        figure_title(t, Figure::Unreachable),
    ]
}

/// The cells of a category, in the order of [`heads`].
fn cells(line: &CategoryFigures) -> Vec<Cell> {
    let get = |figure| line.figures.get(figure);
    let count = |figure| Cell::text(&get(figure).to_string());
    vec![
        count(Figure::Owed),
        count(Figure::Done),
        Cell::share(get(Figure::Done), get(Figure::Owed), line.target),
        line.target.map_or_else(Cell::dash, Cell::target),
        Cell::share(get(Figure::OnTime), get(Figure::Picked), None),
        Cell::share(line.figures.content(), get(Figure::Rated), None),
        count(Figure::Dissatisfied),
        Cell::share(get(Figure::Handled), get(Figure::Matters), None),
        count(Figure::Unreachable),
    ]
}

fn record(t: Texts, it: &RecordThere) -> RecordLine {
    let mut sort = vec![it.by_way_of.clone()];
    let category = it.category.map(|it| it.title(t.lang()).to_owned());
    sort.splice(0..0, category);
    if it.version > 1 {
        sort.push(t.records_version(it.version));
    }
    let mut said = Vec::new();
    if it.confidential {
        said.push(t.elsewhere_confidential());
    }
    if let Some(name) = &it.respondent {
        said.push(format!("{}：{}", t.visits_respondent(), name.reveal()));
    }
    for section in &it.sections {
        let rating = section.rating.map_or("", |it| it.title(t.lang()));
        let words = text(section.said.as_ref());
        let title = section.section.title(t.lang());
        said.push(format!("{title}：{rating} {words}").trim_end().to_owned());
    }
    for matter in &it.matters {
        let kind = matter.kind.title(t.lang());
        said.push(format!("{kind}：{}", text(matter.said.as_ref())));
        if let Some(outcome) = &matter.outcome {
            said.push(format!("{}：{}", t.elsewhere_outcome(), outcome.reveal()));
        }
    }
    if it.erased > 0 {
        said.push(t.elsewhere_record_erased(it.erased));
    }
    RecordLine {
        number: it.number.clone().unwrap_or_default(),
        sort: sort.join("・"),
        day: t.date(it.day),
        rating: it.rating.map_or("—", |it| it.title(t.lang())),
        said,
    }
}
