//! The form of a visit: what was typed, and the fields it is typed into. Nothing is lost when it comes back.

use std::collections::BTreeMap;

use huiyin_app::FieldError;
use huiyin_app::visits::{
    FollowUpPage, Ink, MatterInput, PromiseInput, RecordVisit, RectificationInput, RefusalInput,
    SectionInput, VisitorInk,
};
use huiyin_domain::entry::{Section, SiteCheck, Solved};
use huiyin_domain::{Channel, CommandId, Matter, PersonId, Rating, Role};

use crate::at_work::SignedInAsker;
use crate::texts::Texts;
use crate::view::{Choice, Errors, Field};

/// The most things that can be raised in one visit.
const MOST_MATTERS: usize = 20;

/// The fields of a block for something raised.
const MATTER: [&str; 9] = [
    "kind",
    "said",
    "outcome",
    "dissatisfaction",
    "settled",
    "owner",
    "answer_by",
    "told_by",
    "rectify_by",
];

/// What the form sent, by field.
#[derive(Clone, Debug, Default)]
pub(super) struct Typed(BTreeMap<String, String>);

/// The sections that are rated, and those that are told in words.
pub(super) struct Sections;

impl Sections {
    const RATED: [Section; 3] = [Section::Quality, Section::Effect, Section::Satisfaction];
    const TOLD: [Section; 2] = [Section::Shortcomings, Section::Suggestions];
}

impl Typed {
    /// A visit that was made just now, by the planned channel.
    pub(super) fn new(at: &SignedInAsker, page: &FollowUpPage) -> Self {
        let now = at.site.zone().local(at.app.clock().now());
        let wall: String = now.to_string().chars().take(16).collect();
        let (day, time) = wall.split_once(' ').unwrap_or((&wall, ""));
        let customer = page.event.around.reporter.as_ref();
        let customer = customer.or(page.event.row.customer.as_ref());
        let name = customer.map_or("", |it| it.reveal().as_str());
        let mut typed = Self::default();
        for (field, value) in [
            ("command", CommandId::generate().to_string().as_str()),
            ("visited_on", day),
            ("visited_time", time),
            ("channel", page.row.channel.id()),
            ("respondent_name", name),
            ("matters", "1"),
        ] {
            typed.set(field, value);
        }
        typed
    }

    /// What a form sent; of a field sent twice, the last.
    pub(super) fn read(sent: Vec<(String, String)>) -> Self {
        Self(sent.into_iter().collect())
    }

    /// The value of a field; empty where it was not sent.
    pub(super) fn get(&self, field: &str) -> &str {
        self.0.get(field).map_or("", String::as_str)
    }

    fn set(&mut self, field: &str, value: &str) {
        self.0.insert(field.to_owned(), value.to_owned());
    }

    fn ticked(&self, field: &str) -> bool {
        !self.get(field).is_empty()
    }

    /// Whether another block for something raised was asked for.
    pub(super) fn wants_more(&self) -> bool {
        self.ticked("more")
    }

    /// Adds a block for something raised.
    pub(super) fn add_matter(&mut self) {
        let more = (self.matters() + 1).min(MOST_MATTERS);
        self.set("matters", &more.to_string());
    }

    /// How many blocks there are for what was raised.
    pub(super) fn matters(&self) -> usize {
        let count = self.get("matters").parse().unwrap_or(1);
        usize::clamp(count, 1, MOST_MATTERS)
    }

    /// The record as the application takes it. Blocks in which nothing stands are left out.
    pub(super) fn input(&self, page: &FollowUpPage) -> RecordVisit {
        let owner = |field: &str| self.get(field).parse::<PersonId>().ok();
        let visited = format!("{} {}", self.get("visited_on"), self.get("visited_time"));
        RecordVisit {
            follow_up: page.row.id,
            visited_at: visited.trim().to_owned(),
            channel: Channel::of_id(self.get("channel")).unwrap_or(page.row.channel),
            channel_reason: self.get("channel_reason").to_owned(),
            late_reason: self.get("late_reason").to_owned(),
            respondent: None,
            respondent_name: self.get("respondent_name").to_owned(),
            relation: Role::of_id(self.get("relation")),
            sections: self.sections(),
            rating: Rating::of_id(self.get("rating")),
            solved: Solved::of_id(self.get("solved")),
            site_check: SiteCheck::of_id(self.get("site_check")),
            site_check_words: self.get("site_check_words").to_owned(),
            customer_signature: self.ink("customer_strokes", "customer_name"),
            refusal: self.ticked("refused").then(|| RefusalInput {
                reason: self.get("refusal_reason").to_owned(),
                witness: owner("witness"),
                signature: Ink::default(),
            }),
            visitor_signatures: page
                .visitors
                .iter()
                .enumerate()
                .filter_map(|(index, visitor)| {
                    Some(VisitorInk {
                        person: visitor.person?,
                        ink: self.ink(
                            &format!("visitor_strokes_{index}"),
                            &format!("visitor_name_{index}"),
                        ),
                    })
                })
                .collect(),
            matters: (0..self.matters())
                .filter_map(|it| self.matter(it))
                .collect(),
            next_visit: self.get("next_visit").to_owned(),
        }
    }

