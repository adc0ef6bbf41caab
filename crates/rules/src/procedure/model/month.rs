//! The month's papers: return, analysis, archive; and festivals, forms and documents.

use huiyin_domain::Text;
use serde::Deserialize;

use super::PostId;
use crate::procedure::Basis;

/// The monthly return to the company's leaders.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MonthlyReturn {
    /// Who signs it off.
    pub by: PostId,
    /// Within how many days of being drafted; no day is set where it is not said.
    #[serde(default)]
    pub within_days: Option<u32>,
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
    /// Who approves the disposal of what was kept for its time, never on a list of their own; who closes rounds where
    /// nobody is named.
    pub disposal_approved_by: Option<PostId>,
    /// How many years from receipt.
    pub years: u32,
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
    /// How many days before that day it is: 除夕 is the day before 春節.
    #[serde(default)]
    pub days_before: u32,
    /// What says so.
    pub basis: Basis,
}

/// The list of households of a festival.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FestivalList {
    /// Who releases it, and says for which festivals nobody is visited.
    pub by: PostId,
    /// How many days before the festival they are told of one without a released list.
    pub remind_days_before: u32,
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
