//! The posts of a site's procedure, as files name them.

use huiyin_domain::Lang;
use huiyin_rules::procedure::Post;

use super::piece::Context;

/// The post of an id or title.
pub(super) fn post_called<'c>(context: &'c Context, name: &str) -> Option<&'c Post> {
    let procedure = context.site.procedure_on(context.today);
    procedure.posts.iter().find(|post| {
        post.id == name
            || Lang::ALL
                .into_iter()
                .any(|lang| post.title.get(lang) == name)
    })
}
