//! How a person wants to read: the language and the theme, kept in cookies until there is an account that keeps them.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::{ACCEPT_LANGUAGE, COOKIE, SET_COOKIE};
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Extension, Form};
use serde::Deserialize;
use tower_sessions::Session;

use huiyin_app::App;
use huiyin_domain::Lang;

use crate::at_work;
use crate::failure::Failure;
use crate::server::Settings;
use crate::texts::Texts;

const LANG_COOKIE: &str = "huiyin_lang";
const THEME_COOKIE: &str = "huiyin_theme";
const A_YEAR: u32 = 365 * 24 * 60 * 60;

/// Light, dark, or as the system has it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Dark ink on paper.
    Light,
    /// Light ink on dark.
    Dark,
}

impl Theme {
    const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// Its name in the cookie, the form and the page.
    pub(crate) const fn id(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The switch, with this theme chosen.
    pub(crate) fn choices(self, t: &Texts) -> [Preference; 3] {
        Self::ALL.map(|theme| Preference {
            id: theme.id(),
            name: match theme {
                Self::System => t.theme_system(),
                Self::Light => t.theme_light(),
                Self::Dark => t.theme_dark(),
            },
            chosen: theme == self,
        })
    }

    fn of(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.id() == id)
    }
}

/// One choice of a switch.
pub(crate) struct Preference {
    /// What the form sends.
    pub(crate) id: &'static str,
    /// Its name for people.
    pub(crate) name: String,
    /// Whether it is the one in use.
    pub(crate) chosen: bool,
}

impl Texts {
    /// The languages, each named in itself, with this one chosen.
    pub(crate) fn languages(&self) -> [Preference; 3] {
        Lang::ALL.map(|lang| Preference {
            id: lang.tag(),
            name: Self::of(lang).language_name(),
            chosen: lang == self.lang(),
        })
    }
}

/// How this request wants to be answered.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Preferences {
    /// The language: the cookie's, else the best of `Accept-Language`, else 繁體.
    pub(crate) lang: Lang,
    /// The theme: the cookie's, else the system's.
    pub(crate) theme: Theme,
}

impl Preferences {
    /// The preferences that these headers tell.
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        let lang = cookie(headers, LANG_COOKIE).and_then(Lang::of);
        let theme = cookie(headers, THEME_COOKIE).and_then(Theme::of);
        Self {
            lang: lang.or_else(|| accepted(headers)).unwrap_or_default(),
            theme: theme.unwrap_or_default(),
        }
    }
}

/// The value of a cookie, where the request has it.
pub(crate) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
}

/// The first of our languages in the order of the reader's weights.
fn accepted(headers: &HeaderMap) -> Option<Lang> {
    let header = headers.get(ACCEPT_LANGUAGE)?.to_str().ok()?;
    let mut wishes: Vec<(u32, Lang)> = header
        .split(',')
        .filter_map(|wish| {
            let (tag, parameters) = wish.split_once(';').unwrap_or((wish, ""));
            let weight = thousandths(parameters.trim().strip_prefix("q=").unwrap_or("1"));
            Some((weight, understood(tag.trim())?)).filter(|(weight, _)| *weight > 0)
        })
        .collect();
    wishes.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    wishes.first().map(|(_, lang)| *lang)
}

/// Our language for a tag such as `zh-TW`, `zh-Hans-CN` or `en-GB`; Chinese of no known script is 简体.
fn understood(tag: &str) -> Option<Lang> {
    let tag = tag.to_ascii_lowercase();
    let mut parts = tag.split('-');
    match parts.next()? {
        "en" => Some(Lang::En),
        "zh" | "yue" => {
            let traditional = parts.any(|part| matches!(part, "hant" | "tw" | "hk" | "mo"));
            Some(if traditional && !tag.contains("-hans") {
                Lang::ZhHant
            } else {
                Lang::ZhHans
            })
        }
        _ => None,
    }
}

