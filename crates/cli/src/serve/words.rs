//! What the running program says at its start, in three languages. Every refusal names the way on.

use std::io::{self, ErrorKind};
use std::net::SocketAddr;
use std::path::Path;

use huiyin_domain::Lang;
use huiyin_store::{Error, Location};

use crate::reason::reason;

/// Where people find it.
pub(super) fn serving(address: &str, lang: Lang) -> String {
    match lang {
        Lang::ZhHant | Lang::ZhHans => format!("回音：{address}"),
        Lang::En => format!("Huiyin: {address}"),
    }
}

/// Where an empty installation gets its company and its administrator.
pub(super) fn set_up_at(link: &str, lang: Lang) -> String {
    match lang {
        Lang::ZhHant => {
            format!("首次使用，請開啟這個連結建立管理處與管理員（一天內有效，只能用一次）：{link}")
        }
        Lang::ZhHans => {
            format!("首次使用，请打开这个链接建立管理处与管理员（一天内有效，只能用一次）：{link}")
        }
        Lang::En => {
            format!(
                "First start: set up the company and its administrator here (once, within a day): {link}"
            )
        }
    }
}

/// The application does not begin.
pub(crate) fn not_started(error: &huiyin_app::Error, lang: Lang) -> String {
    match lang {
        Lang::ZhHant => format!("不能開始：{error}。"),
        Lang::ZhHans => format!("不能开始：{error}。"),
        Lang::En => format!("cannot begin: {error}."),
    }
}

/// Where a phone gets the certificate.
pub(super) fn install_at(page: &str, lang: Lang) -> String {
    match lang {
        Lang::ZhHant => format!("手機請先開啟 {page} 安裝憑證。"),
        Lang::ZhHans => format!("手机请先打开 {page} 安装证书。"),
        Lang::En => format!("Phones install the certificate at {page} first."),
    }
}

/// A certificate for the local network is no use to phones that cannot connect.
pub(super) fn local_only(lang: Lang) -> String {
    match lang {
        Lang::ZhHant => "目前只接受這部電腦的連線；要讓手機連上，請加 --listen 0.0.0.0:8443。",
        Lang::ZhHans => "目前只接受这部电脑的连接；要让手机连上，请加 --listen 0.0.0.0:8443。",
        Lang::En => "Only this computer can connect; to let phones in, add --listen 0.0.0.0:8443.",
    }
    .to_owned()
}

/// What does not work by plain HTTP from another machine.
pub(super) fn not_secure(lang: Lang) -> String {
    match lang {
        Lang::ZhHant => {
            "其他電腦和手機經由未加密的 HTTP 連線：密碼與住戶資料可能被旁人讀到，離線表單、照相和錄音不能使用。請加 --tls local，或 \
             --tls-cert 與 --tls-key，或由代理提供 HTTPS（--trusted-proxy）。"
        }
        Lang::ZhHans => {
            "其他电脑和手机经由未加密的 HTTP 连接：密码与住户资料可能被旁人读到，离线表单、照相和录音不能使用。请加 --tls local，或 \
             --tls-cert 与 --tls-key，或由代理提供 HTTPS（--trusted-proxy）。"
        }
        Lang::En => {
            "Other machines connect by unencrypted HTTP: passwords and residents' data can be read on the way, and the \
             offline page, the camera and the microphone do not work. Add --tls local, or --tls-cert and --tls-key, or \
             let a proxy provide HTTPS (--trusted-proxy)."
        }
    }
    .to_owned()
}

/// The port cannot be had.
pub(super) fn cannot_listen(address: SocketAddr, error: &io::Error, lang: Lang) -> String {
    if error.kind() == ErrorKind::AddrInUse {
        return match lang {
            Lang::ZhHant => {
                format!("{address} 已被別的程式占用；請停掉它，或以 --listen 換一個埠。")
            }
            Lang::ZhHans => {
                format!("{address} 已被别的程序占用；请停掉它，或以 --listen 换一个端口。")
            }
            Lang::En => format!(
                "{address} is in use by another program; stop that one, or choose another port with --listen."
            ),
        };
    }
    match lang {
        Lang::ZhHant => format!("不能在 {address} 接受連線：{error}。"),
        Lang::ZhHans => format!("不能在 {address} 接受连接：{error}。"),
        Lang::En => format!("cannot listen on {address}: {error}."),
    }
}

/// The data directory cannot be made or written to.
pub(super) fn no_directory(path: &Path, reason: &str, lang: Lang) -> String {
    let path = path.display();
    match lang {
        Lang::ZhHant => {
            format!("{path} 不能用作資料目錄：{reason}。請以 --data 指定可寫的目錄。")
        }
        Lang::ZhHans => {
            format!("{path} 不能用作数据目录：{reason}。请以 --data 指定可写的目录。")
        }
        Lang::En => format!(
            "{path} cannot be used as the data directory: {reason}. Name one that can be written to with --data."
        ),
    }
}

/// Another server works on the same data.
pub(super) fn directory_in_use(path: &Path, lang: Lang) -> String {
    let path = path.display();
    match lang {
        Lang::ZhHant => {
            format!(
                "資料目錄 {path} 正由另一個回音程式使用；請先停掉它，或以 --data 指定別的目錄。"
            )
        }
        Lang::ZhHans => {
            format!(
                "数据目录 {path} 正由另一个回音程序使用；请先停掉它，或以 --data 指定别的目录。"
            )
        }
        Lang::En => format!(
            "the data directory {path} is in use by another Huiyin; stop that one, or name another directory with --data."
        ),
    }
}

/// The database does not open. Its address is shown without the password.
pub(crate) fn no_database(location: &Location, error: &Error, lang: Lang) -> String {
    let error = reason(error, lang);
    match lang {
        Lang::ZhHant => format!("資料庫 {location} 打不開：{error}。"),
        Lang::ZhHans => format!("数据库 {location} 打不开：{error}。"),
        Lang::En => format!("the database {location} does not open: {error}."),
    }
}

/// There is no usable certificate.
pub(super) fn no_certificate(error: &io::Error, lang: Lang) -> String {
    match lang {
        Lang::ZhHant => format!("HTTPS 憑證不能使用：{error}。"),
        Lang::ZhHans => format!("HTTPS 证书不能使用：{error}。"),
        Lang::En => format!("the certificate for HTTPS cannot be used: {error}."),
    }
}

/// The system gives no threads.
pub(super) fn no_runtime(error: &io::Error, lang: Lang) -> String {
    match lang {
        Lang::ZhHant => format!("系統不給執行緒：{error}。"),
        Lang::ZhHans => format!("系统不给线程：{error}。"),
        Lang::En => format!("the system gives no threads: {error}."),
    }
}
