//! Choosing a household for a list: those that were found, each with a button.

use huiyin_app::people::Household;

use crate::at_work::SignedInAsker;
use crate::failure::Failure;
use crate::texts::Texts;

/// A household that was found, with those of it who can be put on the list.
pub(crate) struct Home {
    /// The unit's code.
    pub(crate) code: String,
    /// Who can be chosen.
    pub(crate) people: Vec<Choosable>,
}

/// Somebody of a household, or the household itself where nobody lives there.
pub(crate) struct Choosable {
    /// The unit's id; empty for somebody who lives in none.
    pub(crate) unit: String,
    /// The person's id; empty where nobody lives there.
    pub(crate) person: String,
    /// The words of the button.
    pub(crate) words: String,
    /// Role and masked phone.
    pub(crate) about: String,
}

/// The households that fit what was typed; none where nothing was.
pub(crate) async fn found(at: &SignedInAsker, typed: &str) -> Result<Vec<Home>, Failure> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(Vec::new());
    }
    let site = at.site.id();
    let found = at.app.find_household(&at.asker, site, typed).await?;
    Ok(found.iter().map(|it| home(at.t, it)).collect())
}

fn home(t: Texts, household: &Household) -> Home {
    let unit = household.unit.map(|it| it.to_string()).unwrap_or_default();
    let people = household.occupants.iter().map(|it| {
        let role = it.role.map(|role| role.title(t.lang()).to_owned());
        let name = it.name.as_ref().map(|name| name.reveal().clone());
        Choosable {
            unit: unit.clone(),
            person: it.person.to_string(),
            words: t.lists_take(name.unwrap_or_else(|| t.events_erased())),
            about: [role, it.phone_masked.clone()]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join("・"),
        }
    });
    let mut people: Vec<Choosable> = people.collect();
    if people.is_empty() {
        people.push(Choosable {
            unit,
            person: String::new(),
            words: t.lists_take(t.lists_nobody_there()),
            about: String::new(),
        });
    }
    Home {
        code: household.code.clone(),
        people,
    }
}
