//! Reading what was typed into a form, with everything that is wrong at once.

use std::str::FromStr;

use huiyin_domain::{Instant, LocalTime, Personal, SiteZone};

use crate::notices::is_mail;
use crate::{Error, Fault, FieldError, Result};

/// The longest name, title or code that is taken, in characters.
pub(crate) const NAME: usize = 80;

/// The longest e-mail address there can be, in characters.
const MAIL: usize = 254;

/// The longest account of what happened, or reason, that is taken, in characters.
pub(crate) const LONG: usize = 4000;

/// The faults found so far.
#[derive(Default)]
pub(crate) struct Fields(Vec<FieldError>);

impl Fields {
    /// Notes a fault.
    pub(crate) fn wrong(&mut self, field: &'static str, fault: Fault) {
        self.0.push(FieldError::new(field, fault));
    }

    /// Notes a fault that is put together already.
    pub(crate) fn note(&mut self, error: FieldError) {
        self.0.push(error);
    }

    /// Takes over the faults of one of several things.
    pub(crate) fn join(&mut self, other: Self, number: u32) {
        self.0
            .extend(other.0.into_iter().map(|error| error.of(number)));
    }

    /// A text that must be there, without the blanks around it.
    pub(crate) fn required(&mut self, field: &'static str, typed: &str, longest: usize) -> String {
        let text = self.optional(field, typed, longest);
        if text.is_none() {
            self.wrong(field, Fault::Missing);
        }
        text.unwrap_or_default()
    }

    /// A text that may be left out.
    pub(crate) fn optional(
        &mut self,
        field: &'static str,
        typed: &str,
        longest: usize,
    ) -> Option<String> {
        let text = typed.trim();
        if text.chars().count() > longest {
            self.wrong(field, Fault::TooLong(longest));
        }
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// A value that may be left out.
    pub(crate) fn parsed<T: FromStr>(&mut self, field: &'static str, typed: &str) -> Option<T> {
        let text = typed.trim();
        if text.is_empty() {
            return None;
        }
        let value = text.parse().ok();
        if value.is_none() {
            self.wrong(field, Fault::Malformed);
        }
        value
    }

    /// A value that must be there.
    pub(crate) fn parsed_required<T: FromStr>(
        &mut self,
        field: &'static str,
        typed: &str,
    ) -> Option<T> {
        if typed.trim().is_empty() {
            self.wrong(field, Fault::Missing);
        }
        self.parsed(field, typed)
    }

    /// A moment that may be left out, as typed on the site's clock or as a browser sends it.
    pub(crate) fn time(
        &mut self,
        field: &'static str,
        typed: &str,
        zone: SiteZone,
    ) -> Option<Instant> {
        let text = typed.trim();
        if text.is_empty() {
            return None;
        }
        let time = LocalTime::read(text, zone).or_else(|_| text.replacen('T', " ", 1).parse());
        if time.is_err() {
            self.wrong(field, Fault::Malformed);
        }
        time.ok().map(|time| zone.instant(time))
    }

    /// A telephone number as people write it: digits and what stands between them.
    pub(crate) fn phone(
        &mut self,
        field: &'static str,
        typed: &Personal<String>,
    ) -> Option<String> {
        let phone = self.optional(field, typed.reveal(), NAME)?;
        let digits = phone.chars().filter(char::is_ascii_digit).count();
        let others = |character: char| "+-()/,;. 轉转#".contains(character);
        if digits < 3
            || !phone
                .chars()
                .all(|each| each.is_ascii_digit() || others(each))
        {
            self.wrong(field, Fault::Malformed);
        }
        Some(phone)
    }

    /// An e-mail address that may be left out.
    pub(crate) fn mail(&mut self, field: &'static str, typed: &Personal<String>) -> Option<String> {
        let mail = self.optional(field, typed.reveal(), MAIL)?;
        if !is_mail(&mail) {
            self.wrong(field, Fault::Malformed);
        }
        Some(mail)
    }

    /// Everything that is wrong, if anything is.
    pub(crate) fn check(self) -> Result<()> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(Error::Invalid(self.0))
        }
    }
}

/// One field that is wrong.
pub(crate) fn wrong(field: &'static str, fault: Fault) -> Error {
    Error::Invalid(vec![FieldError::new(field, fault)])
}