    /// What contradicts itself or is only half said of what was raised, and so would be lost: a day without an owner,
    /// or a day for what is settled already.
    pub(super) fn half_said(&self, t: Texts) -> Errors {
        let mut errors = Errors::default();
        for (number, index) in (1_u32..).zip(0..self.matters()) {
            let field = |name: &str| format!("matter_{index}_{name}");
            let dated = ["answer_by", "rectify_by"].map(field);
            let Some(dated) = dated.iter().find(|name| self.ticked(name)) else {
                continue;
            };
            if self.ticked(&field("settled")) {
                errors.add(dated.as_str(), t.lack_matter_outcome(number));
            } else if self.get(&field("owner")).parse::<PersonId>().is_err() {
                errors.add(field("owner"), t.fault_missing());
            }
        }
        errors
    }

    fn sections(&self) -> Vec<SectionInput> {
        let rated = Sections::RATED.iter().map(|section| SectionInput {
            section: *section,
            rating: Rating::of_id(self.get(section.id())),
            none: false,
            said: String::new(),
        });
        let told = Sections::TOLD.iter().map(|section| SectionInput {
            section: *section,
            rating: None,
            none: self.ticked(&format!("{section}_none")),
            said: self.get(section.id()).to_owned(),
        });
        rated.chain(told).collect()
    }

    fn ink(&self, strokes: &str, name: &str) -> Ink {
        Ink {
            strokes: self.get(strokes).to_owned(),
            name: self.get(name).to_owned(),
        }
    }

    /// Something raised; none where its block is empty.
    fn matter(&self, index: usize) -> Option<MatterInput> {
        let field = |name: &str| format!("matter_{index}_{name}");
        let get = |name: &str| self.get(&field(name));
        let dissatisfaction = self.ticked(&field("dissatisfaction"));
        if MATTER.iter().all(|name| get(name).trim().is_empty()) {
            return None;
        }
        let owner = get("owner").parse::<PersonId>().ok();
        let settled = self.ticked(&field("settled"));
        let answer_by = get("answer_by").replacen('T', " ", 1);
        let promised = !settled && !answer_by.is_empty();
        let rectified = !settled && !get("rectify_by").is_empty();
        Some(MatterInput {
            kind: Matter::of_id(get("kind")).unwrap_or(Matter::Opinion),
            dissatisfaction,
            said: get("said").to_owned(),
            settled,
            outcome: get("outcome").to_owned(),
            promise: owner.filter(|_| promised).map(|owner| PromiseInput {
                answer_by,
                owner,
                told_at: String::new(),
                told_by: get("told_by").parse().ok(),
            }),
            rectification: owner.filter(|_| rectified).map(|owner| RectificationInput {
                owner,
                due: get("rectify_by").to_owned(),
            }),
        })
    }
}

/// The faults of fields, by the names that they have here.
pub(super) fn errors(t: Texts, wrong: &[FieldError]) -> Errors {
    let named = Errors::of_fields(t, wrong);
    let mut errors = Errors::default();
    for (field, sentence) in named.iter() {
        let here = match field.as_str() {
            "visited_at" => "visited_on",
            "customer_signature" => "customer_name",
            "visitor_signature" => "visitor_name_0",
            "matter" => "matter_0_said",
            "outcome" => "matter_0_outcome",
            "answer_by" | "told_at" => "matter_0_answer_by",
            "rectification_due" => "matter_0_rectify_by",
            "refusal" => "refusal_reason",
            other => other,
        };
        errors.add(here, sentence.as_str());
    }
    errors
}

