//! What a procedure file says, as types. Field names are the keys of the file; `docs/reference/procedures.md`
//! describes each.

use huiyin_domain::{Category, Channel, Phase, Rate, Severity, Text};
use serde::Deserialize;

use super::{Basis, Offset, Share, TimeOfDay};

/// The id of a post, such as `site_manager`. Which posts there are, the procedure says.
pub type PostId = String;

/// A written procedure as data: everything the product asks of anybody comes from here.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Procedure {
    /// The version of the file format.
    pub format: u32,
    /// Its id, such as `kehu`.
    pub id: String,
    /// Its version; stored versions never change.
    pub version: String,
    /// Which part of the company's documents it is, such as 篇1.
    pub part: String,
    /// Its title.
    pub title: Text,
    /// Every clause of the text, in order.
    #[serde(rename = "clause")]
    pub clauses: Vec<Clause>,
    /// Every decision taken where the text is silent or unclear.
    #[serde(rename = "reading", default)]
    pub readings: Vec<Reading>,
    /// Purpose and scope: what is registered, and what statistics state.
    pub scope: Option<Clauses>,
    /// The posts it knows.
    #[serde(rename = "post")]
    pub posts: Vec<Post>,
    /// The categories it covers.
    #[serde(rename = "category")]
    pub categories: Vec<CategoryRule>,
    /// The categories it does not mention.
    #[serde(default)]
    pub not_covered: Vec<NotCovered>,
    /// How days are counted.
    pub counting: Counting,
    /// Complaints that need no follow-up.
    #[serde(rename = "exempt", default)]
    pub exemptions: Vec<Exemption>,
    /// What is offered to the planner as a voluntary follow-up.
    #[serde(default)]
    pub voluntary: Vec<Voluntary>,
    /// What is picked besides the draw, whatever the category.
    #[serde(default)]
    pub always: Vec<Always>,
    /// When an event is a repeat.
    pub repeats: Repeats,
    /// How the draw is kept honest.
    pub draw: DrawRule,
    /// When a customer counts as unreachable.
    pub unreachable: Unreachable,
    /// Who answers for follow-ups as a whole.
    pub accountable: Option<Posts>,
    /// Who makes and releases the plan.
    pub plan: PlanRule,
    /// Which person of a post goes.
    pub assignment: Assignment,
    /// Lists of participants, recipients and households.
    pub lists: Clauses,
    /// The sign-out sheet.
    pub sign_out: SignOut,
    /// The sections of a record.
    #[serde(rename = "content")]
    pub contents: Vec<Content>,
    /// Looking at the place.
    pub site_check: SiteCheck,
    /// Who signs what.
    pub signatures: Signatures,
    /// What a customer raises anew.
    pub raised: Raised,
    /// What a dissatisfaction asks for.
    pub dissatisfied: Dissatisfied,
    /// Later rounds.
    pub rounds: Rounds,
    /// Who reads records, in order.
    #[serde(rename = "review")]
    pub reviews: Vec<ReviewStep>,
    /// What a nonconforming verdict opens.
    pub nonconforming: Nonconforming,
    /// Every matter gets an outcome.
    pub handling: HandlingTarget,
    /// One record for the same complaint told to several departments.
    pub same_complaint: Clauses,
    /// One letter for a problem of many.
    pub public_letter: Option<PublicLetter>,
    /// Who closes the month's statistics.
    pub statistics: PostRule,
    /// The monthly return to the company's leaders.
    pub monthly_return: Option<MonthlyReturn>,
    /// The month's analysis of what went wrong repeatedly.
    pub analysis: Option<Analysis>,
    /// When and how records are archived.
    pub archive: Archive,
    /// The use of records in appraisal.
    pub appraisal: Option<PostRule>,
    /// Unfinished follow-ups that must be done at the door.
    pub escalation: Option<Escalation>,
    /// Unfinished service work that is shown as an errand.
    pub overdue_service: Option<Escalation>,
    /// The festivals for which households are visited.
    #[serde(rename = "festival", default)]
    pub festivals: Vec<Festival>,
    /// The forms and the documents it refers to.
    #[serde(rename = "document", default)]
    pub documents: Vec<Document>,
}

