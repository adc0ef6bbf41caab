//! The fields of the form of a visit, with what was typed into them and what is wrong with them.

use huiyin_app::visits::FollowUpPage;
use huiyin_domain::entry::{Section, SiteCheck, Solved};
use huiyin_domain::{Channel, Matter, PersonId, Rating, Role};

use super::typed::{Sections, Typed};
use crate::at_work::SignedInAsker;
use crate::failure::Failure;
use crate::pages::photos::{Kept, Photos, SHEET};
use crate::texts::Texts;
use crate::view::{Choice, Errors, Field};

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
    pub(super) site_check_photos: Photos,
    pub(super) matters: Vec<MatterFields>,
    pub(super) raised: bool,
    pub(super) next_visit: Field,
    pub(super) customer: Signing,
    pub(super) refused: bool,
    pub(super) refusal_reason: Field,
    pub(super) witness: Choice,
    pub(super) visitors: Vec<Signing>,
    /// Of a record on paper.
    pub(super) paper: Option<PaperFields>,
}

/// What a record on paper asks for besides: when it was signed, and the sheet.
pub(super) struct PaperFields {
    pub(super) signed_on: Field,
    pub(super) sheet: Photos,
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
    pub(super) photos: Photos,
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
        (typed, kept): (&Typed, &Kept),
        errors: &Errors,
    ) -> Self {
        let t = at.t;
        let make = Make {
            t,
            typed,
            kept,
            errors,
            largest: at.app.largest_attachment(),
        };
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
            site_check_photos: make.photos("site_check".to_owned(), t.visits_photos_site_check()),
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
            paper: typed.is_on_paper().then(|| PaperFields {
                signed_on: make
                    .field("signed_on", t.visits_paper_signed_on())
                    .kind("date")
                    .required(),
                sheet: make.photos(SHEET.to_owned(), t.visits_paper_sheet()),
            }),
        }
    }
}

/// Makes fields with what was typed into them and what is wrong with them.
struct Make<'a> {
    t: Texts,
    typed: &'a Typed,
    kept: &'a Kept,
    errors: &'a Errors,
    /// The largest photo, in bytes.
    largest: u64,
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

    fn photos(&self, name: String, label: String) -> Photos {
        let with = (self.t, self.largest);
        let sent = self.typed.photos(&name);
        Photos::new(with, (name, label), (&sent, self.kept), self.errors)
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
            name: self.field(name, label).hint(if self.typed.is_on_paper() {
                self.t.visits_paper_name_hint()
            } else {
                self.t.visits_sign_hint()
            }),
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
            .filter(|(_, visitor)| visitor.person.is_some())
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
            photos: self.photos(format!("matter_{index}"), t.visits_photos_matter(index + 1)),
        }
    }
}

/// The photos that the form names and that are still there. What is gone is taken out of it, which says so.
pub(super) async fn kept(
    at: &SignedInAsker,
    typed: &mut Typed,
    errors: &mut Errors,
) -> Result<Kept, Failure> {
    let slots = typed.slots();
    let named = slots.iter().flat_map(|slot| typed.photos(slot));
    let (kept, gone) = Kept::of(at, &named.collect::<Vec<_>>()).await?;
    for slot in slots {
        for id in typed.photos(&slot) {
            if !gone.contains(&id) {
                continue;
            }
            typed.forget_photo(&slot, id);
            let field = format!("{slot}_files");
            if errors.iter().all(|(name, _)| *name != field) {
                errors.add(field, at.t.fault_file_gone());
            }
        }
    }
    Ok(kept)
}
