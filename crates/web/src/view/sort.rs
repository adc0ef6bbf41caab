//! What sort of event it is, in words.

use huiyin_domain::{Category, Lang, Severity};

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
