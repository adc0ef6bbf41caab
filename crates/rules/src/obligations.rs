//! Which follow-ups the procedure may ask for, for one event: their windows, and how each stands.

use huiyin_domain::{Category, Day, LocalTime, Phase, Rate, Rating, Severity, Why, Window};

use crate::procedure::{AlwaysWhen, Basis, CategoryRule, ExemptWhen, Procedure, WindowRule};
use crate::workdays::Workdays;

/// What the rules need to know of an event.
#[derive(Clone, Copy, Debug)]
pub struct EventFacts<'a> {
    /// Its category.
    pub category: Category,
    /// Its finer sort.
    pub kind: Option<&'a str>,
    /// How grave a complaint is; `general` where none was given.
    pub severity: Severity,
    /// When its handling ended, on the site's wall clock.
    pub completed_at: Option<LocalTime>,
    /// The days of a contract.
    pub contract: Option<Contract>,
    /// The complainant left no name.
    pub anonymous: bool,
    /// Whether an authority only wants a written reply.
    pub reply_only: ReplyOnly,
    /// False: 無效投訴.
    pub valid: bool,
    /// What the customer said on the work order.
    pub rating: Option<Rating>,
    /// Whether it repeats earlier events, as [`crate::repeats`] says.
    pub is_repeat: bool,
    /// How many lines its list has: participants, recipients, households.
    pub listed: u32,
}

/// Whether an authority only wants a written reply (復函).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ReplyOnly {
    /// No: an ordinary complaint.
    No,
    /// Yes, and the letter is still missing.
    Awaited,
    /// Yes, and the letter is attached.
    Attached,
}

impl ReplyOnly {
    /// From the two columns of a file; a letter attached to an ordinary complaint changes nothing.
    pub const fn new(reply_only: bool, reply_attached: bool) -> Self {
        match (reply_only, reply_attached) {
            (false, _) => Self::No,
            (true, false) => Self::Awaited,
            (true, true) => Self::Attached,
        }
    }
}

/// The first and last day of a contract, as agreed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Contract {
    first: Day,
    last: Day,
}

impl Contract {
    /// The contract from `first` to `last`, both included; none when it would end before it starts.
    pub fn new(first: Day, last: Day) -> Option<Self> {
        (first <= last).then_some(Self { first, last })
    }

    /// Its first day.
    pub const fn first(self) -> Day {
        self.first
    }

    /// Its last day.
    pub const fn last(self) -> Day {
        self.last
    }

    /// T: its days, both ends included.
    pub fn days(self) -> i32 {
        self.last.days_since(self.first) + 1
    }
}

/// One thing that the procedure may ask to follow up (應回訪).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Obligation {
    /// Which of the event's obligations it is.
    pub phase: Phase,
    /// The line of the event's list, from 1; 0 where there is no list.
    pub line: u32,
    /// When the follow-up counts as in time.
    pub window: Window,
    /// When it arises: numbers are given in this order.
    pub arises: LocalTime,
    /// How it stands.
    pub standing: Standing,
}

/// Whether an obligation is picked without a draw, exempt, or in the draw.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Standing {
    /// Exempt, or waiting to become so.
    Exempt(ExemptWhen),
    /// A reply-only complaint whose letter is still missing.
    WaitForReply,
    /// The rate is 100 %.
    Rate100,
    /// Always picked: its severity says so.
    AlwaysBySeverity,
    /// Always picked, whatever the category.
    Always(AlwaysWhen),
    /// It takes a number in the draw of its cohort.
    InDraw,
}

impl Standing {
    /// The reason shown for it, where no draw decides.
    pub const fn why(self) -> Option<Why> {
        match self {
            Self::Exempt(ExemptWhen::Invalid) => Some(Why::ExemptInvalid),
            Self::Exempt(ExemptWhen::Anonymous) => Some(Why::ExemptAnonymous),
            Self::Exempt(ExemptWhen::ReplyOnly) => Some(Why::ExemptReplyOnly),
            Self::WaitForReply => Some(Why::WaitForReply),
            Self::Rate100 => Some(Why::Rate100),
            Self::AlwaysBySeverity | Self::Always(_) => Some(Why::Always),
            Self::InDraw => None,
        }
    }
}

/// A procedure made ready for answering.
#[derive(Debug)]
pub struct Rules<'a> {
    procedure: &'a Procedure,
    workdays: Workdays,
    // By category, so that no answer searches.
    categories: [Option<&'a CategoryRule>; Category::ALL.len()],
    // Rates that the procedure leaves to the supervisor, as they were set.
    rates_set: [Option<Rate>; Category::ALL.len()],
}

