//! A certificate authority of the installation's own, for an office without a domain: phones that install it trust
//! this server, and it can vouch for nothing outside the local network.

use std::fs;
use std::io::{self, Write as _};
use std::net::IpAddr;
use std::path::Path;
use std::time::Duration;

use huiyin_domain::Instant;
use ipnet::IpNet;
use rcgen::string::Ia5String;
use rcgen::{
    BasicConstraints, CertificateParams, CidrSubnet, DnType, ExtendedKeyUsagePurpose,
    GeneralSubtree, IsCa, Issuer, KeyPair, KeyUsagePurpose, NameConstraints, SanType,
};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use sha2::{Digest as _, Sha256};
use tempfile::{Builder, NamedTempFile};

use crate::serve::address::Machine;

/// The directory of the authority within the data directory.
const DIRECTORY: &str = "tls";
const KEY: &str = "authority.key";
const CERTIFICATE: &str = "authority.pem";
/// The name of the machine when the authority was made: it stands in the authority's own name.
const HOST: &str = "host";

const DAY: Duration = Duration::from_hours(24);
/// How long the authority is good: phones need not install it again while it lasts.
const AUTHORITY_LIFETIME: Duration = Duration::from_secs(10 * 365 * DAY.as_secs());
/// How long a server certificate is good. Phones refuse long ones, and a new one costs nothing.
const LEAF_LIFETIME: Duration = Duration::from_secs(90 * DAY.as_secs());

/// Names that never lead out of the local network.
const LOCAL_DOMAINS: [&str; 5] = ["localhost", "local", "lan", "internal", "home.arpa"];
/// Networks that are never routed outside.
const LOCAL_NETWORKS: [([u8; 4], u8); 4] = [
    ([10, 0, 0, 0], 8),
    ([127, 0, 0, 0], 8),
    ([172, 16, 0, 0], 12),
    ([192, 168, 0, 0], 16),
];
const LOCAL_NETWORK_6: ([u8; 16], u8) = ([0xfd, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 8);
const LOOPBACK_6: ([u8; 16], u8) = ([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], 128);

/// The authority.
pub(crate) struct LocalAuthority {
    host: String,
    certificate: CertificateDer<'static>,
    issuer: Issuer<'static, KeyPair>,
}

impl LocalAuthority {
    /// The authority of this data directory, made when there is none. The key is for the owner's eyes only.
    pub(crate) fn open(data: &Path, machine: &Machine, now: Instant) -> io::Result<Self> {
        let directory = data.join(DIRECTORY);
        if !directory.exists() {
            make(data, &directory, &machine.host, now)?;
        }
        let key = fs::read_to_string(directory.join(KEY))?;
        let host = fs::read_to_string(directory.join(HOST))?;
        let certificate =
            CertificateDer::from_pem_file(directory.join(CERTIFICATE)).map_err(io::Error::other)?;
        let key = KeyPair::from_pem(&key).map_err(io::Error::other)?;
        let issuer = Issuer::new(authority(&host, now), key);
        Ok(Self {
            host,
            certificate,
            issuer,
        })
    }

    /// The certificate that phones install.
    pub(crate) fn certificate(&self) -> &CertificateDer<'static> {
        &self.certificate
    }

    /// The SHA-256 of the certificate in pairs of digits, as phones show it.
    pub(crate) fn fingerprint(&self) -> String {
        let pairs: Vec<String> = Sha256::digest(&self.certificate)
            .iter()
            .map(|byte| format!("{byte:02X}"))
            .collect();
        pairs.join(":")
    }

    /// A new certificate for this server, under the names and addresses the machine has now.
    pub(crate) fn certify(
        &self,
        machine: &Machine,
        now: Instant,
    ) -> io::Result<(Vec<CertificateDer<'static>>, PrivateKeyDer<'static>)> {
        let key = KeyPair::generate().map_err(io::Error::other)?;
        let mut params = CertificateParams::default();
        set_validity(&mut params, now, LEAF_LIFETIME);
        params
            .distinguished_name
            .push(DnType::CommonName, format!("{}.local", machine.host));
        params.subject_alt_names = self.names(machine)?;
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        params.use_authority_key_identifier_extension = true;
        let certificate = params
            .signed_by(&key, &self.issuer)
            .map_err(io::Error::other)?;
        let chain = vec![certificate.der().clone(), self.certificate.clone()];
        let key = PrivateKeyDer::try_from(key.serialize_der()).map_err(io::Error::other)?;
        Ok((chain, key))
    }

    /// The names and addresses of the machine that the authority may vouch for.
    fn names(&self, machine: &Machine) -> io::Result<Vec<SanType>> {
        let mut names = vec!["localhost".to_owned(), self.host.clone()];
        names.extend(
            LOCAL_DOMAINS
                .iter()
                .map(|domain| format!("{}.{domain}", machine.host)),
        );
        names.dedup();
        let loopback = [IpAddr::from([127, 0, 0, 1]), IpAddr::from(LOOPBACK_6.0)];
        let addresses = loopback.iter().chain(&machine.addresses);
        let mut all = Vec::new();
        for name in names {
            all.push(SanType::DnsName(ia5(&name)?));
        }
        all.extend(
            addresses
                .filter(|address| is_local(**address))
                .map(|address| SanType::IpAddress(*address)),
        );
        Ok(all)
    }
}

