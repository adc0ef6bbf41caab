//! What the columns are called.

use huiyin_app::statistics::{Beside, Figure};

use crate::texts::Texts;

/// The name of what stands beside the figures.
pub(super) fn beside_title(t: Texts, what: Beside) -> String {
    match what {
        Beside::Revisited => t.statistics_revisited(),
        Beside::RepeatComplaints => t.statistics_repeat_complaints(),
        Beside::RepeatRepairs => t.statistics_repeat_repairs(),
        Beside::CarriedOver => t.statistics_carried_over(),
    }
}

/// A figure's name under the head of its group, where that says part of it.
pub(super) fn figure_head(t: Texts, figure: Figure) -> String {
    match figure {
        Figure::Exempt => t.statistics_head_exempt(),
        Figure::ExemptInvalid => t.statistics_head_exempt_invalid(),
        Figure::ExemptAnonymous => t.statistics_head_exempt_anonymous(),
        Figure::ExemptReplyOnly => t.statistics_head_exempt_reply_only(),
        Figure::DoneOnSite => t.statistics_head_on_site(),
        Figure::DonePhone => t.statistics_head_phone(),
        Figure::DoneLetter => t.statistics_head_letter(),
        Figure::PickedLateOnTime => t.statistics_head_picked_late_on_time(),
        other => figure_title(t, other),
    }
}

/// The full name of a figure.
pub(crate) fn figure_title(t: Texts, figure: Figure) -> String {
    match figure {
        Figure::Owed => t.statistics_owed(),
        Figure::Exempt => t.statistics_exempt(),
        Figure::ExemptInvalid => t.statistics_exempt_invalid(),
        Figure::ExemptAnonymous => t.statistics_exempt_anonymous(),
        Figure::ExemptReplyOnly => t.statistics_exempt_reply_only(),
        Figure::Done => t.statistics_done(),
        Figure::DoneOnSite => t.statistics_done_on_site(),
        Figure::DonePhone => t.statistics_done_phone(),
        Figure::DoneLetter => t.statistics_done_letter(),
        Figure::Picked => t.statistics_picked(),
        Figure::OnTime => t.statistics_on_time(),
        Figure::PickedLate => t.statistics_picked_late(),
        Figure::PickedLateOnTime => t.statistics_picked_late_on_time(),
        Figure::Outstanding => t.statistics_outstanding(),
        Figure::Rated => t.statistics_rated(),
        Figure::Satisfied => t.statistics_satisfied(),
        Figure::Fairly => t.statistics_fairly(),
        Figure::Dissatisfied => t.statistics_dissatisfied(),
        Figure::Refused => t.statistics_refused(),
        Figure::Unreachable => t.statistics_unreachable(),
        Figure::Nonconforming => t.statistics_nonconforming(),
        Figure::Matters => t.statistics_matters(),
        Figure::Handled => t.statistics_handled(),
        Figure::Unhandled => t.statistics_unhandled(),
    }
}
