//! Where the program is reached, as people type it.

use std::ffi::CStr;
use std::io::{self, Write as _};
use std::net::{IpAddr, SocketAddr, TcpListener};

use huiyin_app::accounts::Token;
use huiyin_domain::Lang;

use crate::failure::{Failure, say};
use crate::serve::words;
use crate::settings::{ServerSettings, Tls};

/// How the program is reached.
#[derive(Clone, Debug)]
pub(crate) struct Reach {
    /// Where it listens, with the port it got.
    listen: SocketAddr,
    /// Whether it speaks HTTPS itself.
    has_certificate: bool,
    /// Whether the certificate is from an authority of its own.
    is_local: bool,
    /// Whether a proxy before it speaks HTTPS.
    is_behind_proxy: bool,
    machine: Machine,
}

/// What this machine is called.
#[derive(Clone, Debug)]
pub(crate) struct Machine {
    /// Its name, without a domain.
    pub(crate) host: String,
    /// Its addresses in networks, without those that lead nowhere else.
    pub(crate) addresses: Vec<IpAddr>,
}

impl Machine {
    /// What the system says.
    pub(crate) fn this() -> Self {
        let name = rustix::system::uname();
        Self {
            host: host_label(name.nodename()),
            addresses: if_addrs::get_if_addrs()
                .unwrap_or_default()
                .into_iter()
                .map(|interface| interface.ip())
                .filter(|address| !address.is_loopback() && !is_link_local(*address))
                .collect(),
        }
    }
}

/// The first label of a host name, when it can stand in a certificate.
fn host_label(name: &CStr) -> String {
    let name = name.to_string_lossy();
    let label = name.split('.').next().unwrap_or_default();
    let is_usable = !label.is_empty()
        && label
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if is_usable {
        label.to_ascii_lowercase()
    } else {
        "localhost".to_owned()
    }
}

const fn is_link_local(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => address.is_link_local(),
        IpAddr::V6(address) => address.is_unicast_link_local(),
    }
}

impl Reach {
    /// Reads where the listener listens.
    pub(crate) fn of(
        listener: &TcpListener,
        server: &ServerSettings,
        lang: Lang,
    ) -> Result<Self, Failure> {
        let listen = listener
            .local_addr()
            .map_err(|error| Failure::new(words::cannot_listen(server.listen, &error, lang)))?;
        Ok(Self {
            listen,
            has_certificate: server.tls != Tls::Off,
            is_local: server.tls == Tls::Local,
            is_behind_proxy: !server.trusted_proxies.is_empty(),
            machine: Machine::this(),
        })
    }

    /// Whether people reach it by HTTPS, here or at a proxy.
    pub(crate) const fn is_https(&self) -> bool {
        self.has_certificate || self.is_behind_proxy
    }

    /// What the machine is called.
    pub(crate) const fn machine(&self) -> &Machine {
        &self.machine
    }

    /// The address for this machine's own browser.
    fn here(&self) -> SocketAddr {
        match self.listen {
            SocketAddr::V4(at) if at.ip().is_unspecified() => {
                SocketAddr::new([127, 0, 0, 1].into(), at.port())
            }
            SocketAddr::V6(at) if at.ip().is_unspecified() => {
                SocketAddr::new([0, 0, 0, 0, 0, 0, 0, 1].into(), at.port())
            }
            at => at,
        }
    }

    /// The address for other machines, such as a phone; none when it listens to this one only.
    fn elsewhere(&self) -> Option<SocketAddr> {
        if self.listen.ip().is_unspecified() {
            let nearest = self
                .machine
                .addresses
                .iter()
                .min_by_key(|address| address.is_ipv6())?;
            Some(SocketAddr::new(*nearest, self.listen.port()))
        } else {
            (!self.listen.ip().is_loopback()).then_some(self.listen)
        }
    }

    /// The page where a phone gets the certificate; by plain HTTP, because the phone does not trust it yet.
    pub(crate) fn install_page(&self) -> Option<String> {
        self.is_local
            .then(|| self.elsewhere())
            .flatten()
            .map(|address| format!("http://{address}/install-certificate"))
    }

    /// What an address of a page begins with, as far as this machine can know: people behind a name or a proxy type
    /// something else.
    pub(crate) fn origin(&self) -> String {
        let scheme = if self.has_certificate {
            "https"
        } else {
            "http"
        };
        format!(
            "{scheme}://{}",
            self.elsewhere().unwrap_or_else(|| self.here())
        )
    }

    /// Prints where it is reached, where an empty installation is set up, and what will not work there.
    pub(crate) fn announce(&self, set_up: Option<&Token>, lang: Lang) {
        let scheme = if self.has_certificate {
            "https"
        } else {
            "http"
        };
        print(&words::serving(
            &format!("{scheme}://{}/", self.here()),
            lang,
        ));
        if let Some(elsewhere) = self.elsewhere().filter(|address| *address != self.here()) {
            print(&words::serving(&format!("{scheme}://{elsewhere}/"), lang));
        }
        if let Some(token) = set_up {
            let link = format!("{scheme}://{}/set-up/{}", self.here(), token.reveal());
            print(&words::set_up_at(&link, lang));
        }
        match self.install_page() {
            Some(page) => print(&words::install_at(&page, lang)),
            None if self.is_local => say(&words::local_only(lang)),
            None => {}
        }
        if !self.is_https() && !self.listen.ip().is_loopback() {
            say(&words::not_secure(lang));
        }
    }
}

/// Prints a line at once, also into a pipe. Nobody listening there is no reason to stop.
pub(crate) fn print(line: &str) {
    let mut out = io::stdout().lock();
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reach(listen: &str, addresses: &[&str]) -> Reach {
        Reach {
            listen: listen.parse().unwrap(),
            has_certificate: true,
            is_local: true,
            is_behind_proxy: false,
            machine: Machine {
                host: "office".to_owned(),
                addresses: addresses.iter().map(|text| text.parse().unwrap()).collect(),
            },
        }
    }

    #[test]
    fn a_phone_is_shown_an_address_that_leads_here() {
        for (listen, page) in [
            ("127.0.0.1:8443", None),
            (
                "0.0.0.0:8443",
                Some("http://192.168.1.5:8443/install-certificate"),
            ),
            (
                "[::]:8443",
                Some("http://192.168.1.5:8443/install-certificate"),
            ),
            (
                "192.168.1.5:1",
                Some("http://192.168.1.5:1/install-certificate"),
            ),
        ] {
            let reach = reach(listen, &["fd00::5", "192.168.1.5"]);
            assert_eq!(reach.install_page().as_deref(), page, "{listen}");
        }
        assert_eq!(reach("0.0.0.0:1", &[]).install_page(), None);
        assert_eq!(reach("0.0.0.0:1", &[]).origin(), "https://127.0.0.1:1");
        let office = reach("0.0.0.0:8443", &["192.168.1.5"]);
        assert_eq!(office.origin(), "https://192.168.1.5:8443");
    }

    #[test]
    fn a_host_name_that_cannot_stand_in_a_certificate_is_left_out() {
        assert_eq!(host_label(c"Office-PC.example.org"), "office-pc");
        assert_eq!(host_label(c"bad_name"), "localhost");
        assert_eq!(host_label(c""), "localhost");
    }
}
