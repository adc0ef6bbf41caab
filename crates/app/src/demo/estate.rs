//! The company, the site, its homes and people, brought in as an office would: by importing its files.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::Write as _;

use huiyin_domain::entry::ImportKind;
use huiyin_domain::{
    CommandId, Day, DepartmentId, ImportId, Lang, PersonId, Personal, ScopeId, UnitId,
};
use huiyin_forms::FileError;
use huiyin_rules::procedure::Procedure;
use huiyin_store::{accounts, imports};

use super::chance::Chance;
use super::people::{Colleague, DEPARTMENTS, colleagues};
use super::{DEMO_PASSWORD, names};
use crate::imports::ImportRequest;
use crate::set_up::OpenSite;
use crate::{App, Asker, Error, Result};

const BUILDINGS: u32 = 12;
const FLOORS: u32 = 25;
const ROOMS: u32 = 4;
const ZONES: [&str; 3] = ["東區", "西區", "南區"];
const SEED: u64 = 0x0043_5955_414e;

/// A home with who is to be spoken to in it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Home {
    pub(super) unit: UnitId,
    pub(super) code: String,
    /// Whether it is a tenant.
    pub(super) tenant: bool,
    pub(super) person: PersonId,
    pub(super) name: String,
    pub(super) phone: String,
}

/// Somebody of the staff, ready to ask.
#[derive(Clone, Debug)]
pub(super) struct Member {
    pub(super) colleague: &'static Colleague,
    pub(super) person: PersonId,
    pub(super) asker: Asker,
}

/// The estate as it was founded.
#[derive(Clone, Debug)]
pub(super) struct Estate {
    pub(super) site: ScopeId,
    pub(super) homes: Vec<Home>,
    pub(super) staff: Vec<Member>,
    pub(super) departments: HashMap<String, DepartmentId>,
}

impl Estate {
    /// The first who holds one of these posts, in their order.
    pub(super) fn holder(&self, posts: &[&str]) -> Option<&Member> {
        posts.iter().find_map(|post| {
            self.staff
                .iter()
                .find(|member| member.colleague.post == *post)
        })
    }

    pub(super) fn member(&self, person: PersonId) -> Option<&Member> {
        self.staff.iter().find(|member| member.person == person)
    }
}

/// Founds the estate on its first day.
pub(super) async fn found(app: &App, procedure: &Procedure, first: Day) -> Result<Estate> {
    let product = Asker::product();
    app.open_company(CommandId::generate(), "翠湖物業", true)
        .await?;
    let open = OpenSite {
        code: "CY".to_owned(),
        name: "翠湖灣".to_owned(),
        live_from: first.to_string(),
        procedure: procedure.id.clone(),
        ..OpenSite::default()
    };
    let site = app
        .open_site(&product, CommandId::generate(), &open)
        .await?;
    let mut chance = Chance::new(SEED);
    let residents = residents(&mut chance);
    let staff = colleagues(&procedure.id);
    for (kind, text) in [
        (ImportKind::Units, units()),
        (ImportKind::Residents, residents_file(&residents)),
        (ImportKind::Staff, staff_file(staff)),
        (ImportKind::Departments, departments_file()),
    ] {
        import(app, (&product, site), kind, &text).await?;
    }
    let members = members(app, staff).await?;
    set_passwords(app, &members).await?;
    let mut tx = app.db().read().await?;
    let departments = imports::departments(&mut tx, site).await?;
    let departments = departments.into_iter();
    Ok(Estate {
        site,
        homes: homes(&mut tx, site, residents).await?,
        staff: members,
        departments: departments
            .map(|department| (department.name, department.id))
            .collect(),
    })
}

/// Brings a file in; the import.
pub(super) async fn import(
    app: &App,
    (asker, site): (&Asker, ScopeId),
    kind: ImportKind,
    text: &str,
) -> Result<ImportId> {
    let unwritable = |error| Error::File(FileError::Io(error));
    let mut file = tempfile::NamedTempFile::new().map_err(unwritable)?;
    file.write_all(text.as_bytes()).map_err(unwritable)?;
    let request = ImportRequest {
        site,
        kind,
        path: file.path().to_owned(),
        file_name: format!("{}.csv", kind.title(Lang::ZhHant)),
        profile: None,
        plan_history: false,
    };
    let import = ImportId::generate();
    app.run_import(asker, import, &request).await?;
    Ok(import)
}

/// A resident of the file: the code of the unit, name, phone, role.
struct Resident {
    unit: String,
    name: String,
    phone: String,
    role: &'static str,
}

