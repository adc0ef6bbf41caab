//! The language of messages on the command line.

use std::env;

use huiyin_domain::Lang;

pub(crate) fn parse(tag: &str) -> Result<Lang, String> {
    Lang::of(tag).ok_or_else(|| "expected zh-Hant, zh-Hans or en".to_owned())
}

/// The language of the environment's locale; 繁體 where it names none of ours.
pub(crate) fn of_environment() -> Lang {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| env::var(name).ok().filter(|value| !value.is_empty()));
    of_locale(locale.as_deref().unwrap_or_default())
}

fn of_locale(locale: &str) -> Lang {
    match locale {
        _ if locale.starts_with("en") => Lang::En,
        _ if locale.starts_with("zh_CN") || locale.starts_with("zh_SG") => Lang::ZhHans,
        _ => Lang::ZhHant,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locales_name_our_languages() {
        for (locale, lang) in [
            ("zh_CN.UTF-8", Lang::ZhHans),
            ("zh_TW.UTF-8", Lang::ZhHant),
            ("zh_HK", Lang::ZhHant),
            ("en_US.UTF-8", Lang::En),
            ("C.UTF-8", Lang::ZhHant),
        ] {
            assert_eq!(of_locale(locale), lang, "{locale}");
        }
    }
}
