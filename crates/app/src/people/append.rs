use huiyin_domain::entry::facts::PersonSaved;
use huiyin_domain::entry::{ContactWish, Word, Words};
use huiyin_domain::{PersonId, Personal, ScopeId};
use huiyin_store::{Change, Draft, people};

use crate::{Error, Result};

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

/// Brings who gets a post of the company home to it: their name stands in the company's chain from then on, so that any
/// of its sites can be built up without the others. Residents stay people of their site.
pub(crate) async fn bring_home(
    change: &mut Change<'_>,
    company: ScopeId,
    person: PersonId,
) -> Result<()> {
    let known = people::person(change, person).await?;
    let known = known.ok_or(Error::NotFound)?;
    let residents = people::residents_among(change, &[person]).await?;
    if known.home == company || residents.contains(&person) {
        return Ok(());
    }
    let words = Words::new()
        .with_some(Word::Name, known.name.map(Personal::into_inner))
        .with_some(Word::Phone, known.phone.map(Personal::into_inner))
        .with_some(Word::Hours, known.hours.map(Personal::into_inner))
        .with_some(Word::Mail, known.mail.map(Personal::into_inner));
    let saved = PersonSaved {
        person,
        home: company,
        language: known.language,
        wish: known.wish,
        import: None,
    };
    let draft = Draft::new(company, saved).about(Some(person), words);
    change.append(draft).await?;
    Ok(())
}