fn codes() -> impl Iterator<Item = (u32, u32, u32)> {
    (1..=BUILDINGS).flat_map(|building| {
        (1..=FLOORS).flat_map(move |floor| (1..=ROOMS).map(move |room| (building, floor, room)))
    })
}

fn code(building: u32, floor: u32, room: u32) -> String {
    format!("{building}-{floor:02}{room:02}")
}

fn units() -> String {
    let mut text = "unit,building,floor,room,zone,kind,handed_over\n".to_owned();
    for (building, floor, room) in codes() {
        let code = code(building, floor, room);
        let zone = ZONES[((building - 1) / 4) as usize];
        let year = 2017 + building / 4;
        let _ = writeln!(
            text,
            "{code},{building},{floor},{room:02},{zone},住宅,{year}-06-30"
        );
    }
    text
}

fn residents(chance: &mut Chance) -> Vec<Resident> {
    let mut residents = Vec::new();
    for (number, (building, floor, room)) in (0..).zip(codes()) {
        let unit = code(building, floor, room);
        residents.push(Resident {
            unit: unit.clone(),
            name: names::name(chance),
            phone: names::phone(number),
            role: "owner",
        });
        if chance.happens(180) {
            residents.push(Resident {
                unit,
                name: names::name(chance),
                phone: names::phone(number + 500),
                role: match chance.below(10) {
                    0..6 => "tenant",
                    6..9 => "family",
                    _ => "agent",
                },
            });
        }
    }
    residents
}

fn residents_file(residents: &[Resident]) -> String {
    let mut text = "unit,name,role,phone,from\n".to_owned();
    for resident in residents {
        let Resident {
            unit,
            name,
            phone,
            role,
        } = resident;
        let _ = writeln!(text, "{unit},{name},{role},{phone},2021-07-01");
    }
    text
}

fn staff_file(staff: &[Colleague]) -> String {
    let mut text = "login,name,phone,posts,zones,department\n".to_owned();
    for (number, colleague) in (900..).zip(staff) {
        let Colleague {
            login,
            name,
            post,
            of,
        } = colleague;
        let phone = names::phone(number);
        let (zone, department) = if ZONES.contains(of) {
            (*of, "")
        } else {
            ("", *of)
        };
        let _ = writeln!(text, "{login},{name},{phone},{post},{zone},{department}");
    }
    text
}

fn departments_file() -> String {
    let mut text = "department\n".to_owned();
    for department in DEPARTMENTS {
        let _ = writeln!(text, "{department}");
    }
    text
}

async fn members(app: &App, staff: &'static [Colleague]) -> Result<Vec<Member>> {
    let mut members = Vec::new();
    for colleague in staff {
        let mut tx = app.db().read().await?;
        let account = accounts::account_of_login(&mut tx, colleague.login).await?;
        drop(tx);
        let person = account.ok_or(Error::NotFound)?.person;
        let asker = app.asker(person, None, Lang::ZhHant).await?;
        members.push(Member {
            colleague,
            person,
            asker: asker.ok_or(Error::NotFound)?,
        });
    }
    Ok(members)
}

async fn set_passwords(app: &App, members: &[Member]) -> Result<()> {
    let password = Personal::new(DEMO_PASSWORD.to_owned());
    let hash = app.passwords().hash(&password).await?;
    let people: Vec<PersonId> = members.iter().map(|member| member.person).collect();
    let now = app.clock().now();
    app.db()
        .write((people, hash, now), |tx, (people, hash, now)| {
            Box::pin(async move {
                for person in people {
                    accounts::set_password(tx, *person, hash, *now).await?;
                }
                Ok(())
            })
        })
        .await
}

async fn homes(
    tx: &mut huiyin_store::Tx,
    site: ScopeId,
    residents: Vec<Resident>,
) -> Result<Vec<Home>> {
    let codes: Vec<&str> = residents
        .iter()
        .map(|resident| resident.unit.as_str())
        .collect();
    let units: HashMap<_, _> = imports::units_of_codes(tx, site, &codes)
        .await?
        .into_iter()
        .map(|unit| (unit.code, unit.id))
        .collect();
    let ids: Vec<_> = units.values().copied().collect();
    let people: HashMap<_, _> = imports::persons_in_units(tx, &ids)
        .await?
        .into_iter()
        .filter_map(|(unit, person, name)| Some(((unit, name?.into_inner()), person)))
        .collect();
    Ok(residents
        .into_iter()
        .filter_map(|resident| {
            let unit = *units.get(&resident.unit)?;
            let person = *people.get(&(unit, resident.name.clone()))?;
            Some(Home {
                unit,
                code: resident.unit,
                tenant: resident.role == "tenant",
                person,
                name: resident.name,
                phone: resident.phone,
            })
        })
        .collect())
}
