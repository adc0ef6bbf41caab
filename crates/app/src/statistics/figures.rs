use huiyin_domain::entry::VoidCause;
use huiyin_domain::{Channel, Rating, Verdict, Why};
use serde::{Deserialize, Serialize};

use super::month::Owed;

macro_rules! figures {
    ($($(#[$doc:meta])* $name:ident = $id:literal;)*) => {
        /// A figure of the statistics. Each counts obligations; [`Figure::Matters`], [`Figure::Handled`] and
        /// [`Figure::Unhandled`] what was raised in their records.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Figure { $($(#[$doc])* $name,)* }

        impl Figure {
            /// All of them, in the order of the columns.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// Its id in addresses and snapshots.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)* }
            }

            /// The figure of an id.
            pub fn of_id(id: &str) -> Option<Self> {
                match id { $($id => Some(Self::$name),)* _ => None }
            }
        }
    };
}

figures! {
    /// 應回訪: what is not exempt.
    Owed = "owed";
    /// 免回訪, for whatever reason.
    Exempt = "exempt";
    /// 免回訪: 無效投訴.
    ExemptInvalid = "exempt_invalid";
    /// 免回訪: 匿名.
    ExemptAnonymous = "exempt_anonymous";
    /// 免回訪: 只要復函.
    ExemptReplyOnly = "exempt_reply_only";
    /// 已回訪, however late.
    Done = "done";
    /// 已回訪, 上門.
    DoneOnSite = "done_on_site";
    /// 已回訪, 電話.
    DonePhone = "done_phone";
    /// 已回訪, 公開信.
    DoneLetter = "done_letter";
    /// 抽中: what is to be followed up, without 月末補抽 and without who was replaced.
    Picked = "picked";
    /// 按時: picked and done in time.
    OnTime = "on_time";
    /// 月末補抽: picked too late for the window.
    PickedLate = "picked_late";
    /// 月末補抽, done within the working limit.
    PickedLateOnTime = "picked_late_on_time";
    /// Picked, and not done.
    Outstanding = "outstanding";
    /// Rated.
    Rated = "rated";
    /// 滿意.
    Satisfied = "satisfied";
    /// 較滿意.
    Fairly = "fairly";
    /// 不滿意.
    Dissatisfied = "dissatisfied";
    /// 拒簽.
    Refused = "refused";
    /// 無法聯繫: not done, and closed so after the tries, replaced or not.
    Unreachable = "unreachable";
    /// 不合格.
    Nonconforming = "nonconforming";
    /// What was raised or found in records.
    Matters = "matters";
    /// Of these, what has an outcome, or an answer promised and not overdue.
    Handled = "handled";
    /// Of these, what has neither.
    Unhandled = "unhandled";
}

impl Figure {
    /// Whether it counts what was raised, so that one row can add more than one to it.
    pub const fn counts_matters(self) -> bool {
        matches!(self, Self::Matters | Self::Handled | Self::Unhandled)
    }

    /// How much an obligation adds to it.
    pub(super) fn weight(self, owed: &Owed) -> u64 {
        let matters = |count: u64| if owed.is_owed() { count } else { 0 };
        match self {
            Self::Matters => matters(owed.matters),
            Self::Handled => matters(owed.handled),
            Self::Unhandled => matters(owed.matters - owed.handled),
            _ => self.holds(owed).into(),
        }
    }

    fn holds(self, owed: &Owed) -> bool {
        let exempt = |why| owed.exempt == Some(why);
        if owed.exempt.is_some() {
            return match self {
                Self::Exempt => true,
                Self::ExemptInvalid => exempt(Why::ExemptInvalid),
                Self::ExemptAnonymous => exempt(Why::ExemptAnonymous),
                Self::ExemptReplyOnly => exempt(Why::ExemptReplyOnly),
                _ => false,
            };
        }
        if owed.gone {
            return false;
        }
        let by = |channel| owed.done.as_ref().is_some_and(|it| it.channel == channel);
        let rated = |rating| {
            owed.done
                .as_ref()
                .is_some_and(|it| it.rating == Some(rating))
        };
        let in_time = owed.done.as_ref().is_some_and(|it| it.in_time);
        let late_pick = owed.picked && owed.row.working_limit.is_some();
        let picked = owed.picked && !late_pick && !owed.row.replaced;
        match self {
            Self::Owed => true,
            Self::Done => owed.done.is_some(),
            Self::DoneOnSite => by(Channel::OnSite),
            Self::DonePhone => by(Channel::Phone),
            Self::DoneLetter => by(Channel::PublicLetter),
            Self::Picked => picked,
            Self::OnTime => picked && in_time,
            Self::PickedLate => late_pick,
            Self::PickedLateOnTime => late_pick && in_time,
            Self::Outstanding => {
                owed.picked && !owed.row.replaced && !owed.row.unreached && owed.done.is_none()
            }
            Self::Rated => Rating::ALL.iter().any(|rating| rated(*rating)),
            Self::Satisfied => rated(Rating::Satisfied),
            Self::Fairly => rated(Rating::Fairly),
            Self::Dissatisfied => rated(Rating::Dissatisfied),
            Self::Refused => owed.done.as_ref().is_some_and(|it| it.refused),
            Self::Unreachable => owed.row.unreached && owed.done.is_none(),
            Self::Nonconforming => owed.verdict == Some(Verdict::Nonconforming),
            Self::Exempt
            | Self::ExemptInvalid
            | Self::ExemptAnonymous
            | Self::ExemptReplyOnly
            | Self::Matters
            | Self::Handled
            | Self::Unhandled => false,
        }
    }
}

/// The reason by which a void obligation left the rate without leaving the list.
pub(super) const fn exempt_by_void(cause: VoidCause) -> Option<Why> {
    match cause {
        VoidCause::Invalid => Some(Why::ExemptInvalid),
        VoidCause::ReplyAttached => Some(Why::ExemptReplyOnly),
        VoidCause::Reopened
        | VoidCause::Corrected
        | VoidCause::Merged
        | VoidCause::ImportUndone => None,
    }
}

/// All figures over some obligations.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Figures(std::collections::BTreeMap<Figure, u64>);

impl Figures {
    pub(super) fn of(sums: impl Iterator<Item = (Figure, u64)>) -> Self {
        Self(sums.collect())
    }

    /// Adds others to these, figure by figure.
    pub(super) fn add(&mut self, others: &Self) {
        for (figure, count) in &others.0 {
            *self.0.entry(*figure).or_insert(0) += count;
        }
    }

    /// One of them.
    pub fn get(&self, figure: Figure) -> u64 {
        self.0.get(&figure).copied().unwrap_or(0)
    }

    /// 應回訪 without 無法聯繫: the net rate stands over these.
    pub fn net_owed(&self) -> u64 {
        self.get(Figure::Owed) - self.get(Figure::Unreachable)
    }

    /// 滿意 and 較滿意: over [`Figure::Rated`] they are the satisfaction.
    pub fn content(&self) -> u64 {
        self.get(Figure::Satisfied) + self.get(Figure::Fairly)
    }
}
