//! What is reported, completed, corrected and reopened.

use std::mem;

use huiyin_domain::entry::Source;
use huiyin_domain::{Category, CommandId, Day, EventId, Rating, Severity};
use huiyin_store::events;

use super::days::{Act, AtWork, Held, ListOf};
use super::stories::{self, Story};
use crate::events::{
    CompleteEvents, CorrectEvent, EventForm, RegisterEvent, ReopenEvent, TakeInHand, WordsForm,
};
use crate::{Asker, Error, Result};

/// Something that somebody reports.
#[derive(Clone, Copy, Debug)]
pub(super) struct Call {
    pub(super) category: Category,
    pub(super) story: Story,
    /// The home, by its place in the list of homes; none where nobody's home is concerned.
    pub(super) home: Option<usize>,
    pub(super) asset: &'static str,
    /// How many days until it is completed; none where it is at once.
    pub(super) days: Option<i32>,
    pub(super) held: Option<Held>,
    pub(super) shape: Shape,
}

/// What is out of the ordinary.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Shape {
    pub(super) anonymous: bool,
    /// Only a written reply is wanted, and whether its letter is attached.
    pub(super) reply: Option<bool>,
    pub(super) rating: Option<Rating>,
    /// The department complained of is not named yet.
    pub(super) unnamed: bool,
}

/// Something that is not completed yet.
#[derive(Clone, Debug)]
pub(super) struct OpenEvent {
    pub(super) event: EventId,
    pub(super) category: Category,
    pub(super) on: Day,
    pub(super) rating: Option<Rating>,
    /// As it was registered; none where a follow-up brought it up.
    pub(super) call: Option<(Call, EventForm)>,
}

/// Something that was completed.
#[derive(Clone, Debug)]
pub(super) struct DoneEvent {
    pub(super) event: EventId,
    pub(super) call: Call,
    form: EventForm,
}

/// Completed events that are remembered, for repeats and corrections.
const REMEMBERED: usize = 60;

