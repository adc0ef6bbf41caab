//! Who carries notices out of the house: mail by SMTP, robots and webhooks by HTTPS. It knows what a letter says only as
//! the pages word it, and where to take it.

mod mail;
mod post;
mod robot;

use async_trait::async_trait;
use huiyin_app::notices::{Address, Courier, Letter, Undelivered};
use huiyin_web::Written;

use crate::courier::mail::Mail;
use crate::settings::MailSettings;

/// The courier of a running program.
pub(crate) struct Carrier {
    mail: Option<Mail>,
    /// What the links in letters begin with.
    base: String,
}

impl Carrier {
    /// A courier with links that begin with `base`; without settings for mail it goes to robots only.
    pub(crate) fn new(mail: Option<&MailSettings>, base: &str) -> Self {
        Self {
            mail: mail.map(Mail::new),
            base: base.trim_end_matches('/').to_owned(),
        }
    }
}

#[async_trait]
impl Courier for Carrier {
    fn mail_from(&self) -> Option<&str> {
        self.mail.as_ref().map(Mail::from)
    }

    async fn carry(&self, letter: &Letter) -> Result<(), Undelivered> {
        let written = Written::of(letter, &self.base);
        match (&letter.to, &self.mail) {
            (Address::Mail(to), Some(mail)) => mail.send(to.reveal(), &written).await,
            (Address::Mail(_), None) => Err(mail::not_set_up()),
            (Address::Robot { kind, url, secret }, _) => {
                let secret = secret.as_ref().map(|secret| secret.reveal().as_str());
                let call = robot::call(*kind, url.reveal(), secret, letter, &written)?;
                robot::answer(*kind, &post::post(&call).await?)
            }
        }
    }
}

#[cfg(test)]
mod tests;
