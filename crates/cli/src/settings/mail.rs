//! By which server notices are mailed, from which address, and what their links begin with.

use std::fmt;
use std::fs;

use clap::Args;
use hyper::Uri;
use lettre::message::Mailbox;
use lettre::transport::smtp::AsyncSmtpTransportBuilder;
use lettre::{AsyncSmtpTransport, Tokio1Executor};

use super::given;
use super::words::Problem;

/// How notices leave the house.
#[derive(Args, Debug, Default)]
pub(crate) struct MailArguments {
    /// The server that mails notices: `smtps://user:password@host`, or `smtp://…?tls=required` for STARTTLS
    #[arg(
        long,
        env = "HUIYIN_SMTP_URL",
        hide_env_values = true,
        value_name = "URL"
    )]
    pub(super) smtp_url: Option<Secret>,

    /// A file that holds the address of the mail server, so that its password stands in no command line
    #[arg(long, env = "HUIYIN_SMTP_URL_FILE", value_name = "FILE")]
    pub(super) smtp_url_file: Option<String>,

    /// The address that mailed notices come from: `Huiyin <huiyin@example.com>`
    #[arg(long, env = "HUIYIN_MAIL_FROM", value_name = "ADDRESS")]
    pub(super) mail_from: Option<String>,

    /// What people type to get here, for the links in notices and on printed forms: `https://huiyin.example.com`
    #[arg(long, env = "HUIYIN_PUBLIC_URL", value_name = "URL")]
    pub(super) public_url: Option<String>,
}

/// A setting that shows itself nowhere.
#[derive(Clone, Default)]
pub(crate) struct Secret(String);

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[secret]")
    }
}

/// How notices are mailed, read and found good. It holds a password and shows the address they come from only.
#[derive(Clone)]
pub(crate) struct MailSettings {
    /// The server, with who we are to it.
    pub(crate) server: AsyncSmtpTransportBuilder,
    /// Whom mail comes from.
    pub(crate) from: Mailbox,
}

impl fmt::Debug for MailSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MailSettings")
            .field("from", &self.from.to_string())
            .finish_non_exhaustive()
    }
}

/// The mail server and the sender; none where neither is given.
pub(super) fn read_mail(
    arguments: &MailArguments,
    problems: &mut Vec<Problem>,
) -> Option<MailSettings> {
    let typed = arguments.smtp_url.as_ref().map(|secret| &secret.0);
    let from = given(arguments.mail_from.as_ref());
    let url = match (given(typed), given(arguments.smtp_url_file.as_ref())) {
        (None, None) => {
            if from.is_some() {
                problems.push(Problem::Alone("--mail-from", "--smtp-url"));
            }
            return None;
        }
        (Some(_), Some(_)) => {
            problems.push(Problem::TwoMailServers);
            return None;
        }
        (Some(url), None) => url.to_owned(),
        (None, Some(file)) => match fs::read_to_string(file) {
            Ok(url) => url.trim().to_owned(),
            Err(error) => {
                problems.push(Problem::unreadable("--smtp-url-file", file, &error));
                return None;
            }
        },
    };
    let server = read_server(&url);
    if server.is_none() {
        problems.push(Problem::NotAMailServer);
    }
    let Some(from) = from else {
        problems.push(Problem::Alone("--smtp-url", "--mail-from"));
        return None;
    };
    let Ok(from) = from.parse() else {
        let example = "huiyin@example.com, Huiyin <huiyin@example.com>";
        problems.push(Problem::expected("--mail-from", from, example));
        return None;
    };
    server.map(|server| MailSettings { server, from })
}

/// The server of an address. A password goes over TLS only.
fn read_server(url: &str) -> Option<AsyncSmtpTransportBuilder> {
    let uri: Uri = url.parse().ok()?;
    let has_password = uri.authority()?.as_str().contains('@');
    let is_secure = match uri.scheme_str()? {
        "smtps" => true,
        "smtp" => uri.query() == Some("tls=required"),
        _ => return None,
    };
    if has_password && !is_secure {
        return None;
    }
    AsyncSmtpTransport::<Tokio1Executor>::from_url(url).ok()
}

/// What links in notices begin with; none where nothing is given.
pub(super) fn read_public_url(
    arguments: &MailArguments,
    problems: &mut Vec<Problem>,
) -> Option<String> {
    read_reached(arguments.public_url.as_ref(), problems)
}

/// The same, of a command that sends nothing.
pub(super) fn read_reached(typed: Option<&String>, problems: &mut Vec<Problem>) -> Option<String> {
    let text = given(typed)?;
    let uri = text.parse::<Uri>().ok();
    let is_ours = |uri: &Uri| {
        matches!(uri.scheme_str(), Some("http" | "https"))
            && matches!(uri.path(), "" | "/")
            && uri.query().is_none()
    };
    if uri.as_ref().is_some_and(is_ours) {
        return Some(text.trim_end_matches('/').to_owned());
    }
    problems.push(Problem::expected(
        "--public-url",
        text,
        "https://huiyin.example.com",
    ));
    None
}
