//! `GET /today/data`: everything a visitor carries.

use std::collections::BTreeMap;

use axum::Json;
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};

use huiyin_app::phone::{
    Carried, CarriedChannel, CarriedSite, CarriedVisit, EarlierVisit, Kept, MyTryRow, SentBack,
};
use huiyin_domain::entry::FollowUpState;
use huiyin_domain::{Lang, Personal, ScopeId, Severity};
use huiyin_rules::procedure::{Basis, ExceptionNeeds, Procedure};
use huiyin_rules::{Rules, Workdays};

use super::carrier::Carrier;
use crate::at_work::post_title;
use crate::failure::Failure;
use crate::texts::Texts;
use crate::view::{Tag, kind_title};

/// The form of the answer; another number is another form.
const FORMAT: u32 = 1;

/// `GET /today/data`
pub(super) async fn show(at: Carrier) -> Result<Response, Failure> {
    let carried = at.app.carried(&at.asker).await?;
    let ends = at.app.session_end(at.session).await?;
    let mut clauses = Map::new();
    let visits: Vec<Value> = carried
        .visits
        .iter()
        .map(|it| Teller::new(at.t, &carried, it).visit(&mut clauses))
        .collect();
    let colleagues: Vec<Value> = carried
        .sites
        .iter()
        .flat_map(|site| {
            let id = site.site.id();
            site.colleagues.iter().map(
                move |(person, name)| json!({ "site": id, "id": person, "name": words(name.as_ref()) }),
            )
        })
        .collect();
    let data = json!({
        "format": FORMAT,
        "now": carried.now.to_string(),
        "person": {
            "id": at.asker.person,
            "name": words(carried.name.as_ref()),
            "lang": at.t.lang().tag(),
        },
        "device": at.asker.device,
        "session_ends": ends.map(|it| it.to_string()),
        "largest_file": at.app.largest_attachment(),
        "largest_piece": huiyin_app::phone::LARGEST_PIECE,
        "sites": carried.sites.iter().map(|it| site(at.t, it)).collect::<Vec<_>>(),
        "colleagues": colleagues,
        "visits": visits,
        "clauses": clauses,
        "kept": carried.kept.iter().map(|it| kept(at.t, it)).collect::<Vec<_>>(),
    });
    Ok(Json(data).into_response())
}

/// One visit, as the page has it; none where the asker does not carry it.
pub(super) fn one(t: Texts, carried: &Carried, follow_up: huiyin_domain::FollowUpId) -> Value {
    let found = carried.visits.iter().find(|it| it.row.id == follow_up);
    found.map_or(Value::Null, |it| {
        Teller::new(t, carried, it).visit(&mut Map::new())
    })
}

/// What was kept, and how it was settled.
pub(super) fn kept(t: Texts, it: &Kept) -> Value {
    json!({
        "command": it.command,
        "follow_up": it.follow_up,
        "kind": it.work,
        "reason": it.reason,
        "words": super::commands::reason_words(t, it.reason),
        "kept_at": it.kept_at.to_string(),
        "settled": it.settled.as_ref().map(|settled| json!({
            "entered": settled.entered,
            "record": settled.record,
            "why": words(settled.why.as_ref()),
            "by": words(settled.by.as_ref()),
            "at": settled.at.to_string(),
        })),
    })
}

fn site(t: Texts, it: &CarriedSite) -> Value {
    json!({
        "id": it.site.id(),
        "code": it.site.code(),
        "name": it.site.name(),
        "zone": it.site.zone().to_string(),
        "today": it.today.to_string(),
        "privacy_notice": t.phone_privacy_notice(it.site.name()),
    })
}

fn words(text: Option<&Personal<String>>) -> Option<&str> {
    text.map(|it| it.reveal().as_str())
}

/// Tells of one visit.
struct Teller<'c> {
    t: Texts,
    lang: Lang,
    visit: &'c CarriedVisit,
    procedure: Option<&'c Procedure>,
}

