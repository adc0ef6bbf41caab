use huiyin_domain::entry::facts::PersonSaved;
use huiyin_domain::entry::{Facts, Word, Words};
use huiyin_domain::{CommandId, DeviceId, PersonId, Personal, ScopeId};
use huiyin_store::{Change, Draft, people, posts, sessions, tasks};

use super::staff::{HeldByStaff, StaffMember};
use crate::access::{check_manages_person, has_right};
use crate::accounts::Device;
use crate::fields::{Fields, NAME};
use crate::meanwhile::check_alone;
use crate::site::Editions;
use crate::{App, Asker, Error, Result, Right};

/// Somebody of the staff with all that belongs to them at a site.
#[derive(Clone, Debug)]
pub struct StaffPage {
    /// Who.
    pub member: StaffMember,
    /// What they held here before, the latest first.
    pub past: Vec<HeldByStaff>,
    /// What they have in hand.
    pub in_hand: InHand,
    /// Their devices, for themselves and for those who manage people.
    pub devices: Vec<Device>,
}

/// What somebody has in hand, at all sites: what leaving hands over.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct InHand {
    /// Open follow-ups in which they visit.
    pub follow_ups: usize,
    /// Events whose handling they own.
    pub events: usize,
    /// Departments that they head.
    pub departments: usize,
    /// Tasks that they have still to do.
    pub tasks: usize,
}

/// The name, phone and e-mail address of somebody of the staff, as the form sends them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SaveStaff {
    /// The site whose page was used.
    pub site: ScopeId,
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: Personal<String>,
    /// Their phone. None keeps the one there is, which the form shows masked.
    pub phone: Option<Personal<String>>,
    /// Their e-mail address; empty for none.
    pub mail: Personal<String>,
}

struct Input {
    editions: Editions,
    asker: Asker,
    site: ScopeId,
    person: PersonId,
    name: String,
    #[expect(
        clippy::option_option,
        reason = "kept as it is, taken away, or a new one"
    )]
    phone: Option<Option<String>>,
    mail: Option<String>,
}

impl App {
    /// Somebody of the staff of a site; [`Error::NotFound`] for who is not of it.
    pub async fn staff_member(
        &self,
        asker: &Asker,
        site: ScopeId,
        person: PersonId,
    ) -> Result<StaffPage> {
        let staff = self.staff(asker, site).await?;
        let mut staff = staff.into_iter();
        let member = staff
            .find(|member| member.person == person)
            .ok_or(Error::NotFound)?;
        let mut tx = self.db().read().await?;
        let site = self.editions().site(&mut tx, site).await?;
        let today = site.day(self.clock().now());
        let manages = has_right(&site.rules_on(today), asker, site.id(), Right::ManagePeople);
        let mut past: Vec<HeldByStaff> = posts::holdings_of(&mut tx, person)
            .await?
            .into_iter()
            .filter(|held| held.site.is_none_or(|at| at == site.id()))
            .filter(|held| held.to.is_some_and(|to| to < today))
            .map(HeldByStaff::from)
            .collect();
        past.reverse();
        let mut follow_ups = posts::open_visits(&mut tx, person).await?;
        follow_ups.dedup_by_key(|visit| visit.follow_up);
        let devices = if manages || asker.person == Some(person) {
            sessions::devices(&mut tx, person).await?
        } else {
            Vec::new()
        };
        Ok(StaffPage {
            member,
            past,
            in_hand: InHand {
                follow_ups: follow_ups.len(),
                events: posts::events_owned(&mut tx, person).await?.len(),
                departments: posts::departments_headed(&mut tx, person).await?.len(),
                tasks: tasks::open_of(&mut tx, person).await?.len(),
            },
            devices: devices
                .into_iter()
                .map(|row| Device::new(asker, row))
                .collect(),
        })
    }

    /// Changes the name, the phone or the e-mail address of somebody of the staff. [`Error::Conflict`] where somebody
    /// changed them after the asker saw them.
    pub async fn save_staff(
        &self,
        asker: &Asker,
        command: CommandId,
        staff: &SaveStaff,
    ) -> Result<()> {
        let mut fields = Fields::default();
        let name = fields.required("name", staff.name.reveal(), NAME);
        let phone = staff.phone.as_ref();
        let phone = phone.map(|phone| fields.phone("phone", phone));
        let mail = fields.mail("mail", &staff.mail);
        fields.check()?;
        let input = Input {
            editions: self.editions().clone(),
            asker: asker.clone(),
            site: staff.site,
            person: staff.person,
            name,
            phone,
            mail,
        };
        let act = asker.act(command, self.clock().now());
        self.db()
            .command(act, input, |change, input| {
                Box::pin(save_now(change, input))
            })
            .await
    }

    /// Shuts out a device of somebody of the staff, such as a phone that was lost: its sessions end.
    pub async fn shut_out_device(
        &self,
        asker: &Asker,
        person: PersonId,
        device: DeviceId,
    ) -> Result<()> {
        let now = self.clock().now();
        let mut tx = self.db().read().await?;
        check_manages_person(&mut tx, self.editions(), asker, person, now).await?;
        drop(tx);
        self.end_device(person, device).await
    }
}

async fn save_now(change: &mut Change<'_>, input: &Input) -> Result<()> {
    let now = change.at();
    let known = people::person(change, input.person)
        .await?
        .filter(|known| known.erased_at.is_none())
        .ok_or(Error::NotFound)?;
    if !people::is_staff(change, known.id).await? {
        return Err(Error::NotFound);
    }
    check_manages_person(change, &input.editions, &input.asker, known.id, now).await?;
    check_alone(
        change,
        &input.asker,
        (input.site, known.id.uuid()),
        |facts| matches!(facts, Facts::PersonSaved(_)),
    )
    .await?;
    let phone = input.phone.clone();
    let phone = phone.unwrap_or_else(|| known.phone.map(Personal::into_inner));
    let words = Words::new()
        .with(Word::Name, &input.name)
        .with_some(Word::Phone, phone)
        .with_some(Word::Hours, known.hours.map(Personal::into_inner))
        .with_some(Word::Mail, input.mail.as_deref());
    let saved = PersonSaved {
        person: known.id,
        home: known.home,
        language: known.language,
        wish: known.wish,
        import: None,
    };
    change
        .append(Draft::new(known.home, saved).about(Some(known.id), words))
        .await?;
    Ok(())
}