/// One clause, in the words of the text.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clause {
    /// Its number, such as `11.1.3` or `四.1(1)b`.
    pub number: String,
    /// The text as it stands, never polished.
    pub text: String,
    /// 校訂: the text as it must have been, where it is damaged.
    pub corrected: Option<String>,
    /// Why it is corrected so.
    pub because: Option<Text>,
    /// Whether it is a heading, so that no rule needs to cite it.
    #[serde(default)]
    pub heading: bool,
}

/// A decision taken where the text is silent or unclear: a parameter, marked as a reading wherever it is shown.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reading {
    /// Its id: lower-case letters, digits and `_`.
    pub id: String,
    /// The clause it reads, when it is not about what the text leaves out.
    pub clause: Option<String>,
    /// What was decided and why.
    pub explanation: Text,
}

/// A post that people hold.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Post {
    /// Its id.
    pub id: PostId,
    /// Its title.
    pub title: Text,
    /// Where it is held.
    pub held_at: HeldAt,
    /// One level up: who takes its place when the post is empty or its holder is concerned.
    pub above: Option<PostId>,
    /// What names it.
    pub basis: Basis,
}

/// The part of the company for which a post is held.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HeldAt {
    /// The whole company.
    Company,
    /// One site.
    Site,
    /// One zone of a site (責任區).
    Zone,
    /// One department of a site.
    Department,
}

/// What is asked for one category of service.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CategoryRule {
    /// The category.
    pub id: Category,
    /// The windows; the first whose condition holds.
    #[serde(rename = "window")]
    pub windows: Vec<WindowRule>,
    /// The rate to reach.
    pub rate: RateRule,
    /// Kinds with a rate of their own: the category's rate, or 100 %.
    #[serde(default)]
    pub kind_rate: Vec<KindRate>,
    /// What is always picked in this category.
    #[serde(default)]
    pub always: Vec<AlwaysInCategory>,
    /// Who visits; the first whose condition holds.
    #[serde(rename = "visitors")]
    pub visitors: Vec<VisitorRule>,
    /// How customers are contacted; the first whose condition holds.
    #[serde(rename = "channels")]
    pub channels: Vec<ChannelRule>,
}

/// When a follow-up is due, from the day of completion or the days of a contract.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WindowRule {
    /// Only these kinds of event; none = any.
    #[serde(default)]
    pub kind: Vec<String>,
    /// Which visit of a contract, or the completion; a contract has one window for each.
    #[serde(default = "completion")]
    pub phase: Phase,
    /// The first day.
    pub from: Offset,
    /// The last day.
    pub to: Offset,
    /// A middle visit: the share of the contract's days after which its number arises.
    pub target: Option<Share>,
    /// A middle visit: contracts of fewer days have none.
    pub shortest_contract_days: Option<u32>,
    /// What says so.
    pub basis: Basis,
}

const fn completion() -> Phase {
    Phase::Completion
}

/// The rate to reach.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RateRule {
    /// The target.
    pub target: Rate,
    /// Who may set another, with a reason, before the first number of a cohort is given.
    pub set_by: Option<PostId>,
    /// Whether statistics show a target at all.
    #[serde(default = "yes")]
    pub shown_as_target: bool,
    /// What says so.
    pub basis: Basis,
}

const fn yes() -> bool {
    true
}

/// A kind with a rate of its own.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KindRate {
    /// The kind.
    pub kind: String,
    /// The category's own rate (one draw for all), or 100 %.
    pub target: Rate,
    /// What says so.
    pub basis: Basis,
}

/// What is always picked in a category.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AlwaysInCategory {
    /// These severities.
    pub severity: Vec<Severity>,
    /// What says so.
    pub basis: Basis,
}

/// Who visits.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VisitorRule {
    /// Only these severities; none = any.
    #[serde(default)]
    pub severity: Vec<Severity>,
    /// The posts that visit, in order; two visit jointly and both sign.
    pub posts: Vec<PostId>,
    /// Whether the post may name staff to go along or in its place (組織進行).
    #[serde(default)]
    pub organises: Option<Organises>,
    /// What says so.
    pub basis: Basis,
}