impl<'c> Teller<'c> {
    fn new(t: Texts, carried: &'c Carried, visit: &'c CarriedVisit) -> Self {
        let sites: BTreeMap<ScopeId, &CarriedSite> =
            carried.sites.iter().map(|it| (it.site.id(), it)).collect();
        let site = sites.get(&visit.row.site).copied();
        let edition = site.and_then(|it| it.site.version(visit.row.procedure));
        Self {
            t: site.map_or(t, |it| t.on(it.today)),
            lang: t.lang(),
            visit,
            procedure: edition.map(|it| &it.procedure),
        }
    }

    fn visit(&self, clauses: &mut Map<String, Value>) -> Value {
        let (visit, row) = (self.visit, &self.visit.row);
        let mut told = json!({
            "follow_up": row.id,
            "revision": visit.revision,
            "next_seq": visit.next_seq,
            "site": row.site,
            "state": row.state,
            "number": self.number(),
            "category": { "id": row.category, "title": row.category.title(self.lang) },
            "severity": row.severity.map(|it| json!({ "id": it, "title": it.title(self.lang) })),
            "due": row.due.to_string(),
            "not_before": row.not_before.to_string(),
            "days_late": visit.days_late,
            "round": row.round,
        });
        if row.state == FollowUpState::Recorded {
            return told;
        }
        self.note_clauses(clauses);
        let more = json!({
            "kind": row.kind.as_deref().map(|it| kind_title(self.t, it)),
            "summary": words(row.summary.as_ref()),
            "departments": row.department.iter().collect::<Vec<_>>(),
            "completed_at": row.completed_at.map(|it| it.to_string()),
            "phase": { "id": row.phase, "title": row.phase.title(self.lang) },
            "channel": row.channel,
            "unit": {
                "zone": row.zone,
                "building": row.building,
                "floor": row.floor,
                "room": row.room,
                "text": row.unit_text,
            },
            "customer": {
                "id": row.customer,
                "name": words(row.customer_name.as_ref()),
                "phone": row.phone().map(|(phone, _)| phone.reveal().as_str()),
                "wishes": self.wishes(),
            },
            "residents": visit.residents.iter().map(|it| json!({
                "id": it.person,
                "name": words(it.name.as_ref()),
                "role": it.role,
                "role_title": it.role.title(self.lang),
            })).collect::<Vec<_>>(),
            "earlier": visit.earlier.iter().map(|it| self.earlier(it)).collect::<Vec<_>>(),
            "promises": visit.promises.iter().map(|it| json!({
                "said": words(it.said.as_ref()),
                "answer_by": it.answer_by.map(|at| at.to_string()),
                "put_right_by": it.due.map(|day| day.to_string()),
                "owner": words(it.owner.as_ref()),
            })).collect::<Vec<_>>(),
            "visitors": visit.visitors.iter().map(|it| json!({
                "person": it.person,
                "name": words(it.name.as_ref()),
                "post": self.post(&it.post),
            })).collect::<Vec<_>>(),
            "why": [Tag::why(self.t, row.why).words],
            "clauses": row.clauses,
            "channels": visit.channels.iter().map(|it| self.channel(it)).collect::<Vec<_>>(),
            "tries": visit.tries.iter().map(|it| self.attempt(it)).collect::<Vec<_>>(),
            "asks": self.asks(),
            "sent_back": visit.sent_back.as_ref().map(sent_back),
        });
        if let (Value::Object(told), Value::Object(more)) = (&mut told, more) {
            told.extend(more);
        }
        told
    }

    fn number(&self) -> String {
        self.visit.number.clone()
    }

    fn post(&self, post: &str) -> String {
        self.procedure
            .map_or_else(|| post.to_owned(), |it| post_title(it, post, self.t))
    }

    fn wishes(&self) -> Vec<String> {
        let row = &self.visit.row;
        let wish = row.wish.filter(|it| it.id() != "any");
        let wish = wish.map(|it| it.title(self.lang).to_owned());
        let hours = row.hours.as_ref().map(|it| it.reveal().clone());
        let restricted = row.restricted.then(|| self.t.privacy_restricted());
        restricted.into_iter().chain(wish).chain(hours).collect()
    }

