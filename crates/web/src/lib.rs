//! Pages for people and the frame around them: one router, one look, three languages.
//!
//! This crate turns requests into calls and answers into pages; it decides nothing about follow-ups. How a page is
//! added is told in `docs/design/look.md`.

mod address;
mod assets;
mod at_work;
mod csv;
mod dates;
mod failure;
mod health;
mod letters;
mod meanwhile;
mod page;
mod pages;
mod papers;
mod preferences;
pub mod qr;
pub mod report;
mod request;
mod security;
mod sent;
mod server;
pub mod session;
mod texts;
mod unsaved;
mod view;

pub use health::Readiness;
pub use letters::Written;
pub use server::{Settings, router};