/// What 組織進行 allows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Organises {
    /// The post may name staff to go along, and goes itself.
    GoesAlong,
    /// The post may name staff to go along or in its place.
    MaySend,
}

/// How customers are contacted.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChannelRule {
    /// Only these severities; none = any.
    #[serde(default)]
    pub severity: Vec<Severity>,
    /// Only from this round on.
    #[serde(default = "first_round")]
    pub from_round: u32,
    /// What is allowed.
    pub allowed: Vec<Channel>,
    /// What is allowed besides, and on which condition.
    pub exception: Option<ChannelException>,
    /// What says so.
    pub basis: Basis,
}

const fn first_round() -> u32 {
    1
}

/// A channel allowed on a condition.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChannelException {
    /// The channel.
    pub channel: Channel,
    /// The condition.
    pub needs: ExceptionNeeds,
    /// What says so.
    pub basis: Basis,
}

/// The condition of an exception.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExceptionNeeds {
    /// The resident asked for it; the reason is recorded.
    ResidentRequest,
    /// The planner consented.
    PlannerConsent,
}

/// A category the text does not mention: accepted, handled and counted, without an obligation.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotCovered {
    /// The category.
    pub category: Category,
    /// The reading that says so.
    pub basis: Basis,
}

/// How days are counted.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counting {
    /// Whether a deadline on a holiday moves to the next working day.
    pub roll_to_next_workday: bool,
    /// The reading that says so.
    pub basis: Basis,
}

/// A sort of complaint that needs no follow-up.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exemption {
    /// Which sort.
    pub when: ExemptWhen,
    /// Who alone may say that a complaint is of this sort; none = whoever registers it.
    pub set_by: Option<PostId>,
    /// Whether a site may switch the exemption off.
    #[serde(default)]
    pub site_may_switch_off: bool,
    /// Reply-only complaints: whether one is picked besides the draw when its letter is still missing at the end of
    /// `due`.
    #[serde(default)]
    pub picked_without_letter: bool,
    /// What says so.
    pub basis: Basis,
}

/// The sorts of complaint that need no follow-up.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExemptWhen {
    /// 無效投訴, set by the supervisor.
    Invalid,
    /// The complainant left no name.
    Anonymous,
    /// An authority only wants a written reply; exempt once the letter is attached.
    ReplyOnly,
}

/// What is offered to the planner as a voluntary follow-up.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Voluntary {
    /// Which case.
    pub when: VoluntaryWhen,
    /// Only these kinds of event; none = any.
    #[serde(default)]
    pub kind: Vec<String>,
    /// What says so.
    pub basis: Basis,
}

/// The cases offered as voluntary.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VoluntaryWhen {
    /// An exempt complaint.
    Exempt,
    /// An obligation that the draw did not pick.
    NotDrawn,
    /// The other visit of a contract of which one visit was drawn.
    OtherContractVisit,
}

/// What is picked besides the draw.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Always {
    /// Which case.
    pub when: AlwaysWhen,
    /// What says so.
    pub basis: Basis,
}

/// The cases picked besides the draw.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AlwaysWhen {
    /// The customer was dissatisfied on the work order.
    DissatisfiedRating,
    /// A repeat complaint.
    RepeatComplaint,
    /// A repeat repair.
    RepeatRepair,
}

/// When an event is a repeat of earlier ones of the same site, unit and kind.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Repeats {
    /// How far back earlier ones count, in days of 24 hours.
    pub days: u32,
    /// How many earlier complaints make a repeat complaint.
    pub earlier_complaints: u32,
    /// How many earlier repairs make a repeat repair.
    pub earlier_repairs: u32,
    /// What says so.
    pub basis: Basis,
}

/// How the draw is kept honest.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DrawRule {
    /// From when on the day after it is made a pick is shown to people.
    pub shown_from: TimeOfDay,
    /// How many months ahead the keys' hashes are published.
    pub key_months_ahead: u32,
    /// A completion entered later than this many hours after it happened is counted as late.
    pub late_entry_hours: u32,
    /// The reading that says so.
    pub basis: Basis,
}

