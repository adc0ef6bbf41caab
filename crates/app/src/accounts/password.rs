use std::cell::{OnceCell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Sender, channel};
use std::thread;

use argon2::password_hash::phc::{Output, PasswordHash, Salt};
use argon2::password_hash::{self, CustomizedPasswordHasher, PasswordVerifier as _, generate_salt};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use huiyin_domain::Personal;
use huiyin_store::Error as StoreError;
use tokio::sync::oneshot;

use crate::fields::Fields;
use crate::{Fault, Result};

/// The shortest password, in characters. Longer is what helps; signs and digits are nobody's business.
const SHORTEST: usize = 10;
/// The longest, so that nobody keeps the hash busy.
const LONGEST: usize = 200;

/// How dear a hash is, in KiB of memory and in passes over it. OWASP (Password Storage Cheat Sheet, Argon2id) lists it beside
/// 19 MiB and two passes as equally strong; it takes the same time and half the memory.
const MEMORY: u32 = 9 * 1024;
const PASSES: u32 = 4;

/// Hashing of passwords, beside the transactions: one after the other, in a thread of its own with memory of its own. What
/// is taken and given back for each stays with the process, in pieces that the next do not fit into.
#[derive(Clone, Debug)]
pub(crate) struct Passwords {
    turns: Sender<Turn>,
}

type Turn = Box<dyn FnOnce(&Hasher) + Send>;

impl Default for Passwords {
    fn default() -> Self {
        let (turns, asked) = channel::<Turn>();
        thread::spawn(move || {
            let hasher = Hasher::default();
            for turn in asked {
                // Who waits for a turn that panicked is told by its silence; the next have theirs.
                let _ = catch_unwind(AssertUnwindSafe(|| turn(&hasher)));
            }
        });
        Self { turns }
    }
}

impl Passwords {
    /// The hash of a password with its parameters, as a PHC string.
    pub(crate) async fn hash(&self, password: &Personal<String>) -> Result<String> {
        let password = password.clone();
        self.in_turn(move |hasher| hasher.hash(password.reveal()))
            .await?
    }

    /// Whether a password is the one of a hash. Without a hash it never is, and that takes as long.
    pub(crate) async fn is_right(
        &self,
        password: &Personal<String>,
        hash: Option<Personal<String>>,
    ) -> Result<bool> {
        let password = password.clone();
        self.in_turn(move |hasher| match hash {
            Some(hash) => hasher.matches(password.reveal(), hash.reveal()),
            None => {
                hasher.matches(password.reveal(), hasher.nobodys());
                false
            }
        })
        .await
    }

    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Hasher) -> T + Send + 'static,
    ) -> Result<T> {
        let (tell, told) = oneshot::channel();
        let turn = Box::new(move |hasher: &Hasher| {
            // Who gave up waiting needs no answer, and holds up nobody.
            if !tell.is_closed() {
                let _ = tell.send(work(hasher));
            }
        });
        let failed = || StoreError::Server("a password could not be hashed".to_owned());
        self.turns.send(turn).map_err(|_| failed())?;
        Ok(told.await.map_err(|_| failed())?)
    }
}

/// Argon2id in memory that it keeps.
#[derive(Default)]
struct Hasher {
    memory: RefCell<Vec<Block>>,
    nobodys: OnceCell<String>,
}

impl Hasher {
    fn hash(&self, password: &str) -> Result<String> {
        let hash = Params::new(MEMORY, PASSES, Params::DEFAULT_P_COST, None)
            .map_err(password_hash::Error::from)
            .and_then(|dear| {
                let (password, salt) = (password.as_bytes(), generate_salt());
                self.hash_password_customized(password, &salt, None, None, dear)
            })
            .map_err(|error| StoreError::Server(error.to_string()))?;
        Ok(hash.to_string())
    }

    /// A hash says itself how dear it was.
    fn matches(&self, password: &str, hash: &str) -> bool {
        PasswordHash::new(hash)
            .is_ok_and(|hash| self.verify_password(password.as_bytes(), &hash).is_ok())
    }

    /// What a password is held against that belongs to no account, so that the answer takes as long.
    fn nobodys(&self) -> &str {
        self.nobodys
            .get_or_init(|| self.hash("nobody's").unwrap_or_default())
    }
}

impl CustomizedPasswordHasher<PasswordHash> for Hasher {
    type Params = Params;