impl<'a> Rules<'a> {
    /// The rules of a procedure at a site with these working days, and those of the procedure's own table of holidays.
    pub fn new(procedure: &'a Procedure, mut workdays: Workdays) -> Self {
        let counting = &procedure.counting;
        for day in &counting.holidays {
            workdays.set(*day, false);
        }
        for day in &counting.worked_weekends {
            workdays.set(*day, true);
        }
        let mut categories = [None; Category::ALL.len()];
        for rule in &procedure.categories {
            categories[rule.id as usize] = Some(rule);
        }
        Self {
            procedure,
            workdays,
            categories,
            rates_set: [None; Category::ALL.len()],
        }
    }

    /// The days on which the site works.
    pub const fn workdays(&self) -> &Workdays {
        &self.workdays
    }

    /// With the rate that was set for a category; without effect where the procedure leaves it to nobody.
    #[must_use]
    pub const fn with_rate(mut self, category: Category, rate: Rate) -> Self {
        self.rates_set[category as usize] = Some(rate);
        self
    }

    /// The procedure.
    pub const fn procedure(&self) -> &'a Procedure {
        self.procedure
    }

    /// What is asked for a category; none when it is not covered.
    pub fn category(&self, category: Category) -> Option<&'a CategoryRule> {
        self.categories[category as usize]
    }

    /// The rate of a category and kind; none when it is not covered.
    pub fn rate(&self, category: Category, kind: Option<&str>) -> Option<Rate> {
        let rule = self.category(category)?;
        Some(
            rule.kind_rate
                .iter()
                .find(|own| kind == Some(own.kind.as_str()))
                .map(|own| own.target)
                .or_else(|| {
                    self.rates_set[category as usize].filter(|_| rule.rate.set_by.is_some())
                })
                .unwrap_or(rule.rate.target),
        )
    }

    /// Calls `each` with every obligation of an event, in the order completion, middle, end, list lines.
    ///
    /// There is none when the category is not covered, the event is not completed, or its list has no lines.
    pub fn obligations(&self, event: &EventFacts<'_>, mut each: impl FnMut(Obligation)) {
        let Some(rule) = self.category(event.category) else {
            return;
        };
        let standing = self.standing(rule, event);
        if event.category == Category::ContractedService {
            let Some(contract) = event.contract else {
                return;
            };
            for window in &rule.windows {
                if let Some((window_days, arises)) =
                    self.contract_visit(window, contract, event.completed_at)
                {
                    each(Obligation {
                        phase: window.phase,
                        line: 0,
                        window: window_days,
                        arises,
                        standing,
                    });
                }
            }
            return;
        }
        let Some(arises) = event.completed_at else {
            return;
        };
        let Some(window) = rule
            .windows
            .iter()
            .find(|window| applies(&window.kind, event.kind))
        else {
            return;
        };
        let window = self.window(window.from.from(arises.day()), window.to.from(arises.day()));
        if event.category.has_list() {
            for line in 1..=event.listed {
                each(Obligation {
                    phase: Phase::Participant,
                    line,
                    window,
                    arises,
                    standing,
                });
            }
        } else {
            each(Obligation {
                phase: Phase::Completion,
                line: 0,
                window,
                arises,
                standing,
            });
        }
    }

    /// The last day of the window in which those on the list of an event are followed up; none where the category is not
    /// covered or nothing is completed.
    pub fn list_due(&self, event: &EventFacts<'_>) -> Option<Day> {
        let mut due = None;
        self.obligations(
            &EventFacts {
                listed: 1,
                ..*event
            },
            |one| {
                due = Some(one.window.due());
            },
        );
        due
    }

    /// What an obligation of this event with this standing rests on.
    pub fn basis(&self, event: &EventFacts<'_>, phase: Phase, standing: Standing) -> Basis {
        let mut basis = Basis::default();
        let Some(rule) = self.category(event.category) else {
            return basis;
        };
        let covers = |window: &&WindowRule| {
            applies(&window.kind, event.kind)
                && (window.phase == phase || phase == Phase::Participant)
        };
        if let Some(window) = rule.windows.iter().find(covers) {
            basis.add(&window.basis);
        }
        if let Some(own) = rule
            .kind_rate
            .iter()
            .find(|own| event.kind == Some(own.kind.as_str()))
        {
            basis.add(&own.basis);
        }
        basis.add(&rule.rate.basis);
        if let Some(visitors) = self.visitors(event.category, event.severity) {
            basis.add(&visitors.basis);
        }
        if let Some(channels) = self.channels(event.category, event.severity, 1) {
            basis.add(&channels.basis);
        }
        if self.procedure.signatures.customer_on_site {
            basis.add(&self.procedure.signatures.basis);
        }
        self.add_basis_of_standing(&mut basis, rule, event, standing);
        basis
    }

    pub(crate) fn add_basis_of_standing(
        &self,
        basis: &mut Basis,
        rule: &CategoryRule,
        event: &EventFacts<'_>,
        standing: Standing,
    ) {
        match standing {
            Standing::Exempt(when) => self.add_exemption(basis, when),
            Standing::WaitForReply => self.add_exemption(basis, ExemptWhen::ReplyOnly),
            Standing::Rate100 => {}
            Standing::AlwaysBySeverity => {
                rule.always
                    .iter()
                    .filter(|always| always.severity.contains(&event.severity))
                    .for_each(|always| basis.add(&always.basis));
            }
            Standing::Always(when) => {
                self.procedure
                    .always
                    .iter()
                    .filter(|always| always.when == when)
                    .for_each(|always| basis.add(&always.basis));
                if when != AlwaysWhen::DissatisfiedRating {
                    basis.add(&self.procedure.repeats.basis);
                }
            }
            Standing::InDraw => basis.add(&self.procedure.draw.basis),
        }
    }

    fn add_exemption(&self, basis: &mut Basis, when: ExemptWhen) {
        self.procedure
            .exemptions
            .iter()
            .filter(|exemption| exemption.when == when)
            .for_each(|exemption| basis.add(&exemption.basis));
    }

    fn standing(&self, rule: &CategoryRule, event: &EventFacts<'_>) -> Standing {
        self.exemption(event)
            .or_else(|| {
                self.rate(event.category, event.kind)
                    .filter(|rate| rate.is_all())
                    .map(|_| Standing::Rate100)
            })
            .or_else(|| self.always(rule, event))
            .unwrap_or(Standing::InDraw)
    }

    fn exemption(&self, event: &EventFacts<'_>) -> Option<Standing> {
        if event.category != Category::Complaint {
            return None;
        }
        let reply = match event.reply_only {
            ReplyOnly::Attached => Standing::Exempt(ExemptWhen::ReplyOnly),
            ReplyOnly::No | ReplyOnly::Awaited => Standing::WaitForReply,
        };
        let cases = [
            (
                !event.valid,
                ExemptWhen::Invalid,
                Standing::Exempt(ExemptWhen::Invalid),
            ),
            (
                event.anonymous,
                ExemptWhen::Anonymous,
                Standing::Exempt(ExemptWhen::Anonymous),
            ),
            (
                event.reply_only != ReplyOnly::No,
                ExemptWhen::ReplyOnly,
                reply,
            ),
        ];
        let exempts = |when| {
            self.procedure
                .exemptions
                .iter()
                .any(|exemption| exemption.when == when)
        };
        cases
            .into_iter()
            .find(|(holds, when, _)| *holds && exempts(*when))
            .map(|(_, _, standing)| standing)
    }

    fn always(&self, rule: &CategoryRule, event: &EventFacts<'_>) -> Option<Standing> {
        if rule
            .always
            .iter()
            .any(|always| always.severity.contains(&event.severity))
        {
            return Some(Standing::AlwaysBySeverity);
        }
        if event.category.has_list() {
            // A rating stands on the event's work order; it says nothing of those on its list.
            return None;
        }
        let holds = |when| match when {
            AlwaysWhen::DissatisfiedRating => event.rating == Some(Rating::Dissatisfied),
            AlwaysWhen::RepeatComplaint => event.category == Category::Complaint && event.is_repeat,
            AlwaysWhen::RepeatRepair => event.category == Category::Repair && event.is_repeat,
        };
        self.procedure
            .always
            .iter()
            .map(|always| always.when)
            .find(|when| holds(*when))
            .map(Standing::Always)
    }

    fn contract_visit(
        &self,
        rule: &WindowRule,
        contract: Contract,
        completed_at: Option<LocalTime>,
    ) -> Option<(Window, LocalTime)> {
        let ended = completed_at
            .map(LocalTime::day)
            .filter(|day| *day < contract.last())
            .unwrap_or(contract.last());
        if rule.phase == Phase::End {
            let window = self.window(rule.from.from(ended), rule.to.from(ended));
            return Some((window, LocalTime::midnight(ended)));
        }
        let long_enough = rule
            .shortest_contract_days
            .is_none_or(|days| i64::from(contract.days()) >= i64::from(days));
        let not_before = rule.from.of_contract(contract.first(), contract.days());
        if !long_enough || not_before > ended {
            return None;
        }
        let due = rule.to.of_contract(contract.first(), contract.days());
        let target = rule.target.map_or(due, |share| {
            contract.first().plus_days(share.of(contract.days()))
        });
        Some((self.window(not_before, due), LocalTime::midnight(target)))
    }

    pub(crate) fn window(&self, not_before: Day, due: Day) -> Window {
        let due = if self.procedure.counting.roll_to_next_workday {
            self.workdays.roll(due)
        } else {
            due
        };
        // The check of a procedure refuses windows that close before they open; a day is the least a window can be.
        Window::new(not_before, due).unwrap_or_else(|wrong| Window::day(wrong.not_before))
    }
}

/// Whether a condition on the kind holds; an empty one always does.
pub(crate) fn applies(kinds: &[String], kind: Option<&str>) -> bool {
    kinds.is_empty() || kind.is_some_and(|kind| kinds.iter().any(|listed| listed == kind))
}
