use huiyin_domain::entry::facts::PersonSaved;
use huiyin_domain::entry::{ContactWish, Word, Words};
use huiyin_domain::{PersonId, Personal, ScopeId};
use huiyin_store::{Change, Draft};

use crate::Result;

/// Adds somebody of the staff.
pub(crate) async fn append_staff_member(
    change: &mut Change<'_>,
    home: ScopeId,
    name: &Personal<String>,
    phone: Option<&str>,
) -> Result<PersonId> {
    let person = PersonId::generate();
    let saved = PersonSaved {
        person,
        home,
        language: None,
        wish: ContactWish::Any,
        import: None,
    };
    let words = Words::new()
        .with(Word::Name, name.reveal())
        .with_some(Word::Phone, phone);
    let draft = Draft::new(home, saved).about(Some(person), words);
    change.append(draft).await?;
    Ok(person)
}
