//! Who asks for something.

use huiyin_domain::{CommandId, Day, DeviceId, Instant, Lang, PersonId, ScopeId};
use huiyin_store::Act;

use crate::Seen;

/// A person who asks, with the posts they hold now; or the product itself, at a deadline.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Asker {
    /// Who; none when the product asks.
    pub person: Option<PersonId>,
    /// On which device.
    pub device: Option<DeviceId>,
    /// The language to answer in.
    pub lang: Lang,
    /// What they hold today, deputies included.
    pub posts: Vec<HeldPost>,
    /// What they were shown of the thing they act on; none where nothing was shown, as to a program.
    pub seen: Option<Seen>,
}

/// A post somebody holds today.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HeldPost {
    /// The post's id, such as `site_manager`, or [`crate::Right::ADMINISTRATOR`].
    pub post: String,
    /// Where it is held.
    pub scope: ScopeId,
    /// The site it is held at, or whose zone it is held for; none when it is held for a region or the company.
    pub site: Option<ScopeId>,
    /// Its last day, where one is set.
    pub to: Option<Day>,
    /// Whether it is held as a deputy.
    pub as_deputy: bool,
}

impl Asker {
    /// The product itself, at a deadline.
    pub const fn product() -> Self {
        Self {
            person: None,
            device: None,
            lang: Lang::ZhHant,
            posts: Vec::new(),
            seen: None,
        }
    }

    /// The same, held to what they were shown of the thing they act on.
    #[must_use]
    pub fn having_seen(&self, seen: Option<Seen>) -> Self {
        Self {
            seen,
            ..self.clone()
        }
    }

    /// Whether they hold one of these posts at a site, or for the company it belongs to.
    pub fn holds(&self, site: ScopeId, posts: &[&str]) -> bool {
        self.posts.iter().any(|held| {
            held.site.is_none_or(|at| at == site) && posts.contains(&held.post.as_str())
        })
    }

    /// Whether they have anything to do with a site.
    pub fn belongs_to(&self, site: ScopeId) -> bool {
        self.person.is_none()
            || self
                .posts
                .iter()
                .any(|held| held.site.is_none_or(|at| at == site))
    }

    /// The act of asking, as the journal will have it.
    pub const fn act(&self, command: CommandId, at: Instant) -> Act {
        Act {
            command,
            actor: self.person,
            device: self.device,
            at,
            input: None,
        }
    }
}
