use std::collections::BTreeMap;

use huiyin_domain::entry::facts::{
    CompanyOpened, DepartmentSaved, OccupancySaved, PersonSaved, PostGranted, ProcedureAdopted,
    ScopeOpened, SiteOpened, UnitSaved,
};
use huiyin_domain::entry::{ContactWish, Digest, ScopeKind, Word, Words};
use huiyin_domain::{
    CommandId, Day, DepartmentId, InstallationId, Instant, OccupancyId, PersonId, PostHeldId, Role,
    ScopeId, UnitId,
};
use huiyin_store::{Act, Change, Db, Draft, Error};

/// 翠湖灣 (CY), a small estate: two zones, five buildings, ten homes with their people, two departments, and somebody
/// in every post of its procedure.
#[derive(Clone, Debug)]
pub struct Estate {
    /// 翠湖物業, the company.
    pub company: ScopeId,
    /// 翠湖灣, the site.
    pub site: ScopeId,
    /// 東區 and 西區.
    pub zones: BTreeMap<&'static str, ScopeId>,
    /// The homes by their codes, such as `3-1202`.
    pub units: BTreeMap<&'static str, UnitId>,
    /// The residents by the codes of their homes.
    pub residents: BTreeMap<&'static str, PersonId>,
    /// 工程部 and 秩序部.
    pub departments: BTreeMap<&'static str, DepartmentId>,
    /// Who holds each post.
    pub staff: BTreeMap<&'static str, PersonId>,
    /// The version of the procedure the site adopted from January 2026.
    pub procedure: Digest,
}

/// Somebody in a post.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Staff {
    /// The post's id.
    pub post: &'static str,
    /// The name.
    pub name: &'static str,
}

const HOMES: [(&str, &str, &str, &str); 10] = [
    ("1-0301", "東區", "陳先生", "13800000003"),
    ("1-0302", "東區", "黃女士", "13800000004"),
    ("2-0502", "東區", "周先生", "13800000005"),
    ("3-1202", "東區", "何女士", "13800000001"),
    ("3-1203", "東區", "鄭先生", "13800000006"),
    ("4-1801", "西區", "孫女士", "13800000007"),
    ("5-0601", "西區", "李先生", "13800000002"),
    ("5-0602", "西區", "吳女士", "13800000008"),
    ("6-0902", "西區", "馬先生", "13800000009"),
    ("8-2304", "西區", "林女士", "13800000010"),
];

const fn staff(post: &'static str, name: &'static str) -> Staff {
    Staff { post, name }
}

const KEHU: &[Staff] = &[
    staff("site_manager", "羅經理"),
    staff("property_director", "梁主任"),
    staff("service_director", "許主任"),
    staff("area_officer", "馮志明"),
    staff("patrol_inspector", "郭強"),
    staff("culture_clerk", "潘雅文"),
    staff("company_leader", "沈總"),
    staff("company_reviewer", "品質部蘇"),
];
const YEZHU: &[Staff] = &[
    staff("site_manager", "羅經理"),
    staff("service_supervisor", "許主管"),
    staff("service_officer", "馮志明"),
    staff("department_head", "唐工"),
    staff("manager_assistant", "潘雅文"),
    staff("office", "辦公室丁"),
    staff("company_reviewer", "品質部蘇"),
];
const WUYE: &[Staff] = &[
    staff("property_manager", "羅經理"),
    staff("service_lead", "許主任"),
    staff("property_assistant", "馮志明"),
    staff("department_head", "唐工"),
    staff("manager_assistant", "潘雅文"),
    staff("office", "辦公室丁"),
    staff("company_reviewer", "品質部蘇"),
];

