//! The parameters of a copy as fields, each beside what it rests on.

use std::collections::BTreeMap;

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};

use huiyin_app::Error;
use huiyin_app::procedures::{DraftChange, DraftPage, SaveDraft};
use huiyin_domain::ProcedureDraftId;
use huiyin_rules::procedure::parameters::{Group, Kind, Parameter, parameters};
use huiyin_rules::procedure::{Edition, Problem};

use super::copies::{CopyState, Saved, Tab, conflict, head, is_at};
use crate::at_work::SignedInAsker;
use crate::failure::{Failure, Kind as FailureKind, Refused};
use crate::page::Page;
use crate::texts::Texts;
use crate::view::{Choice, ClauseTag, Field, Frame, Head, NavCounts, Opt, Place, Sources};

#[derive(Template)]
#[template(path = "procedures/fields.html")]
struct FieldsPage {
    t: Texts,
    frame: Frame,
    head: Head,
    refused: Option<Refused>,
    conflict: Option<String>,
    copy: CopyState,
    /// The sections; none where the text is no TOML.
    groups: Vec<GroupView>,
}

/// A section with its fields.
struct GroupView {
    place: String,
    title: String,
    name: String,
    sources: Vec<ClauseTag>,
    inputs: Vec<Input>,
}

/// A parameter as a field.
struct Input {
    name: String,
    widget: Widget,
    /// The values as they are kept: what the form is compared with when it comes back.
    was: Vec<String>,
    /// What somebody else wrote here meanwhile.
    now: Option<String>,
}

enum Widget {
    Line(Field),
    Area(Field),
    One(Choice),
    Several(Choice),
}

/// What a form brings, by place.
type Values = BTreeMap<String, Vec<String>>;

/// `GET /procedure/copies/{copy}`
pub(super) async fn show(
    at: SignedInAsker,
    Path(copy): Path<ProcedureDraftId>,
    Query(saved): Query<Saved>,
) -> Result<Response, Failure> {
    let page = at
        .app
        .procedure_draft(&at.asker, at.site.id(), copy)
        .await?;
    let view = FieldsPage::new(&at, &page, saved.saved, &Sent::default());
    Ok(Page::new(view).into_response())
}

/// `POST /procedure/copies/{copy}`: back to it, with what the check finds.
pub(super) async fn save(
    at: SignedInAsker,
    Path(copy): Path<ProcedureDraftId>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let page = at
        .app
        .procedure_draft(&at.asker, at.site.id(), copy)
        .await?;
    let sent = Sent::read(&page, pairs).ok_or_else(|| Failure::new(FailureKind::Unreadable))?;
    let input = SaveDraft {
        site: at.site.id(),
        draft: copy,
        version: sent.version,
        change: DraftChange::Values(sent.values.clone()),
    };
    let Err(error) = at.app.save_draft(&at.asker, &input).await else {
        let back = format!("/procedure/copies/{copy}?saved=true");
        return Ok(Redirect::to(&back).into_response());
    };
    let page = at
        .app
        .procedure_draft(&at.asker, at.site.id(), copy)
        .await?;
    let view = FieldsPage::new(&at, &page, false, &sent);
    if matches!(error, Error::Conflict) {
        return Ok(Page::not_accepted(FieldsPage {
            conflict: Some(conflict(&at, &page)),
            ..view
        })
        .into_response());
    }
    let (_, refused) = at.wrong(error).await?;
    Ok(Page::not_accepted(FieldsPage { refused, ..view }).into_response())
}

/// A form that was sent.
#[derive(Default)]
struct Sent {
    version: u32,
    values: Values,
    /// The values as they were when it was opened.
    was: Values,
}

