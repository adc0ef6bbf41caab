//! Signing in: account and password, or one of the demo's accounts.

use askama::Template;

use crate::texts::Texts;
use crate::view::{Field, Frame};

/// The page that asks who one is.
#[derive(Template)]
#[template(path = "sign_in.html")]
pub(crate) struct SignInPage {
    /// The texts.
    pub(crate) t: Texts,
    /// The frame.
    pub(crate) frame: Frame,
    /// The account; what was typed stays.
    pub(crate) account: Field,
    /// The password; never sent back.
    pub(crate) password: Field,
    /// Why signing in was refused.
    pub(crate) refusal: Option<String>,
    /// Whether the page came over plain HTTP from another machine.
    pub(crate) open_line: bool,
    /// The page to go on with.
    pub(crate) back: String,
    /// The accounts of a demo, one for each post.
    pub(crate) demo_accounts: Vec<DemoAccount>,
}

/// An account of a demo that needs no password.
pub(crate) struct DemoAccount {
    /// Its name in the form.
    pub(crate) account: String,
    /// The post, in the procedure's word.
    pub(crate) post: String,
    /// The person.
    pub(crate) name: String,
}

impl SignInPage {
    /// The page with this account typed and refused, or as it is first opened when nothing was typed yet.
    pub(crate) fn new(t: Texts, frame: Frame, back: &str, refused: Option<&str>) -> Self {
        Self {
            t,
            frame,
            account: Field::new("account", t.sign_in_account())
                .value(refused.unwrap_or_default())
                .autocomplete("username")
                .required(),
            password: Field::new("password", t.sign_in_password())
                .kind("password")
                .autocomplete("current-password")
                .required(),
            refusal: refused.map(|_| t.sign_in_refused()),
            open_line: false,
            back: back.to_owned(),
            demo_accounts: Vec::new(),
        }
    }
}