/// When a customer counts as unreachable.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unreachable {
    /// How many tries.
    pub tries: u32,
    /// On how many different days.
    pub on_days: u32,
    /// How many of them in the evening or at a weekend.
    pub at_odd_hours: u32,
    /// When the evening begins.
    pub evening_from: TimeOfDay,
    /// Where nobody replaces the customer: whether one try must be at the door, with a 留言卡.
    pub door_try: bool,
    /// Whose consent closes it as 無法聯繫.
    pub consent_by: PostId,
    /// The reading that says so.
    pub basis: Basis,
}

/// Posts named together.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Posts {
    /// The posts.
    pub posts: Vec<PostId>,
    /// What says so.
    pub basis: Basis,
}

/// One post that does something.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PostRule {
    /// The post.
    pub by: PostId,
    /// What says so.
    pub basis: Basis,
}

/// Something that holds without parameters.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clauses {
    /// What says so.
    pub basis: Basis,
}

/// Who makes and releases the plan.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanRule {
    /// The planner: drafts, adjusts, releases.
    pub by: PostId,
    /// What says so.
    pub basis: Basis,
    /// What says how far the planner may change what the rules demand: advance and add; drop only with a reason.
    pub changes_basis: Basis,
}

/// Which person of a post goes.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assignment {
    /// What decides, in order; ties by id.
    pub order: Vec<AssignBy>,
    /// What says so.
    pub basis: Basis,
    /// What says that an empty post, or one whose holder is concerned, is replaced by the one above.
    pub above_basis: Basis,
}

/// What decides which person of a post goes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AssignBy {
    /// Whose zone the unit is in.
    Zone,
    /// Who visited this household last.
    LastVisitor,
    /// Who has the fewest open visits.
    FewestOpen,
}

/// The sign-out sheet.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignOut {
    /// Whether visitors sign for the forms they take.
    pub required: bool,
    /// Whether the receipt stands on the record form itself, not on a sheet of its own.
    pub on_record: bool,
    /// After how many hours a form not taken is chased.
    pub chase_after_hours: u32,
    /// What says so.
    pub basis: Basis,
}

/// A section of a record.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Content {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Text,
    /// Whether it is rated 滿意, 較滿意, 不滿意; else it is text, "none" included.
    pub rated: bool,
    /// What says so.
    pub basis: Basis,
}

/// 現場查看: looking at the place.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SiteCheck {
    /// Whether it must be answered: a finding, or 不適用 with a reason.
    pub required: bool,
    /// What says so.
    pub basis: Basis,
}

/// Who signs what.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signatures {
    /// Whether the customer signs an on-site record.
    pub customer_on_site: bool,
    /// Whether every visitor signs.
    pub visitors: bool,
    /// Whether a refusal to sign (拒簽) needs a witness besides its reason.
    pub refusal_needs_witness: bool,
    /// What says so of the customer.
    pub basis: Basis,
    /// What says so of the visitors.
    pub visitors_basis: Basis,
    /// What says that a phone record needs no signature but the words 電話回訪.
    #[serde(rename = "phone_basis")]
    pub phone: Basis,
    /// What says how a refusal is recorded.
    #[serde(rename = "refusal_basis")]
    pub refusal: Basis,
}

/// What a customer raises anew: answered now, or promised with day and time.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Raised {
    /// Whether a raised complaint becomes a linked event of its own.
    pub complaint_becomes_event: bool,
    /// What says so.
    pub basis: Basis,
}

/// What a dissatisfaction asks for: solved on the spot, or explained, put right and visited again.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dissatisfied {
    /// Whether it is settled within the record itself; else the review decides.
    pub settled_in_record: bool,
    /// What says so.
    pub basis: Basis,
}

/// Later rounds of the same obligation.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rounds {
    /// Within how many days of the handling the next round is due.
    pub next_within_days: u32,
    /// Who may close a case whose customer is not content, with a reason.
    pub closed_by: PostId,
    /// What says so.
    pub basis: Basis,
}

/// One reader of records.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReviewStep {
    /// The post that reads and signs an opinion.
    pub by: PostId,
    /// Only records of visits by these posts; none = all.
    #[serde(default)]
    pub of: Vec<PostId>,
    /// What says so.
    pub basis: Basis,
}

