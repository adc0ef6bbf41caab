use huiyin_domain::entry::facts::ExportKeySet;
use huiyin_domain::export::{endorsed_text, hex, unhex};
use huiyin_domain::{CommandId, ScopeId};
use huiyin_store::{Change, Draft, Error as StoreError, exports, scopes};
use ring::signature::{Ed25519KeyPair, KeyPair as _};

use crate::{App, Asker, Error, Result, Right};

/// The pair of keys that exports are signed with.
pub(super) struct SigningKey {
    pair: Ed25519KeyPair,
    seed: [u8; 32],
}

impl SigningKey {
    fn generate() -> Result<Self> {
        let mut seed = [0; 32];
        getrandom::fill(&mut seed).map_err(|error| StoreError::Server(error.to_string()))?;
        Self::of_seed(seed)
    }

    fn of_seed(seed: [u8; 32]) -> Result<Self> {
        let pair = Ed25519KeyPair::from_seed_unchecked(&seed)
            .map_err(|error| StoreError::Corrupt(format!("the export key: {error}")))?;
        Ok(Self { pair, seed })
    }

    fn read(secret: &str) -> Result<Self> {
        let seed = unhex(secret)
            .ok_or_else(|| StoreError::Corrupt("the export key is not readable".to_owned()))?;
        Self::of_seed(seed)
    }

    /// The public half, 64 hex digits.
    pub(super) fn public(&self) -> String {
        hex(self.pair.public_key().as_ref())
    }

    /// The signature under some bytes, 128 hex digits.
    pub(super) fn sign(&self, bytes: &[u8]) -> String {
        hex(self.pair.sign(bytes).as_ref())
    }
}

impl App {
    /// Makes a new key for exports to be signed with, endorsed by the one before; its public half. Exports that were made
    /// before stay as they are.
    pub async fn change_export_key(&self, asker: &Asker, command: CommandId) -> Result<String> {
        check_may(asker)?;
        let act = asker.act(command, self.clock().now());
        self.db()
            .command(act, (), |change, ()| Box::pin(set_new(change)))
            .await
    }

    /// The key that exports are signed with; made when there is none, or when this installation has only its public half.
    pub(super) async fn signing_key(&self, asker: &Asker) -> Result<SigningKey> {
        if let Some(key) = self.known_key().await? {
            return Ok(key);
        }
        let act = asker.act(CommandId::generate(), self.clock().now());
        let _: String = self
            .db()
            .command(act, (), |change, ()| Box::pin(set_if_missing(change)))
            .await?;
        self.known_key().await?.ok_or(Error::NotFound)
    }

    async fn known_key(&self) -> Result<Option<SigningKey>> {
        let mut tx = self.db().read().await?;
        let Some(public) = exports::key(&mut tx).await? else {
            return Ok(None);
        };
        let secret = exports::secret(&mut tx, &public).await?;
        secret.map(|secret| SigningKey::read(&secret)).transpose()
    }
}

/// Whose keys they are is for the company to say, and for the shell.
fn check_may(asker: &Asker) -> Result<()> {
    if asker.person.is_none() {
        return Ok(());
    }
    Err(Error::Forbidden {
        right: Right::ManageProcedures,
        posts: vec![Right::ADMINISTRATOR.to_owned()],
        basis: huiyin_rules::procedure::Basis::default(),
    })
}

async fn set_if_missing(change: &mut Change<'_>) -> Result<String> {
    let company = company(change).await?;
    // Two first exports at one moment: the second finds the key of the first.
    huiyin_store::journal::hold(change, company).await?;
    if let Some(public) = exports::key(change).await?
        && exports::secret(change, &public).await?.is_some()
    {
        return Ok(public);
    }
    set_new(change).await
}

async fn set_new(change: &mut Change<'_>) -> Result<String> {
    let company = company(change).await?;
    huiyin_store::journal::hold(change, company).await?;
    let replaces = exports::key(change).await?;
    let before = match &replaces {
        Some(public) => exports::secret(change, public).await?,
        None => None,
    };
    let new = SigningKey::generate()?;
    let endorsement = match before {
        Some(secret) => Some(SigningKey::read(&secret)?.sign(&endorsed_text(&new.public()))),
        None => None,
    };
    let set = ExportKeySet {
        company,
        public_key: new.public(),
        replaces,
        endorsement,
    };
    change.append(Draft::new(company, set)).await?;
    exports::keep_secret(change, &new.public(), &hex(&new.seed)).await?;
    Ok(new.public())
}

async fn company(change: &mut Change<'_>) -> Result<ScopeId> {
    let installation = scopes::installation(change).await?;
    Ok(installation.ok_or(Error::NotFound)?.company)
}