    fn earlier(&self, it: &EarlierVisit) -> Value {
        json!({
            "round": it.round,
            "visited_at": it.visited_at.to_string(),
            "channel": it.channel,
            "rating": it.rating,
            "said": it.said.iter().map(|said| json!({
                "section": said.section,
                "title": said.section.title(self.lang),
                "said": words(said.said.as_ref()),
            })).collect::<Vec<_>>(),
            "visitors": it.visitors.iter().map(|name| words(name.as_ref())).collect::<Vec<_>>(),
            "verdict": { "id": it.state, "title": it.state.title(self.lang) },
        })
    }

    fn attempt(&self, it: &MyTryRow) -> Value {
        json!({
            "number": it.number,
            "tried_at": it.tried_at.to_string(),
            "channel": it.channel,
            "channel_title": it.channel.title(self.lang),
            "card_left": it.card_left,
            "by": words(it.name.as_ref()),
            "note": words(it.note.as_ref()),
        })
    }

    fn channel(&self, it: &CarriedChannel) -> Value {
        json!({
            "channel": it.channel,
            "title": it.channel.title(self.lang),
            "clauses": it.basis.clauses,
            "needs_reason": it.needs == Some(ExceptionNeeds::ResidentRequest),
            "needs_consent": it.needs == Some(ExceptionNeeds::PlannerConsent),
        })
    }

    /// What the procedure asks of the record, so that the page knows what is lacking before the visitor leaves.
    fn asks(&self) -> Value {
        let Some(procedure) = self.procedure else {
            return Value::Null;
        };
        let row = &self.visit.row;
        let rules = Rules::new(procedure, Workdays::default());
        let signs = &procedure.signatures;
        let severity = row.severity.unwrap_or(Severity::General);
        let joint = rules.visitors(row.category, severity).is_some();
        json!({
            "sections": procedure.contents.iter().map(|it| json!({
                "section": it.id,
                "title": it.title.get(self.lang),
                "rated": it.rated,
                "clauses": it.basis.clauses,
            })).collect::<Vec<_>>(),
            "rating": true,
            "solved": !row.category.has_list(),
            "site_check": procedure.site_check.required,
            "customer_signature": rules.customer_signs(huiyin_domain::Channel::OnSite),
            "visitor_signatures": signs.visitors && joint,
            "refusal": rules.customer_signs(huiyin_domain::Channel::OnSite),
            "refusal_needs_witness": signs.refusal_needs_witness,
            "late_reason": self.visit.days_late > 0,
            "form_first": procedure.sign_out.required && row.state == FollowUpState::Released,
            "form_signature": procedure.sign_out.required,
            "may_photograph": true,
            "call_needs_time": true,
            "complaint_becomes_event": procedure.raised.complaint_becomes_event,
            "dissatisfaction_settled_in_record": procedure.dissatisfied.settled_in_record,
            "next_within_days": procedure.rounds.next_within_days,
        })
    }

    /// The words of every clause that the visit names, once for all visits.
    fn note_clauses(&self, clauses: &mut Map<String, Value>) {
        let Some(procedure) = self.procedure else {
            return;
        };
        let of_channels = self.visit.channels.iter().map(|it| &it.basis);
        let of_sections = procedure.contents.iter().map(|it| &it.basis);
        let numbers = of_channels
            .chain(of_sections)
            .flat_map(|it: &Basis| &it.clauses)
            .chain(&self.visit.row.clauses);
        for number in numbers {
            let clause = procedure.clauses.iter().find(|it| it.number == *number);
            if let Some(clause) = clause.filter(|_| !clauses.contains_key(number)) {
                clauses.insert(number.clone(), clause.text.clone().into());
            }
        }
    }
}

fn sent_back(it: &SentBack) -> Value {
    json!({
        "by": words(it.by.as_ref()),
        "opinion": words(it.opinion.as_ref()),
        "at": it.at.to_string(),
        "record": it.record,
    })
}
