use huiyin_domain::entry::facts::EventState;
use huiyin_domain::entry::{Word, Words};
use huiyin_domain::{
    Category, Day, DepartmentId, Instant, LocalTime, PersonId, Rating, Severity, UnitId,
};
use huiyin_store::{Tx, events};

use crate::{Error, Fault, FieldError, Result, Site};

/// The content of an event as a form sends it. Days and times are as typed, on the site's clock.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "the four are columns of the interface, each a question of its own"
)]
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
    /// Whether the letter of reply is attached.
    pub reply_attached: bool,
    /// Whether the complaint is invalid (無效投訴).
    pub invalid: bool,
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

/// Faults of fields, gathered so that all are said at once.
#[derive(Default)]
pub(super) struct Faults(Vec<FieldError>);

impl Faults {
    pub(super) fn add(&mut self, field: &'static str, fault: Fault) {
        self.0.push(FieldError { field, fault });
    }

    pub(super) fn check(self) -> Result<()> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(Error::Invalid(self.0))
        }
    }

    /// A text of at most `longest` characters; none when it is empty.
    pub(super) fn text(
        &mut self,
        field: &'static str,
        typed: &str,
        longest: usize,
    ) -> Option<String> {
        let text = typed.trim();
        if text.chars().count() > longest {
            self.add(field, Fault::TooLong(longest));
        }
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// A moment, typed on the site's clock.
    pub(super) fn time(
        &mut self,
        field: &'static str,
        typed: &str,
        site: &Site,
    ) -> Option<Instant> {
        let typed = typed.trim();
        if typed.is_empty() {
            return None;
        }
        // Browsers send 2026-03-15T16:00, without an offset.
        let plain = if typed.len() == "2026-03-15T16:00".len() {
            typed.replacen('T', " ", 1)
        } else {
            typed.to_owned()
        };
        match LocalTime::read(&plain, site.zone()) {
            Ok(time) => Some(site.zone().instant(time)),
            Err(_) => {
                self.add(field, Fault::Malformed);
                None
            }
        }
    }

    /// A day.
    pub(super) fn day(&mut self, field: &'static str, typed: &str) -> Option<Day> {
        let typed = typed.trim();
        if typed.is_empty() {
            return None;
        }
        let day = typed.parse().ok();
        if day.is_none() {
            self.add(field, Fault::Malformed);
        }
        day
    }
}

/// Characters of short texts such as a kind or a name.
const SHORT: usize = 100;
/// Characters of what happened, or of a reason.
pub(super) const LONG: usize = 4000;

impl EventForm {
    /// The content, valid; what is wrong goes to `faults`.
    pub(super) async fn read(
        &self,
        tx: &mut Tx,
        site: &Site,
        now: Instant,
        faults: &mut Faults,
    ) -> Result<Option<EventState>> {
        let zone = match self.unit {
            Some(unit) => {
                let place = events::place_of_unit(tx, unit).await?;
                let place = place.filter(|(at, _)| *at == site.id());
                if place.is_none() {
                    faults.add("unit", Fault::Unknown);
                }
                place.and_then(|(_, zone)| zone)
            }
            None => None,
        };
        if let Some(department) = self.respondent_department
            && events::site_of_department(tx, department).await? != Some(site.id())
        {
            faults.add("respondent_department", Fault::Unknown);
        }
        let Some(category) = self.category else {
            faults.add("category", Fault::Missing);
            return Ok(None);
        };
        let reported_at = faults.time("reported_at", &self.reported_at, site);
        if reported_at.is_some_and(|at| at > now) {
            faults.add("reported_at", Fault::InFuture);
        }
        let (contract_start, contract_end) = self.contract(category, faults);
        let is_complaint = category == Category::Complaint;
        Ok(Some(EventState {
            category,
            kind: faults.text("kind", &self.kind, SHORT),
            severity: is_complaint.then(|| self.severity.unwrap_or(Severity::General)),
            unit: self.unit,
            unit_words: faults.text("unit_words", &self.unit_words, SHORT),
            zone,
            zone_words: faults.text("zone_words", &self.zone_words, SHORT),
            reporter: self.reporter,
            respondent_department: self.respondent_department,
            respondent_words: faults.text("respondent_words", &self.respondent_words, SHORT),
            asset: faults.text("asset", &self.asset, SHORT),
            reported_at,
            contract_start,
            contract_end,
            anonymous: is_complaint && self.anonymous,
            reply_only: is_complaint && self.reply_only,
            reply_attached: is_complaint && self.reply_attached,
            valid: !(is_complaint && self.invalid),
            rating: self.rating,
        }))
    }

    fn contract(&self, category: Category, faults: &mut Faults) -> (Option<Day>, Option<Day>) {
        if category != Category::ContractedService {
            return (None, None);
        }
        let before = faults.0.len();
        let start = faults.day("contract_start", &self.contract_start);
        let end = faults.day("contract_end", &self.contract_end);
        if faults.0.len() == before {
            if start.is_none() {
                faults.add("contract_start", Fault::Missing);
            }
            if end.is_none() {
                faults.add("contract_end", Fault::Missing);
            }
        }
        if start.zip(end).is_some_and(|(start, end)| end < start) {
            let other = "contract_start";
            faults.add("contract_end", Fault::Before { other });
        }
        (start, end)
    }
}

impl WordsForm {
    /// The words; what is wrong goes to `faults`. `known_phone` is kept where no other number is given.
    pub(super) fn read(&self, known_phone: Option<&str>, faults: &mut Faults) -> Words {
        let summary = faults.text("summary", &self.summary, LONG);
        if summary.is_none() {
            faults.add("summary", Fault::Missing);
        }
        let phone = match &self.phone {
            Some(phone) => faults.text("phone", phone, SHORT),
            None => known_phone.map(ToOwned::to_owned),
        };
        Words::new()
            .with_some(Word::Summary, summary)
            .with_some(
                Word::Customer,
                faults.text("customer", &self.customer, SHORT),
            )
            .with_some(Word::Phone, phone)
    }
}

/// Whether a completion makes sense: not in the future, where it is no festival's day, and not before the report.
pub(super) fn check_completion(
    state: &EventState,
    completed_at: Instant,
    now: Instant,
    faults: &mut Faults,
) {
    if completed_at > now && state.category != Category::Festival {
        faults.add("completed_at", Fault::InFuture);
    }
    if state.reported_at.is_some_and(|at| completed_at < at) {
        let other = "reported_at";
        faults.add("completed_at", Fault::Before { other });
    }
}
