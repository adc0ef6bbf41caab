//! The settings of an installation: where its data is, and how it is reached.
//!
//! A flag goes before the environment, which goes before what is built in. Everything is read before anything is
//! done, and everything that is wrong is said at once.

mod environment;
mod mail;
mod words;

use std::fs;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use clap::Args;
use huiyin_domain::Lang;
use huiyin_store::Location;
use ipnet::IpNet;
use tracing_subscriber::filter::Targets;

use crate::failure::Failure;
pub(crate) use crate::settings::mail::MailSettings;
use crate::settings::mail::{MailArguments, read_mail, read_public_url, read_reached};
use crate::settings::words::Problem;

/// Where the data of an installation is.
#[derive(Args, Debug, Default)]
pub(crate) struct DataArguments {
    /// The data directory
    #[arg(long, env = "HUIYIN_DATA", value_name = "DIR")]
    data: Option<String>,

    /// The address of a PostgreSQL database, instead of the embedded one: `postgres://user:password@host/database`
    #[arg(
        long,
        env = "HUIYIN_DATABASE_URL",
        hide_env_values = true,
        value_name = "URL"
    )]
    database_url: Option<String>,

    /// A file that holds the address of the database, so that its password stands in no command line
    #[arg(long, env = "HUIYIN_DATABASE_URL_FILE", value_name = "FILE")]
    database_url_file: Option<String>,
}

/// Where an installation is to be copied to.
#[derive(Args, Debug, Default)]
#[group(required = true, multiple = false)]
pub(crate) struct TargetArguments {
    /// The data directory to copy into; it may not hold an installation yet
    #[arg(id = "to_data", long = "to-data", value_name = "DIR")]
    data: Option<String>,

    /// The address of an empty PostgreSQL database to copy into
    #[arg(id = "to_database_url", long = "to-database-url", value_name = "URL")]
    database_url: Option<String>,

    /// A file that holds that address, so that its password stands in no command line
    #[arg(
        id = "to_database_url_file",
        long = "to-database-url-file",
        value_name = "FILE"
    )]
    database_url_file: Option<String>,
}

/// How an installation is reached.
#[derive(Args, Debug, Default)]
pub(crate) struct ServerArguments {
    /// The address and port to listen on; 127.0.0.1:8080 without it
    #[arg(long, env = "HUIYIN_LISTEN", value_name = "ADDRESS")]
    listen: Option<String>,

    /// The certificate for HTTPS, with its chain (PEM)
    #[arg(long, env = "HUIYIN_TLS_CERT", value_name = "FILE")]
    tls_cert: Option<String>,

    /// The key of the certificate (PEM)
    #[arg(long, env = "HUIYIN_TLS_KEY", value_name = "FILE")]
    tls_key: Option<String>,

    /// `local`: HTTPS with a certificate authority of its own, for an office without a domain
    #[arg(long, env = "HUIYIN_TLS", value_name = "local")]
    tls: Option<String>,

    /// Proxies, as addresses or networks, that provide HTTPS and are believed about who asks (X-Forwarded-For, -Proto)
    #[arg(
        long,
        env = "HUIYIN_TRUSTED_PROXY",
        value_name = "CIDR",
        value_delimiter = ',',
        num_args = 1..
    )]
    trusted_proxy: Vec<String>,

    /// What the log on standard error tells: error, warn, info, debug or trace, also for parts: `info,huiyin_store=debug`
    #[arg(long, env = "HUIYIN_LOG", value_name = "LEVELS")]
    log: Option<String>,

    /// A directory with the company's own layouts of papers, in the place of those built in
    #[arg(long, env = "HUIYIN_LAYOUTS", value_name = "DIR")]
    layouts: Option<PathBuf>,

    /// The largest photo, scan or document that is taken, in MB; 20 without it
    #[arg(long, env = "HUIYIN_LARGEST_ATTACHMENT", value_name = "MB")]
    largest_attachment: Option<String>,

    #[command(flatten)]
    mail: MailArguments,
}

/// Where the data is, read and found good.
#[derive(Clone, Debug)]
pub(crate) struct DataSettings {
    /// The data directory. It need not be there yet.
    pub(crate) directory: PathBuf,
    /// The database: embedded in the directory, or on a server.
    pub(crate) database: Location,
}

