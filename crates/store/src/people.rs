//! People: residents, customers and staff; and who looked at their telephone numbers.

use std::collections::HashSet;

use huiyin_domain::entry::ContactWish;
use huiyin_domain::{DepartmentId, DeviceId, EventId, Instant, Lang, PersonId, Personal, ScopeId};
use uuid::Uuid;

use crate::imports::listed;
use crate::row::Row;
use crate::{Result, Tx};

/// A person.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PersonRow {
    /// The person.
    pub id: PersonId,
    /// The site, or the company, whose people they are of.
    pub home: ScopeId,
    /// Their name; none when they were erased.
    pub name: Option<Personal<String>>,
    /// Their phone, in full.
    pub phone: Option<Personal<String>>,
    /// The hours at which they want to be contacted.
    pub hours: Option<Personal<String>>,
    /// The e-mail address of somebody of the staff.
    pub mail: Option<Personal<String>>,
    /// The language they want to be spoken to in.
    pub language: Option<Lang>,
    /// How they wish to be contacted.
    pub wish: ContactWish,
    /// When everything about them was erased.
    pub erased_at: Option<Instant>,
    /// Since when the use of their data is restricted.
    pub restricted_at: Option<Instant>,
}

impl PersonRow {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            home: row.get("home_id")?,
            name: row.get("name")?,
            phone: row.get("phone")?,
            hours: row.get("hours")?,
            mail: row.get("mail")?,
            language: row.get("language")?,
            wish: row.get("wish")?,
            erased_at: row.get("erased_at")?,
            restricted_at: row.get("restricted_at")?,
        })
    }
}

/// Somebody of the staff of a site.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StaffRow {
    /// The person.
    pub person: PersonId,
    /// Their name; none when they were erased.
    pub name: Option<Personal<String>>,
    /// Their phone, in full.
    pub phone: Option<Personal<String>>,
    /// Their e-mail address.
    pub mail: Option<Personal<String>>,
    /// What they sign in with, where they have an account.
    pub login: Option<Personal<String>>,
    /// Whether they have chosen a password.
    pub has_password: bool,
    /// When they last signed in.
    pub last_login_at: Option<Instant>,
    /// When the account was closed.
    pub account_closed_at: Option<Instant>,
}

/// A person, when there is one of this id.
pub async fn person(tx: &mut Tx, id: PersonId) -> Result<Option<PersonRow>> {
    const SQL: &str = "select id, home_id, name, phone, hours, mail, language, wish, erased_at, restricted_at from person where id = $1";
    tx.optional(SQL, &[&id], PersonRow::read).await
}

/// People by their ids, in the order of the ids.
pub async fn people(tx: &mut Tx, ids: &[PersonId]) -> Result<Vec<PersonRow>> {
    const SQL: &str = "select id, home_id, name, phone, hours, mail, language, wish, erased_at, restricted_at from person where id in";
    let mut people = listed(tx, SQL, &[], ids, PersonRow::read).await?;
    people.sort_by_key(|person| person.id);
    Ok(people)
}

/// Whether a person is or was of the staff: has an account, or ever held a post.
pub async fn is_staff(tx: &mut Tx, id: PersonId) -> Result<bool> {
    const SQL: &str = "select person_id from account where person_id = $1 \
        union all select person_id from post_held where person_id = $1 limit 1";
    let found: Option<PersonId> = tx.optional(SQL, &[&id], |row| row.get("person_id")).await?;
    Ok(found.is_some())
}

/// Those of these people who are, or were, residents or customers of a site.
pub async fn residents_among(tx: &mut Tx, ids: &[PersonId]) -> Result<HashSet<PersonId>> {
    const SQL: &str = "select p.id from person p where (exists (select 1 from occupancy o where o.person_id = p.id) \
        or exists (select 1 from event e where e.reporter_id = p.id) \
        or exists (select 1 from list_line l where l.person_id = p.id)) and p.id in";
    let found = listed(tx, SQL, &[], ids, |row| row.get("id")).await?;
    Ok(found.into_iter().collect())
}

