use std::collections::BTreeMap;

use huiyin_domain::{Day, Instant, PersonId, Personal, PostHeldId, ScopeId, masked_phone};
use huiyin_store::posts::HoldingRow;
use huiyin_store::{people, posts};

use crate::access::check;
use crate::{App, Asker, Result, Right};

/// Somebody of the staff of a site.
#[derive(Clone, Debug)]
pub struct StaffMember {
    /// The person.
    pub person: PersonId,
    /// Their name; none when they were erased.
    pub name: Option<Personal<String>>,
    /// Their phone with its middle hidden.
    pub phone_masked: Option<String>,
    /// Their e-mail address; notices go there.
    pub mail: Option<Personal<String>>,
    /// What they hold at the site today or later.
    pub posts: Vec<HeldByStaff>,
    /// What they sign in with, where they have an account.
    pub login: Option<Personal<String>>,
    /// Whether they have chosen a password.
    pub has_password: bool,
    /// When they last signed in.
    pub last_login_at: Option<Instant>,
    /// When their account was closed.
    pub account_closed_at: Option<Instant>,
}

/// A post somebody of the staff holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HeldByStaff {
    /// The holding.
    pub held: PostHeldId,
    /// The post.
    pub post: String,
    /// Where: the name of the zone, the site or the company.
    pub place: String,
    /// The first day.
    pub from: Day,
    /// The last day, where one is set.
    pub to: Option<Day>,
    /// Whose deputy they are in it.
    pub deputy_for: Option<PostHeldId>,
}

impl From<HoldingRow> for HeldByStaff {
    fn from(row: HoldingRow) -> Self {
        Self {
            held: row.id,
            post: row.post,
            place: row.scope_name,
            from: row.from,
            to: row.to,
            deputy_for: row.deputy_for,
        }
    }
}

impl App {
    /// The staff of a site by name, with what they hold there today or later; those who left stay, without posts.
    pub async fn staff(&self, asker: &Asker, site: ScopeId) -> Result<Vec<StaffMember>> {
        let mut tx = self.db().read().await?;
        let site = self.editions().site(&mut tx, site).await?;
        let today = site.day(self.clock().now());
        check(&site.rules_on(today), asker, site.id(), Right::See)?;
        let mut held: BTreeMap<PersonId, Vec<HeldByStaff>> = BTreeMap::new();
        for row in posts::holdings_at(&mut tx, site.id(), today).await? {
            held.entry(row.person).or_default().push(row.into());
        }
        let rows = people::staff(&mut tx, site.id()).await?;
        let member = |row: people::StaffRow| StaffMember {
            person: row.person,
            name: row.name,
            phone_masked: row.phone.map(|phone| masked_phone(phone.reveal())),
            mail: row.mail,
            posts: held.remove(&row.person).unwrap_or_default(),
            login: row.login,
            has_password: row.has_password,
            last_login_at: row.last_login_at,
            account_closed_at: row.account_closed_at,
        };
        Ok(rows.into_iter().map(member).collect())
    }
}
