//! What can be wrong with a setting, in words.

use std::io;

use huiyin_domain::Lang;

/// A setting that cannot be taken.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Problem {
    /// A variable of the environment that is no setting.
    UnknownVariable { name: String, near: Option<String> },
    /// A value of another form than expected.
    Expected {
        name: &'static str,
        found: String,
        examples: &'static str,
    },
    /// A file that cannot be read.
    Unreadable {
        name: &'static str,
        file: String,
        reason: String,
    },
    /// The address of the database is no address. Says it in the store's words, which never hold the password.
    Database(String),
    /// The address of the database names a file.
    NotAServer,
    /// The address of the database is given twice.
    TwoDatabases,
    /// The address of the mail server is none, or sends a password in the clear. It is not repeated: it holds a password.
    NotAMailServer,
    /// The address of the mail server is given twice.
    TwoMailServers,
    /// A certificate from files and one of our own at once.
    TwoCertificates,
    /// One of two settings that need each other.
    Alone(&'static str, &'static str),
}

impl Problem {
    pub(super) fn expected(name: &'static str, found: &str, examples: &'static str) -> Self {
        Self::Expected {
            name,
            found: found.to_owned(),
            examples,
        }
    }

    pub(super) fn unreadable(name: &'static str, file: &str, error: &io::Error) -> Self {
        Self::Unreadable {
            name,
            file: file.to_owned(),
            reason: error.to_string(),
        }
    }

    /// What is wrong and what was expected, in one sentence.
    pub(super) fn say(&self, lang: Lang) -> String {
        match lang {
            Lang::ZhHant => self.hant(),
            Lang::ZhHans => self.hans(),
            Lang::En => self.en(),
        }
    }

    fn hant(&self) -> String {
        match self {
            Self::UnknownVariable { name, near: None } => {
                format!("環境變數 {name} 不是本程式的設定。")
            }
            Self::UnknownVariable {
                name,
                near: Some(near),
            } => format!("環境變數 {name} 不是本程式的設定；是不是 {near}？"),
            Self::Expected {
                name,
                found,
                examples,
            } => format!("{name} 寫的是「{found}」，應像這樣：{examples}。"),
            Self::Unreadable { name, file, reason } => {
                format!("{name} 指的檔案 {file} 讀不到：{reason}。")
            }
            Self::Database(what) => format!("--database-url:{what}。"),
            Self::NotAServer => {
                "--database-url 應像 postgres://user:password@host:5432/database；用內建資料庫時，請以 --data 指定目錄。"
                    .to_owned()
            }
            Self::TwoDatabases => {
                "--database-url 與 --database-url-file 只能給一個（環境變數也算）。".to_owned()
            }
            Self::NotAMailServer => {
                "--smtp-url 應像 smtps://user:password@mail.example.com，或 smtp://user:password@mail.example.com?tls=required；帳號與密碼須經 TLS 傳送。"
                    .to_owned()
            }
            Self::TwoMailServers => {
                "--smtp-url 與 --smtp-url-file 只能給一個（環境變數也算）。".to_owned()
            }
            Self::TwoCertificates => "--tls local 不能與 --tls-cert、--tls-key 並用。".to_owned(),
            Self::Alone(one, other) => format!("給了 {one}，還要給 {other}。"),
        }
    }

    fn hans(&self) -> String {
        match self {
            Self::UnknownVariable { name, near: None } => {
                format!("环境变量 {name} 不是本程序的设置。")
            }
            Self::UnknownVariable {
                name,
                near: Some(near),
            } => format!("环境变量 {name} 不是本程序的设置；是不是 {near}？"),
            Self::Expected {
                name,
                found,
                examples,
            } => format!("{name} 写的是“{found}”，应像这样：{examples}。"),
            Self::Unreadable { name, file, reason } => {
                format!("{name} 指的文件 {file} 读不到：{reason}。")
            }
            Self::Database(what) => format!("--database-url:{what}。"),
            Self::NotAServer => {
                "--database-url 应像 postgres://user:password@host:5432/database；用内置数据库时，请以 --data 指定目录。"
                    .to_owned()
            }
            Self::TwoDatabases => {
                "--database-url 与 --database-url-file 只能给一个（环境变量也算）。".to_owned()
            }
            Self::NotAMailServer => {
                "--smtp-url 应像 smtps://user:password@mail.example.com，或 smtp://user:password@mail.example.com?tls=required；账号与密码须经 TLS 传送。"
                    .to_owned()
            }
            Self::TwoMailServers => {
                "--smtp-url 与 --smtp-url-file 只能给一个（环境变量也算）。".to_owned()
            }
            Self::TwoCertificates => "--tls local 不能与 --tls-cert、--tls-key 并用。".to_owned(),
            Self::Alone(one, other) => format!("给了 {one}，还要给 {other}。"),
        }
    }

    fn en(&self) -> String {
        match self {
            Self::UnknownVariable { name, near: None } => {
                format!("{name} in the environment is no setting of this program.")
            }
            Self::UnknownVariable {
                name,
                near: Some(near),
            } => format!(
                "{name} in the environment is no setting of this program; did you mean {near}?"
            ),
            Self::Expected {
                name,
                found,
                examples,
            } => format!("{name} is \"{found}\"; expected something like {examples}."),
            Self::Unreadable { name, file, reason } => {
                format!("{name} names {file}, which cannot be read: {reason}.")
            }
            Self::Database(what) => format!("--database-url: {what}."),
            Self::NotAServer => {
                "--database-url should look like postgres://user:password@host:5432/database; for the embedded \
                 database, name its directory with --data."
                    .to_owned()
            }
            Self::TwoDatabases => {
                "--database-url and --database-url-file exclude each other (the environment counts too)."
                    .to_owned()
            }
            Self::NotAMailServer => {
                "--smtp-url should look like smtps://user:password@mail.example.com or \
                 smtp://user:password@mail.example.com?tls=required; a password goes over TLS only."
                    .to_owned()
            }
            Self::TwoMailServers => {
                "--smtp-url and --smtp-url-file exclude each other (the environment counts too)."
                    .to_owned()
            }
            Self::TwoCertificates => {
                "--tls local excludes --tls-cert and --tls-key.".to_owned()
            }
            Self::Alone(one, other) => format!("{one} is given; {other} is needed with it."),
        }
    }
}