/// The staff of a site by name: who is at home there and has an account, or ever held a post there, in its zones, or
/// above it in the company.
pub async fn staff(tx: &mut Tx, site: ScopeId) -> Result<Vec<StaffRow>> {
    const SQL: &str = "with recursive above (id, parent_id) as (select id, parent_id from scope where id = $1 \
        union all select s.id, s.parent_id from scope s join above a on s.id = a.parent_id) \
        select p.id, p.name, p.phone, p.mail, a.login, \
        cast(case when a.password_hash is null then 0 else 1 end as bigint) as has_password, \
        a.last_login_at, a.closed_at from person p left join account a on a.person_id = p.id \
        where (p.home_id = $1 and a.person_id is not null) or exists (select 1 from post_held h \
        join scope s on s.id = h.scope_id where h.person_id = p.id \
        and (s.parent_id = $1 or s.id in (select id from above))) \
        order by p.name, p.id";
    tx.all(SQL, &[&site], |row| {
        Ok(StaffRow {
            person: row.get("id")?,
            name: row.get("name")?,
            phone: row.get("phone")?,
            mail: row.get("mail")?,
            login: row.get("login")?,
            has_password: row.get("has_password")?,
            last_login_at: row.get("last_login_at")?,
            account_closed_at: row.get("closed_at")?,
        })
    })
    .await
}

/// The site of a department.
pub async fn site_of_department(tx: &mut Tx, id: DepartmentId) -> Result<Option<ScopeId>> {
    const SQL: &str = "select site_id from department where id = $1";
    tx.optional(SQL, &[&id], |row| row.get("site_id")).await
}

/// The site of an event, and the phone given at its intake.
pub async fn phone_of_event(
    tx: &mut Tx,
    event: EventId,
) -> Result<Option<(ScopeId, Option<Personal<String>>)>> {
    const SQL: &str = "select e.site_id, coalesce(e.phone, s.phone) as phone from event e \
        left join sealed s on s.event_id = e.id where e.id = $1 and e.withdrawn_at is null";
    tx.optional(SQL, &[&event], |row| {
        Ok((row.get("site_id")?, row.get("phone")?))
    })
    .await
}

/// Whose number was looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PhoneOf {
    /// A person's own.
    Person(PersonId),
    /// The one given at the intake of an event.
    Event(EventId),
}

impl PhoneOf {
    pub(crate) fn target(self) -> (&'static str, Uuid) {
        match self {
            Self::Person(person) => ("person", person.uuid()),
            Self::Event(event) => ("event", event.uuid()),
        }
    }
}

/// Notes that somebody looked at a full number.
pub async fn note_phone_view(
    tx: &mut Tx,
    of: PhoneOf,
    viewer: PersonId,
    device: Option<DeviceId>,
    at: Instant,
) -> Result<()> {
    const SQL: &str = "insert into phone_view (target_kind, target_id, viewer_id, viewed_at, device_id) \
        values ($1, $2, $3, $4, $5) on conflict (target_kind, target_id, viewer_id, viewed_at) do nothing";
    let (kind, id) = of.target();
    tx.execute(SQL, &[&kind, &id, &viewer, &at, &device])
        .await?;
    Ok(())
}

/// Who looked at a number, and when; the latest first.
pub async fn phone_views(tx: &mut Tx, of: PhoneOf, limit: u32) -> Result<Vec<(PersonId, Instant)>> {
    const SQL: &str = "select viewer_id, viewed_at from phone_view where target_kind = $1 and target_id = $2 \
        order by viewed_at desc, viewer_id limit $3";
    let (kind, id) = of.target();
    tx.all(SQL, &[&kind, &id, &limit], |row| {
        Ok((row.get("viewer_id")?, row.get("viewed_at")?))
    })
    .await
}
