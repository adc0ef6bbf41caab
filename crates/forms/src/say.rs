/// One sentence in the language asked for: 繁體, 简体, English. Names in braces are taken from the surroundings.
macro_rules! say {
    ($lang:expr, $hant:literal, $hans:literal, $en:literal $(,)?) => {
        match $lang {
            huiyin_domain::Lang::ZhHant => format!($hant),
            huiyin_domain::Lang::ZhHans => format!($hans),
            huiyin_domain::Lang::En => format!($en),
        }
    };
}
