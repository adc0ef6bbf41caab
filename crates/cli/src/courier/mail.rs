//! Mail by SMTP.

use std::error::Error as _;
use std::time::Duration;

use huiyin_app::notices::Undelivered;
use huiyin_domain::DeliveryFault;
use huiyin_web::Written;
use lettre::message::Mailbox;
use lettre::message::header::ContentType;
use lettre::transport::smtp::Error;
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};

use crate::settings::MailSettings;

/// How long the server may be silent.
const PATIENCE: Duration = Duration::from_secs(20);

/// The server that takes our mail, and whom it comes from.
pub(super) struct Mail {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    shown: String,
}

impl Mail {
    pub(super) fn new(settings: &MailSettings) -> Self {
        Self {
            transport: settings.server.clone().timeout(Some(PATIENCE)).build(),
            from: settings.from.clone(),
            shown: settings.from.to_string(),
        }
    }

    pub(super) fn from(&self) -> &str {
        &self.shown
    }

    pub(super) async fn send(&self, to: &str, written: &Written) -> Result<(), Undelivered> {
        let to: Mailbox = to
            .parse()
            .map_err(|_| Undelivered::for_good(DeliveryFault::BadAddress, ""))?;
        let message = Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(&written.subject)
            .header(ContentType::TEXT_PLAIN)
            .body(written.text.clone())
            .map_err(|error| Undelivered::for_good(DeliveryFault::BadAddress, error.to_string()))?;
        match self.transport.send(message).await {
            Ok(_) => Ok(()),
            Err(error) => Err(undelivered(&error)),
        }
    }
}

/// There is nobody to give mail to; the application does not ask for it then.
pub(super) fn not_set_up() -> Undelivered {
    Undelivered::for_now(DeliveryFault::Unreachable, "")
}

fn undelivered(error: &Error) -> Undelivered {
    let said = error
        .source()
        .map_or_else(|| error.to_string(), ToString::to_string);
    if error.is_permanent() {
        let code = error.status().map(|code| code.to_string());
        let said = format!("{} {said}", code.unwrap_or_default());
        return Undelivered::for_good(DeliveryFault::Refused, said.trim());
    }
    let fault = if error.is_transient() {
        DeliveryFault::Busy
    } else if error.is_timeout() {
        DeliveryFault::TimedOut
    } else if error.is_tls() {
        DeliveryFault::NotTrusted
    } else {
        DeliveryFault::Unreachable
    };
    Undelivered::for_now(fault, said)
}