/// The fields, in the order in which they stand.
pub(super) struct Fields {
    pub(super) visited_on: Field,
    pub(super) visited_time: Field,
    pub(super) channel: Choice,
    pub(super) channel_reason: Field,
    pub(super) late_reason: Field,
    pub(super) respondent: Field,
    pub(super) relation: Choice,
    pub(super) rated: Vec<Choice>,
    pub(super) told: Vec<(Field, String, String, bool)>,
    pub(super) rating: Choice,
    pub(super) solved: Choice,
    pub(super) site_check: Choice,
    pub(super) site_check_words: Field,
    pub(super) matters: Vec<MatterFields>,
    pub(super) raised: bool,
    pub(super) next_visit: Field,
    pub(super) customer: Signing,
    pub(super) refused: bool,
    pub(super) refusal_reason: Field,
    pub(super) witness: Choice,
    pub(super) visitors: Vec<Signing>,
}

/// A block for something raised.
pub(super) struct MatterFields {
    pub(super) number: usize,
    pub(super) kind: Choice,
    pub(super) said: Field,
    pub(super) outcome: Field,
    pub(super) ticks: Vec<(String, String, bool)>,
    pub(super) owner: Choice,
    pub(super) answer_by: Field,
    pub(super) told_by: Choice,
    pub(super) rectify_by: Field,
}

/// A signature: drawn, or a typed name.
pub(super) struct Signing {
    pub(super) strokes: String,
    pub(super) drawn: String,
    pub(super) name: Field,
}

impl Fields {
    pub(super) fn new(
        at: &SignedInAsker,
        page: &FollowUpPage,
        typed: &Typed,
        errors: &Errors,
    ) -> Self {
        let t = at.t;
        let make = Make { t, typed, errors };
        let late = at.today > page.row.due;
        let witness = page.colleagues.iter().filter(|(person, _)| {
            let visits = page.visitors.iter().any(|it| it.person == Some(*person));
            !visits
        });
        let matters: Vec<MatterFields> = (0..typed.matters())
            .map(|index| make.matter(index, page))
            .collect();
        Self {
            visited_on: make
                .field("visited_on", t.visits_visited_on())
                .kind("date")
                .required(),
            visited_time: make
                .field("visited_time", t.visits_visited_time())
                .kind("time"),
            channel: make.of_words(
                "channel",
                t.visits_channel(),
                [Channel::OnSite, Channel::Phone].map(|it| (it.id(), it.title(t.lang()))),
            ),
            channel_reason: make
                .field("channel_reason", t.visits_channel_reason())
                .hint(
                    t.visits_channel_hint(
                        page.channels
                            .iter()
                            .map(|it| it.title(t.lang()))
                            .collect::<Vec<_>>()
                            .join(&t.list_comma()),
                    ),
                ),
            late_reason: {
                let field = make.field("late_reason", t.visits_late_reason());
                if late { field.required() } else { field }
            },
            respondent: make
                .field("respondent_name", t.visits_respondent())
                .required(),
            relation: make.of_words(
                "relation",
                t.visits_relation(),
                Role::ALL.iter().map(|it| (it.id(), it.title(t.lang()))),
            ),
            rated: Sections::RATED
                .iter()
                .map(|it| make.of_ratings(it.id(), it.title(t.lang())))
                .collect(),
            told: make.told(),
            rating: make.of_ratings("rating", t.visits_rating()),
            solved: make.of_words(
                "solved",
                t.visits_solved(),
                Solved::ALL.iter().map(|it| (it.id(), it.title(t.lang()))),
            ),
            site_check: make.of_words(
                "site_check",
                t.visits_site_check(),
                SiteCheck::ALL
                    .iter()
                    .map(|it| (it.id(), it.title(t.lang()))),
            ),
            site_check_words: make.field("site_check_words", t.visits_site_check_words()),
            raised: matters.len() > 1
                || !typed.get("matter_0_said").is_empty()
                || errors.iter().any(|(name, _)| name.starts_with("matter_")),
            matters,
            next_visit: make
                .field("next_visit", t.visits_next_visit())
                .kind("date")
                .hint(t.visits_next_visit_hint()),
            customer: make.signing(
                "customer_strokes",
                "customer_name",
                t.visits_customer_name(),
            ),
            refused: typed.ticked("refused"),
            refusal_reason: make.field("refusal_reason", t.visits_refusal_reason()),
            witness: make.of_people("witness", t.visits_witness(), witness),
            visitors: make.visitors(page),
        }
    }
}

