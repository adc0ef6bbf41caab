//! What the address asks for: the month, the moment, and which rows.

use std::fmt::Write as _;

use serde::Deserialize;

use huiyin_app::statistics::Statistics;
use huiyin_domain::{Category, Instant, LocalTime, Month, Severity};

use crate::at_work::SignedInAsker;
use crate::failure::{Failure, Kind};
use crate::view::Errors;

/// The query of a page of statistics.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    pub(super) month: String,
    pub(super) as_of: String,
    pub(super) picture: String,
    pub(super) figure: String,
    pub(super) category: String,
    pub(super) severity: String,
    pub(super) cohort: String,
    pub(super) from: usize,
}

/// The month and the moment that are shown.
#[derive(Clone)]
pub(super) struct Shown {
    pub(super) month: Month,
    /// The moment; none for now.
    pub(super) as_of: Option<Instant>,
    /// The moment as it was typed.
    pub(super) typed: String,
    /// Whether the picture of the close is shown.
    pub(super) frozen: bool,
    /// Whether the figures of now are shown though there is a picture of the close.
    pub(super) live: bool,
    /// The moment of the frozen picture, to the microsecond.
    pub(super) exact: Option<Instant>,
}

impl Shown {
    /// What is asked for; this month and now where nothing is said.
    pub(super) fn of(
        at: &SignedInAsker,
        asked: &Asked,
        errors: &mut Errors,
    ) -> Result<Self, Failure> {
        let month = match asked.month.trim() {
            "" => at.today.month(),
            typed => typed.parse().map_err(|_| Failure::new(Kind::Unreadable))?,
        };
        let typed = asked.as_of.trim();
        let exact = typed.parse().ok().map(Instant::from_micros);
        let local = typed.replacen('T', " ", 1).parse::<LocalTime>().ok();
        let as_of = exact.or_else(|| local.map(|local| at.site.zone().instant(local)));
        if as_of.is_none() && !typed.is_empty() {
            errors.add("as_of", at.t.fault_malformed());
        }
        Ok(Self {
            month,
            as_of,
            typed: if exact.is_some() {
                String::new()
            } else {
                typed.to_owned()
            },
            frozen: asked.picture == "closed",
            live: asked.picture == "live",
            exact,
        })
    }

    /// Of a closed month the picture of the close, which was signed, unless the figures of now or of a moment are asked for.
    pub(super) fn settled(self, statistics: &Statistics) -> Self {
        let is_other = self.live || self.as_of.is_some();
        let is_closed = statistics.closed.is_some();
        let frozen = is_closed && (self.frozen || !is_other);
        Self {
            frozen,
            live: is_closed && !frozen && self.as_of.is_none(),
            ..self
        }
    }

    /// What says in an address that the same is to be shown.
    pub(super) fn query(&self) -> String {
        let mut query = format!("month={}", self.month);
        if self.frozen {
            query.push_str("&picture=closed");
        } else if self.live {
            query.push_str("&picture=live");
        } else {
            self.push_moment(&mut query);
        }
        query
    }

    fn push_moment(&self, query: &mut String) {
        if let Some(exact) = self.exact {
            let _ = write!(query, "&as_of={}", exact.micros());
        } else if !self.typed.is_empty() {
            let _ = write!(query, "&as_of={}", encoded(&self.typed));
        }
    }

    /// The moment that is shown: of the close, where its picture is; none for now.
    pub(super) fn moment(&self, statistics: &Statistics) -> Option<Instant> {
        let closed = statistics.closed.as_ref().filter(|_| self.frozen);
        closed.map(|closed| closed.as_of).or(self.as_of)
    }

    /// The address of the rows behind a figure.
    pub(super) fn rows(
        &self,
        figure: &str,
        category: Option<Category>,
        severity: Option<Severity>,
        cohort: Option<&str>,
    ) -> String {
        let mut href = format!("/statistics/rows?month={}&figure={figure}", self.month);
        if let Some(category) = category {
            let _ = write!(href, "&category={category}");
        }
        if let Some(severity) = severity {
            let _ = write!(href, "&severity={severity}");
        }
        if let Some(cohort) = cohort {
            let _ = write!(href, "&cohort={}", encoded(cohort));
        }
        self.push_moment(&mut href);
        // Where the way back leads.
        if self.frozen {
            href.push_str("&picture=closed");
        } else if self.live {
            href.push_str("&picture=live");
        }
        href
    }
}

/// A text as it may stand in a query.
pub(super) fn encoded(text: &str) -> String {
    let byte = |byte| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' | b':' => {
            char::from(byte).to_string()
        }
        other => format!("%{other:02X}"),
    };
    text.bytes().map(byte).collect()
}
