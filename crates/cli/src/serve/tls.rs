//! The certificate for HTTPS: from two files, or from an authority of the installation's own; read again while the
//! program runs, so that a renewed one needs no restart.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum_server::tls_rustls::RustlsConfig;
use huiyin_app::Clock;
use huiyin_domain::Lang;
use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::pem::{self, PemObject as _};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio::time::{MissedTickBehavior, interval};

use crate::failure::Failure;
use crate::serve::address::{Machine, Reach};
use crate::serve::directory::DataDirectory;
use crate::serve::local_authority::LocalAuthority;
use crate::serve::words;
use crate::settings::Tls;

/// How often the certificate is read or made again.
const RENEWAL: Duration = Duration::from_hours(12);

/// A certificate in use, and where the next one comes from.
pub(crate) struct Certificate {
    source: Source,
    config: RustlsConfig,
}

enum Source {
    Files {
        certificate: PathBuf,
        key: PathBuf,
    },
    Local {
        authority: Arc<LocalAuthority>,
        clock: Clock,
    },
}

/// The certificate from files, where the settings name files.
pub(crate) fn from_files(tls: &Tls, lang: Lang) -> Result<Option<Certificate>, Failure> {
    let Tls::Files { certificate, key } = tls else {
        return Ok(None);
    };
    let source = Source::Files {
        certificate: certificate.clone(),
        key: key.clone(),
    };
    Certificate::of(source, lang).map(Some)
}

/// A certificate from the authority of this data directory.
pub(crate) fn local(
    directory: &DataDirectory,
    reach: &Reach,
    clock: &Clock,
    lang: Lang,
) -> Result<Certificate, Failure> {
    let authority = LocalAuthority::open(directory.path(), reach.machine(), clock.now())
        .map_err(|error| Failure::new(words::no_certificate(&error, lang)))?;
    let source = Source::Local {
        authority: Arc::new(authority),
        clock: clock.clone(),
    };
    Certificate::of(source, lang)
}

impl Certificate {
    fn of(source: Source, lang: Lang) -> Result<Self, Failure> {
        let config = source
            .load()
            .map_err(|error| Failure::new(words::no_certificate(&error, lang)))?;
        Ok(Self {
            source,
            config: RustlsConfig::from_config(config),
        })
    }

    /// What the listener uses; it changes with every renewal.
    pub(crate) fn config(&self) -> RustlsConfig {
        self.config.clone()
    }

    /// The authority that phones install, where it is our own.
    pub(crate) fn authority(&self) -> Option<Arc<LocalAuthority>> {
        match &self.source {
            Source::Files { .. } => None,
            Source::Local { authority, .. } => Some(Arc::clone(authority)),
        }
    }

    /// Renews it for ever. While the next one cannot be had, the last one stays.
    pub(crate) async fn renew(self) {
        let mut ticks = interval(RENEWAL);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        ticks.tick().await;
        loop {
            ticks.tick().await;
            match self.source.load() {
                Ok(config) => self.config.reload_from_config(config),
                Err(error) => tracing::error!(%error, "the certificate stays as it was"),
            }
        }
    }
}

impl Source {
    fn load(&self) -> io::Result<Arc<ServerConfig>> {
        let (chain, key) = match self {
            Self::Files { certificate, key } => (read_chain(certificate)?, read_key(key)?),
            Self::Local { authority, clock } => authority.certify(&Machine::this(), clock.now())?,
        };
        let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(io::Error::other)?
            .with_no_client_auth()
            .with_single_cert(chain, key)
            .map_err(io::Error::other)?;
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        Ok(Arc::new(config))
    }
}

fn read_chain(file: &Path) -> io::Result<Vec<CertificateDer<'static>>> {
    let chain: Vec<_> = CertificateDer::pem_file_iter(file)
        .and_then(Iterator::collect)
        .map_err(|error| at(file, &error))?;
    if chain.is_empty() {
        return Err(at(file, &pem::Error::NoItemsFound));
    }
    Ok(chain)
}

fn read_key(file: &Path) -> io::Result<PrivateKeyDer<'static>> {
    PrivateKeyDer::from_pem_file(file).map_err(|error| at(file, &error))
}

fn at(file: &Path, error: &pem::Error) -> io::Error {
    let what = match error {
        pem::Error::Io(error) => error.to_string(),
        other => other.to_string(),
    };
    io::Error::other(format!("{}: {what}", file.display()))
}