impl Estate {
    /// Builds the estate in an empty database, under the shipped procedure `kehu`, `yezhu` or `wuye`.
    ///
    /// # Panics
    ///
    /// When the procedure is none of the three, or the database refuses.
    pub async fn build(db: &Db, procedure: &'static str, now: Instant) -> Self {
        let plan = Self::plan(procedure);
        let build = plan.clone();
        db.command(
            act(now),
            (build, procedure),
            |change, (estate, procedure)| {
                Box::pin(async move {
                    estate.append_company(change).await?;
                    estate.append(change, procedure, ("CY", "翠湖灣")).await
                })
            },
        )
        .await
        .unwrap_or_else(|error: Error| panic!("the estate cannot be built: {error}"));
        plan
    }

    /// Builds another site of the same company, just like this one but for its code, which is its name too.
    ///
    /// # Panics
    ///
    /// When the procedure is none of the three, or the database refuses.
    pub async fn build_beside(
        &self,
        db: &Db,
        procedure: &'static str,
        code: &str,
        now: Instant,
    ) -> Self {
        let plan = Self {
            company: self.company,
            ..Self::plan(procedure)
        };
        let build = (plan.clone(), procedure, code.to_owned());
        db.command(act(now), build, |change, (estate, procedure, code)| {
            Box::pin(estate.append(change, procedure, (code, code)))
        })
        .await
        .unwrap_or_else(|error: Error| panic!("the site {code} cannot be built: {error}"));
        plan
    }