/// Makes fields with what was typed into them and what is wrong with them.
struct Make<'a> {
    t: Texts,
    typed: &'a Typed,
    errors: &'a Errors,
}

impl Make<'_> {
    fn field(&self, name: impl Into<String>, label: impl Into<String>) -> Field {
        let name = name.into();
        let value = self.typed.get(&name).to_owned();
        Field::new(name, label).value(value).check(self.errors)
    }

    fn of_words<'w>(
        &self,
        name: impl Into<String>,
        label: impl Into<String>,
        words: impl IntoIterator<Item = (&'w str, &'w str)>,
    ) -> Choice {
        let name = name.into();
        let chosen = self.typed.get(&name).to_owned();
        Choice::new(name, label)
            .options(words, &chosen)
            .check(self.errors)
    }

    fn of_ratings(&self, name: impl Into<String>, label: impl Into<String>) -> Choice {
        let lang = self.t.lang();
        self.of_words(
            name,
            label,
            Rating::ALL.iter().map(|it| (it.id(), it.title(lang))),
        )
    }

    fn of_people<'p>(
        &self,
        name: impl Into<String>,
        label: impl Into<String>,
        people: impl IntoIterator<Item = &'p (PersonId, Option<String>)>,
    ) -> Choice {
        let name = name.into();
        let chosen = self.typed.get(&name).to_owned();
        let none = std::iter::once((String::new(), self.t.none()));
        let people = people
            .into_iter()
            .filter_map(|(person, name)| Some((person.to_string(), name.clone()?)));
        Choice::new(name, label)
            .options(none.chain(people), &chosen)
            .check(self.errors)
    }

    fn signing(
        &self,
        strokes: impl Into<String>,
        name: impl Into<String>,
        label: impl Into<String>,
    ) -> Signing {
        let strokes = strokes.into();
        Signing {
            drawn: self.typed.get(&strokes).to_owned(),
            strokes,
            name: self.field(name, label).hint(self.t.visits_sign_hint()),
        }
    }

    /// The sections that are told in words, each with its box for 「沒有」.
    fn told(&self) -> Vec<(Field, String, String, bool)> {
        let section = |it: &Section| {
            let none = format!("{it}_none");
            let ticked = self.typed.ticked(&none);
            let field = self.field(it.id(), it.title(self.t.lang()));
            (field, none, self.t.visits_nothing(), ticked)
        };
        Sections::TOLD.iter().map(section).collect()
    }

    /// The signatures of those who visit.
    fn visitors(&self, page: &FollowUpPage) -> Vec<Signing> {
        let visitors = page.visitors.iter().enumerate();
        visitors
            .map(|(index, visitor)| {
                let name = visitor.name.as_ref().map_or("", |it| it.reveal().as_str());
                self.signing(
                    format!("visitor_strokes_{index}"),
                    format!("visitor_name_{index}"),
                    self.t.visits_visitor_name(name),
                )
            })
            .collect()
    }

    fn matter(&self, index: usize, page: &FollowUpPage) -> MatterFields {
        let t = self.t;
        let name = |field: &str| format!("matter_{index}_{field}");
        let tick = |field: &str, words: String| {
            let ticked = self.typed.ticked(&name(field));
            (name(field), words, ticked)
        };
        MatterFields {
            number: index + 1,
            kind: self.of_words(
                name("kind"),
                t.visits_matter_kind(),
                Matter::ALL.iter().map(|it| (it.id(), it.title(t.lang()))),
            ),
            said: self.field(name("said"), t.visits_matter_said()),
            outcome: self.field(name("outcome"), t.visits_matter_outcome()),
            ticks: vec![
                tick("dissatisfaction", t.visits_dissatisfied()),
                tick("settled", t.visits_settled()),
            ],
            owner: self.of_people(name("owner"), t.visits_owner(), &page.colleagues),
            answer_by: self
                .field(name("answer_by"), t.visits_answer_by())
                .kind("datetime-local"),
            told_by: self.of_people(name("told_by"), t.visits_told_by(), &page.colleagues),
            rectify_by: self
                .field(name("rectify_by"), t.visits_rectify_by())
                .kind("date"),
        }
    }
}
