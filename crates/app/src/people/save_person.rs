use huiyin_domain::entry::facts::PersonSaved;
use huiyin_domain::entry::{ContactWish, Facts, Word, Words};
use huiyin_domain::{CommandId, Lang, PersonId, Personal, ScopeId};
use huiyin_store::{Change, Draft, people};

use crate::access::{check, check_manages_person};
use crate::fields::{Fields, NAME};
use crate::meanwhile::check_alone;
use crate::site::Editions;
use crate::{App, Asker, Error, Result, Right};

/// A resident, customer or one of the staff, as the form sends them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SavePerson {
    /// The person; none for somebody new.
    pub person: Option<PersonId>,
    /// The site whose people they are of.
    pub site: ScopeId,
    /// Their name.
    pub name: Personal<String>,
    /// Their phone. None keeps the one there is, which the form shows masked.
    pub phone: Option<Personal<String>>,
    /// The hours at which they want to be contacted.
    pub hours: Personal<String>,
    /// The language they want to be spoken to in.
    pub language: Option<Lang>,
    /// How they wish to be contacted.
    pub wish: ContactWish,
}

pub(super) struct Input {
    editions: Editions,
    asker: Asker,
    saved: PersonSaved,
    is_new: bool,
    name: Personal<String>,
    #[expect(
        clippy::option_option,
        reason = "kept as it is, taken away, or a new one"
    )]
    phone: Option<Option<String>>,
    hours: Option<String>,
}

impl Input {
    /// The person.
    pub(super) const fn person(&self) -> PersonId {
        self.saved.person
    }
}

impl App {
    /// Adds or changes a person. Residents are kept by whoever registers events, the staff by those who manage people.
    pub async fn save_person(
        &self,
        asker: &Asker,
        command: CommandId,
        person: &SavePerson,
    ) -> Result<PersonId> {
        let mut fields = Fields::default();
        let input = self.person_input(asker, person, &mut fields);
        fields.check()?;
        let act = asker.act(command, self.clock().now());
        self.db()
            .command(act, input, |change, input| {
                Box::pin(save_now(change, input))
            })
            .await
    }

    /// A person as typed, with what is wrong with them noted.
    pub(super) fn person_input(
        &self,
        asker: &Asker,
        person: &SavePerson,
        fields: &mut Fields,
    ) -> Input {
        let name = fields.required("name", person.name.reveal(), NAME);
        let phone = person
            .phone
            .as_ref()
            .map(|phone| fields.phone("phone", phone));
        let hours = fields.optional("hours", person.hours.reveal(), NAME);
        Input {
            editions: self.editions().clone(),
            asker: asker.clone(),
            saved: PersonSaved {
                person: person.person.unwrap_or_else(PersonId::generate),
                home: person.site,
                language: person.language,
                wish: person.wish,
                import: None,
            },
            is_new: person.person.is_none(),
            name: Personal::new(name),
            phone,
            hours,
        }
    }
}

pub(super) async fn save_now(change: &mut Change<'_>, input: &Input) -> Result<PersonId> {
    let now = change.at();
    let mut saved = input.saved.clone();
    let site = input.editions.site(change, saved.home).await?;
    let rules = site.rules_on(site.day(now));
    check(&rules, &input.asker, saved.home, Right::RegisterEvents)
        .or_else(|_| check(&rules, &input.asker, saved.home, Right::ManagePeople))?;
    let (mut known_phone, mut known_mail) = (None, None);
    if !input.is_new {
        let known = people::person(change, saved.person).await?;
        let known = known
            .filter(|known| known.erased_at.is_none())
            .ok_or(Error::NotFound)?;
        if people::is_staff(change, saved.person).await? {
            check_manages_person(change, &input.editions, &input.asker, saved.person, now).await?;
        } else if known.home != saved.home {
            return Err(Error::NotFound);
        }
        let thing = (saved.home, saved.person.uuid());
        check_alone(change, &input.asker, thing, |facts| {
            matches!(facts, Facts::PersonSaved(_))
        })
        .await?;
        saved.home = known.home;
        known_phone = known.phone.map(Personal::into_inner);
        known_mail = known.mail.map(Personal::into_inner);
    }
    let phone = input.phone.clone().unwrap_or(known_phone);
    let words = Words::new()
        .with(Word::Name, input.name.reveal())
        .with_some(Word::Phone, phone)
        .with_some(Word::Hours, input.hours.as_deref())
        .with_some(Word::Mail, known_mail);
    let person = saved.person;
    change
        .append(Draft::new(saved.home, saved).about(Some(person), words))
        .await?;
    Ok(person)
}
