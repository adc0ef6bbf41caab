//! What a procedure asks of each of its posts: the duties, in the order in which a day brings them.

use huiyin_domain::{Category, Channel, Phase, Rate, Severity};

use crate::obligations::Rules;
use crate::procedure::{
    Basis, HeldAt, Offset, Organises, PostId, Procedure, VisitorRule, WindowRule,
};

/// Something that a post does, and what says so.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PostDuty {
    /// What.
    pub duty: Duty,
    /// What says so.
    pub basis: Basis,
}

/// What a post does.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Duty {
    /// Answers for all follow-ups of the site.
    Accountable,
    /// Makes the plan, assigns and releases.
    Plan,
    /// Follows up.
    Visit(Visiting),
    /// Takes the form and signs for it before going.
    TakeForm,
    /// Writes the record, with these signatures.
    Record {
        /// Whether the customer signs on site.
        customer_signs: bool,
        /// Whether the place must be looked at.
        site_check: bool,
    },
    /// Answers what is raised, or promises an answer.
    Raised,
    /// Goes to the door where a follow-up is unfinished for more than so many days.
    GoToTheDoor(u32),
    /// Is told where one is unfinished for more than so many days.
    ToldOfUnfinished(u32),
    /// Reads records and signs an opinion: of visits by these posts; none = of all.
    Review(Vec<PostId>),
    /// Reads what a reviewer below visited.
    ReviewAbove(Vec<PostId>),
    /// Decides on what is nonconforming.
    DecideNonconforming,
    /// Sees and handles confidential complaints.
    Confidential,
    /// Changes how grave a complaint is.
    Grade,
    /// Says that a complaint is invalid.
    JudgeInvalid,
    /// Sets the rate of these categories.
    SetRate(Vec<Category>),
    /// Consents to closing as 無法聯繫, after so many tries.
    ConsentUnreachable(u32),
    /// Closes a further round without another visit, with the reason.
    CloseRound,
    /// Drafts public letters where so many households share a matter, puts them up and photographs them.
    WriteLetters(u32),
    /// Approves public letters.
    ApproveLetters,
    /// Lists the households that are visited for a festival.
    ListFestivals,
    /// Releases the list of a festival; told where none is released so many days before.
    ReleaseFestivals(u32),
    /// Closes the month's statistics.
    CloseMonth,
    /// Receives the month's figures as a leader of the company.
    ReceiveMonth,
    /// Calls residents back about this share of a closed month's accepted records.
    CallBack(Rate),
    /// Completes the month's analysis within so many days.
    Analyse(u32),
    /// Reviews the month's analysis.
    ReviewAnalysis,
    /// Decides on what the analysis calls for.
    DecideAnalysis,
    /// Collects the records of the month by this day.
    CollectArchive(u32),
    /// Reads the batch before it is kept.
    ReviewArchive,
    /// Keeps the batches for so many years.
    KeepArchive(u32),
    /// Approves the disposal of batches whose time is over.
    ApproveDisposal,
    /// Sees what serves the appraisal of the staff.
    Appraise,
    /// Keeps people, posts and procedures of the site.
    ManageSite,
}

/// Which complaints of a category a rule is about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Complaints {
    /// All, or the category has none.
    All,
    /// Those of these severities.
    Only(Vec<Severity>),
    /// Those of no such severity.
    Except(Vec<Severity>),
}

/// What a post follows up in one way.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Visiting {
    /// Which categories, and which complaints of them.
    pub what: Vec<(Category, Complaints)>,
    /// The windows, one for each visit of a contract.
    pub windows: Vec<(Phase, Offset, Offset)>,
    /// The channels of the first round.
    pub channels: Vec<Channel>,
    /// Who goes along.
    pub with: Vec<PostId>,
    /// Whether the post may name others to go along or in its place.
    pub organises: Option<Organises>,
}