impl Sent {
    fn read(page: &DraftPage, pairs: Vec<(String, String)>) -> Option<Self> {
        let mut sent = Self::default();
        let mut version = None;
        for (name, value) in pairs {
            let value = value.replace("\r\n", "\n");
            if name == "version" {
                version = value.parse().ok();
            } else if let Some(place) = name.strip_prefix("was:") {
                sent.was.entry(place.to_owned()).or_default().push(value);
            } else {
                sent.values.entry(name).or_default().push(value);
            }
        }
        sent.version = version?;
        let groups = parameters(&page.row.content, huiyin_domain::Lang::ZhHant).unwrap_or_default();
        for parameter in groups.iter().flat_map(|group| &group.parameters) {
            if let Some(values) = sent.values.get_mut(&parameter.place) {
                if matches!(parameter.kind, Kind::Texts) {
                    let joined = values.join(";");
                    let parts = joined
                        .split([';', '；', '、'])
                        .map(|part| part.trim().to_owned());
                    *values = parts.collect();
                }
                values.retain(|value| !value.trim().is_empty());
            }
        }
        Some(sent)
    }

    /// What the field of a parameter shows, and what is said to it: what was typed where it was changed, else what is
    /// kept.
    fn shown(&self, t: Texts, parameter: &Parameter) -> (Vec<String>, Option<String>) {
        let kept = &parameter.values;
        let Some(typed) = self.values.get(&parameter.place) else {
            return (kept.clone(), None);
        };
        let none = Vec::new();
        let was = self.was.get(&parameter.place).unwrap_or(&none);
        let (is_mine, is_theirs) = (typed != was, kept != was);
        let now = (is_theirs && kept != typed)
            .then(|| t.procedure_copy_conflict_now(kept.join(&t.list_comma())));
        if is_mine {
            (typed.clone(), now)
        } else {
            (kept.clone(), now)
        }
    }
}

impl FieldsPage {
    fn new(at: &SignedInAsker, page: &DraftPage, saved: bool, sent: &Sent) -> Self {
        let t = at.t;
        let problems = page.read.as_ref().err().map_or(&[][..], Vec::as_slice);
        let fields = Fields {
            t,
            base: &page.base,
            problems,
            sent,
            posts: posts(t, page),
        };
        let groups = parameters(&page.row.content, t.lang()).unwrap_or_default();
        let sources = Sources::new(&page.base.procedure, t.lang());
        Self {
            t,
            frame: at
                .frame(Some(Place::Procedure), &NavCounts::default())
                .clauses(sources.all_cards()),
            head: head(at, page),
            refused: None,
            conflict: None,
            copy: CopyState::new(at, page, Tab::Fields, saved),
            groups: groups.iter().map(|group| fields.group(group)).collect(),
        }
    }
}

/// Ids and titles of the posts: of the copy where it is sound, else of its base.
fn posts(t: Texts, page: &DraftPage) -> Vec<(String, String)> {
    let edition = page.read.as_ref().unwrap_or(&page.base);
    let posts = edition.procedure.posts.iter();
    posts
        .map(|post| (post.id.clone(), post.title.get(t.lang()).to_owned()))
        .collect()
}

struct Fields<'f> {
    t: Texts,
    base: &'f Edition,
    problems: &'f [Problem],
    sent: &'f Sent,
    posts: Vec<(String, String)>,
}

