//! What was typed into the form of a visit. Nothing is lost when it comes back.

use std::collections::BTreeMap;

use huiyin_app::FieldError;
use huiyin_app::reviews::{RecordVersion, ShownFile, ShownMatter};
use huiyin_app::visits::{
    FileInput, FollowUpPage, Ink, MatterInput, PaperInput, PlannedVisit, PromiseInput, RecordVisit,
    RectificationInput, RefusalInput, SectionInput, VisitorInk,
};
use huiyin_domain::entry::{Section, Shows, SiteCheck, Solved};
use huiyin_domain::{AttachmentId, Channel, CommandId, Matter, PersonId, Personal, Rating, Role};

use crate::at_work::SignedInAsker;
use crate::pages::photos::SHEET;
use crate::texts::Texts;
use crate::view::Errors;

/// The field that says that the record was taken on paper.
const PAPER: &str = "on_paper";

/// The most things that can be raised in one visit.
const MOST_MATTERS: usize = 20;

/// The fields of a block for something raised.
const MATTER: [&str; 10] = [
    "kind",
    "said",
    "outcome",
    "dissatisfaction",
    "settled",
    "owner",
    "answer_by",
    "told_by",
    "rectify_by",
    "photos",
];

/// What the form sent, by field.
#[derive(Clone, Debug, Default)]
pub(super) struct Typed(BTreeMap<String, String>);

/// The sections that are rated, and those that are told in words.
pub(super) struct Sections;

impl Sections {
    pub(super) const RATED: [Section; 3] =
        [Section::Quality, Section::Effect, Section::Satisfaction];
    pub(super) const TOLD: [Section; 2] = [Section::Shortcomings, Section::Suggestions];
}

