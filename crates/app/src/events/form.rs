use huiyin_domain::entry::facts::EventState;
use huiyin_domain::entry::{Word, Words};
use huiyin_domain::{Category, Day, DepartmentId, Instant, PersonId, Rating, Severity, UnitId};
use huiyin_store::{Tx, events};

use crate::fields::{Fields, LONG, NAME};
use crate::{Fault, Result, Site};

/// The content of an event as a form sends it. Days and times are as typed, on the site's clock.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct EventForm {
    /// Its category; required.
    pub category: Option<Category>,
    /// Its finer sort.
    pub kind: String,
    /// How grave a complaint is; general where none is given.
    pub severity: Option<Severity>,
    /// The unit, where it is a known one.
    pub unit: Option<UnitId>,
    /// The unit as it was told.
    pub unit_words: String,
    /// The zone as it was told, where no unit is known.
    pub zone_words: String,
    /// Who reported it, where that is a known person.
    pub reporter: Option<PersonId>,
    /// The department complained about.
    pub respondent_department: Option<DepartmentId>,
    /// That department as it was told.
    pub respondent_words: String,
    /// Public equipment concerned.
    pub asset: String,
    /// When it was reported; now, where it is empty and the event is new.
    pub reported_at: String,
    /// The first day of a contract; required for contracted services.
    pub contract_start: String,
    /// The last day of a contract; required for contracted services.
    pub contract_end: String,
    /// Whether nobody knows who complained.
    pub anonymous: bool,
    /// Whether only a written reply is wanted.
    pub reply_only: bool,
    /// Of a complaint that is new: whether it is confidential, being about a member of the staff by name, or about
    /// privacy. Later [`crate::App::keep_confidential`] says so.
    pub confidential: bool,
    /// Of a complaint that is new: who of the staff is complained of by name; it is confidential then.
    pub accused: Option<PersonId>,
    /// What the customer said on the work order.
    pub rating: Option<Rating>,
}

/// The words of an event.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct WordsForm {
    /// What happened; required.
    pub summary: String,
    /// The customer's name as it was told.
    pub customer: String,
    /// The phone number; none keeps the one that is known.
    pub phone: Option<String>,
}

impl EventForm {
    /// The content, valid; what is wrong goes to `fields`.
    pub(super) async fn read(
        &self,
        tx: &mut Tx,
        site: &Site,
        now: Instant,
        fields: &mut Fields,
    ) -> Result<Option<EventState>> {
        let zone = match self.unit {
            Some(unit) => {
                let place = events::place_of_unit(tx, unit).await?;
                let place = place.filter(|(at, _)| *at == site.id());
                if place.is_none() {
                    fields.wrong("unit", Fault::Unknown);
                }
                place.and_then(|(_, zone)| zone)
            }
            None => None,
        };
        if let Some(department) = self.respondent_department
            && events::site_of_department(tx, department).await? != Some(site.id())
        {
            fields.wrong("respondent_department", Fault::Unknown);
        }
        let Some(category) = self.category else {
            fields.wrong("category", Fault::Missing);
            return Ok(None);
        };
        let reported_at = fields.time("reported_at", &self.reported_at, site.zone());
        if reported_at.is_some_and(|at| at > now) {
            fields.wrong("reported_at", Fault::InFuture);
        }
        let (contract_start, contract_end) = self.contract(category, fields);
        let is_complaint = category == Category::Complaint;
        Ok(Some(EventState {
            category,
            kind: fields.optional("kind", &self.kind, NAME),
            severity: is_complaint.then(|| self.severity.unwrap_or(Severity::General)),
            unit: self.unit,
            unit_words: fields.optional("unit_words", &self.unit_words, NAME),
            zone,
            zone_words: fields.optional("zone_words", &self.zone_words, NAME),
            reporter: self.reporter,
            respondent_department: self.respondent_department,
            respondent_words: fields.optional("respondent_words", &self.respondent_words, NAME),
            asset: fields.optional("asset", &self.asset, NAME),
            reported_at,
            contract_start,
            contract_end,
            anonymous: is_complaint && self.anonymous,
            reply_only: is_complaint && self.reply_only,
            // Only the letter itself, or why there is none, says so.
            reply_attached: false,
            // So says only whom the procedure names.
            valid: true,
            rating: self.rating,
        }))
    }

    fn contract(&self, category: Category, fields: &mut Fields) -> (Option<Day>, Option<Day>) {
        if category != Category::ContractedService {
            return (None, None);
        }
        let start: Option<Day> = fields.parsed_required("contract_start", &self.contract_start);
        let end: Option<Day> = fields.parsed_required("contract_end", &self.contract_end);
        if start.zip(end).is_some_and(|(start, end)| end < start) {
            let other = "contract_start";
            fields.wrong("contract_end", Fault::Before { other });
        }
        (start, end)
    }
}

impl WordsForm {
    /// The words; what is wrong goes to `fields`. `known_phone` is kept where no other number is given.
    pub(super) fn read(&self, known_phone: Option<&str>, fields: &mut Fields) -> Words {
        let summary = fields.required("summary", &self.summary, LONG);
        let phone = match &self.phone {
            Some(phone) => fields.optional("phone", phone, NAME),
            None => known_phone.map(ToOwned::to_owned),
        };
        Words::new()
            .with(Word::Summary, summary)
            .with_some(
                Word::Customer,
                fields.optional("customer", &self.customer, NAME),
            )
            .with_some(Word::Phone, phone)
    }
}

/// Whether a completion makes sense: not in the future, where it is no festival's day, and not before the report.
pub(super) fn check_completion(
    state: &EventState,
    completed_at: Instant,
    now: Instant,
    fields: &mut Fields,
) {
    if completed_at > now && state.category != Category::Festival {
        fields.wrong("completed_at", Fault::InFuture);
    }
    if state.reported_at.is_some_and(|at| completed_at < at) {
        let other = "reported_at";
        fields.wrong("completed_at", Fault::Before { other });
    }
}