/// What a nonconforming verdict opens.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Nonconforming {
    /// What calls for the verdict.
    pub when: Vec<NonconformingWhen>,
    /// Who decides on the handling.
    pub decided_by: PostId,
    /// What it opens.
    pub opens: NonconformingOpens,
    /// What says so.
    pub basis: Basis,
}

/// What calls for the verdict 不合格.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NonconformingWhen {
    /// The customer is dissatisfied.
    Dissatisfied,
    /// What was wrong is not solved, or broken again.
    NotSolved,
    /// Looking at the place showed a failure.
    FailedOnTheSpot,
    /// Customer and staff tell different facts.
    FactsDisputed,
}

/// What a nonconforming verdict opens.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NonconformingOpens {
    /// A rectification and the next round.
    Rectification,
    /// A complaint linked to the event, whose follow-up is the next round.
    LinkedComplaint,
}

/// 件件有著落,事事有回音.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandlingTarget {
    /// The handling rate to reach.
    pub target: Rate,
    /// What says so.
    pub basis: Basis,
}

/// One letter for a problem of many.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublicLetter {
    /// Offered when this many households share a matter.
    pub households: u32,
    /// Who approves it.
    pub approved_by: PostId,
    /// Severities it never settles.
    pub never_for: Vec<Severity>,
    /// Whether it also settles what was promised an answer of its own.
    pub settles_promised: bool,
    /// Whether it counts as a completed follow-up for the rate.
    pub counts_for_rate: bool,
    /// What says so.
    pub basis: Basis,
}

/// The monthly return to the company's leaders.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MonthlyReturn {
    /// Who signs it off.
    pub by: PostId,
    /// Who receives it.
    #[serde(rename = "delivered_to")]
    pub to: PostId,
    /// What says so.
    pub basis: Basis,
}

/// The month's analysis of what went wrong repeatedly.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Analysis {
    /// How many complaints of one household about one matter call for it.
    pub complaints: u32,
    /// How many repairs of one kind at one unit or asset call for it.
    pub repairs: u32,
    /// How far back from the month's end, in days.
    pub days: u32,
    /// Whether tellings count while the first is still open.
    pub repeat_counts_open: bool,
    /// Who completes and signs it.
    pub by: PostId,
    /// Within how many days of the month's end.
    pub within_days: u32,
    /// Who reviews it.
    pub reviewed_by: PostId,
    /// Who decides on corrective and preventive action.
    pub decided_by: PostId,
    /// What says so.
    pub basis: Basis,
}

/// When and how records are archived.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Archive {
    /// By which day of the month.
    pub day: u32,
    /// Whether that day itself still counts.
    pub day_inclusive: bool,
    /// How many days before it reminders aim at.
    pub remind_days_before: u32,
    /// Who reviews the batch, where somebody does.
    pub reviewed_by: Option<PostId>,
    /// Who keeps it.
    pub kept_by: PostId,
    /// How many years from receipt.
    pub years: u32,
    /// What says so.
    pub basis: Basis,
}

/// Work unfinished for too long.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Escalation {
    /// More than this many days: it escalates at 00:00 of the day after.
    pub after_days: u32,
    /// Who must go.
    pub post: PostId,
    /// Who is told.
    pub told: Option<PostId>,
    /// The only channel left.
    pub channel: Channel,
    /// What says so.
    pub basis: Basis,
}

/// A festival for which households are visited.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Festival {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Text,
    /// The calendar of its date.
    pub calendar: Calendar,
    /// The month, 1 to 12.
    pub month: u32,
    /// The day of the month.
    pub day: u32,
    /// What says so.
    pub basis: Basis,
}

/// A calendar.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Calendar {
    /// 公曆.
    Solar,
    /// 農曆; a festival falls in the ordinary month, not in the leap one.
    Lunar,
}

/// A form, or a document of the site that the text refers to.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Its id.
    pub id: String,
    /// Its title, with 《》.
    pub title: Text,
    /// Whether the product prints it, or the site uploads it.
    pub kind: DocumentKind,
    /// What says so.
    pub basis: Basis,
}

/// Where a document comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// A form that the product prints.
    Form,
    /// A document that the site uploads.
    Uploaded,
}
