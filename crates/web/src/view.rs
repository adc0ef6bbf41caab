//! The parts of a page as plain values: what a template is given, already in the reader's words.
//!
//! Each type has its macro in `templates/parts/`. Numbers, shapes and shares are worked out here, where they can be
//! tested; the templates only place them.

mod basis;
mod chart;
mod draw;
mod figures;
mod form;
mod frame;
mod head;
mod record;
mod signature;
mod sort;
mod timetable;
mod words;

pub(crate) use basis::{Sources, of_row};
pub(crate) use chart::{Bars, Columns};
pub(crate) use draw::{Draw, DrawState};
pub(crate) use figures::{Figure, Gauge, percent};
pub(crate) use form::{Choice, Errors, Field, Opt};
pub(crate) use frame::{Frame, Me, NavCounts, Place, Site};
pub(crate) use head::{Action, Crumb, Head, Pager};
pub(crate) use record::{Grade, Round, RoundState};
pub(crate) use signature::{Drawing, Signature};
pub(crate) use sort::{cohort_title, kind_meant, kind_title, place_of, sort};
pub(crate) use timetable::{DayHead, MonthStrip, Slot, Timetable, TimetableRow};
pub(crate) use words::{ClauseCard, ClauseCards, ClauseTag, Mark, MarkKind, Tag};