    /// The staff of a procedure.
    ///
    /// # Panics
    ///
    /// When it is none of the three.
    pub fn staff_of(procedure: &str) -> &'static [Staff] {
        match procedure {
            "kehu" => KEHU,
            "yezhu" => YEZHU,
            "wuye" => WUYE,
            other => panic!("{other} is not one of kehu, yezhu, wuye"),
        }
    }

    /// The text of a shipped procedure.
    ///
    /// # Panics
    ///
    /// When it is none of the three.
    pub fn procedure_text(procedure: &str) -> &'static str {
        match procedure {
            "kehu" => include_str!("../../../procedures/kehu.toml"),
            "yezhu" => include_str!("../../../procedures/yezhu.toml"),
            "wuye" => include_str!("../../../procedures/wuye.toml"),
            other => panic!("{other} is not one of kehu, yezhu, wuye"),
        }
    }

    fn plan(procedure: &str) -> Self {
        let homes = || HOMES.iter().map(|(code, ..)| *code);
        Self {
            company: ScopeId::generate(),
            site: ScopeId::generate(),
            zones: ["東區", "西區"]
                .map(|name| (name, ScopeId::generate()))
                .into(),
            units: homes().map(|code| (code, UnitId::generate())).collect(),
            residents: homes().map(|code| (code, PersonId::generate())).collect(),
            departments: ["工程部", "秩序部"]
                .map(|name| (name, DepartmentId::generate()))
                .into(),
            staff: Self::staff_of(procedure)
                .iter()
                .map(|staff| (staff.post, PersonId::generate()))
                .collect(),
            procedure: Digest::of(Self::procedure_text(procedure).as_bytes()),
        }
    }

    async fn append(
        &self,
        change: &mut Change<'_>,
        procedure: &str,
        called: (&str, &str),
    ) -> Result<(), Error> {
        self.append_scopes(change, procedure, called).await?;
        self.append_staff(change, procedure).await?;
        for (code, zone, name, phone) in HOMES {
            self.append_home(change, code, zone, name, phone).await?;
        }
        Ok(())
    }

    async fn append_company(&self, change: &mut Change<'_>) -> Result<(), Error> {
        let company = CompanyOpened {
            company: self.company,
            name: "翠湖物業".to_owned(),
            installation: InstallationId::generate(),
            demo: false,
        };
        change.append(Draft::new(self.company, company)).await?;
        Ok(())
    }

    async fn append_scopes(
        &self,
        change: &mut Change<'_>,
        procedure: &str,
        (code, name): (&str, &str),
    ) -> Result<(), Error> {
        let site = SiteOpened {
            site: self.site,
            parent: self.company,
            code: code.to_owned(),
            name: name.to_owned(),
            time_zone: "Asia/Shanghai".to_owned(),
            live_from: day("2026-01-01"),
        };
        change.append(Draft::new(self.site, site)).await?;
        for (name, scope) in &self.zones {
            let zone = ScopeOpened {
                scope: *scope,
                kind: ScopeKind::Zone,
                parent: self.site,
                name: (*name).to_owned(),
            };
            change.append(Draft::new(self.site, zone)).await?;
        }
        let adopted = ProcedureAdopted {
            site: self.site,
            from: day("2026-01-01").month(),
            procedure: procedure.to_owned(),
            format: 1,
            hash: self.procedure,
            text: Self::procedure_text(procedure).to_owned(),
        };
        change.append(Draft::new(self.site, adopted)).await?;
        Ok(())
    }

    async fn append_staff(&self, change: &mut Change<'_>, procedure: &str) -> Result<(), Error> {
        for staff in Self::staff_of(procedure) {
            let person = self.staff[staff.post];
            let scope = self.scope_of(staff.post);
            let home = if scope == self.company {
                scope
            } else {
                self.site
            };
            self.append_person(change, (person, home), staff.name, None)
                .await?;
            let granted = PostGranted {
                held: PostHeldId::generate(),
                person,
                post: staff.post.to_owned(),
                scope,
                from: day("2026-01-01"),
                to: None,
                deputy_for: None,
            };
            change.append(Draft::new(home, granted)).await?;
        }
        for (name, department) in &self.departments {
            let saved = DepartmentSaved {
                department: *department,
                site: self.site,
                name: (*name).to_owned(),
                head: self.staff.get("department_head").copied(),
                contractor: false,
                responsible_post: None,
                import: None,
            };
            change.append(Draft::new(self.site, saved)).await?;
        }
        Ok(())
    }

    /// Officers hold their post in a zone, the company's posts in the company, all others at the site.
    fn scope_of(&self, post: &str) -> ScopeId {
        match post {
            "company_leader" | "company_reviewer" => self.company,
            "area_officer" => self.zones["東區"],
            _ => self.site,
        }
    }

    async fn append_home(
        &self,
        change: &mut Change<'_>,
        code: &str,
        zone: &str,
        name: &str,
        phone: &str,
    ) -> Result<(), Error> {
        let (building, room) = code.split_once('-').expect("a code such as 3-1202");
        let unit = UnitSaved {
            unit: self.units[code],
            site: self.site,
            code: code.to_owned(),
            building: Some(building.to_owned()),
            floor: Some(room[..2].to_owned()),
            room: Some(room.to_owned()),
            zone: Some(self.zones[zone]),
            kind: None,
            handed_over: None,
            import: None,
        };
        change.append(Draft::new(self.site, unit)).await?;
        let resident = (self.residents[code], self.site);
        self.append_person(change, resident, name, Some(phone))
            .await?;
        let occupancy = OccupancySaved {
            occupancy: OccupancyId::generate(),
            unit: self.units[code],
            person: self.residents[code],
            role: Role::Owner,
            from: Some(day("2020-05-01")),
            to: None,
            import: None,
        };
        change.append(Draft::new(self.site, occupancy)).await?;
        Ok(())
    }

    async fn append_person(
        &self,
        change: &mut Change<'_>,
        (person, home): (PersonId, ScopeId),
        name: &str,
        phone: Option<&str>,
    ) -> Result<(), Error> {
        let saved = PersonSaved {
            person,
            home,
            language: None,
            wish: ContactWish::Any,
            import: None,
        };
        let words = Words::new()
            .with(Word::Name, name)
            .with_some(Word::Phone, phone);
        change
            .append(Draft::new(home, saved).about(Some(person), words))
            .await?;
        Ok(())
    }
}

/// What nobody does: it is there from the beginning.
fn act(now: Instant) -> Act {
    Act {
        command: CommandId::generate(),
        actor: None,
        device: None,
        at: now,
        input: None,
    }
}

fn day(text: &str) -> Day {
    text.parse().expect("a day YYYY-MM-DD")
}