    fn hash_password_customized(
        &self,
        password: &[u8],
        salt: &[u8],
        algorithm: Option<&str>,
        version: Option<u32>,
        params: Params,
    ) -> password_hash::Result<PasswordHash> {
        let algorithm = algorithm.map_or(Ok(Algorithm::default()), Algorithm::try_from)?;
        let version = version.map_or(Ok(Version::default()), Version::try_from)?;
        let length = params.output_len().unwrap_or(Params::DEFAULT_OUTPUT_LEN);
        let mut output = vec![0; length];
        let mut memory = self.memory.borrow_mut();
        memory.resize(params.block_count(), Block::default());
        let argon2 = Argon2::new(algorithm, version, params);
        argon2.hash_password_into_with_memory(password, salt, &mut output, &mut *memory)?;
        Ok(PasswordHash {
            algorithm: algorithm.ident(),
            version: Some(version.into()),
            params: argon2.params().try_into()?,
            salt: Some(Salt::new(salt)?),
            hash: Some(Output::new(&output)?),
        })
    }
}

/// Notes what is wrong with a new password: too short, too long, or the login itself.
pub(crate) fn check_new_password(fields: &mut Fields, password: &Personal<String>, login: &str) {
    let password = password.reveal();
    let length = password.chars().count();
    let mut distinct: Vec<char> = password.chars().collect();
    distinct.sort_unstable();
    distinct.dedup();
    if length == 0 {
        fields.wrong("password", Fault::Missing);
    } else if length < SHORTEST {
        fields.wrong("password", Fault::TooShort(SHORTEST));
    } else if length > LONGEST {
        fields.wrong("password", Fault::TooLong(LONGEST));
    } else if super::folded_login(password) == login || distinct.len() < 4 {
        fields.wrong("password", Fault::Guessable);
    }
}

#[cfg(test)]
mod tests {
    use argon2::password_hash::PasswordHasher as _;

    use super::*;

    fn personal(text: &str) -> Personal<String> {
        Personal::new(text.to_owned())
    }

    #[tokio::test]
    async fn a_password_is_right_for_its_own_hash_only() {
        let passwords = Passwords::default();
        let hash = passwords
            .hash(&personal("回音回音回音-2026"))
            .await
            .unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=9216,t=4,p=1$"), "{hash}");
        let hash = Some(Personal::new(hash));
        assert!(
            passwords
                .is_right(&personal("回音回音回音-2026"), hash.clone())
                .await
                .unwrap()
        );
        assert!(
            !passwords
                .is_right(&personal("回音回音回音-2027"), hash)
                .await
                .unwrap()
        );
        assert!(
            !passwords
                .is_right(&personal("nobody's"), None)
                .await
                .unwrap()
        );
    }

    #[tokio::test]
    async fn a_turn_that_panics_takes_none_from_the_next() {
        let passwords = Passwords::default();
        let broken = passwords.in_turn(|_| panic!("no ink")).await;
        assert!(broken.is_err());
        assert_eq!(passwords.in_turn(|_| 1).await.unwrap(), 1);
    }

    /// Hashes made before they took less memory, and those of other programs; and these in another.
    #[test]
    fn a_hash_of_another_price_is_understood() {
        let (hasher, other) = (Hasher::default(), Argon2::default());
        let dearer = other.hash_password(b"a quiet lake").unwrap().to_string();
        assert!(!dearer.contains("m=9216,t=4"), "{dearer}");
        let ours = hasher.hash("a quiet lake").unwrap();
        for hash in [&dearer, &ours, &dearer] {
            assert!(hasher.matches("a quiet lake", hash));
            assert!(!hasher.matches("a quiet pond", hash));
            assert!(
                other
                    .verify_password(b"a quiet lake", hash.as_str())
                    .is_ok()
            );
        }
        assert!(!hasher.matches("a quiet lake", "no hash"));
    }

    #[test]
    fn what_is_guessed_at_once_is_no_password() {
        let fault = |password: &str| {
            let mut fields = Fields::default();
            check_new_password(&mut fields, &personal(password), "fengzhiming");
            match fields.check() {
                Err(crate::Error::Invalid(wrong)) => Some(wrong[0].fault.clone()),
                _ => None,
            }
        };
        assert_eq!(fault(""), Some(Fault::Missing));
        assert_eq!(fault("123456789"), Some(Fault::TooShort(SHORTEST)));
        assert_eq!(fault("FengZhiMing"), Some(Fault::Guessable));
        assert_eq!(fault("aaaaaaaaaaaa"), Some(Fault::Guessable));
        assert_eq!(fault("a quiet lake"), None);
    }
}
