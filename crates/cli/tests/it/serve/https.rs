//! HTTPS with an authority of the installation's own, as a phone meets it.

use std::net::{SocketAddr, TcpStream};
use std::os::unix::fs::PermissionsExt as _;
use std::sync::Arc;

use rustls::crypto::ring;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use tempfile::tempdir;

use crate::run::text;
use crate::serve::server::{Server, ask, get};

#[test]
fn a_phone_installs_the_certificate_and_trusts_the_server_after_a_restart_too() {
    let folder = tempdir().unwrap();
    let data = folder.path().join("data");
    let arguments = ["serve", "--tls", "local", "--data", &text(&data)];
    let mut server = Server::start(&arguments, &[]);
    let page = get(server.address, "/install-certificate");
    assert!(
        page.starts_with("HTTP/1.1 200") && page.contains("huiyin.crt"),
        "{page}"
    );
    let authority = download(server.address, "/install-certificate/huiyin.crt");
    assert!(get_securely(server.address, "127.0.0.1", &authority).starts_with("HTTP/1.1 200"));
    assert!(get_securely(server.address, "localhost", &authority).starts_with("HTTP/1.1 200"));
    assert_eq!(server.stop(), Some(0));

    let mut again = Server::start(&arguments, &[]);
    assert!(get_securely(again.address, "localhost", &authority).starts_with("HTTP/1.1 200"));
    assert_eq!(again.stop(), Some(0));

    for name in ["authority.key", "authority.pem", "host"] {
        let mode = data
            .join("tls")
            .join(name)
            .metadata()
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
}

#[test]
fn plain_http_is_sent_to_https_on_the_same_port() {
    let folder = tempdir().unwrap();
    let data = text(&folder.path().join("data"));
    let mut server = Server::start(&["serve", "--tls", "local", "--data", &data], &[]);
    let answer = get(server.address, "/events?kind=repair");
    assert!(answer.starts_with("HTTP/1.1 308"), "{answer}");
    let to = format!("location: https://{}/events?kind=repair", server.address);
    assert!(answer.contains(&to), "{answer}");
    assert!(get(server.address, "/healthz").starts_with("HTTP/1.1 200"));
    assert_eq!(server.stop(), Some(0));
}

/// The body of an answer.
fn download(address: SocketAddr, path: &str) -> Vec<u8> {
    let mut stream = TcpStream::connect(address).expect("it listens");
    let answer = ask(&mut stream, address, path);
    let head = answer
        .windows(4)
        .position(|bytes| bytes == b"\r\n\r\n")
        .expect("an answer has a head");
    answer[head + 4..].to_vec()
}

/// What it answers at `/healthz` to somebody who trusts this authority and nobody else.
fn get_securely(address: SocketAddr, name: &str, authority: &[u8]) -> String {
    let mut roots = RootCertStore::empty();
    roots
        .add(CertificateDer::from(authority.to_vec()))
        .expect("an authority");
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = ServerName::try_from(name.to_owned()).unwrap();
    let client = ClientConnection::new(Arc::new(config), name).unwrap();
    let stream = TcpStream::connect(address).expect("it listens");
    let answer = ask(&mut StreamOwned::new(client, stream), address, "/healthz");
    String::from_utf8_lossy(&answer).into_owned()
}
