//! The form of an event, for the intake and for corrections: what was typed, and the fields it is typed into.

use serde::Deserialize;

use huiyin_app::events::{EventChoices, EventForm, EventPage, WordsForm};
use huiyin_domain::{Category, Rating, Severity};

use super::time;
use crate::at_work::SignedInAsker;
use crate::texts::Texts;
use crate::view::{Choice, Errors, Field, kind_meant, kind_title};

/// What the form sends.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(in crate::pages) struct Typed {
    pub(in crate::pages) command: String,
    pub(in crate::pages) version: String,
    pub(in crate::pages) why: String,
    pub(in crate::pages) unit: String,
    pub(in crate::pages) person: String,
    pub(in crate::pages) category: String,
    pub(in crate::pages) summary: String,
    pub(in crate::pages) kind: String,
    pub(in crate::pages) severity: String,
    pub(in crate::pages) unit_words: String,
    pub(in crate::pages) zone_words: String,
    pub(in crate::pages) customer: String,
    pub(in crate::pages) phone: String,
    pub(in crate::pages) respondent_department: String,
    pub(in crate::pages) department: String,
    pub(in crate::pages) asset: String,
    pub(in crate::pages) reported_at: String,
    pub(in crate::pages) completed_at: String,
    pub(in crate::pages) contract_start: String,
    pub(in crate::pages) contract_end: String,
    pub(in crate::pages) rating: String,
    pub(in crate::pages) anonymous: String,
    pub(in crate::pages) reply_only: String,
    pub(in crate::pages) confidential: String,
    pub(in crate::pages) accused: String,
    /// The severity that was proposed.
    pub(in crate::pages) proposed: String,
    /// The complaints that were offered as the same.
    pub(in crate::pages) seen: String,
}

/// The fields, in the order in which they stand.
pub(super) struct Fields {
    pub(super) category: Choice,
    pub(super) summary: Field,
    pub(super) unit_words: Field,
    pub(super) customer: Field,
    pub(super) phone: Field,
    pub(super) kind: Field,
    pub(super) severity: Choice,
    pub(super) respondent: Choice,
    pub(super) department: Choice,
    pub(super) accused: Option<Choice>,
    pub(super) asset: Field,
    pub(super) zone_words: Field,
    pub(super) reported_at: Field,
    pub(super) completed_at: Field,
    pub(super) contract_start: Field,
    pub(super) contract_end: Field,
    pub(super) rating: Choice,
    pub(super) why: Field,
    pub(super) ticks: Vec<(&'static str, String, bool)>,
    /// Whether more than the required fields is filled in or wrong, so that they stand open.
    pub(super) more_open: bool,
}

impl Typed {
    /// An event as it stands, to be corrected.
    pub(super) fn of(t: Texts, page: &EventPage) -> Self {
        let (row, state) = (&page.row, &page.row.state);
        let zone = page.site.zone();
        let moment = |it: Option<huiyin_domain::Instant>| {
            it.map_or_else(String::new, |it| {
                zone.local(it).to_string().chars().take(16).collect()
            })
        };
        let yes = |it: bool| if it { "yes".to_owned() } else { String::new() };
        let text = |it: &Option<String>| it.clone().unwrap_or_default();
        let words = |it: &Option<huiyin_domain::Personal<String>>| {
            it.as_ref()
                .map_or_else(String::new, |it| it.reveal().clone())
        };
        Self {
            command: huiyin_domain::CommandId::generate().to_string(),
            version: row.version.to_string(),
            unit: state.unit.map(|it| it.to_string()).unwrap_or_default(),
            person: state.reporter.map(|it| it.to_string()).unwrap_or_default(),
            category: state.category.id().to_owned(),
            summary: words(&row.summary),
            kind: (state.kind.as_ref()).map_or_else(String::new, |kind| kind_title(t, kind)),
            severity: state.severity.map_or("", Severity::id).to_owned(),
            unit_words: text(&state.unit_words),
            zone_words: text(&state.zone_words),
            customer: words(&row.customer),
            respondent_department: state
                .respondent_department
                .map(|it| it.to_string())
                .unwrap_or_default(),
            asset: text(&state.asset),
            reported_at: moment(state.reported_at),
            completed_at: moment(row.completed_at),
            contract_start: state
                .contract_start
                .map(|it| it.to_string())
                .unwrap_or_default(),
            contract_end: state
                .contract_end
                .map(|it| it.to_string())
                .unwrap_or_default(),
            rating: state.rating.map_or("", Rating::id).to_owned(),
            anonymous: yes(state.anonymous),
            reply_only: yes(state.reply_only),
            ..Self::default()
        }
    }

