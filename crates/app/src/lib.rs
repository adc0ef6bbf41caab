//! What people and programs do with Huiyin: one file per action.
//!
//! Every action takes who asks ([`Asker`]) and what is asked, checks whether they may, asks the rules, and appends to
//! the journal, all in one transaction. Pages, commands and jobs call the same actions; none of them decides anything.

mod access;
pub mod accounts;
pub mod archive;
pub mod archive_months;
mod asker;
pub mod attachments;
mod clock;
mod confidential;
pub mod demo;
pub mod desk;
pub mod documents;
mod error;
pub mod events;
pub mod exports;
pub mod festivals;
mod fields;
mod first_aid;
pub mod imports;
pub mod ledger;
pub mod letters;
mod meanwhile;
pub mod month;
pub mod notices;
pub mod people;
pub mod phone;
pub mod planning;
pub mod posts;
mod printing;
pub mod privacy;
pub mod procedures;
pub mod reviews;
pub mod set_up;
mod site;
pub mod spot_checks;
pub mod statistics;
pub mod visits;
mod workplace;

pub use access::Right;
pub use asker::{Asker, HeldPost};
pub use clock::Clock;
pub use error::{Error, Fault, FieldError, Refusal, Result};
pub use huiyin_forms::paper;
pub use meanwhile::{LastStep, Seen};
pub use planning::Advanced;
pub use site::Site;
pub use workplace::Workplace;

use std::sync::Arc;

use huiyin_store::Db;

use crate::accounts::Passwords;
use crate::attachments::Attachments;
use crate::imports::Uploads;
use crate::notices::{Courier, Couriers};
use crate::printing::Printing;
use crate::site::Editions;

/// The application: a database and a clock. Cloning it is cheap.
#[derive(Clone, Debug)]
pub struct App {
    db: Db,
    clock: Clock,
    editions: Editions,
    passwords: Passwords,
    uploads: Uploads,
    attachments: Attachments,
    courier: Couriers,
    printing: Printing,
}

impl App {
    /// The application on an open database.
    pub fn new(db: Db, clock: Clock) -> Self {
        Self {
            attachments: Attachments::in_database(db.clone()),
            db,
            clock,
            editions: Editions::default(),
            passwords: Passwords::default(),
            uploads: Uploads::default(),
            courier: Couriers::default(),
            printing: Printing::default(),
        }
    }

    /// The same, with files that are sent to be imported kept there.
    #[must_use]
    pub fn keeping_uploads(self, uploads: Uploads) -> Self {
        Self { uploads, ..self }
    }

    /// The same, with another largest size of attachments, in bytes.
    #[must_use]
    pub fn largest_attachments(mut self, largest: u64) -> Self {
        self.attachments.largest = largest;
        self
    }

    /// The same, with somebody who carries notices out of the house.
    #[must_use]
    pub fn sending_by(self, courier: Arc<dyn Courier>) -> Self {
        Self {
            courier: Couriers(Some(courier)),
            ..self
        }
    }

    /// Its clock.
    pub const fn clock(&self) -> &Clock {
        &self.clock
    }

    /// The versions of procedures that were read.
    pub(crate) const fn editions(&self) -> &Editions {
        &self.editions
    }

    /// The hashing of passwords.
    pub(crate) const fn passwords(&self) -> &Passwords {
        &self.passwords
    }

    /// The files that were sent to be imported.
    pub(crate) const fn uploads(&self) -> &Uploads {
        &self.uploads
    }

    /// Who carries notices out of the house, where anybody does.
    pub(crate) const fn courier(&self) -> &Couriers {
        &self.courier
    }

    /// Its database.
    pub(crate) const fn db(&self) -> &Db {
        &self.db
    }
}
