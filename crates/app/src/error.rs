//! What can stand in the way of an action. One place in the pages and one in the commands turn it into words.

use huiyin_domain::entry::Ground;
use huiyin_domain::{Day, Lang, Severity};
use huiyin_rules::procedure::Basis;
use huiyin_rules::record::Lack;
use huiyin_rules::unreachable::Untried;

use crate::Right;
use crate::attachments::FileKind;

/// The result of an action.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why an action did nothing.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// What it is about is not there, or not for the asker to see.
    #[error("it is not there")]
    NotFound,
    /// The asker may not.
    #[error("the right {right:?} is missing")]
    Forbidden {
        /// What is missing.
        right: Right,
        /// The posts that have it; none where any post at the site has.
        posts: Vec<String>,
        /// The clauses that say so.
        basis: Basis,
    },
    /// What was typed cannot be taken: every field that is wrong, and why.
    #[error("what was typed cannot be taken: {}", names(.0))]
    Invalid(Vec<FieldError>),
    /// A record lacks what the procedure asks for.
    #[error("the record lacks {} things", .0.len())]
    Lacking(Vec<Lack>),
    /// The procedure does not allow it, or not now.
    #[error("refused: {why:?}")]
    Refused {
        /// Why.
        why: Refusal,
        /// The clauses that say so; empty where plain sense does.
        basis: Basis,
    },
    /// Somebody else changed it in the meantime.
    #[error("it was changed by somebody else")]
    Conflict,
    /// A file cannot be read at all; nothing of it was taken.
    #[error("the file cannot be read: {0}")]
    File(huiyin_forms::FileError),
    /// A paper could not be drawn.
    #[error(transparent)]
    NotPrinted(huiyin_forms::paper::RenderFault),
    /// The database.
    #[error(transparent)]
    Store(huiyin_store::Error),
}

impl From<huiyin_store::Error> for Error {
    fn from(error: huiyin_store::Error) -> Self {
        match error {
            // A form that was sent before, by somebody else or with another content.
            huiyin_store::Error::CommandReused => Self::Conflict,
            error => Self::Store(error),
        }
    }
}

impl Error {
    /// What is wrong with a file that cannot be read: what was found, what was expected and how to go on.
    pub fn of_file(&self, lang: Lang) -> Option<String> {
        match self {
            Self::File(error) => Some(error.sentence(lang)),
            _ => None,
        }
    }
}

/// A field whose content cannot be taken.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FieldError {
    /// The name of the field, as in the form and in the interface.
    pub field: &'static str,
    /// Which of several things of a kind it belongs to, from 1: the second matter raised, the first visitor.
    pub number: Option<u32>,
    /// What is wrong with it.
    pub fault: Fault,
}

impl FieldError {
    /// A fault of a field that there is once.
    pub const fn new(field: &'static str, fault: Fault) -> Self {
        Self {
            field,
            number: None,
            fault,
        }
    }

    /// The same fault, of the field of one of several things.
    #[must_use]
    pub const fn of(self, number: u32) -> Self {
        Self {
            number: Some(number),
            ..self
        }
    }
}

/// What is wrong with a field. The words for it are the pages'.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fault {
    /// It must be filled in.
    Missing,
    /// It is not of the form expected.
    Malformed,
    /// It lies in the future.
    InFuture,
    /// It lies before another field that it must follow.
    Before {
        /// The name of the other field.
        other: &'static str,
    },
    /// It lies before the sample was drawn that it belongs to.
    BeforeDrawn,
    /// It names nothing that is known.
    Unknown,
    /// It is taken already.
    Taken,
    /// It is on the list already.
    Listed,
    /// It is longer than this many characters.
    TooLong(usize),
    /// It is shorter than this many characters.
    TooShort(usize),
    /// A password that would be guessed first.
    Guessable,
    /// It was tried too often; later it is looked at again.
    TooOften,
    /// A file without content.
    FileEmpty,
    /// A file of more than this many bytes.
    FileTooLarge(u64),
    /// A file that is, by its content, none of these.
    FileKind(&'static [FileKind]),
    /// A photo that cannot be read to its end.
    FileDamaged,
    /// More files than this.
    TooManyFiles(u64),
    /// More months than are added up at once: at most so many.
    TooManyMonths(u32),
    /// A file that was sent more than a day ago, or that hangs on something already.
    FileGone,
}

