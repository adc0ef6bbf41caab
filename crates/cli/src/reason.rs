//! Why the database or a file stood in the way, in the language of the sentence around it.

use huiyin_app::Error as AppError;
use huiyin_domain::Lang;
use huiyin_store::{Error, FileFault};

/// The words for what people meet with in an office; what is rare keeps those of the database or the system.
pub(crate) fn reason(error: &Error, lang: Lang) -> String {
    let said = match lang {
        Lang::ZhHant => hant(error),
        Lang::ZhHans => hans(error),
        Lang::En => None,
    };
    said.unwrap_or_else(|| error.to_string())
}

/// The same of an action, which the database or a file may have stood in the way of.
pub(crate) fn reason_of(error: &AppError, lang: Lang) -> String {
    match error {
        AppError::Store(error) => reason(error, lang),
        error => error.to_string(),
    }
}

fn hant(error: &Error) -> Option<String> {
    Some(match error {
        Error::File { path, fault } => format!("{} {}", path.display(), of_file(fault)[0]),
        Error::Directory { path, fault } => {
            format!("資料目錄 {} {}", path.display(), of_file(fault)[0])
        }
        Error::Installed { path } => {
            format!("{} 已經有了，不會覆寫，請換一個地方", path.display())
        }
        Error::NotEmpty(table) => format!("要複製到的資料庫不是空的，{table} 表裡有資料"),
        Error::LeftOpen { path } => format!(
            "旁邊有 {}，表示有人把它當資料庫開著，或沒有關好；請先在那裡關好，或換一個檔名",
            path.display()
        ),
        Error::AtWork { path } => format!("另一個程式正在製作 {}", path.display()),
        Error::Full => "資料庫所在的磁碟已滿，什麼都沒有改".to_owned(),
        Error::NoDatabase { path } => format!("{} 沒有資料庫", path.display()),
        Error::NotADatabase { path } => format!("{} 不是資料庫檔案", path.display()),
        Error::OlderDatabase => "資料庫還不是本程式的版本，請先啟動一次服務，讓它升級".to_owned(),
        Error::NewerDatabase { .. } => "資料庫比本程式新，請安裝較新的程式".to_owned(),
        Error::Locked => "資料庫正被別的程式鎖住".to_owned(),
        Error::Unreachable(said) => format!("連不上資料庫（{said}）"),
        _ => return None,
    })
}

fn hans(error: &Error) -> Option<String> {
    Some(match error {
        Error::File { path, fault } => format!("{} {}", path.display(), of_file(fault)[1]),
        Error::Directory { path, fault } => {
            format!("数据目录 {} {}", path.display(), of_file(fault)[1])
        }
        Error::Installed { path } => {
            format!("{} 已经有了，不会覆盖，请换一个地方", path.display())
        }
        Error::NotEmpty(table) => format!("要复制到的数据库不是空的，{table} 表里有数据"),
        Error::LeftOpen { path } => format!(
            "旁边有 {}，表示有人把它当数据库开着，或没有关好；请先在那里关好，或换一个文件名",
            path.display()
        ),
        Error::AtWork { path } => format!("另一个程序正在制作 {}", path.display()),
        Error::Full => "数据库所在的磁盘已满，什么都没有改".to_owned(),
        Error::NoDatabase { path } => format!("{} 没有数据库", path.display()),
        Error::NotADatabase { path } => format!("{} 不是数据库文件", path.display()),
        Error::OlderDatabase => "数据库还不是本程序的版本，请先启动一次服务，让它升级".to_owned(),
        Error::NewerDatabase { .. } => "数据库比本程序新，请安装较新的程序".to_owned(),
        Error::Locked => "数据库正被别的程序锁住".to_owned(),
        Error::Unreachable(said) => format!("连不上数据库（{said}）"),
        _ => return None,
    })
}

/// What is in the way of a file, in 繁體 and in 简体, after its name.
fn of_file(fault: &FileFault) -> [String; 2] {
    let words = match fault {
        FileFault::Missing => [
            "找不到，或要放它的資料夾不存在",
            "找不到，或要放它的文件夹不存在",
        ],
        FileFault::Taken => [
            "已經有了，不會覆寫，請換一個名字",
            "已经有了，不会覆盖，请换一个名字",
        ],
        FileFault::Denied => ["系統不准本程式讀寫", "系统不准本程序读写"],
        FileFault::Full => [
            "寫不下，磁碟已滿，沒有留下這個檔案",
            "写不下，磁盘已满，没有留下这个文件",
        ],
        FileFault::Other(said) => {
            return [format!("不能使用（{said}）"), format!("不能使用（{said}）")];
        }
    };
    words.map(str::to_owned)
}