impl Rules<'_> {
    /// What the procedure asks of a post. Nothing where it knows no such post.
    pub fn duties(&self, post: &str) -> Vec<PostDuty> {
        let mut duties = Duties {
            procedure: self.procedure(),
            post,
            found: Vec::new(),
        };
        let known = |known: &crate::procedure::Post| known.id == post;
        if !self.procedure().posts.iter().any(known) {
            return Vec::new();
        }
        duties.accountable();
        duties.plan();
        self.visits(&mut duties);
        duties.visiting();
        self.reviews(&mut duties);
        duties.complaints();
        duties.together();
        duties.month();
        duties.archive();
        if self.procedure().rounds.closed_by == post {
            duties.add(Duty::ManageSite, &Basis::default());
        }
        duties.found
    }

    /// What the post follows up; what differs in nothing but the category stands together.
    fn visits(&self, duties: &mut Duties<'_>) {
        for category in &self.procedure().categories {
            for rule in &category.visitors {
                if !rule.posts.iter().any(|it| it == duties.post) {
                    continue;
                }
                let severity = rule.severity.first().copied().unwrap_or(Severity::General);
                let channels = self.channels(category.id, severity, 1);
                let mut windows: Vec<_> = category.windows.iter().map(days).collect();
                windows.dedup();
                let visiting = Visiting {
                    what: vec![(category.id, complaints(&category.visitors, rule))],
                    windows,
                    channels: channels.map_or_else(Vec::new, |rule| rule.allowed.clone()),
                    with: others(rule, duties.post),
                    organises: rule.organises,
                };
                let mut basis = rule.basis.clone();
                for window in &category.windows {
                    basis.add(&window.basis);
                }
                duties.visit(visiting, &basis);
            }
        }
    }

    fn reviews(&self, duties: &mut Duties<'_>) {
        let (mut below, mut below_basis) = (Vec::new(), Basis::default());
        for step in &self.procedure().reviews {
            let chain = self.upwards(&step.by);
            if step.by == duties.post {
                duties.add(Duty::Review(step.of.clone()), &step.basis);
            } else if chain.iter().any(|it| *it == duties.post) {
                below.push(step.by.clone());
                below_basis.add(&step.basis);
            }
        }
        if !below.is_empty() {
            duties.add(Duty::ReviewAbove(below), &below_basis);
        }
    }
}

/// A rule without a severity is about what the rules before it leave.
fn complaints(rules: &[VisitorRule], rule: &VisitorRule) -> Complaints {
    if !rule.severity.is_empty() {
        return Complaints::Only(rule.severity.clone());
    }
    let before = rules.iter().take_while(|it| !it.severity.is_empty());
    let named: Vec<Severity> = before.flat_map(|it| it.severity.iter().copied()).collect();
    if named.is_empty() {
        Complaints::All
    } else {
        Complaints::Except(named)
    }
}

fn days(window: &WindowRule) -> (Phase, Offset, Offset) {
    (window.phase, window.from, window.to)
}

fn others(rule: &VisitorRule, post: &str) -> Vec<PostId> {
    let others = rule.posts.iter().filter(|it| *it != post);
    others.cloned().collect()
}

/// The duties of a post, as they are found.
struct Duties<'a> {
    procedure: &'a Procedure,
    post: &'a str,
    found: Vec<PostDuty>,
}