/// Why the procedure, or the state of things, does not allow an action.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// The event is not in a state for it, such as completing what is completed.
    EventState,
    /// The list was confirmed already; lines may still be added.
    ListComplete,
    /// The follow-up is not in a state for it, such as releasing what is released.
    FollowUpState,
    /// A visitor is not named yet: the post is vacant, or the department complained of is not known.
    NoVisitor,
    /// A post that the rules name would be left out.
    PostDropped,
    /// The person does not hold the post that is to visit, or is named twice.
    NotOfPost,
    /// Nothing to be added: it is followed up anyway, or may still be drawn.
    NotVoluntary,
    /// The customer was not sought often enough to count as unreachable: what is missing.
    Untried(Vec<Untried>),
    /// Numbers were given in the cohort already: another rate holds for the next one.
    CohortBegun,
    /// Nothing asks for the 復函情況 of it.
    NoReplyAsked,
    /// An authority wants a letter: why there is none is no letter.
    LetterWanted,
    /// It is a part of another event, and dealt with there.
    Merged,
    /// It was told only after the other was settled: a complaint of its own.
    ToldAfter,
    /// It comes from another household.
    OtherHousehold,
    /// Only complaints are told to several departments.
    NotComplaint,
    /// It has its answer already.
    Settled,
    /// The channel is not allowed in this round.
    Channel,
    /// A first visit is made; only later rounds can be closed.
    FirstRound,
    /// The asker does not visit in this follow-up.
    NotVisitor,
    /// Nobody reviews a visit of their own.
    OwnVisit,
    /// Another reads the record first.
    NotTheirTurn,
    /// The follow-ups are not all of one home.
    NotOneHousehold,
    /// The day is outside the window, and no reason is given.
    OutsideWindow,
    /// Records are not taken on paper under this procedure.
    NotOnPaper,
    /// The form was not taken yet.
    FormNotTaken,
    /// The procedure has no festivals.
    NoFestivals,
    /// The list of the festival was released.
    FestivalReleased,
    /// The festival is over.
    FestivalOver,
    /// The site visits nobody for the festival.
    FestivalOff,
    /// Nobody is on the list of the festival.
    NobodyListed,
    /// Nobody was on the list of the year before who is not on this one.
    NobodyBefore,
    /// The procedure has no public letters.
    NoLetters,
    /// The letter is not in a state for it, such as posting what is not approved.
    LetterState,
    /// The letter was taken down: its last day of hanging is past.
    LetterDown,
    /// Nobody approves a letter of their own.
    OwnLetter,
    /// A complaint as grave as this is never answered by letter.
    LetterGrave(Severity),
    /// The customer was promised an answer of their own.
    LetterPromised,
    /// A confidential complaint is never answered by letter.
    LetterConfidential,
    /// The follow-ups are not all about one matter.
    NotOneMatter,
    /// Another letter on its way answers it.
    OtherLetter,
    /// Fewer households share the matter than a letter needs.
    FewHouseholds(u32),
    /// Nothing that the letter was to answer can be answered any more.
    NothingToAnswer,
    /// The month is not over yet.
    MonthRunning,
    /// The month's statistics are closed.
    MonthClosed,
    /// The month's statistics are not closed yet.
    MonthOpen,
    /// The paper of the month is not in a state for it, such as reviewing what is not signed.
    PaperState,
    /// Nobody reviews or decides on what they signed, nor checks what they did.
    OwnPaper,
    /// The task is not in a state for it, such as checking what is not done.
    TaskState,
    /// The batch is not in a state for it, such as receiving what is not reviewed.
    BatchState,
    /// Every reviewed record is in a batch already.
    NothingToCollect,
    /// A batch must be kept longer: its time is not over, or it is held.
    KeptLonger(Option<Day>),
    /// Nobody approves a disposal that they listed themselves.
    OwnDisposal,
    /// The disposal of the batch is not listed, or not approved by a second person.
    DisposalNotApproved,
    /// Something hangs on it.
    InUse,
    /// The request about somebody's data was answered.
    RequestSettled,
    /// Nobody erases on a request that they entered themselves.
    OwnRequest,
    /// The data of the staff are what the archive rests on: they are not erased by such a request.
    StaffData,
    /// Not everything can be erased, for this reason: it is done in part, or refused.
    SomethingStays(Ground),
    /// Nothing can be erased, for this reason: it is refused.
    NothingGoes(Ground),
    /// Everything can be erased: nothing is done in part.
    NothingStays,
    /// The hold was lifted.
    HoldLifted,
    /// The spot check of the month is not drawn: its statistics are not closed, or its key is not revealed yet.
    SpotNotDrawn,
    /// The record is not in the sample of the company's spot check.
    NotSampled,
    /// Nobody checks a record that they visited for, entered or reviewed.
    OwnSpotCheck,
    /// The resident was reached already.
    SpotChecked,
    /// Something in it is held, a record, its event or whom it is about.
    HeldWithin,
    /// The month has begun: its events are followed up as was known before.
    MonthBegun,
    /// Something is wrong with the copy of a procedure.
    DraftUnsound,
    /// There are more events than this, too many to be tried at once.
    TooManyEvents(usize),
    /// Nobody shuts themselves out; somebody else does it.
    OwnLeaving,
    /// An import cannot be undone: what hangs on it, and how often. `updated` are rows that changed what was there
    /// before; `events`, `residents`, `lists`, `departments` rest on what it made; `later_acts` are of
    /// people who changed the events since; `list_lines` are lines of lists, which stay; `follow_ups` are released or done;
    /// `visitors` and `staff_acts` are of the people it made.
    Hanging(Vec<(&'static str, u64)>),
    /// Only for a database of made-up data.
    NotDemo,
    /// Not from a database of made-up data: nothing leaves the house.
    Demo,
    /// The installation sends no mail: nobody told it by which server.
    NoMail,
    /// The asker has no e-mail address.
    NoMailAddress,
}

/// The fields that are wrong, and how; never what was typed.
fn names(errors: &[FieldError]) -> String {
    let one = |it: &FieldError| format!("{} ({:?})", it.field, it.fault);
    errors.iter().map(one).collect::<Vec<_>>().join(", ")
}