/// Makes the directory with key, certificate and host, all or nothing.
fn make(data: &Path, directory: &Path, host: &str, now: Instant) -> io::Result<()> {
    let key = KeyPair::generate().map_err(io::Error::other)?;
    let certificate = authority(host, now)
        .self_signed(&key)
        .map_err(io::Error::other)?;
    let unfinished = Builder::new().prefix(".tls-").tempdir_in(data)?;
    for (name, content) in [
        (KEY, key.serialize_pem()),
        (CERTIFICATE, certificate.pem()),
        (HOST, host.to_owned()),
    ] {
        // Temporary files are made with mode 0600, and keep it.
        let mut file = NamedTempFile::new_in(unfinished.path())?;
        file.write_all(content.as_bytes())?;
        file.as_file().sync_all()?;
        file.persist(unfinished.path().join(name))
            .map_err(|error| error.error)?;
    }
    fs::rename(unfinished.keep(), directory)
}

/// What the authority is: its name follows from the host, so that it is the same after every start.
fn authority(host: &str, now: Instant) -> CertificateParams {
    let mut params = CertificateParams::default();
    set_validity(&mut params, now, AUTHORITY_LIFETIME);
    params.distinguished_name = rcgen::DistinguishedName::new();
    params
        .distinguished_name
        .push(DnType::CommonName, format!("Huiyin 回音 ({host})"));
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    let domains = LOCAL_DOMAINS.iter().copied().chain([host]);
    let networks = LOCAL_NETWORKS
        .iter()
        .map(|&(network, prefix)| CidrSubnet::from_v4_prefix(network, prefix))
        .chain(
            [LOCAL_NETWORK_6, LOOPBACK_6]
                .map(|(network, prefix)| CidrSubnet::from_v6_prefix(network, prefix)),
        );
    params.name_constraints = Some(NameConstraints {
        permitted_subtrees: domains
            .map(|domain| GeneralSubtree::DnsName(domain.to_owned()))
            .chain(networks.map(GeneralSubtree::IpAddress))
            .collect(),
        excluded_subtrees: Vec::new(),
    });
    params
}

fn is_local(address: IpAddr) -> bool {
    let contains = |network: IpAddr, prefix| {
        IpNet::new(network, prefix).is_ok_and(|network| network.contains(&address))
    };
    LOCAL_NETWORKS
        .iter()
        .any(|&(network, prefix)| contains(network.into(), prefix))
        || [LOCAL_NETWORK_6, LOOPBACK_6]
            .iter()
            .any(|&(network, prefix)| contains(network.into(), prefix))
}

/// From a day ago, because clocks of phones differ.
fn set_validity(params: &mut CertificateParams, now: Instant, lifetime: Duration) {
    let micros = u64::try_from(now.micros()).unwrap_or_default();
    let now = rcgen::date_time_ymd(1970, 1, 1) + Duration::from_secs(micros / 1_000_000);
    params.not_before = now - DAY;
    params.not_after = now + lifetime;
}

fn ia5(name: &str) -> io::Result<Ia5String> {
    Ia5String::try_from(name).map_err(io::Error::other)
}
