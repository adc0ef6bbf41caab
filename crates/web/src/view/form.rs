//! Forms: label above, error below with what to do, and what was typed stays.

use std::borrow::Cow;

/// A line or box to write in.
#[derive(Clone, Debug, Default)]
pub(crate) struct Field {
    /// Its name in the form.
    pub(crate) name: Cow<'static, str>,
    /// What stands above it.
    pub(crate) label: String,
    /// What was typed.
    pub(crate) value: String,
    /// The kind of input: `text`, `tel`, `date` and so on.
    pub(crate) kind: &'static str,
    /// Help below it.
    pub(crate) hint: Option<String>,
    /// What is wrong, and what to do.
    pub(crate) error: Option<String>,
    /// Whether it must be filled in.
    pub(crate) required: bool,
    /// What the browser may fill in; `off` unless said otherwise.
    pub(crate) autocomplete: &'static str,
    /// The key that brings the cursor here.
    pub(crate) key: Option<char>,
}

impl Field {
    /// An empty line of text.
    pub(crate) fn new(name: impl Into<Cow<'static, str>>, label: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            label: label.into(),
            kind: "text",
            autocomplete: "off",
            ..Self::default()
        }
    }

    /// The same, of another kind of input.
    #[must_use]
    pub(crate) fn kind(self, kind: &'static str) -> Self {
        Self { kind, ..self }
    }

    /// The same, with what was typed.
    #[must_use]
    pub(crate) fn value(self, value: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            ..self
        }
    }

    /// The same, that must be filled in.
    #[must_use]
    pub(crate) fn required(self) -> Self {
        Self {
            required: true,
            ..self
        }
    }

    /// The same, with help below it.
    #[must_use]
    pub(crate) fn hint(self, hint: impl Into<String>) -> Self {
        Self {
            hint: Some(hint.into()),
            ..self
        }
    }

    /// The same, that the browser may fill in.
    #[must_use]
    pub(crate) fn autocomplete(self, what: &'static str) -> Self {
        Self {
            autocomplete: what,
            ..self
        }
    }

    /// The same, reached by a key.
    #[must_use]
    pub(crate) fn key(self, key: char) -> Self {
        Self {
            key: Some(key),
            ..self
        }
    }

    /// The same, with what is wrong with it, if anything.
    #[must_use]
    pub(crate) fn check(self, errors: &Errors) -> Self {
        Self {
            error: errors.of(&self.name),
            ..self
        }
    }
}

/// One of several: as words side by side, or as a list that opens.
#[derive(Clone, Debug, Default)]
pub(crate) struct Choice {
    /// Its name in the form.
    pub(crate) name: Cow<'static, str>,
    /// What stands above it.
    pub(crate) label: String,
    /// What can be chosen.
    pub(crate) options: Vec<Opt>,
    /// What is wrong, and what to do.
    pub(crate) error: Option<String>,
    /// Whether something must be chosen.
    pub(crate) required: bool,
}

/// One thing that can be chosen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Opt {
    /// What the form sends.
    pub(crate) value: String,
    /// What is read.
    pub(crate) label: String,
    /// Whether it is chosen now.
    pub(crate) chosen: bool,
}

impl Choice {
    /// A choice with nothing to choose from yet.
    pub(crate) fn new(name: impl Into<Cow<'static, str>>, label: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            label: label.into(),
            ..Self::default()
        }
    }

    /// The same, with these values and words, of which one may be chosen. Nothing is chosen by itself.
    #[must_use]
    pub(crate) fn options<V: Into<String>, L: Into<String>>(
        self,
        options: impl IntoIterator<Item = (V, L)>,
        chosen: &str,
    ) -> Self {
        let options = options.into_iter().map(|(value, label)| {
            let value = value.into();
            Opt {
                chosen: value == chosen,
                value,
                label: label.into(),
            }
        });
        Self {
            options: options.collect(),
            ..self
        }
    }

    /// The same, where something must be chosen.
    #[must_use]
    pub(crate) fn required(self) -> Self {
        Self {
            required: true,
            ..self
        }
    }

    /// What the form sends; empty where nothing is chosen.
    pub(crate) fn value(&self) -> String {
        let found = self.options.iter().find(|it| it.chosen);
        found.map_or_else(String::new, |it| it.value.clone())
    }

    /// The words of what is chosen; empty where nothing is.
    pub(crate) fn chosen(&self) -> String {
        let found = self.options.iter().find(|it| it.chosen);
        found.map_or_else(String::new, |it| it.label.clone())
    }

    /// The same, with what is wrong with it, if anything.
    #[must_use]
    pub(crate) fn check(self, errors: &Errors) -> Self {
        Self {
            error: errors.of(&self.name),
            ..self
        }
    }
}

/// What is wrong with a form, field by field, in the reader's words.
#[derive(Clone, Debug, Default)]
pub(crate) struct Errors(Vec<(String, String)>);

impl Errors {
    /// Notes what is wrong with a field.
    pub(crate) fn add(&mut self, field: impl Into<String>, sentence: impl Into<String>) {
        self.0.push((field.into(), sentence.into()));
    }

    /// Whether nothing is wrong.
    pub(crate) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many things are wrong.
    pub(crate) const fn len(&self) -> usize {
        self.0.len()
    }

    /// The fields with what is wrong, in the order in which it was noted.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &(String, String)> {
        self.0.iter()
    }

    /// The first thing that is wrong with a field.
    fn of(&self, field: &str) -> Option<String> {
        let found = self.0.iter().find(|(name, _)| name == field);
        found.map(|(_, sentence)| sentence.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_stays_and_the_field_says_what_is_wrong() {
        let mut errors = Errors::default();
        errors.add("phone", "first");
        errors.add("phone", "second");
        let field = Field::new("phone", "Phone").value("12").check(&errors);
        assert_eq!(
            (field.value.as_str(), field.error.as_deref()),
            ("12", Some("first"))
        );
        assert_eq!(Field::new("name", "Name").check(&errors).error, None);
    }

    #[test]
    fn nothing_is_chosen_by_itself() {
        let choice = Choice::new("grade", "Grade").options([("A", "good"), ("B", "bad")], "");
        assert!(choice.options.iter().all(|option| !option.chosen));
        let choice = choice.options([("A", "good"), ("B", "bad")], "B");
        assert!(choice.options[1].chosen && !choice.options[0].chosen);
    }
}
