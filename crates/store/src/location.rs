use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use sqlx::ConnectOptions as _;
use sqlx::postgres::PgConnectOptions;

use crate::Error;

/// Where a database is: a file, or a server. Showing it never shows the password.
#[derive(Clone)]
pub enum Location {
    /// The file of an embedded database.
    File(PathBuf),
    /// A database on a PostgreSQL server.
    Server(Box<PgConnectOptions>),
}

/// The name of the database file within a data directory.
const FILE: &str = "huiyin.sqlite";
/// What an address may begin with.
const SCHEMES: [&str; 3] = ["postgres", "postgresql", "sqlite"];

impl Location {
    /// The embedded database of a data directory.
    pub fn directory(directory: &Path) -> Self {
        Self::File(directory.join(FILE))
    }

    /// The same server with another database on it.
    #[must_use]
    pub fn with_database(&self, name: &str) -> Self {
        match self {
            Self::File(file) => Self::File(file.with_file_name(name)),
            Self::Server(server) => Self::Server(Box::new(server.as_ref().clone().database(name))),
        }
    }

    /// The address in full, password and all: for giving it to another program, never for showing it.
    pub fn address(&self) -> String {
        match self {
            Self::File(file) => format!("sqlite:{}", file.display()),
            Self::Server(server) => server.to_url_lossy().into(),
        }
    }

    /// The name of the database on its server; none for a file, or where the server is to choose.
    pub fn database(&self) -> Option<&str> {
        match self {
            Self::File(_) => None,
            Self::Server(server) => server.get_database(),
        }
    }
}

impl FromStr for Location {
    type Err = Error;

    /// Reads `postgres://…`, `sqlite:FILE`, or the path of a data directory.
    fn from_str(text: &str) -> Result<Self, Error> {
        let Some((scheme, rest)) = text.split_once(':') else {
            return Ok(Self::directory(Path::new(text)));
        };
        match scheme {
            "postgres" | "postgresql" if rest.starts_with("//") => text
                .parse::<PgConnectOptions>()
                .map(|server| Self::Server(Box::new(server)))
                // The reader's own words may repeat what was typed, and with it the password.
                .map_err(|_| {
                    Error::Address(
                        "the address of the database is not readable; it should look like \
                         postgres://user:password@host:5432/database"
                            .to_owned(),
                    )
                }),
            "postgres" | "postgresql" => Err(Error::Address(format!(
                "the address of the database should begin with {scheme}://"
            ))),
            "sqlite" => Ok(Self::File(PathBuf::from(
                rest.strip_prefix("//").unwrap_or(rest),
            ))),
            // A path may hold a colon; an address has two slashes after it.
            _ if !rest.starts_with("//") => Ok(Self::directory(Path::new(text))),
            _ => Err(Error::Address(unknown_scheme(scheme))),
        }
    }
}

fn unknown_scheme(scheme: &str) -> String {
    let near = SCHEMES
        .into_iter()
        .map(|known| (strsim::damerau_levenshtein(known, scheme), known))
        .min()
        .filter(|(distance, _)| *distance <= 3);
    match near {
        Some((_, known)) => {
            format!("no database is known by {scheme}://; did you mean {known}://?")
        }
        None => {
            format!("no database is known by {scheme}://; it is either postgres://… or a directory")
        }
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(file) => write!(f, "{}", file.display()),
            Self::Server(server) => write!(
                f,
                "postgres://{}@{}:{}/{}",
                server.get_username(),
                server.get_host(),
                server.get_port(),
                server.get_database().unwrap_or(server.get_username()),
            ),
        }
    }
}

impl fmt::Debug for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_never_shows_its_password() {
        let location: Location = "postgres://hui:s3cret@db.example:5433/yin".parse().unwrap();
        assert_eq!(
            format!("{location:?}"),
            "postgres://hui@db.example:5433/yin"
        );
        let error = "postgres://hui:s3cret@[db/yin"
            .parse::<Location>()
            .unwrap_err();
        assert!(!format!("{error} {error:?}").contains("s3cret"));
    }

    #[test]
    fn a_mistyped_address_is_answered_with_the_right_one() {
        for (typed, hint) in [
            ("postgress://h/d", "did you mean postgres://?"),
            ("postgre://h/d", "did you mean postgres://?"),
            ("sqllite://d", "did you mean sqlite://?"),
            ("mysql://h/d", "either postgres://"),
            ("postgres:/h/d", "should begin with postgres://"),
        ] {
            let error = typed.parse::<Location>().unwrap_err().to_string();
            assert!(error.contains(hint), "{typed}: {error}");
        }
    }

    #[test]
    fn a_path_is_a_data_directory() {
        let location: Location = "huiyin-data".parse().unwrap();
        assert_eq!(location.to_string(), "huiyin-data/huiyin.sqlite");
        let location: Location = "sqlite:/tmp/a.sqlite".parse().unwrap();
        assert_eq!(location.to_string(), "/tmp/a.sqlite");
    }
}
