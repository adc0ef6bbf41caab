//! How a command ends when it cannot do its work.

use std::io::{self, Write};
use std::process::ExitCode;

/// Some rows were refused; the good ones were taken.
pub(crate) const ROWS_REFUSED: u8 = 3;

/// Why a command did nothing: one sentence, and exit status 2. Nothing is left half-done.
#[derive(Debug)]
pub(crate) struct Failure {
    sentence: String,
}

impl Failure {
    pub(crate) fn new(sentence: impl Into<String>) -> Self {
        Self {
            sentence: sentence.into(),
        }
    }

    /// Says it on standard error.
    pub(crate) fn report(self) -> ExitCode {
        say(&self.sentence);
        ExitCode::from(2)
    }
}

/// Writes a line to standard error. Nobody listening there is no reason to stop.
pub(crate) fn say(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}