impl Typed {
    /// A visit that was made just now, by the planned channel.
    pub(super) fn new(at: &SignedInAsker, page: &FollowUpPage) -> Self {
        let now = at.site.zone().local(at.app.clock().now());
        let wall: String = now.to_string().chars().take(16).collect();
        let (day, time) = wall.split_once(' ').unwrap_or((&wall, ""));
        let listed = page.listed.as_ref().and_then(|it| it.name.as_ref());
        let customer =
            listed
                .or(page.event.around.reporter.as_ref())
                .or(page.event.row.customer.as_ref());
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

    /// A new version of a record that was sent back: all that it says, and no signature.
    pub(super) fn again(at: &SignedInAsker, page: &FollowUpPage, before: &RecordVersion) -> Self {
        let mut typed = Self::new(at, page);
        let record = &before.record;
        let zone = at.site.zone();
        let words = |it: &Option<Personal<String>>| {
            let words = it.as_ref().map(|it| it.reveal().clone());
            words.unwrap_or_default()
        };
        let wall = zone.local(record.visited_at).to_string();
        let (day, time) = wall.split_once(' ').unwrap_or((&wall, ""));
        typed.set("visited_on", day);
        typed.set("visited_time", &time.chars().take(5).collect::<String>());
        typed.set("channel", record.channel.id());
        typed.set("channel_reason", &words(&record.channel_words));
        typed.set("late_reason", &words(&record.lateness_words));
        typed.set("respondent_name", &words(&record.respondent_words));
        typed.set("relation", record.relation.map_or("", Role::id));
        typed.set("rating", record.rating.map_or("", Rating::id));
        typed.set("solved", record.solved.map_or("", Solved::id));
        typed.set("site_check", record.site_check.map_or("", SiteCheck::id));
        typed.set("site_check_words", &words(&record.site_check_words));
        for section in &before.sections {
            let id = section.section.id();
            let said = words(&section.said);
            typed.set(id, section.rating.map_or(&said, |it| it.id()));
            typed.tick(&format!("{id}_none"), section.none_said);
        }
        for (index, matter) in before.matters.iter().enumerate() {
            typed.set_matter(at, index, matter);
        }
        typed.set("matters", &before.matters.len().max(1).to_string());
        for slot in typed.slots() {
            let of_slot = before
                .files
                .iter()
                .filter(|it| slot_of(it).as_deref() == Some(slot.as_str()));
            let photos: Vec<AttachmentId> = of_slot.map(|it| it.attachment).collect();
            typed.set_photos(&slot, &photos);
        }
        typed
    }

    fn set_matter(&mut self, at: &SignedInAsker, index: usize, matter: &ShownMatter) {
        let field = |name: &str| format!("matter_{index}_{name}");
        let words = |it: &Option<Personal<String>>| {
            let words = it.as_ref().map(|it| it.reveal().clone());
            words.unwrap_or_default()
        };
        let person = |it: Option<PersonId>| it.map_or_else(String::new, |it| it.to_string());
        let open = matter.settled_at.is_none();
        let promised = matter.answer_by.filter(|_| open).map(|it| {
            let wall = at.site.zone().local(it).to_string();
            wall.chars()
                .take(16)
                .collect::<String>()
                .replacen(' ', "T", 1)
        });
        let due = matter
            .rectification_due
            .filter(|_| open)
            .map(|it| it.to_string());
        let owner = matter.promise_owner.or(matter.rectification_owner);
        self.set(&field("kind"), matter.kind.id());
        self.set(&field("said"), &words(&matter.said));
        self.set(&field("outcome"), &words(&matter.outcome));
        self.tick(&field("dissatisfaction"), matter.dissatisfaction);
        self.tick(&field("settled"), !open);
        self.set(&field("owner"), &person(owner));
        self.set(&field("answer_by"), &promised.unwrap_or_default());
        self.set(&field("told_by"), &person(matter.told_by));
        self.set(&field("rectify_by"), &due.unwrap_or_default());
    }

    /// What a form sent; of a field sent twice, the last, but of photos all. Blocks in which nothing stands are left out, and the others
    /// move up, so that a block has the number of its matter.
    pub(super) fn read(sent: Vec<(String, String)>) -> Self {
        let mut typed = Self::default();
        for (name, value) in sent {
            if name.ends_with("_photos") {
                let known = format!("{} {value}", typed.get(&name));
                typed.set(&name, known.trim());
            } else {
                typed.set(&name, &value);
            }
        }
        let mut filled = 0;
        for index in 0..typed.matters() {
            if !typed.is_filled(index) {
                continue;
            }
            for name in MATTER.iter().filter(|_| index > filled) {
                let moved = typed.0.remove(&format!("matter_{index}_{name}"));
                typed.set(
                    &format!("matter_{filled}_{name}"),
                    &moved.unwrap_or_default(),
                );
            }
            filled += 1;
        }
        typed.set("matters", &filled.max(1).to_string());
        typed
    }

    /// Whether anything stands in a block besides the kind, which a browser may choose by itself.
    fn is_filled(&self, index: usize) -> bool {
        let mut names = MATTER.iter().filter(|name| **name != "kind");
        names.any(|name| {
            !self
                .get(&format!("matter_{index}_{name}"))
                .trim()
                .is_empty()
        })
    }

    fn tick(&mut self, field: &str, is: bool) {
        self.set(field, if is { "yes" } else { "" });
    }

    /// The value of a field; empty where it was not sent.
    pub(super) fn get(&self, field: &str) -> &str {
        self.0.get(field).map_or("", String::as_str)
    }

    fn set(&mut self, field: &str, value: &str) {
        self.0.insert(field.to_owned(), value.to_owned());
    }

    pub(super) fn ticked(&self, field: &str) -> bool {
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

    /// The same, as a record that was taken on paper.
    pub(super) fn on_paper(mut self) -> Self {
        self.tick(PAPER, true);
        self
    }

    /// Whether the record was taken on paper.
    pub(super) fn is_on_paper(&self) -> bool {
        self.ticked(PAPER)
    }

    /// What photos can be of: the place, each thing raised, and the sheet of a record on paper.
    pub(super) fn slots(&self) -> Vec<String> {
        let matters = (0..self.matters()).map(|index| format!("matter_{index}"));
        let sheet = self.is_on_paper().then(|| SHEET.to_owned());
        std::iter::once("site_check".to_owned())
            .chain(matters)
            .chain(sheet)
            .collect()
    }

    /// The photos of one of them, in the order in which they were sent.
    pub(super) fn photos(&self, slot: &str) -> Vec<AttachmentId> {
        let ids = self.get(&format!("{slot}_photos")).split_whitespace();
        let mut photos: Vec<AttachmentId> = Vec::new();
        for id in ids.filter_map(|id| id.parse().ok()) {
            if !photos.contains(&id) {
                photos.push(id);
            }
        }
        photos
    }

    /// Takes a photo out.
    pub(super) fn forget_photo(&mut self, slot: &str, photo: AttachmentId) {
        let mut left = self.photos(slot);
        left.retain(|id| *id != photo);
        self.set_photos(slot, &left);
    }

    fn set_photos(&mut self, slot: &str, photos: &[AttachmentId]) {
        let ids: Vec<String> = photos.iter().map(ToString::to_string).collect();
        self.set(&format!("{slot}_photos"), &ids.join(" "));
    }

    /// All photos, each with what it is of.
    fn files(&self) -> Vec<(String, FileInput)> {
        let of = |slot: String| {
            let matter = slot
                .strip_prefix("matter_")
                .and_then(|it| it.parse::<u32>().ok())
                .map(|index| index + 1);
            let shows = match matter {
                Some(_) => Shows::Matter,
                None if slot == SHEET => Shows::SignedSheet,
                None => Shows::SiteCheck,
            };
            let file = move |attachment| FileInput {
                attachment,
                shows,
                matter,
            };
            let photos = self.photos(&slot).into_iter();
            photos
                .map(|id| (slot.clone(), file(id)))
                .collect::<Vec<_>>()
        };
        self.slots().into_iter().flat_map(of).collect()
    }

    /// The record as the application takes it.
    pub(super) fn input(&self, planned: &PlannedVisit) -> RecordVisit {
        let owner = |field: &str| self.get(field).parse::<PersonId>().ok();
        let visited = format!("{} {}", self.get("visited_on"), self.get("visited_time"));
        RecordVisit {
            follow_up: planned.follow_up,
            visited_at: visited.trim().to_owned(),
            channel: Channel::of_id(self.get("channel")).unwrap_or(planned.channel),
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
            visitor_signatures: planned
                .visitors
                .iter()
                .enumerate()
                .filter_map(|(index, visitor)| {
                    Some(VisitorInk {
                        person: (*visitor)?,
                        ink: self.ink(
                            &format!("visitor_strokes_{index}"),
                            &format!("visitor_name_{index}"),
                        ),
                    })
                })
                .collect(),
            paper: self.is_on_paper().then(|| PaperInput {
                signed_on: self.get("signed_on").to_owned(),
            }),
            files: self.files().into_iter().map(|(_, file)| file).collect(),
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
            ..Ink::default()
        }
    }

    /// Something raised; none where its block is empty.
    fn matter(&self, index: usize) -> Option<MatterInput> {
        let field = |name: &str| format!("matter_{index}_{name}");
        let get = |name: &str| self.get(&field(name));
        if !self.is_filled(index) {
            return None;
        }
        let owner = get("owner").parse::<PersonId>().ok();
        let settled = self.ticked(&field("settled"));
        let answer_by = get("answer_by").replacen('T', " ", 1);
        let promised = !settled && !answer_by.is_empty();
        let rectified = !settled && !get("rectify_by").is_empty();
        Some(MatterInput {
            kind: Matter::of_id(get("kind")).unwrap_or(Matter::Opinion),
            dissatisfaction: self.ticked(&field("dissatisfaction")),
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

/// What a photo of a record is of, as the form calls it.
fn slot_of(file: &ShownFile) -> Option<String> {
    match (file.shows, file.matter) {
        (Shows::SiteCheck, _) => Some("site_check".to_owned()),
        (Shows::Matter, Some(number)) => Some(format!("matter_{}", number.saturating_sub(1))),
        _ => None,
    }
}

/// The faults of fields, by the names that they have here.
pub(super) fn errors(t: Texts, typed: &Typed, wrong: &[FieldError]) -> Errors {
    let mut errors = Errors::default();
    let named = Errors::of_fields(t, wrong);
    let files = typed.files();
    for (fault, (_, sentence)) in wrong.iter().zip(named.iter()) {
        let index = fault.number.unwrap_or(1).saturating_sub(1);
        let here = match fault.field {
            "visited_at" => "visited_on".to_owned(),
            "customer_signature" => "customer_name".to_owned(),
            "visitor_signature" => format!("visitor_name_{index}"),
            "answer_by" | "told_at" => format!("matter_{index}_answer_by"),
            "rectification_due" => format!("matter_{index}_rectify_by"),
            "refusal" => "refusal_reason".to_owned(),
            "files" => {
                let slot = files.get(index as usize).or(files.last());
                slot.map_or_else(String::new, |(slot, _)| format!("{slot}_files"))
            }
            field if fault.number.is_some() => format!("matter_{index}_{field}"),
            field => field.to_owned(),
        };
        errors.add(here, sentence.as_str());
    }
    errors
}
