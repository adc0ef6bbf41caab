use huiyin_domain::{DeviceId, Instant, Lang, PersonId, Personal};
use huiyin_store::accounts::{self, AccountRow};
use huiyin_store::{Tx, sessions};

use super::folded_login;
use super::throttle::{Subjects, admit, succeeded};
use crate::{App, Result};

/// Somebody signs in.
#[derive(Clone, Debug)]
pub struct SignIn {
    /// What they typed as login.
    pub login: String,
    /// What they typed as password.
    pub password: Personal<String>,
    /// The address they come from.
    pub address: String,
    /// The device, where its cookie names one.
    pub device: Option<DeviceId>,
    /// What the browser calls itself, in short.
    pub device_name: String,
}

/// What came of signing in.
#[derive(Clone, Debug)]
pub enum SignInAnswer {
    /// They are in.
    In(SignedIn),
    /// No such login, a wrong password, no password yet, or a closed account: nobody is told which.
    Wrong,
    /// Too many attempts of this login or address; none is looked at before then.
    Wait(Instant),
}

/// Somebody who is signed in.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// Who.
    pub person: PersonId,
    /// On which device; another one than was named when that is not theirs.
    pub device: DeviceId,
    /// Their name.
    pub name: Option<Personal<String>>,
    /// The language they chose.
    pub lang: Option<Lang>,
}

/// The longest name of a device that is kept, in characters.
const LONGEST_DEVICE: usize = 120;

impl App {
    /// Signs somebody in by login and password. An unknown login takes as long as a wrong password and gets the same
    /// answer.
    pub async fn sign_in(&self, sign_in: &SignIn) -> Result<SignInAnswer> {
        let login = folded_login(&sign_in.login);
        let account = match self.admit(&login, &sign_in.address).await? {
            Admitted::Wait(until) => return Ok(SignInAnswer::Wait(until)),
            Admitted::Yes(account) => account.filter(|account| account.closed_at.is_none()),
        };
        let hash = account
            .as_ref()
            .and_then(|known| known.password_hash.clone());
        let is_right = self.passwords().is_right(&sign_in.password, hash).await?;
        let Some(account) = account.filter(|_| is_right) else {
            return Ok(SignInAnswer::Wrong);
        };
        let input = (
            account,
            Subjects::of(&login, &sign_in.address),
            sign_in.clone(),
            self.clock().now(),
        );
        self.db()
            .write(input, |tx, (account, subjects, sign_in, now)| {
                Box::pin(let_in(tx, account, subjects, sign_in, *now))
            })
            .await
    }

    /// Signs somebody in on a made-up estate by login alone; refused as [`crate::Refusal::NotDemo`] anywhere else.
    pub async fn sign_in_to_demo(&self, sign_in: &SignIn) -> Result<SignInAnswer> {
        self.check_demo().await?;
        let login = folded_login(&sign_in.login);
        let account = accounts::account_of_login(&mut self.db().read().await?, &login).await?;
        let Some(account) = account.filter(|account| account.closed_at.is_none()) else {
            return Ok(SignInAnswer::Wrong);
        };
        let input = (
            account,
            Subjects::of(&login, &sign_in.address),
            sign_in.clone(),
            self.clock().now(),
        );
        self.db()
            .write(input, |tx, (account, subjects, sign_in, now)| {
                Box::pin(let_in(tx, account, subjects, sign_in, *now))
            })
            .await
    }

    /// Counts an attempt and finds the account.
    pub(super) async fn admit(&self, login: &str, address: &str) -> Result<Admitted> {
        let input = (
            login.to_owned(),
            Subjects::of(login, address),
            self.clock().now(),
        );
        self.db()
            .write(input, |tx, (login, subjects, now)| {
                Box::pin(async move {
                    Ok(match admit(tx, subjects, *now).await? {
                        Some(until) => Admitted::Wait(until),
                        None => Admitted::Yes(accounts::account_of_login(tx, login).await?),
                    })
                })
            })
            .await
    }
}

/// Whether an attempt is looked at.
pub(super) enum Admitted {
    /// It is; the account, if there is one.
    Yes(Option<AccountRow>),
    /// It is not, before then.
    Wait(Instant),
}

async fn let_in(
    tx: &mut Tx,
    checked: &AccountRow,
    subjects: &Subjects,
    sign_in: &SignIn,
    now: Instant,
) -> Result<SignInAnswer> {
    // Closed, or given another password, while this one was held against the hash.
    let account = accounts::account(tx, checked.person)
        .await?
        .filter(|now| now.closed_at.is_none() && now.password_hash == checked.password_hash);
    let Some(account) = account else {
        return Ok(SignInAnswer::Wrong);
    };
    succeeded(tx, subjects, now).await?;
    accounts::note_sign_in(tx, account.person, now).await?;
    let device = device_of(tx, account.person, sign_in, now).await?;
    Ok(SignInAnswer::In(SignedIn {
        person: account.person,
        device,
        name: account.name,
        lang: account.language,
    }))
}

async fn device_of(
    tx: &mut Tx,
    person: PersonId,
    sign_in: &SignIn,
    now: Instant,
) -> Result<DeviceId> {
    let name: String = sign_in
        .device_name
        .trim()
        .chars()
        .take(LONGEST_DEVICE)
        .collect();
    if let Some(id) = sign_in.device {
        let known = sessions::device(tx, id).await?;
        if known.is_some_and(|known| known.person == person && known.revoked_at.is_none()) {
            sessions::note_device(tx, id, Some(&name), now).await?;
            return Ok(id);
        }
    }
    let id = DeviceId::generate();
    sessions::add_device(tx, id, person, &name, now).await?;
    Ok(id)
}