impl DataSettings {
    /// Whether the database lies in the data directory.
    pub(crate) const fn is_embedded(&self) -> bool {
        matches!(self.database, Location::File(_))
    }
}

/// How the installation is reached, read and found good.
#[derive(Clone, Debug)]
pub(crate) struct ServerSettings {
    /// Where it listens.
    pub(crate) listen: SocketAddr,
    /// Where its certificate comes from.
    pub(crate) tls: Tls,
    /// The proxies that are believed about who asks.
    pub(crate) trusted_proxies: Vec<IpNet>,
    /// What the log tells.
    pub(crate) log: Targets,
    /// The largest attachment in bytes, where it is given.
    pub(crate) largest_attachment: Option<u64>,
    /// How notices are mailed; none where they are not.
    pub(crate) mail: Option<MailSettings>,
    /// The directory with the company's own layouts of papers, where it is given.
    pub(crate) layouts: Option<PathBuf>,
    /// What links in notices begin with, where it is given.
    pub(crate) public_url: Option<String>,
}

/// Where the certificate for HTTPS comes from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Tls {
    /// No HTTPS here.
    Off,
    /// From two files.
    Files { certificate: PathBuf, key: PathBuf },
    /// From a certificate authority of the installation's own.
    Local,
}

/// Where a command looks for its data when nobody says.
pub(crate) const DIRECTORY: &str = "huiyin-data";
const LISTEN: &str = "127.0.0.1:8080";
const LOG: &str = "info";
/// One attachment is held in memory while it comes in.
const MOST_MEGABYTES: u64 = 1024;

/// Reads where the data is. `built_in` is the directory without a setting.
pub(crate) fn data(
    arguments: &DataArguments,
    built_in: &str,
    lang: Lang,
) -> Result<DataSettings, Failure> {
    let mut problems = environment::unknown();
    let settings = read_data(arguments, built_in, &mut problems);
    settings.ok_or(()).or_else(|()| refuse(&problems, lang))
}

/// Reads where an installation is to be copied to. What is wrong is said in the words for the database it comes from.
pub(crate) fn target(arguments: &TargetArguments, lang: Lang) -> Result<DataSettings, Failure> {
    let arguments = DataArguments {
        data: arguments.data.clone(),
        database_url: arguments.database_url.clone(),
        database_url_file: arguments.database_url_file.clone(),
    };
    data(&arguments, DIRECTORY, lang)
}

/// Reads all settings of a server.
pub(crate) fn server(
    data: &DataArguments,
    server: &ServerArguments,
    built_in: &str,
    lang: Lang,
) -> Result<(DataSettings, ServerSettings), Failure> {
    let mut problems = environment::unknown();
    let data = read_data(data, built_in, &mut problems);
    let server = read_server(server, &mut problems);
    match (data, server, problems.is_empty()) {
        (Some(data), Some(server), true) => Ok((data, server)),
        _ => refuse(&problems, lang),
    }
}

/// Reads what people type to get here; none where nothing is given.
pub(crate) fn public_url(typed: Option<&String>, lang: Lang) -> Result<Option<String>, Failure> {
    let mut problems = Vec::new();
    let url = read_reached(typed, &mut problems);
    if problems.is_empty() {
        Ok(url)
    } else {
        refuse(&problems, lang)
    }
}

fn refuse<T>(problems: &[Problem], lang: Lang) -> Result<T, Failure> {
    let sentences: Vec<String> = problems.iter().map(|problem| problem.say(lang)).collect();
    Err(Failure::new(sentences.join("\n")))
}

/// What was given; an empty value is as good as none, because service files write unset variables so.
fn given(value: Option<&String>) -> Option<&str> {
    value
        .map(|text| text.trim())
        .filter(|text| !text.is_empty())
}

fn read_data(
    arguments: &DataArguments,
    built_in: &str,
    problems: &mut Vec<Problem>,
) -> Option<DataSettings> {
    let directory = PathBuf::from(given(arguments.data.as_ref()).unwrap_or(built_in));
    let url = match (
        given(arguments.database_url.as_ref()),
        given(arguments.database_url_file.as_ref()),
    ) {
        (None, None) => {
            let database = Location::directory(&directory);
            return problems.is_empty().then_some(DataSettings {
                directory,
                database,
            });
        }
        (Some(_), Some(_)) => {
            problems.push(Problem::TwoDatabases);
            return None;
        }
        (Some(url), None) => url.to_owned(),
        (None, Some(file)) => match fs::read_to_string(file) {
            Ok(url) => url.trim().to_owned(),
            Err(error) => {
                problems.push(Problem::unreadable("--database-url-file", file, &error));
                return None;
            }
        },
    };
    let database = read_url(&url, problems)?;
    problems.is_empty().then_some(DataSettings {
        directory,
        database,
    })
}

