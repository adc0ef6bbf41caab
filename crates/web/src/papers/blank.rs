//! 《回訪記錄表》, to be taken along and filled in by hand.

use huiyin_app::paper::{Form, Paper, Value};
use huiyin_app::visits::BlankForm;
use huiyin_domain::entry::{Section, SiteCheck, Solved};
use huiyin_domain::{Channel, Role, Verdict};

use super::values::{Maker, grades, open_boxes, text};
use crate::at_work::post_title;
use crate::view::sort;

/// The paper of a follow-up that is still to be made.
pub(crate) fn blank(maker: &Maker<'_>, form: &BlankForm) -> Paper {
    let (t, lang, known) = (maker.t, maker.t.lang(), &form.known);
    let unit = known.unit.clone().unwrap_or_default();
    let number = format!("{}-{}", form.number, form.round);
    let mut paper = maker.begin(Form::VisitRecord, &format!("{number} {unit}"), "");
    paper.blank = true;
    let path = format!("/follow-ups/{}/paper", form.follow_up);
    paper.code = maker.code(&path, vec![t.paper_scan()]);
    paper.set("number", number);
    paper.set("source", form.number.as_str());
    paper.set(
        "category",
        sort(t, known.category, known.kind.as_deref(), known.severity),
    );
    paper.set("round", t.visits_title(form.round));
    paper.set("unit", unit);
    paper.set("customer", text(known.customer.as_ref()));
    paper.set("phone", text(known.phone.as_ref()));
    paper.set("summary", text(known.summary.as_ref()));
    let done = known.completed_at;
    let done = done.map(|it| t.moment(maker.site.zone().local(it)));
    paper.set("completed_at", done);
    let window = format!("{} –\n{}", t.day(known.not_before), t.day(form.due));
    paper.set("window", window);
    let channels = [Channel::OnSite, Channel::Phone];
    paper.set("channel", open_boxes(channels.map(|it| it.recorded(lang))));
    let relations = Role::ALL.iter().map(|it| it.title(lang));
    paper.set("relation", open_boxes(relations));
    if !form.receipt {
        paper.set("receipt", Value::None);
    }
    let contents = &maker.procedure().contents;
    for section in Section::ALL {
        let value = match contents.iter().find(|it| it.id == section.id()) {
            None => Value::None,
            Some(content) if content.rated => grades(t, None),
            Some(_) => open_boxes([t.visits_nothing()]),
        };
        paper.set(section.id(), value);
    }
    paper.set("rating", grades(t, None));
    let solved = Solved::ALL.iter().map(|it| it.title(lang));
    paper.set("solved", open_boxes(solved));
    let checks = SiteCheck::ALL.iter().map(|it| it.title(lang));
    paper.set("site_check", open_boxes(checks));
    paper.set("photos", Value::None);
    paper.set("medium", Value::None);
    let verdicts = [Verdict::Accepted, Verdict::Nonconforming];
    paper.set("verdict", open_boxes(verdicts.map(|it| it.title(lang))));
    if !form.customer_signs {
        paper.set("customer_signature", Value::None);
    }
    let visitors = form.visitors.iter().map(|(post, name)| {
        let post = post_title(maker.procedure(), post, t);
        match name {
            Some(name) => format!("{}（{post}）：", name.reveal()),
            None => format!("{post}："),
        }
    });
    paper.set(
        "visitor_signature",
        visitors.collect::<Vec<_>>().join("\n\n"),
    );
    paper
}
