//! What sort of event it is, in words.

use huiyin_domain::{Category, Lang, Severity};
use huiyin_rules::procedure::Procedure;

use crate::texts::Texts;

/// Category, kind and severity: `投訴・噪音・重大`.
pub(crate) fn sort(
    t: Texts,
    category: Category,
    kind: Option<&str>,
    severity: Option<Severity>,
) -> String {
    let sort = [
        Some(category.title(t.lang()).to_owned()),
        kind.map(|it| kind_title(t, it)),
        severity.map(|it| it.title(t.lang()).to_owned()),
    ];
    sort.into_iter().flatten().collect::<Vec<_>>().join("・")
}

/// Where it is: the home and the public equipment. What has no home of its own is often named by the equipment in both.
pub(crate) fn place_of(unit: Option<&str>, asset: Option<&str>) -> String {
    let asset = asset.filter(|asset| unit != Some(asset));
    let place = [unit, asset];
    place.into_iter().flatten().collect::<Vec<_>>().join("・")
}

/// What a cohort is called within its category: an activity by the number of its event, a festival by its name and year.
pub(crate) fn cohort_title(procedure: &Procedure, t: Texts, name: &str) -> String {
    let last = name.rsplit('/').next().unwrap_or_default();
    let festival = last.rsplit_once('-').and_then(|(id, year)| {
        let mut festivals = procedure.festivals.iter();
        let festival = festivals.find(|it| it.id == id)?;
        Some(format!("{} {year}", festival.title.get(t.lang())))
    });
    festival.unwrap_or_else(|| last.to_owned())
}

/// A kind in the reader's words where it is one that procedures and files name by an id, else as somebody typed it.
pub(crate) fn kind_title(t: Texts, kind: &str) -> String {
    match kind {
        "first_aid" => t.kind_first_aid(),
        "lockout" => t.kind_lockout(),
        typed => typed.to_owned(),
    }
}

/// The kind that somebody means who types it, in whichever language.
pub(crate) fn kind_meant(typed: &str) -> String {
    let typed = typed.trim();
    let is = |id: &&str| {
        let titles = Lang::ALL.map(|lang| kind_title(Texts::of(lang), id));
        titles.iter().any(|it| it.eq_ignore_ascii_case(typed))
    };
    let known = ["first_aid", "lockout"].into_iter().find(is);
    known.unwrap_or(typed).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_read_as_it_is_shown_and_others_stay_as_typed() {
        for lang in Lang::ALL {
            let shown = kind_title(Texts::of(lang), "first_aid");
            assert_ne!(shown, "first_aid");
            assert_eq!(kind_meant(&shown), "first_aid");
        }
        assert_eq!(kind_meant(" first_aid"), "first_aid");
        assert_eq!(kind_meant("電梯"), "電梯");
        let t = Texts::of(Lang::ZhHant);
        let of_help = sort(t, Category::Help, Some("lockout"), None);
        assert_eq!(of_help, "求助・開鎖");
    }
}