impl AtWork<'_> {
    /// What is reported on a day, each with its minute.
    pub(super) fn calls(&mut self, day: Day) -> Vec<(u32, Act)> {
        let mut calls = Vec::new();
        for (category, often) in stories::HOW_OFTEN {
            for _ in 0..self.chance.times_a_day(*often) {
                calls.push(self.call(*category));
            }
        }
        match day.day_of_month() {
            12 => calls.push(self.call(Category::Activity)),
            20 => calls.push(self.call(Category::Publication)),
            _ => {}
        }
        let ahead = day.plus_days(5);
        let month_and_day = (ahead.month().month_of_year(), ahead.day_of_month());
        // Where the procedure has festivals, their lists are released instead.
        let registers = self.procedure.festival_list.is_none();
        if registers && stories::FESTIVAL_DAYS.contains(&month_and_day) {
            calls.push(self.call(Category::Festival));
        }
        calls.extend(self.calls_of_the_month(day));
        calls.extend(self.for_the_last_day(day));
        calls
            .into_iter()
            .map(|call| (self.chance.between(8 * 60 + 40, 17 * 60), Act::Call(call)))
            .collect()
    }

    /// What makes the last day one that has everything.
    fn for_the_last_day(&mut self, day: Day) -> Vec<Call> {
        let grave = |held: Option<Held>, at_work: &mut Self| {
            let home = Some(at_work.home());
            Call {
                story: *at_work.chance.one_of(stories::GRAVE),
                home,
                days: Some(0),
                held,
                ..Call::of(Category::Complaint)
            }
        };
        match self.left(day) {
            9 => vec![grave(Some(Held::Nonconforming), self)],
            8 => vec![grave(Some(Held::SentBack), self), grave(None, self)],
            7 => vec![grave(Some(Held::Review), self), grave(None, self)],
            6 => vec![self.call(Category::Activity)],
            3..=5 => vec![grave(Some(Held::Visit), self)],
            1..=2 => vec![grave(None, self)],
            _ => Vec::new(),
        }
    }

    pub(super) fn home(&mut self) -> usize {
        let homes = u32::try_from(self.estate.homes.len()).unwrap_or(u32::MAX);
        self.chance.below(homes) as usize
    }

    /// A call of a category.
    pub(super) fn call(&mut self, category: Category) -> Call {
        let story = *self.chance.one_of(stories::of(category));
        let home = Some(self.home());
        let call = Call {
            story,
            home,
            ..Call::of(category)
        };
        match category {
            Category::Complaint => self.complaint(call),
            Category::Repair if self.chance.happens(80) => {
                let (asset, story) = *self.chance.one_of(stories::PUBLIC_REPAIRS);
                let days = Some(self.days(3));
                Call {
                    story,
                    home: None,
                    asset,
                    days,
                    ..call
                }
            }
            Category::Repair => {
                let again = self.chance.happens(70).then(|| self.again(category));
                let days = Some(self.days(4));
                let dissatisfied = self.chance.happens(25);
                let rating = dissatisfied.then_some(Rating::Dissatisfied);
                Call {
                    days,
                    shape: Shape {
                        rating,
                        ..Shape::default()
                    },
                    ..again.flatten().unwrap_or(call)
                }
            }
            Category::Activity
            | Category::Publication
            | Category::Festival
            | Category::Emergency => Call { home: None, ..call },
            Category::ContractedService => {
                let lengths = [3, 10, 21, 30, 45, 60, 90];
                let days = Some(*self.chance.one_of(&lengths));
                Call { days, ..call }
            }
            _ => call,
        }
    }

    fn complaint(&mut self, call: Call) -> Call {
        let days = Some(self.days(3));
        let mut shape = Shape::default();
        let mut home = call.home;
        match self.chance.below(100) {
            0..4 => {
                shape.anonymous = true;
                home = None;
            }
            4..7 => {
                shape.reply = Some(self.chance.happens(700));
            }
            7..9 => shape.unnamed = true,
            9..14 => {
                if let Some(before) = self.again(Category::Complaint) {
                    return Call { days, ..before };
                }
            }
            _ => {}
        }
        Call {
            home,
            days,
            shape,
            ..call
        }
    }

    fn days(&mut self, most: u32) -> i32 {
        i32::try_from(self.chance.between(0, most)).unwrap_or(0)
    }

    /// The same as happened before in the same home.
    fn again(&mut self, category: Category) -> Option<Call> {
        let plain = |done: &&DoneEvent| done.call.category == category && done.call.home.is_some();
        let before: Vec<&DoneEvent> = self.done.iter().filter(plain).collect();
        let call = before.first().map(|_| self.chance.one_of(&before).call)?;
        Some(Call {
            held: None,
            shape: Shape::default(),
            ..call
        })
    }

    /// Writes down what is reported, now.
    pub(super) async fn register(&mut self, day: Day, call: &Call) -> Result<()> {
        let who = self.somebody()?.asker;
        let now = self.app.clock().now();
        let (hour, minute) = self.zone.local(now).clock();
        let wall = |day: Day| format!("{day} {hour:02}:{minute:02}");
        let home = call.home.map(|at| self.estate.homes[at].clone());
        let home = home.as_ref();
        let mut form = EventForm {
            category: Some(call.category),
            kind: call.story.kind.to_owned(),
            severity: (call.category == Category::Complaint).then_some(call.story.severity),
            unit: home.map(|home| home.unit),
            reporter: home.map(|home| home.person),
            asset: call.asset.to_owned(),
            unit_words: call.asset.to_owned(),
            anonymous: call.shape.anonymous,
            reply_only: call.shape.reply.is_some(),
            ..EventForm::default()
        };
        let department = self.estate.departments.get(call.story.department).copied();
        if call.category == Category::Complaint && !call.shape.unnamed {
            form.respondent_department = department;
        }
        let days = call.days.unwrap_or(0);
        if call.category == Category::ContractedService {
            form.contract_start = day.to_string();
            form.contract_end = day.plus_days(days - 1).to_string();
        }
        let completed_at = match (call.category, call.days) {
            (Category::Festival, _) => format!("{} 10:00", day.plus_days(5)),
            (_, None) => wall(day),
            (_, Some(_)) => String::new(),
        };
        let registered = self
            .app
            .register_event(
                &who,
                CommandId::generate(),
                RegisterEvent {
                    site: self.estate.site,
                    event_id: String::new(),
                    source: Source::Form,
                    content: form.clone(),
                    words: WordsForm {
                        summary: call.story.summary.to_owned(),
                        customer: home.map(|home| home.name.clone()).unwrap_or_default(),
                        phone: home.map(|home| home.phone.clone()),
                    },
                    reports: Vec::new(),
                    completed_at,
                },
            )
            .await?;
        let event = registered.event;
        if let Some(held) = call.held {
            self.held.insert(event, held);
        }
        if call.shape.reply == Some(true) {
            self.attach_letter(&who, event).await?;
        }
        if call.category.has_list() {
            let (after, lines) = match call.category {
                Category::Festival => (0, 6),
                Category::Activity => (2, 40),
                _ => (4, 90),
            };
            // The last list is not handed in yet.
            if self.left(day) > 10 || call.category == Category::Festival {
                let list = ListOf {
                    event,
                    event_id: registered.event_id.clone(),
                    category: call.category,
                };
                self.lists.push((day.plus_days(after), list, lines));
            }
        }
        if call.days.is_some() {
            self.open.push(OpenEvent {
                event,
                category: call.category,
                on: day.plus_days(days),
                rating: call.shape.rating,
                call: Some((*call, form)),
            });
            if self.chance.happens(150) || self.left(day) < 2 {
                let hand = TakeInHand { event, owner: None };
                self.app
                    .take_in_hand(&who, CommandId::generate(), hand)
                    .await?;
            }
        } else if call.category == Category::Help || call.category == Category::Other {
            self.remember(event, *call, form);
        }
        Ok(())
    }

    fn remember(&mut self, event: EventId, call: Call, form: EventForm) {
        self.done.push(DoneEvent { event, call, form });
        if self.done.len() > REMEMBERED {
            self.done.remove(0);
        }
    }

    /// Completes what was handled by the end of the day: one by one what the customer rated, the rest together.
    pub(super) async fn complete(&mut self, day: Day) -> Result<()> {
        // The repairs of the last days are completed in the last minutes.
        let waits = self.left(day) < 2;
        let is_due =
            |open: &&OpenEvent| open.on <= day && !(waits && open.category == Category::Repair);
        let due: Vec<OpenEvent> = self.open.iter().filter(is_due).cloned().collect();
        for rated in due.iter().filter(|open| open.rating.is_some()) {
            self.complete_all(&[rated.event], rated.rating).await?;
        }
        let rest = due.iter().filter(|open| open.rating.is_none());
        let rest: Vec<EventId> = rest.map(|open| open.event).collect();
        self.complete_all(&rest, None).await
    }

    /// Completes events, now.
    pub(super) async fn complete_all(
        &mut self,
        events: &[EventId],
        rating: Option<Rating>,
    ) -> Result<()> {
        if events.is_empty() {
            return Ok(());
        }
        let who = self.somebody()?.asker;
        let input = CompleteEvents {
            site: self.estate.site,
            events: events.to_vec(),
            completed_at: String::new(),
            rating,
        };
        self.app
            .complete_events(&who, CommandId::generate(), input)
            .await?;
        let open = mem::take(&mut self.open);
        let (done, open) = open.into_iter().partition(|it| events.contains(&it.event));
        self.open = open;
        let done: Vec<OpenEvent> = done;
        for done in done {
            if let Some((call, form)) = done.call {
                self.remember(done.event, call, form);
            }
        }
        Ok(())
    }

    /// Corrects something: how grave it is, whether it is a complaint at all, or only its sort.
    pub(super) async fn correct(&mut self) -> Result<()> {
        let complaint = |done: &&DoneEvent| {
            done.call.category == Category::Complaint
                && done.call.story.severity == Severity::General
                && done.call.held.is_none()
                && done.call.shape.reply.is_none()
        };
        let Some(done) = self.done.iter().rfind(complaint).cloned() else {
            return Ok(());
        };
        let planner = self.planner()?.asker;
        let mut content = done.form.clone();
        self.corrected += 1;
        let why = match self.corrected % 3 {
            1 => {
                self.done.retain(|other| other.event != done.event);
                return self.judge_invalid(&planner, done.event).await;
            }
            2 => {
                content.severity = Some(Severity::Important);
                "核對後屬重要投訴，更正級別"
            }
            _ => {
                "其他".clone_into(&mut content.kind);
                "登記時分類有誤"
            }
        };
        self.correct_to(&planner, done.event, content, why).await?;
        self.done.retain(|other| other.event != done.event);
        Ok(())
    }

    async fn correct_to(
        &self,
        planner: &Asker,
        event: EventId,
        content: EventForm,
        why: &str,
    ) -> Result<()> {
        let row = events::event(&mut self.app.db().read().await?, event).await?;
        let input = CorrectEvent {
            event,
            version: row.ok_or(Error::NotFound)?.version,
            why: why.to_owned(),
            content,
            words: None,
            completed_at: String::new(),
        };
        self.app
            .correct_event(planner, CommandId::generate(), input)
            .await
    }

    /// Reopens something that was completed too early.
    pub(super) async fn reopen(&mut self, day: Day) -> Result<()> {
        let repair = |done: &&DoneEvent| done.call.category == Category::Repair;
        let Some(done) = self.done.iter().rfind(repair).cloned() else {
            return Ok(());
        };
        let planner = self.planner()?.asker;
        let input = ReopenEvent {
            event: done.event,
            why: "住戶來電，同一處又出現問題，繼續處理".to_owned(),
        };
        self.app
            .reopen_event(&planner, CommandId::generate(), input)
            .await?;
        self.done.retain(|other| other.event != done.event);
        self.open.push(OpenEvent {
            event: done.event,
            category: Category::Repair,
            on: day.plus_days(2),
            rating: None,
            call: Some((done.call, done.form)),
        });
        Ok(())
    }
}

impl Call {
    /// A call without anything particular.
    pub(super) const fn of(category: Category) -> Self {
        Self {
            category,
            story: stories::GRAVE[0],
            home: None,
            asset: "",
            days: None,
            held: None,
            shape: Shape {
                anonymous: false,
                reply: None,
                rating: None,
                unnamed: false,
            },
        }
    }
}