impl Duties<'_> {
    fn add(&mut self, duty: Duty, basis: &Basis) {
        self.found.push(PostDuty {
            duty,
            basis: basis.clone(),
        });
    }

    fn add_if(&mut self, holds: bool, duty: Duty, basis: &Basis) {
        if holds {
            self.add(duty, basis);
        }
    }

    fn is(&self, post: &str) -> bool {
        self.post == post
    }

    fn visit(&mut self, visiting: Visiting, basis: &Basis) {
        let alike = self.found.iter_mut().find_map(|one| match &mut one.duty {
            Duty::Visit(known) if known.is_like(&visiting) => Some((known, &mut one.basis)),
            _ => None,
        });
        match alike {
            Some((known, known_basis)) => {
                known.what.extend(visiting.what);
                known_basis.add(basis);
            }
            None => self.add(Duty::Visit(visiting), basis),
        }
    }

    fn accountable(&mut self) {
        let rule = self.procedure.accountable.as_ref();
        if let Some(rule) = rule.filter(|rule| rule.posts.iter().any(|it| it == self.post)) {
            self.add(Duty::Accountable, &rule.basis);
        }
    }

    fn plan(&mut self) {
        let procedure = self.procedure;
        self.add_if(
            self.is(&procedure.plan.by),
            Duty::Plan,
            &procedure.plan.basis,
        );
        let mut basis = Basis::default();
        let mut open = Vec::new();
        for rule in &procedure.categories {
            if rule.rate.set_by.as_deref() == Some(self.post) {
                open.push(rule.id);
                basis.add(&rule.rate.basis);
            }
        }
        self.add_if(!open.is_empty(), Duty::SetRate(open), &basis);
        let rule = &procedure.unreachable;
        let consents = Duty::ConsentUnreachable(rule.tries);
        self.add_if(self.is(&rule.consent_by), consents, &rule.basis);
        if let Some(rule) = &procedure.escalation {
            let is_told = rule.told.as_deref() == Some(self.post);
            let told = Duty::ToldOfUnfinished(rule.after_days);
            self.add_if(is_told, told, &rule.basis);
        }
    }

    /// What belongs to going out, for who does.
    fn visiting(&mut self) {
        if !(self.found.iter()).any(|one| matches!(one.duty, Duty::Visit(_))) {
            return;
        }
        let procedure = self.procedure;
        let rule = &procedure.sign_out;
        self.add_if(rule.required, Duty::TakeForm, &rule.basis);
        let signatures = &procedure.signatures;
        let record = Duty::Record {
            customer_signs: signatures.customer_on_site,
            site_check: procedure.site_check.required,
        };
        let mut basis = signatures.basis.clone();
        basis.add(&signatures.visitors_basis);
        self.add(record, &basis);
        let mut basis = procedure.raised.basis.clone();
        basis.add(&procedure.dissatisfied.basis);
        self.add(Duty::Raised, &basis);
        if let Some(rule) = &procedure.escalation {
            let goes = Duty::GoToTheDoor(rule.after_days);
            self.add_if(self.is(&rule.post), goes, &rule.basis);
        }
    }

    fn complaints(&mut self) {
        let procedure = self.procedure;
        let rule = &procedure.nonconforming;
        let decides = self.is(&rule.decided_by);
        self.add_if(decides, Duty::DecideNonconforming, &rule.basis);
        if let Some(rule) = &procedure.grading {
            self.add_if(self.is(&rule.changed_by), Duty::Grade, &rule.basis);
        }
        for rule in &procedure.exemptions {
            let says_so = rule.set_by.as_deref() == Some(self.post);
            self.add_if(says_so, Duty::JudgeInvalid, &rule.basis);
        }
        if let Some(rule) = &procedure.confidential {
            let sees = rule.seen_by.iter().any(|it| it == self.post);
            self.add_if(sees, Duty::Confidential, &rule.basis);
        }
    }

    /// What answers or visits many at once.
    fn together(&mut self) {
        let procedure = self.procedure;
        let plans = self.is(&procedure.plan.by);
        let rule = &procedure.rounds;
        self.add_if(self.is(&rule.closed_by), Duty::CloseRound, &rule.basis);
        if let Some(rule) = &procedure.public_letter {
            let writes = Duty::WriteLetters(rule.households);
            self.add_if(plans, writes, &rule.basis);
            let approves = self.is(&rule.approved_by);
            self.add_if(approves, Duty::ApproveLetters, &rule.basis);
        }
        if let Some(rule) = &procedure.festival_list {
            self.add_if(plans, Duty::ListFestivals, &rule.basis);
            let releases = Duty::ReleaseFestivals(rule.remind_days_before);
            self.add_if(self.is(&rule.by), releases, &rule.basis);
        }
    }

    fn month(&mut self) {
        let procedure = self.procedure;
        let rule = &procedure.statistics;
        self.add_if(self.is(&rule.by), Duty::CloseMonth, &rule.basis);
        if let Some(rule) = &procedure.monthly_return {
            self.add_if(self.is(&rule.to), Duty::ReceiveMonth, &rule.basis);
        }
        if let Some(rule) = &procedure.spot_check {
            let mut of_company = procedure.posts.iter();
            let calls = of_company.any(|it| it.id == self.post && it.held_at == HeldAt::Company);
            self.add_if(calls, Duty::CallBack(rule.share), &rule.basis);
        }
        if let Some(rule) = &procedure.analysis {
            let analyses = Duty::Analyse(rule.within_days);
            self.add_if(self.is(&rule.by), analyses, &rule.basis);
            let reviews = self.is(&rule.reviewed_by);
            self.add_if(reviews, Duty::ReviewAnalysis, &rule.basis);
            let decides = self.is(&rule.decided_by);
            self.add_if(decides, Duty::DecideAnalysis, &rule.basis);
        }
    }

    fn archive(&mut self) {
        let procedure = self.procedure;
        let rule = &procedure.archive;
        let collects = Duty::CollectArchive(rule.day);
        self.add_if(self.is(&procedure.plan.by), collects, &rule.basis);
        let reads = rule.reviewed_by.as_deref() == Some(self.post);
        self.add_if(reads, Duty::ReviewArchive, &rule.basis);
        let keeps = Duty::KeepArchive(rule.years);
        self.add_if(self.is(&rule.kept_by), keeps, &rule.basis);
        let approves = self.is(procedure.approves_disposal());
        self.add_if(approves, Duty::ApproveDisposal, &rule.basis);
        if let Some(rule) = &procedure.appraisal {
            self.add_if(self.is(&rule.by), Duty::Appraise, &rule.basis);
        }
    }
}

