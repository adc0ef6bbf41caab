//! What is known of the things that the rows of a file name, asked for many rows at once.

use huiyin_domain::entry::ContactWish;
use huiyin_domain::{
    Day, DepartmentId, ImportId, Lang, OccupancyId, PersonId, Personal, PostHeldId, Role, ScopeId,
    UnitId,
};

use super::listed;
use crate::row::Row;
use crate::{Result, Tx};

/// A unit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UnitRow {
    /// Its id.
    pub id: UnitId,
    /// What people call it.
    pub code: String,
    /// Its building.
    pub building: Option<String>,
    /// Its floor.
    pub floor: Option<String>,
    /// Its room.
    pub room: Option<String>,
    /// Its zone.
    pub zone: Option<ScopeId>,
    /// Home, shop, office, car park.
    pub kind: Option<String>,
    /// When it was handed over.
    pub handed_over: Option<Day>,
    /// The import that brought it.
    pub import: Option<ImportId>,
}

/// A person.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KnownPerson {
    /// Their id.
    pub id: PersonId,
    /// Whose people they are of.
    pub home: ScopeId,
    /// Their name; none once it is erased.
    pub name: Option<Personal<String>>,
    /// Their phone number.
    pub phone: Option<Personal<String>>,
    /// The hours at which they want to be contacted.
    pub hours: Option<Personal<String>>,
    /// The e-mail address of somebody of the staff.
    pub mail: Option<Personal<String>>,
    /// Their language.
    pub language: Option<Lang>,
    /// How they wish to be contacted.
    pub wish: ContactWish,
    /// The import that brought them.
    pub import: Option<ImportId>,
}

/// A person in a unit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ResidentRow {
    /// The occupancy.
    pub occupancy: OccupancyId,
    /// The unit.
    pub unit: UnitId,
    /// What the person is to the unit.
    pub role: Role,
    /// The first day.
    pub from: Option<Day>,
    /// The last day.
    pub to: Option<Day>,
    /// The import that brought the occupancy.
    pub import: Option<ImportId>,
    /// The person.
    pub person: KnownPerson,
}

/// A person with an account.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StaffRow {
    /// What they sign in with.
    pub login: String,
    /// The person.
    pub person: KnownPerson,
}

/// A post that is held, not as a deputy.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PostRow {
    /// The holding.
    pub held: PostHeldId,
    /// Who holds it.
    pub person: PersonId,
    /// The post.
    pub post: String,
    /// Where.
    pub scope: ScopeId,
    /// The last day.
    pub to: Option<Day>,
}

/// A department.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DepartmentRow {
    /// Its id.
    pub id: DepartmentId,
    /// Its name.
    pub name: String,
    /// Who heads it.
    pub head: Option<PersonId>,
    /// Whether it is an outside contractor.
    pub contractor: bool,
    /// The post that answers for a contractor.
    pub responsible_post: Option<String>,
    /// The import that brought it.
    pub import: Option<ImportId>,
}

impl KnownPerson {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get("person_id")?,
            home: row.get("home_id")?,
            name: row.get("name")?,
            phone: row.get("phone")?,
            hours: row.get("hours")?,
            mail: row.get("mail")?,
            language: row.get("language")?,
            wish: row.get("wish")?,
            import: row.get("person_import")?,
        })
    }
}

/// The company whose installation this is.
pub async fn company(tx: &mut Tx) -> Result<ScopeId> {
    const SQL: &str = "select id from scope where kind = 'company'";
    tx.one(SQL, &[], |row| row.get("id")).await
}

/// The units of a site with these codes.
pub async fn units_of_codes(tx: &mut Tx, site: ScopeId, codes: &[&str]) -> Result<Vec<UnitRow>> {
    const SQL: &str = "select id, code, building, floor, room, zone_id, kind, handed_over, import_id from unit \
        where site_id = $1 and code in";
    listed(tx, SQL, &[&site], codes, |row| {
        Ok(UnitRow {
            id: row.get("id")?,
            code: row.get("code")?,
            building: row.get("building")?,
            floor: row.get("floor")?,
            room: row.get("room")?,
            zone: row.get("zone_id")?,
            kind: row.get("kind")?,
            handed_over: row.get("handed_over")?,
            import: row.get("import_id")?,
        })
    })
    .await
}

