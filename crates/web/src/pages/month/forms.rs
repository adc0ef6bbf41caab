//! What the forms of the month's end send, and the fields that several of them have.

use huiyin_app::month::GiveTask;
use huiyin_app::visits::Ink;
use huiyin_domain::{CommandId, PersonId};

use crate::failure::{Failure, Kind};
use crate::pages::tried;
use crate::texts::Texts;
use crate::view::{Choice, Field};

/// What a form sent, by name.
#[derive(Clone, Default, Debug)]
pub(super) struct Sent(pub(super) Vec<(String, String)>);

/// What was refused, and what was typed.
pub(super) type Tried = tried::Tried<Sent>;

impl Sent {
    /// What was sent under a name.
    pub(super) fn get(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(there, _)| there == name);
        found.map_or("", |(_, value)| value)
    }

    /// Whether anything was sent at all.
    pub(super) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn command(&self) -> Result<CommandId, Failure> {
        let command = self.get("command").parse();
        command.map_err(|_| Failure::new(Kind::Unreadable))
    }

    pub(super) fn ink(&self) -> Ink {
        Ink {
            strokes: self.get("signature").to_owned(),
            name: self.get("name").to_owned(),
            ..Ink::default()
        }
    }

    /// A task; the names end with this.
    pub(super) fn task(&self, end: &str) -> GiveTask {
        let get = |name: &str| self.get(&format!("{name}{end}")).to_owned();
        GiveTask {
            correction: get("correction"),
            action: get("action"),
            owner: get("owner").parse().ok(),
            due: get("due"),
        }
    }

    /// The numbers of what was sent several times: the cases of a report.
    pub(super) fn numbers(&self, name: &str) -> Vec<u32> {
        let of_name = self.0.iter().filter_map(|(there, _)| {
            let end = there.strip_prefix(name)?.strip_prefix('.')?;
            end.parse().ok()
        });
        of_name.collect()
    }
}

impl Tried {
    /// An area to write in, with what was typed, or with what was written before.
    pub(super) fn area(
        &self,
        name: impl Into<String>,
        label: String,
        before: Option<&str>,
    ) -> Field {
        let name = name.into();
        let typed = if self.sent.is_empty() {
            before.unwrap_or("")
        } else {
            self.sent.get(&name)
        };
        let typed = typed.to_owned();
        Field::new(name, label).value(typed).check(&self.errors)
    }

    /// One of several words.
    pub(super) fn choice<V: Into<String>, L: Into<String>>(
        &self,
        name: impl Into<String>,
        label: String,
        options: impl IntoIterator<Item = (V, L)>,
    ) -> Choice {
        let name = name.into();
        let chosen = self.sent.get(&name).to_owned();
        Choice::new(name, label)
            .options(options, &chosen)
            .check(&self.errors)
    }
}

/// The fields of something that somebody is given to do.
pub(super) struct TaskFields {
    pub(super) correction: Field,
    pub(super) action: Field,
    pub(super) owner: Choice,
    pub(super) due: Field,
}

impl TaskFields {
    /// Empty, or with what was typed; the names end with this.
    pub(super) fn new(t: Texts, tried: &Tried, staff: &[(PersonId, String)], end: &str) -> Self {
        let name = |name: &str| format!("{name}{end}");
        let nobody = std::iter::once((String::new(), t.none()));
        let staff = staff
            .iter()
            .map(|(id, name)| (id.to_string(), name.clone()));
        Self {
            correction: tried.area(name("correction"), t.month_correction(), None),
            action: tried.area(name("action"), t.month_action(), None),
            owner: tried.choice(name("owner"), t.month_owner(), nobody.chain(staff)),
            due: tried.area(name("due"), t.month_due(), None).kind("date"),
        }
    }
}