impl Fields<'_> {
    fn group(&self, group: &Group) -> GroupView {
        GroupView {
            place: group.place.clone(),
            title: group.title.clone(),
            name: group.name.clone(),
            sources: Sources::new(&self.base.procedure, self.t.lang()).tags(&group.basis),
            inputs: group.parameters.iter().map(|it| self.input(it)).collect(),
        }
    }

    fn input(&self, parameter: &Parameter) -> Input {
        let (values, now) = self.sent.shown(self.t, parameter);
        let wrong = self
            .problems
            .iter()
            .find(|problem| is_at(parameter.lines.as_ref(), problem))
            .map(|problem| problem.say(self.t.lang()));
        Input {
            name: parameter.place.clone(),
            widget: self.widget(parameter, &values, wrong),
            was: parameter.values.clone(),
            now,
        }
    }

    fn widget(&self, parameter: &Parameter, values: &[String], wrong: Option<String>) -> Widget {
        let t = self.t;
        let first = values.first().cloned().unwrap_or_default();
        match parameter.kind {
            Kind::Paragraph => Widget::Area(self.field(parameter, first, None, wrong)),
            Kind::Text => Widget::Line(self.field(parameter, first, None, wrong)),
            Kind::Number => self.line(parameter, first, t.procedure_copy_range_number(), wrong),
            Kind::Rate => self.line(parameter, first, t.procedure_copy_range_rate(), wrong),
            Kind::Step => self.line(parameter, first, t.procedure_copy_range_step(), wrong),
            Kind::Share => self.line(parameter, first, t.procedure_copy_range_share(), wrong),
            Kind::Time => self.line(parameter, first, t.procedure_copy_range_time(), wrong),
            Kind::Texts => {
                let joined = values.join("; ");
                self.line(parameter, joined, t.procedure_copy_range_texts(), wrong)
            }
            Kind::YesNo => {
                let words = [
                    ("true", t.procedure_copy_yes()),
                    ("false", t.procedure_copy_no()),
                ];
                let words = words.map(|(id, title)| (id.to_owned(), title));
                Widget::One(one(parameter, &first, words.to_vec(), wrong))
            }
            Kind::Post => Widget::One(one(parameter, &first, self.posts.clone(), wrong)),
            Kind::Posts => several(parameter, values, &self.posts, wrong),
            Kind::Word(words) => {
                let all = owned(words.all(t.lang()));
                Widget::One(one(parameter, &first, all, wrong))
            }
            Kind::Words(words) => several(parameter, values, &owned(words.all(t.lang())), wrong),
        }
    }

    fn line(
        &self,
        parameter: &Parameter,
        value: String,
        range: String,
        wrong: Option<String>,
    ) -> Widget {
        Widget::Line(self.field(parameter, value, Some(range), wrong))
    }

    fn field(
        &self,
        parameter: &Parameter,
        value: String,
        range: Option<String>,
        wrong: Option<String>,
    ) -> Field {
        let optional = parameter.optional.then(|| self.t.procedure_copy_optional());
        let hint: Vec<String> = range.into_iter().chain(optional).collect();
        Field {
            hint: (!hint.is_empty()).then(|| hint.join("・")),
            error: wrong,
            ..Field::new(parameter.place.clone(), parameter.meaning).value(value)
        }
    }
}

/// A list to choose one from; a value that is none of them stays.
fn one(
    parameter: &Parameter,
    value: &str,
    mut words: Vec<(String, String)>,
    wrong: Option<String>,
) -> Choice {
    if parameter.optional || value.is_empty() {
        words.insert(0, (String::new(), "—".to_owned()));
    }
    if !words.iter().any(|(id, _)| id == value) {
        words.push((value.to_owned(), value.to_owned()));
    }
    Choice {
        error: wrong,
        ..Choice::new(parameter.place.clone(), parameter.meaning).options(words, value)
    }
}

/// Boxes to tick, those that are ticked first and in their order, which counts.
fn several(
    parameter: &Parameter,
    values: &[String],
    words: &[(String, String)],
    wrong: Option<String>,
) -> Widget {
    let label = |id: &String| {
        let known = words.iter().find(|(known, _)| known == id);
        known.map_or_else(|| id.clone(), |(_, title)| title.clone())
    };
    let ticked = values.iter().map(|id| (id.clone(), label(id), true));
    let others = words.iter().filter(|(id, _)| !values.contains(id));
    let others = others.map(|(id, title)| (id.clone(), title.clone(), false));
    let options = ticked.chain(others).map(|(value, label, chosen)| Opt {
        value,
        label,
        chosen,
    });
    Widget::Several(Choice {
        error: wrong,
        options: options.collect(),
        ..Choice::new(parameter.place.clone(), parameter.meaning)
    })
}

fn owned(words: Vec<(&str, &str)>) -> Vec<(String, String)> {
    let words = words.into_iter();
    words
        .map(|(id, title)| (id.to_owned(), title.to_owned()))
        .collect()
}