/// The zones of a site by name.
pub async fn zones(tx: &mut Tx, site: ScopeId) -> Result<Vec<(String, ScopeId)>> {
    const SQL: &str =
        "select name, id from scope where parent_id = $1 and kind = 'zone' order by name";
    tx.all(SQL, &[&site], |row| Ok((row.get("name")?, row.get("id")?)))
        .await
}

/// Everybody in these units, those who left included, in the order in which they came into the product.
pub async fn residents_of_units(tx: &mut Tx, units: &[UnitId]) -> Result<Vec<ResidentRow>> {
    const SQL: &str = "select o.id as occupancy_id, o.unit_id, o.role, o.from_day, o.to_day, o.import_id, \
        p.id as person_id, p.home_id, p.name, p.phone, p.hours, p.mail, p.language, p.wish, p.import_id as person_import \
        from occupancy o join person p on p.id = o.person_id where o.unit_id in";
    let mut residents = listed(tx, SQL, &[], units, |row| {
        Ok(ResidentRow {
            occupancy: row.get("occupancy_id")?,
            unit: row.get("unit_id")?,
            role: row.get("role")?,
            from: row.get("from_day")?,
            to: row.get("to_day")?,
            import: row.get("import_id")?,
            person: KnownPerson::read(row)?,
        })
    })
    .await?;
    residents.sort_by_key(|resident| resident.occupancy);
    Ok(residents)
}

/// People of a site with these names, who live in any unit.
pub async fn persons_called(
    tx: &mut Tx,
    site: ScopeId,
    names: &[&str],
) -> Result<Vec<KnownPerson>> {
    const SQL: &str = "select p.id as person_id, p.home_id, p.name, p.phone, p.hours, p.mail, p.language, p.wish, \
        p.import_id as person_import from person p where p.home_id = $1 \
        and exists (select 1 from occupancy o where o.person_id = p.id) and p.name in";
    listed(tx, SQL, &[&site], names, KnownPerson::read).await
}

/// The people with these logins.
pub async fn staff_of_logins(tx: &mut Tx, logins: &[&str]) -> Result<Vec<StaffRow>> {
    const SQL: &str = "select a.login, p.id as person_id, p.home_id, p.name, p.phone, p.hours, p.mail, p.language, p.wish, \
        p.import_id as person_import from account a join person p on p.id = a.person_id where a.login in";
    listed(tx, SQL, &[], logins, |row| {
        Ok(StaffRow {
            login: row.get("login")?,
            person: KnownPerson::read(row)?,
        })
    })
    .await
}

/// The posts these people hold, or will hold, on a day.
pub async fn posts_of(tx: &mut Tx, persons: &[PersonId], on: Day) -> Result<Vec<PostRow>> {
    const SQL: &str = "select id, person_id, post, scope_id, to_day from post_held \
        where deputy_for_id is null and (to_day is null or to_day >= $1) and person_id in";
    listed(tx, SQL, &[&on], persons, |row| {
        Ok(PostRow {
            held: row.get("id")?,
            person: row.get("person_id")?,
            post: row.get("post")?,
            scope: row.get("scope_id")?,
            to: row.get("to_day")?,
        })
    })
    .await
}

/// The departments of a site, by name.
pub async fn departments(tx: &mut Tx, site: ScopeId) -> Result<Vec<DepartmentRow>> {
    const SQL: &str = "select id, name, head_id, contractor, responsible_post, import_id from department \
        where site_id = $1 order by name";
    tx.all(SQL, &[&site], |row| {
        Ok(DepartmentRow {
            id: row.get("id")?,
            name: row.get("name")?,
            head: row.get("head_id")?,
            contractor: row.get("contractor")?,
            responsible_post: row.get("responsible_post")?,
            import: row.get("import_id")?,
        })
    })
    .await
}
