//! 投訴記錄表 and 維修單, filled in from an event.

use huiyin_app::events::EventPage;
use huiyin_app::paper::{Form, Paper, Value};
use huiyin_domain::PersonId;

use super::values::{Maker, grades, joined, text};
use crate::view::{Tag, kind_title, place_of};

/// The record of a complaint.
pub(crate) fn complaint(maker: &Maker<'_>, page: &EventPage) -> Paper {
    let (t, row) = (maker.t, &page.row);
    let mut paper = begin(maker, Form::ComplaintRecord, page);
    paper.set(
        "received_at",
        row.state.reported_at.map(|it| maker.moment(it)),
    );
    paper.set("taken_by", name(page, row.registered_by));
    let told = page.reports.iter().map(|it| {
        let when = it.reported_at.map(|it| maker.moment(it));
        joined([it.department.clone(), when], " ")
    });
    paper.set("channel", told.collect::<Vec<_>>().join("\n"));
    if row.state.anonymous {
        paper.set("customer", t.papers_anonymous());
    }
    paper.set("place", place(page));
    let respondent = [
        page.around.respondent.clone(),
        page.around.accused.as_ref().map(|it| it.reveal().clone()),
    ];
    paper.set("respondent", joined(respondent, "・"));
    let said = page.reports.iter().map(|it| Some(text(it.said.as_ref())));
    let content = joined(
        std::iter::once(Some(text(row.summary.as_ref()))).chain(said),
        "\n",
    );
    paper.set("content", content);
    paper.set(
        "demand",
        row.state.reply_only.then(|| t.papers_reply_only()),
    );
    let valid = if row.state.valid {
        t.papers_valid()
    } else {
        t.papers_invalid()
    };
    let why = page.invalidity.as_ref().map(|it| text(it.why.as_ref()));
    paper.set("valid", joined([Some(valid), why], "："));
    paper.set("severity", row.state.severity.map(|it| it.title(t.lang())));
    let owner = page.around.owner.as_ref().map(|it| it.reveal().clone());
    paper.set("owner", owner);
    let handling = row.handling.title(t.lang());
    let reply = page.reply.as_ref();
    let handled = reply.map(|it| text(it.handled.as_ref()));
    paper.set("action", joined([Some(handling.to_owned()), handled], "："));
    let reply = reply.map(|it| {
        let day = it.dated.map(|day| t.date(day));
        let words = [
            day,
            Some(text(it.letter.as_ref())),
            Some(text(it.addressee.as_ref())),
            Some(text(it.why.as_ref())),
        ];
        joined(words, "，")
    });
    let answer = page.invalidity.as_ref().map(|it| text(it.answer.as_ref()));
    let reply = joined([reply, answer], "\n");
    if reply.is_empty() {
        paper.set("reply", Value::Nothing);
    } else {
        paper.set("reply", reply);
    }
    let merged = page.merged.iter().map(|it| it.number.clone());
    let into = page.merged_into.iter().map(|(_, number)| number.clone());
    let links: Vec<String> = merged.chain(into).collect();
    if links.is_empty() {
        paper.set("links", Value::Nothing);
    } else {
        paper.set("links", links.join(&t.list_comma()));
    }
    // Asked for by the paper, and not kept by the program: room for a hand.
    for (field, room) in [("promised", 7), ("cause", 14), ("opinions", 16)] {
        paper.set(field, Value::Room(room));
    }
    paper
}

/// The work order of a repair.
pub(crate) fn repair(maker: &Maker<'_>, page: &EventPage) -> Paper {
    let (t, row) = (maker.t, &page.row);
    let mut paper = begin(maker, Form::RepairOrder, page);
    paper.set(
        "reported_at",
        row.state.reported_at.map(|it| maker.moment(it)),
    );
    paper.set("place", place(page));
    paper.set("content", text(row.summary.as_ref()));
    let worker = page.around.owner.as_ref().map(|it| it.reveal().clone());
    paper.set("worker", worker.map_or(Value::Room(7), Value::Text));
    paper.set("rating", grades(t, row.state.rating));
    for (field, room) in [
        ("channel", 7),
        ("urgency", 7),
        ("appointment", 7),
        ("dispatched", 7),
        ("arrived_at", 7),
        ("warranty", 7),
        ("work", 20),
        ("materials", 20),
        ("labour", 7),
        ("total", 7),
        ("charged", 7),
        ("acceptance", 16),
    ] {
        paper.set(field, Value::Room(room));
    }
    paper.blank = true;
    paper
}

fn begin(maker: &Maker<'_>, form: Form, page: &EventPage) -> Paper {
    let (t, row) = (maker.t, &page.row);
    let unit = page.around.unit.clone().unwrap_or_default();
    let bookmark = format!("{} {unit}", page.number);
    let mut paper = maker.begin(form, &bookmark, "");
    paper.set("number", page.number.as_str());
    let reporter = page.around.reporter.as_ref();
    let customer = row.customer.as_ref().or(reporter);
    paper.set("customer", text(customer));
    paper.set("unit", unit);
    paper.set("phone", text(row.phone.as_ref()));
    let kind = row.state.kind.as_deref();
    paper.set("kind", kind.map(|it| kind_title(t, it)));
    paper.set("completed_at", row.completed_at.map(|it| maker.moment(it)));
    let follow_ups = page.obligations.iter().map(|it| {
        let why = it
            .why
            .map_or_else(String::new, |why| Tag::why(t, why).words);
        joined([Some(t.date(it.row.due)), Some(why)], "：")
    });
    let follow_ups: Vec<String> = follow_ups.collect();
    paper.set("follow_up", follow_ups.join("\n"));
    paper
}

/// Where it is: the home or the zone, the public equipment.
fn place(page: &EventPage) -> String {
    let around = &page.around;
    let home = around.unit.as_deref().or(around.zone.as_deref());
    place_of(home, page.row.state.asset.as_deref())
}

fn name(page: &EventPage, person: Option<PersonId>) -> String {
    let found = person.and_then(|person| page.names.get(&person));
    text(found.and_then(Option::as_ref))
}
