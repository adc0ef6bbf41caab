//! What `huiyin demo` says, in three languages.

use std::io;
use std::path::Path;

use huiyin_domain::{Lang, Month};
use huiyin_store::Location;

/// What is being done, and how long it takes.
pub(super) fn making(months: u32, lang: Lang) -> String {
    match lang {
        Lang::ZhHant => format!(
            "正在編製示範小區「翠湖灣」：1,200 戶，{months} 個整月到此刻的資料。一年約需一分鐘。"
        ),
        Lang::ZhHans => format!(
            "正在编制示范小区“翠湖湾”：1,200 户，{months} 个整月到此刻的资料。一年约需一分钟。"
        ),
        Lang::En => format!(
            "Making up the estate 翠湖灣: 1,200 homes, {months} whole months up to this moment. A year takes about a minute."
        ),
    }
}

/// How far it is.
pub(super) fn lived(month: Month, _: Lang) -> String {
    format!("  {month}")
}

/// It is made.
pub(super) fn made(seconds: i64, lang: Lang) -> String {
    match lang {
        Lang::ZhHant => format!("編好了，用了 {seconds} 秒；下次直接開啟。"),
        Lang::ZhHans => format!("编好了，用了 {seconds} 秒；下次直接打开。"),
        Lang::En => format!("Made in {seconds} seconds; the next start opens it at once."),
    }
}

/// Who can sign in. The names follow.
pub(super) fn logins(password: &str, lang: Lang) -> String {
    match lang {
        Lang::ZhHant => format!("登入頁上點一下崗位即可進入；或用下列帳號，密碼都是 {password}："),
        Lang::ZhHans => format!("登录页上点一下岗位即可进入；或用下列账号，密码都是 {password}："),
        Lang::En => format!(
            "Sign in with one click on a post, or with one of these logins, all with the password {password}:"
        ),
    }
}

/// What is begun empty is a demo as well.
pub(super) fn begun_empty(lang: Lang) -> String {
    match lang {
        Lang::ZhHant => {
            "這裡是示範：登記的都標為示範資料，時鐘可以撥快，登入頁上點一下崗位即可進入。請不要放真實的資料。"
        }
        Lang::ZhHans => {
            "这里是示范：登记的都标为示范资料，时钟可以拨快，登录页上点一下岗位即可进入。请不要放真实的资料。"
        }
        Lang::En => {
            "This is a demo: all that is entered is marked as made up, its clock can be put on, and one click on a post signs in. Please enter nothing real."
        }
    }
    .to_owned()
}

/// The database belongs to a real company.
pub(super) fn real(location: &Location, lang: Lang) -> String {
    match lang {
        Lang::ZhHant => format!(
            "{location} 裡是真實的資料，不是示範資料庫，沒有動它。示範請以 --data 指定別的目錄。"
        ),
        Lang::ZhHans => format!(
            "{location} 里是真实的资料，不是示范数据库，没有动它。示范请以 --data 指定别的目录。"
        ),
        Lang::En => format!(
            "{location} holds real data, not a demo; it was left alone. Name another directory for the demo with --data."
        ),
    }
}

/// The estate there lives by another procedure.
pub(super) fn another(location: &Location, is: &str, wanted: &str, lang: Lang) -> String {
    match lang {
        Lang::ZhHant => format!(
            "{location} 裡的示範小區按 {is} 運作；要看 {wanted}，請以 --data 指定別的目錄。"
        ),
        Lang::ZhHans => format!(
            "{location} 里的示范小区按 {is} 运作；要看 {wanted}，请以 --data 指定别的目录。"
        ),
        Lang::En => format!(
            "the demo in {location} lives by {is}; for {wanted}, name another directory with --data."
        ),
    }
}

/// Making it was broken off, on a server.
pub(super) fn unfinished(location: &Location, lang: Lang) -> String {
    match lang {
        Lang::ZhHant => format!("{location} 裡的示範資料上次沒有編完；請換一個空的資料庫再來。"),
        Lang::ZhHans => format!("{location} 里的示范资料上次没有编完；请换一个空的数据库再来。"),
        Lang::En => format!(
            "the demo in {location} was broken off while it was made; start again with an empty database."
        ),
    }
}

/// What was broken off cannot be removed.
pub(super) fn not_removed(file: &Path, error: &io::Error, lang: Lang) -> String {
    let file = file.display();
    match lang {
        Lang::ZhHant => format!("{file} 是上次沒有編完的示範資料，卻刪不掉：{error}。"),
        Lang::ZhHans => format!("{file} 是上次没有编完的示范资料，却删不掉：{error}。"),
        Lang::En => {
            format!("{file} is a demo that was broken off, and it cannot be removed: {error}.")
        }
    }
}