impl Visiting {
    /// Whether another differs in nothing but what is followed up.
    fn is_like(&self, other: &Self) -> bool {
        self.windows == other.windows
            && self.channels == other.channels
            && self.with == other.with
            && self.organises == other.organises
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Workdays;
    use crate::procedure::{shipped, shipped_by_id};

    fn duties(procedure: &str, post: &str) -> Vec<PostDuty> {
        let edition = shipped_by_id(procedure).unwrap();
        Rules::new(&edition.procedure, Workdays::default()).duties(post)
    }

    fn has(procedure: &str, post: &str, duty: &Duty) -> bool {
        duties(procedure, post).iter().any(|one| one.duty == *duty)
    }

    #[test]
    fn every_post_has_a_duty_and_every_duty_its_clause_or_reading() {
        for edition in shipped() {
            let procedure = &edition.procedure;
            let rules = Rules::new(procedure, Workdays::default());
            for post in &procedure.posts {
                let duties = rules.duties(&post.id);
                assert!(!duties.is_empty(), "{} {}", procedure.id, post.id);
                for one in duties.iter().filter(|one| one.duty != Duty::ManageSite) {
                    let named = one.basis.clauses.len() + one.basis.readings.len();
                    assert!(named > 0, "{} {}: {:?}", procedure.id, post.id, one.duty);
                }
            }
            assert_eq!(rules.duties("nobody"), []);
        }
    }

    #[test]
    fn the_numbers_and_posts_come_from_the_procedure() {
        assert!(has("kehu", "service_director", &Duty::Plan));
        assert!(has("yezhu", "service_supervisor", &Duty::Plan));
        assert!(has("wuye", "service_lead", &Duty::ToldOfUnfinished(3)));
        assert!(has("wuye", "property_assistant", &Duty::GoToTheDoor(3)));
        assert!(!has("yezhu", "service_officer", &Duty::GoToTheDoor(3)));
        assert!(has("yezhu", "office", &Duty::KeepArchive(2)));
        assert!(has("wuye", "property_manager", &Duty::ApproveDisposal));
        assert!(has("kehu", "service_director", &Duty::CollectArchive(25)));
        let inspectors = Duty::Review(vec!["patrol_inspector".to_owned()]);
        assert!(has("kehu", "property_director", &inspectors));
        assert!(has("kehu", "company_leader", &Duty::ReceiveMonth));
        let calls = Duty::CallBack("5%".parse().unwrap());
        for procedure in ["kehu", "yezhu", "wuye"] {
            assert!(has(procedure, "company_reviewer", &calls));
        }
        assert!(!has("kehu", "site_manager", &calls));
        let supervisor = Duty::ReviewAbove(vec!["service_supervisor".to_owned()]);
        assert!(has("yezhu", "company_reviewer", &supervisor));
        assert!(!has("kehu", "patrol_inspector", &Duty::TakeForm));
        assert!(has("yezhu", "service_officer", &Duty::TakeForm));
    }

    #[test]
    fn what_differs_in_the_category_only_stands_together() {
        let visits: Vec<Visiting> = duties("yezhu", "service_officer")
            .into_iter()
            .filter_map(|one| match one.duty {
                Duty::Visit(visiting) => Some(visiting),
                _ => None,
            })
            .collect();
        let of = |category| {
            let named = |it: &&Visiting| it.what.iter().any(|(one, _)| *one == category);
            visits.iter().find(named).unwrap()
        };
        let complaint = of(Category::Complaint);
        assert_eq!(complaint.with, ["department_head"]);
        let but_major = Complaints::Except(vec![Severity::Major]);
        assert_eq!(complaint.what, [(Category::Complaint, but_major)]);
        assert_eq!(complaint.windows[0].2.to_string(), "3 days");
        assert_eq!(of(Category::Activity), of(Category::Publication));
        assert_eq!(of(Category::ContractedService).windows.len(), 2);
    }
}