/// A weight such as `0.8` in thousandths; what is no weight counts as none.
fn thousandths(weight: &str) -> u32 {
    let (whole, decimals) = weight.split_once('.').unwrap_or((weight, ""));
    let digits: String = format!("{decimals:0<3}").chars().take(3).collect();
    match (whole.parse::<u32>(), digits.parse::<u32>()) {
        (Ok(whole), Ok(decimals)) => (whole * 1000 + decimals).min(1000),
        _ => 0,
    }
}

/// What the switch at the side of every page sends.
#[derive(Deserialize)]
pub(crate) struct Choice {
    lang: Option<String>,
    theme: Option<String>,
    #[serde(default)]
    back: String,
}

/// `POST /preferences`: keeps the choice for a year and goes back to the page it was made on.
pub(crate) async fn choose(
    State(app): State<App>,
    State(settings): State<Settings>,
    Extension(preferences): Extension<Preferences>,
    session: Option<Extension<Session>>,
    Form(choice): Form<Choice>,
) -> Result<Response, Failure> {
    let lang = choice.lang.as_deref().and_then(Lang::of);
    let theme = choice.theme.as_deref().and_then(Theme::of);
    if let Some(lang) = lang {
        let session = session.as_ref().map(|Extension(session)| session);
        // The account's language goes before the cookie's, so the choice must reach it.
        if let Some((asker, _)) = at_work::asker(&app, session, preferences).await? {
            app.choose_language(&asker, lang).await?;
        }
    }
    let mut response = Redirect::to(local(&choice.back)).into_response();
    let chosen = [
        lang.map(|lang| (LANG_COOKIE, lang.tag())),
        theme.map(|theme| (THEME_COOKIE, theme.id())),
    ];
    for (name, value) in chosen.into_iter().flatten() {
        let secure = if settings.https { "; Secure" } else { "" };
        let cookie =
            format!("{name}={value}; Path=/; Max-Age={A_YEAR}; HttpOnly; SameSite=Lax{secure}");
        if let Ok(cookie) = cookie.parse() {
            response.headers_mut().append(SET_COOKIE, cookie);
        }
    }
    Ok(response)
}

/// A path of this server, or the first page: a form must not send people elsewhere.
pub(crate) fn local(back: &str) -> &str {
    let is_path = back.starts_with('/')
        && !back.starts_with("//")
        && back
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if is_path { back } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lang(accept: &'static str, cookies: &'static str) -> Lang {
        let headers = HeaderMap::from_iter([
            (ACCEPT_LANGUAGE, accept.parse().unwrap()),
            (COOKIE, cookies.parse().unwrap()),
        ]);
        Preferences::of(&headers).lang
    }

    #[test]
    fn the_cookie_goes_before_the_browser() {
        assert_eq!(lang("zh-TW", "a=b; huiyin_lang=en"), Lang::En);
        assert_eq!(lang("zh-TW", "huiyin_lang=tlh"), Lang::ZhHant);
    }

    #[test]
    fn the_browser_is_understood() {
        for (accept, expected) in [
            ("zh-TW,zh;q=0.9,en;q=0.8", Lang::ZhHant),
            ("zh-HK", Lang::ZhHant),
            ("zh-CN,zh;q=0.9", Lang::ZhHans),
            ("zh-Hans-HK", Lang::ZhHans),
            ("zh", Lang::ZhHans),
            ("fr, en-GB;q=0.8, zh;q=0.7", Lang::En),
            ("en;q=0.3, zh-Hant;q=0.75", Lang::ZhHant),
            ("en;q=0", Lang::ZhHant),
            ("", Lang::ZhHant),
            ("xx;q=abc", Lang::ZhHant),
        ] {
            assert_eq!(lang(accept, ""), expected, "{accept}");
        }
    }

    #[test]
    fn nobody_is_sent_elsewhere() {
        assert_eq!(local("/plan?month=2026-11"), "/plan?month=2026-11");
        for back in [
            "",
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "/a\nb",
            "plan",
        ] {
            assert_eq!(local(back), "/", "{back}");
        }
    }
}