    /// The content as the application takes it.
    pub(super) fn content(&self) -> EventForm {
        EventForm {
            category: Category::of_id(&self.category),
            kind: kind_meant(&self.kind),
            severity: Severity::of_id(&self.severity),
            unit: self.unit.parse().ok(),
            unit_words: self.unit_words.clone(),
            zone_words: self.zone_words.clone(),
            reporter: self.person.parse().ok(),
            respondent_department: self.respondent_department.parse().ok(),
            respondent_words: String::new(),
            asset: self.asset.clone(),
            reported_at: time(&self.reported_at),
            contract_start: self.contract_start.clone(),
            contract_end: self.contract_end.clone(),
            anonymous: !self.anonymous.is_empty(),
            reply_only: !self.reply_only.is_empty(),
            confidential: !self.confidential.is_empty(),
            accused: self.accused.parse().ok(),
            rating: Rating::of_id(&self.rating),
        }
    }

    /// The words as the application takes them.
    pub(super) fn words(&self) -> WordsForm {
        WordsForm {
            summary: self.summary.clone(),
            customer: self.customer.clone(),
            phone: (!self.phone.trim().is_empty()).then(|| self.phone.clone()),
        }
    }

    /// The fields with what was typed and what is wrong.
    pub(super) fn fields(
        &self,
        at: &SignedInAsker,
        choices: &EventChoices,
        errors: &Errors,
        correcting: bool,
    ) -> Fields {
        let (t, lang) = (at.t, at.t.lang());
        let field =
            |name, label: String, value: &str| Field::new(name, label).value(value).check(errors);
        let none = || std::iter::once((String::new(), t.none()));
        let departments = || {
            none().chain(
                choices
                    .departments
                    .iter()
                    .map(|(id, name)| (id.to_string(), name.clone())),
            )
        };
        let mut ticks = vec![
            (
                "anonymous",
                t.events_anonymous(),
                !self.anonymous.is_empty(),
            ),
            (
                "reply_only",
                t.events_reply_only(),
                !self.reply_only.is_empty(),
            ),
        ];
        let keeps = !correcting && at.procedure().confidential.is_some();
        if keeps {
            let ticked = !self.confidential.is_empty();
            ticks.push(("confidential", t.complaints_confidential_tick(), ticked));
        }
        let owners = choices.owners.iter().map(|(id, name)| {
            let name = name.clone().unwrap_or_else(|| t.events_erased());
            (id.to_string(), name)
        });
        let is_required = |name: &str| matches!(name, "category" | "summary" | "unit" | "why");
        let wrong_below = errors.iter().any(|(name, _)| !is_required(name));
        Fields {
            category: Choice::new("category", t.events_category())
                .options(
                    Category::ALL
                        .iter()
                        .map(|it| (it.id(), it.title(lang).to_owned())),
                    &self.category,
                )
                .check(errors)
                .required(),
            summary: field("summary", t.events_summary(), &self.summary).required(),
            unit_words: field("unit_words", t.events_unit_words(), &self.unit_words),
            customer: field("customer", t.events_customer(), &self.customer),
            phone: field("phone", t.events_phone(), &self.phone).kind("tel"),
            kind: field("kind", t.events_kind(), &self.kind).hint(t.events_kind_hint()),
            severity: Choice::new("severity", t.events_severity())
                .options(
                    Severity::ALL
                        .iter()
                        .map(|it| (it.id(), it.title(lang).to_owned())),
                    &self.severity,
                )
                .check(errors),
            respondent: Choice::new("respondent_department", t.events_respondent())
                .options(departments(), &self.respondent_department)
                .check(errors),
            department: Choice::new("department", t.events_department())
                .options(departments(), &self.department)
                .check(errors),
            accused: keeps.then(|| {
                Choice::new("accused", t.complaints_accused())
                    .options(none().chain(owners), &self.accused)
                    .check(errors)
            }),
            asset: field("asset", t.events_asset(), &self.asset),
            zone_words: field("zone_words", t.events_zone(), &self.zone_words),
            reported_at: field("reported_at", t.events_reported_at(), &self.reported_at)
                .kind("datetime-local")
                .hint(t.events_now_hint()),
            completed_at: field("completed_at", t.events_completed_at(), &self.completed_at)
                .kind("datetime-local"),
            contract_start: field(
                "contract_start",
                t.events_contract_start(),
                &self.contract_start,
            )
            .kind("date"),
            contract_end: field("contract_end", t.events_contract_end(), &self.contract_end)
                .kind("date"),
            rating: Choice::new("rating", t.events_rating())
                .options(
                    none().chain(
                        Rating::ALL
                            .iter()
                            .map(|it| (it.id().to_owned(), it.title(lang).to_owned())),
                    ),
                    &self.rating,
                )
                .check(errors),
            why: field("why", t.events_why(), &self.why).required(),
            ticks,
            more_open: correcting || wrong_below,
        }
    }
}
