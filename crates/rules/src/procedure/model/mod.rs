//! What a procedure file says, as types. Field names are the keys of the file; `docs/reference/procedures.md`
//! describes each.

mod category;
mod counting;
mod grading;
mod month;
mod review;
mod visits;

pub use category::*;
pub use counting::*;
pub use grading::*;
pub use month::*;
pub use review::*;
pub use visits::*;

use huiyin_domain::{Rate, Text};
use serde::Deserialize;

use super::Basis;

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
    /// The version it is a copy of; none = nobody copied it from another.
    pub base: Option<Base>,
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
    /// What in a month's records deserves a second look; none = nothing is pointed at.
    pub signals: Option<Signals>,
    /// Which accepted records of a closed month the company calls back; none = none.
    pub spot_check: Option<SpotCheck>,
    /// Who answers for follow-ups as a whole.
    pub accountable: Option<Posts>,
    /// Who makes and releases the plan.
    pub plan: PlanRule,
    /// Which person of a post goes.
    pub assignment: Assignment,
    /// Lists of participants, recipients and households.
    pub lists: Lists,
    /// The sign-out sheet.
    pub sign_out: SignOut,
    /// The sections of a record.
    #[serde(rename = "content")]
    pub contents: Vec<Content>,
    /// Looking at the place.
    pub site_check: SiteCheck,
    /// Who signs what.
    pub signatures: Signatures,
    /// Who may enter a record from paper besides its visitors; none = records are not taken on paper.
    pub paper: Option<Posts>,
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
    pub same_complaint: SameComplaint,
    /// How grave a complaint is proposed to be; none = nothing is proposed.
    pub grading: Option<Grading>,
    /// Complaints about a person or about privacy; none = there are no confidential ones.
    pub confidential: Option<Confidential>,
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
    pub overdue_service: Option<OverdueService>,
    /// The festivals for which households are visited.
    #[serde(rename = "festival", default)]
    pub festivals: Vec<Festival>,
    /// Who lets households be visited for a festival; none = no list is made.
    pub festival_list: Option<FestivalList>,
    /// The forms and the documents it refers to.
    #[serde(rename = "document", default)]
    pub documents: Vec<Document>,
}

/// The version that a copy was made of.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Base {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// The SHA-256 of its text, 64 hex digits.
    pub hash: String,
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
    /// What it is about, in a word or two; where there is none, its clause or its id is shown.
    pub title: Option<Text>,
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

/// When what was told to several departments is one record.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SameComplaint {
    /// The share of the shorter text's pairs of characters from which two complaints of a household are offered as the
    /// same; none = every open one is. Those of the same kind always are.
    pub alike: Option<Rate>,
    /// What says so.
    pub basis: Basis,
}

/// Lists of participants, recipients and households.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lists {
    /// Who hands them in, and is told while one is missing; none = nobody is.
    pub by: Option<PostId>,
    /// Every how many days a missing one is asked for; none = it is only shown.
    pub chase_every_days: Option<u32>,
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