fn read_url(url: &str, problems: &mut Vec<Problem>) -> Option<Location> {
    match url.parse() {
        Ok(location @ Location::Server(_)) => Some(location),
        Ok(Location::File(_)) => {
            problems.push(Problem::NotAServer);
            None
        }
        Err(error) => {
            problems.push(Problem::Database(error.to_string()));
            None
        }
    }
}

fn read_server(arguments: &ServerArguments, problems: &mut Vec<Problem>) -> Option<ServerSettings> {
    let text = given(arguments.listen.as_ref()).unwrap_or(LISTEN);
    let listen = text.parse().map_err(|_| {
        problems.push(Problem::expected(
            "--listen",
            text,
            "127.0.0.1:8080, [::1]:8080",
        ));
    });
    let tls = read_tls(arguments, problems);
    let trusted_proxies = arguments
        .trusted_proxy
        .iter()
        .map(|text| text.trim())
        .filter(|text| !text.is_empty())
        .filter_map(|text| read_network(text, problems))
        .collect();
    let levels = given(arguments.log.as_ref()).unwrap_or(LOG);
    let log = levels.parse().map_err(|_| {
        problems.push(Problem::expected(
            "--log",
            levels,
            "info, info,huiyin_store=debug",
        ));
    });
    let mail = read_mail(&arguments.mail, problems);
    let public_url = read_public_url(&arguments.mail, problems);
    let largest_attachment = read_largest(arguments, problems);
    Some(ServerSettings {
        largest_attachment,
        layouts: arguments.layouts.clone(),
        mail,
        public_url,
        listen: listen.ok()?,
        tls: tls?,
        trusted_proxies,
        log: log.ok()?,
    })
}

/// The largest attachment in bytes; none where nothing is given.
fn read_largest(arguments: &ServerArguments, problems: &mut Vec<Problem>) -> Option<u64> {
    let text = given(arguments.largest_attachment.as_ref())?;
    let megabytes = text.parse::<u64>().ok();
    let Some(megabytes) = megabytes.filter(|it| (1..=MOST_MEGABYTES).contains(it)) else {
        problems.push(Problem::expected("--largest-attachment", text, "20, 50"));
        return None;
    };
    Some(megabytes * 1024 * 1024)
}

/// A network such as 10.0.0.0/8, or one address.
fn read_network(text: &str, problems: &mut Vec<Problem>) -> Option<IpNet> {
    let network = text
        .parse()
        .ok()
        .or_else(|| text.parse::<IpAddr>().ok().map(IpNet::from));
    if network.is_none() {
        problems.push(Problem::expected(
            "--trusted-proxy",
            text,
            "10.0.0.5, 10.0.0.0/8, fd00::/8",
        ));
    }
    network
}

fn read_tls(arguments: &ServerArguments, problems: &mut Vec<Problem>) -> Option<Tls> {
    let files = (
        given(arguments.tls_cert.as_ref()),
        given(arguments.tls_key.as_ref()),
    );
    match (given(arguments.tls.as_ref()), files) {
        (None, (None, None)) => Some(Tls::Off),
        (None, (Some(certificate), Some(key))) => Some(Tls::Files {
            certificate: certificate.into(),
            key: key.into(),
        }),
        (Some("local"), (None, None)) => Some(Tls::Local),
        (Some("local"), _) => {
            problems.push(Problem::TwoCertificates);
            None
        }
        (Some(other), _) => {
            problems.push(Problem::expected("--tls", other, "local"));
            None
        }
        (None, (Some(_), None)) => {
            problems.push(Problem::Alone("--tls-cert", "--tls-key"));
            None
        }
        (None, (None, Some(_))) => {
            problems.push(Problem::Alone("--tls-key", "--tls-cert"));
            None
        }
    }
}

#[cfg(test)]
mod tests;
