//! What a visitor knew of a follow-up, in a few letters: sent along with what was done, it tells what changed since.

use std::collections::BTreeMap;
use std::fmt;

use huiyin_domain::entry::{ConflictReason, Digest, FollowUpState, PhoneWork, VoidCause};
use huiyin_domain::{Channel, Day, Instant, PersonId, RecordId, Step};

/// What a visitor should know of a follow-up; written as `s=taken;v=…`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Revision {
    pub(super) state: FollowUpState,
    pub(super) visitors: Vec<Option<PersonId>>,
    pub(super) procedure: Digest,
    pub(super) due: Day,
    pub(super) channel: Channel,
    pub(super) completed_at: Option<Instant>,
    pub(super) event_version: u32,
    pub(super) record: Option<RecordId>,
    /// Why its obligation no longer stands; not a part of what is written.
    pub(super) voided: Option<VoidCause>,
}

impl Revision {
    fn parts(&self) -> [(&'static str, String); 8] {
        let visitors = self.visitors.iter().flatten();
        let mut visitors: Vec<String> = visitors.map(ToString::to_string).collect();
        visitors.sort();
        let visitors = Digest::of(visitors.join(",").as_bytes()).to_string();
        let procedure = self.procedure.to_string();
        let completed = self.completed_at.map(|at| at.micros().to_string());
        let record = self.record.map(|record| record.to_string());
        [
            ("s", self.state.id().to_owned()),
            ("v", visitors.chars().take(12).collect()),
            ("p", procedure.chars().take(12).collect()),
            ("d", self.due.to_string()),
            ("c", self.channel.id().to_owned()),
            ("h", completed.unwrap_or_default()),
            ("e", self.event_version.to_string()),
            ("r", record.unwrap_or_default()),
        ]
    }

    /// What had changed since `seen` so that the work cannot simply be taken; none where it can.
    pub(super) fn conflict(
        &self,
        seen: &str,
        (work, asker, form_first): (PhoneWork, Option<PersonId>, bool),
    ) -> Option<ConflictReason> {
        let visits = asker.is_some() && self.visitors.contains(&asker);
        let step = match work {
            PhoneWork::TakeForm => Step::Take,
            PhoneWork::NoteTry => Step::Try,
            PhoneWork::RecordVisit => Step::Record { form_first },
        };
        if self.state == FollowUpState::Withdrawn {
            return Some(match self.voided {
                Some(VoidCause::Reopened) => ConflictReason::Reopened,
                _ => ConflictReason::State,
            });
        }
        if !visits {
            return Some(ConflictReason::Reassigned);
        }
        let known: BTreeMap<&str, &str> = seen
            .split(';')
            .filter_map(|it| it.split_once('='))
            .collect();
        let parts = self.parts();
        let changed = |name: &str| {
            let now = parts.iter().find(|(key, _)| *key == name);
            now.is_some_and(|(_, now)| known.get(name).is_some_and(|seen| seen != now))
        };
        if !self.state.takes(step) {
            return match self.state {
                FollowUpState::Recorded
                | FollowUpState::Accepted
                | FollowUpState::Nonconforming => Some(ConflictReason::Settled),
                // Only the form is missing: that is said, and taken, before the visit is sent again.
                FollowUpState::Released if known.get("s") == Some(&"released") => None,
                _ => Some(ConflictReason::State),
            };
        }
        if work != PhoneWork::RecordVisit {
            return None;
        }
        let reasons = [
            ("r", ConflictReason::Settled),
            ("p", ConflictReason::Procedure),
            ("v", ConflictReason::Reassigned),
            ("h", ConflictReason::Reopened),
        ];
        let found = reasons.into_iter().find(|(name, _)| changed(name));
        found.map(|(_, reason)| reason)
    }
}

impl fmt::Display for Revision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, (name, value)) in self.parts().iter().enumerate() {
            let before = if place == 0 { "" } else { ";" };
            write!(f, "{before}{name}={value}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn revision() -> (Revision, PersonId) {
        let me = PersonId::generate();
        let revision = Revision {
            state: FollowUpState::Taken,
            visitors: vec![Some(me), Some(PersonId::generate())],
            procedure: Digest::of(b"kehu"),
            due: "2026-03-17".parse().unwrap(),
            channel: Channel::OnSite,
            completed_at: Some(Instant::from_micros(1)),
            event_version: 3,
            record: None,
            voided: None,
        };
        (revision, me)
    }

    #[test]
    fn only_what_matters_stands_in_the_way() {
        let (seen, me) = revision();
        let text = seen.to_string();
        let record = (PhoneWork::RecordVisit, Some(me), true);
        let against = |now: Revision, what| now.conflict(&text, what);
        assert_eq!(against(seen.clone(), record), None);
        // Another day, channel or word of the event is no reason to keep a visit back.
        let later = Revision {
            due: "2026-03-18".parse().unwrap(),
            channel: Channel::Phone,
            event_version: 9,
            ..seen.clone()
        };
        assert_eq!(against(later, record), None);
        let other = Revision {
            visitors: vec![Some(PersonId::generate())],
            ..seen.clone()
        };
        assert_eq!(against(other, record), Some(ConflictReason::Reassigned));
        let second = Revision {
            visitors: vec![Some(me)],
            ..seen.clone()
        };
        assert_eq!(
            against(second.clone(), record),
            Some(ConflictReason::Reassigned)
        );
        // With whom does not matter to a try.
        let attempt = (PhoneWork::NoteTry, Some(me), true);
        assert_eq!(against(second, attempt), None);
        let procedure = Revision {
            procedure: Digest::of(b"yezhu"),
            ..seen.clone()
        };
        assert_eq!(against(procedure, record), Some(ConflictReason::Procedure));
        let settled = Revision {
            state: FollowUpState::Recorded,
            ..seen.clone()
        };
        assert_eq!(against(settled, record), Some(ConflictReason::Settled));
        let reopened = Revision {
            state: FollowUpState::Withdrawn,
            voided: Some(VoidCause::Reopened),
            ..seen.clone()
        };
        assert_eq!(against(reopened, record), Some(ConflictReason::Reopened));
        let back = Revision {
            state: FollowUpState::SentBack,
            record: Some(RecordId::generate()),
            ..seen.clone()
        };
        assert_eq!(against(back, record), Some(ConflictReason::Settled));
        let brought_back = Revision {
            state: FollowUpState::Planned,
            ..seen
        };
        assert_eq!(against(brought_back, record), Some(ConflictReason::State));
    }
}
