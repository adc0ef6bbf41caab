//! Accounts: invitations, passwords, signing in and out, devices, and who asks. Without a password there is no way in.

mod change_password;
mod devices;
mod invite;
mod load_asker;
mod password;
mod sessions;
mod set_password;
mod sign_in;
mod throttle;
mod token;

pub use devices::Device;
pub use invite::{Invite, Invited};
pub use sessions::KeptSession;
pub use set_password::OpenLink;
pub use sign_in::{SignIn, SignInAnswer, SignedIn};
pub use token::Token;

pub(crate) use load_asker::posts_today;
pub(crate) use password::{Passwords, check_new_password};

use crate::Fault;
use crate::fields::Fields;

/// What links that work once are for.
pub(crate) mod purpose {
    /// The first start.
    pub(crate) const SET_UP: &str = "set_up";
    /// Choosing the first password, or another one.
    pub(crate) const PASSWORD: &str = "password";
}

/// The longest login, in characters.
const LONGEST_LOGIN: usize = 60;

/// A login as it is compared: without blanks around it, in lower case.
pub(crate) fn folded_login(typed: &str) -> String {
    typed.trim().to_lowercase()
}

/// Reads a new login: letters, digits and `. - _ @ +`.
pub(crate) fn read_login(fields: &mut Fields, typed: &str) -> String {
    let login = fields.required("login", &folded_login(typed), LONGEST_LOGIN);
    let allowed = |each: char| each.is_alphanumeric() || ".-_@+".contains(each);
    if !login.chars().all(allowed) {
        fields.wrong("login", Fault::Malformed);
    }
    login
}
