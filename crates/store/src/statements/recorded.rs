//! Statements with their values, for a measurement that runs the same again without this crate.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::value::{Params, Value};

static TRANSACTIONS: AtomicU64 = AtomicU64::new(0);
static RECORDING: Mutex<Option<Vec<Recorded>>> = Mutex::new(None);

/// A statement as it was run.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// The transaction it was run in; statements of several transactions stand mixed.
    pub transaction: u64,
    /// Its text.
    pub sql: String,
    /// Its values.
    pub values: Vec<RecordedValue>,
}

/// A value of a statement.
#[derive(Clone, Debug)]
pub enum RecordedValue {
    /// A number.
    Int(Option<i64>),
    /// A text.
    Text(Option<String>),
    /// Bytes.
    Bytes(Option<Vec<u8>>),
}

/// Records every statement of this process from now on.
pub fn start_recording() {
    *RECORDING.lock().unwrap_or_else(PoisonError::into_inner) = Some(Vec::new());
}

/// What was recorded, in the order in which it was run.
pub fn stop_recording() -> Vec<Recorded> {
    let mut recording = RECORDING.lock().unwrap_or_else(PoisonError::into_inner);
    recording.take().unwrap_or_default()
}

pub(crate) fn next_transaction() -> u64 {
    TRANSACTIONS.fetch_add(1, Ordering::Relaxed)
}

pub(crate) fn record(transaction: u64, sql: &str, params: Params<'_>) {
    let mut recording = RECORDING.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(recorded) = recording.as_mut() {
        let values = params.iter().map(|param| match param.value() {
            Value::Int(number) => RecordedValue::Int(number),
            Value::Text(text) => RecordedValue::Text(text.map(Into::into)),
            Value::Bytes(bytes) => RecordedValue::Bytes(bytes.map(Into::into)),
        });
        recorded.push(Recorded {
            transaction,
            sql: sql.to_owned(),
            values: values.collect(),
        });
    }
}
