use huiyin_domain::entry::Digest;
use huiyin_domain::export::{MANIFEST, Manifest};
use huiyin_store::{Error as StoreError, Tx, archive_months};
use sha2::{Digest as _, Sha256};

use crate::Result;

/// Reads a file that is kept, piece by piece; whether it is there.
pub(super) async fn each_piece(
    tx: &mut Tx,
    of: Digest,
    name: &str,
    mut each: impl FnMut(&[u8]),
) -> Result<bool> {
    let mut number = 1;
    while let Some(piece) = archive_months::piece(tx, of, name, number).await? {
        each(&piece);
        number += 1;
    }
    Ok(number > 1)
}

/// Reads the lines of a file that is kept.
pub(super) async fn each_line(
    tx: &mut Tx,
    of: Digest,
    name: &str,
    mut each: impl FnMut(&str),
) -> Result<()> {
    let mut lines = Lines::default();
    each_piece(tx, of, name, |piece| lines.take(piece, &mut each)).await?;
    Ok(())
}

/// The manifest of what is kept; none where its files are not here.
pub(super) async fn manifest(tx: &mut Tx, of: Digest) -> Result<Option<Manifest>> {
    let mut whole = Vec::new();
    let there = each_piece(tx, of, MANIFEST, |piece| whole.extend_from_slice(piece)).await?;
    if !there {
        return Ok(None);
    }
    let manifest = serde_json::from_slice(&whole);
    Ok(Some(manifest.map_err(|error| {
        StoreError::Corrupt(format!("{MANIFEST}: {error}"))
    })?))
}

/// Whether a file is kept, whole and as it was.
pub(super) async fn is_whole(tx: &mut Tx, of: Digest, name: &str, sha256: Digest) -> Result<bool> {
    let mut hash = Sha256::new();
    let there = each_piece(tx, of, name, |piece| hash.update(piece)).await?;
    Ok(there && Digest::from_bytes(hash.finalize().into()) == sha256)
}

/// Lines out of pieces.
#[derive(Default)]
struct Lines(Vec<u8>);

impl Lines {
    /// Takes the next piece in; the lines that end in it. What is no UTF-8 is passed over.
    fn take(&mut self, piece: &[u8], each: &mut impl FnMut(&str)) {
        self.0.extend_from_slice(piece);
        let mut from = 0;
        while let Some(length) = self.0[from..].iter().position(|byte| *byte == b'\n') {
            if let Ok(line) = std::str::from_utf8(&self.0[from..from + length]) {
                each(line);
            }
            from += length + 1;
        }
        self.0.drain(..from);
    }
}
