//! What `huiyin user` says, in three languages.

use huiyin_app::people::StaffMember;
use huiyin_app::posts::Left;
use huiyin_app::{Error, Fault, FieldError};
use huiyin_domain::Lang;

use crate::reason::reason_of;

const fn one(
    traditional: &'static str,
    simplified: &'static str,
    english: &'static str,
    lang: Lang,
) -> &'static str {
    match lang {
        Lang::ZhHant => traditional,
        Lang::ZhHans => simplified,
        Lang::En => english,
    }
}

/// Whether somebody can sign in.
pub(super) const fn state(member: &StaffMember, lang: Lang) -> &'static str {
    if member.account_closed_at.is_some() {
        one("已停用", "已停用", "closed", lang)
    } else if member.has_password {
        one("可登入", "可登录", "active", lang)
    } else {
        one("未設密碼", "未设密码", "no password yet", lang)
    }
}

/// There are several sites, or none of this code.
pub(super) fn which_site(codes: &[&str], lang: Lang) -> String {
    let codes = codes.join(", ");
    match lang {
        Lang::ZhHant => format!("請以 --site 指明管理處，現有：{codes}。"),
        Lang::ZhHans => format!("请以 --site 指明管理处，现有：{codes}。"),
        Lang::En => format!("name the site with --site; there are: {codes}."),
    }
}

/// Nobody signs in so.
pub(super) fn no_login(login: &str, lang: Lang) -> String {
    match lang {
        Lang::ZhHant => format!("沒有帳號「{login}」；huiyin user list 列出全部帳號。"),
        Lang::ZhHans => format!("没有账号“{login}”；huiyin user list 列出全部账号。"),
        Lang::En => format!("nobody signs in as \"{login}\"; huiyin user list names who does."),
    }
}

/// Somebody left.
pub(super) fn left(left: &Left, lang: Lang) -> String {
    let Left {
        posts,
        events,
        follow_ups,
        vacant,
        ..
    } = left;
    match lang {
        Lang::ZhHant => format!(
            "已離任，帳號與裝置停用：結束 {posts} 個崗位，移交事項 {events} 件、回訪 {follow_ups} 件，待補人 {vacant} 件。"
        ),
        Lang::ZhHans => format!(
            "已离任，账号与设备停用：结束 {posts} 个岗位，移交事项 {events} 件、回访 {follow_ups} 件，待补人 {vacant} 件。"
        ),
        Lang::En => format!(
            "left, account and devices closed: {posts} posts ended, {events} events and {follow_ups} follow-ups handed \
             over, {vacant} without a visitor."
        ),
    }
}

/// Somebody is an administrator now.
pub(super) fn administers(login: &str, lang: Lang) -> String {
    match lang {
        Lang::ZhHant => format!("{login} 從今天起是系統管理員。"),
        Lang::ZhHans => format!("{login} 从今天起是系统管理员。"),
        Lang::En => format!("{login} is an administrator from today on."),
    }
}

/// Why nothing was done.
pub(super) fn failed(error: &Error, lang: Lang) -> String {
    match error {
        Error::Invalid(fields) => {
            let sentences: Vec<String> = fields.iter().map(|it| wrong(it, lang)).collect();
            sentences.join("\n")
        }
        Error::NotFound => one(
            "沒有這個帳號，或已停用。",
            "没有这个账号，或已停用。",
            "there is no such account, or it is closed.",
            lang,
        )
        .to_owned(),
        error => match (lang, reason_of(error, lang)) {
            (Lang::ZhHant, error) => format!("沒有做成：{error}。"),
            (Lang::ZhHans, error) => format!("没有做成：{error}。"),
            (Lang::En, error) => format!("nothing was done: {error}."),
        },
    }
}

fn wrong(field: &FieldError, lang: Lang) -> String {
    let fault = match field.fault {
        Fault::Missing => one("要填寫", "要填写", "is missing", lang),
        Fault::Listed => one("已在名單上", "已在名单上", "is on the list already", lang),
        Fault::Taken => one("已經有了", "已经有了", "is there already", lang),
        Fault::Unknown => one("核對不上", "核对不上", "matches nothing known", lang),
        _ => one(
            "寫法不對",
            "写法不对",
            "is not written as it should be",
            lang,
        ),
    };
    match lang {
        Lang::ZhHant | Lang::ZhHans => format!("{}：{fault}。", field.field),
        Lang::En => format!("{} {fault}.", field.field),
    }
}
