use std::io::{self, Read};

/// A piece of a text that moves on through it: what was read of the current record and not yet given up.
pub(super) struct Window<R> {
    reader: R,
    bytes: Vec<u8>,
    /// Where the current record starts in `bytes`.
    start: usize,
    /// Up to where the current record was taken.
    taken: usize,
    /// Whether the reader has no more.
    ended: bool,
}

impl<R: Read> Window<R> {
    const STEP: usize = 64 * 1024;

    pub(super) fn new(reader: R) -> Self {
        Self {
            reader,
            bytes: Vec::new(),
            start: 0,
            taken: 0,
            ended: false,
        }
    }

    /// What comes next and is already here.
    pub(super) fn ahead(&self) -> &[u8] {
        &self.bytes[self.taken..]
    }

    /// What comes next, at least one byte unless the text has ended.
    pub(super) fn some_ahead(&mut self) -> io::Result<&[u8]> {
        if self.taken == self.bytes.len() {
            self.read_more()?;
        }
        Ok(self.ahead())
    }

    /// Reads on behind what is here; whether there was more.
    pub(super) fn read_more(&mut self) -> io::Result<bool> {
        if self.ended {
            return Ok(false);
        }
        if self.start > 0 {
            self.bytes.drain(..self.start);
            self.taken -= self.start;
            self.start = 0;
        }
        let length = self.bytes.len();
        self.bytes.resize(length + Self::STEP, 0);
        let read = super::encoding::read_fully(&mut self.reader, &mut self.bytes[length..]);
        self.bytes.truncate(length + *read.as_ref().unwrap_or(&0));
        self.ended = read? == 0;
        Ok(!self.ended)
    }

    /// Takes bytes into the current record.
    pub(super) fn take(&mut self, bytes: usize) {
        self.taken += bytes;
    }

    /// Takes everything that is here.
    pub(super) fn take_all(&mut self) {
        self.taken = self.bytes.len();
    }

    /// Begins a new record with the next byte.
    pub(super) fn begin_record(&mut self) {
        self.start = self.taken;
    }

    /// The bytes of the current record so far.
    pub(super) fn record(&self) -> &[u8] {
        &self.bytes[self.start..self.taken]
    }

    /// Gives all but the first `kept` bytes of the current record back, to be read again.
    pub(super) fn give_back_after(&mut self, kept: usize) {
        self.taken = self.start + kept;
    }
}
