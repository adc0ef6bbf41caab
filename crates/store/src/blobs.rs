//! The contents of attachments: bytes under a random id, kept apart from the tables that describe them.

use futures_util::future::BoxFuture;
use huiyin_domain::AttachmentId;

use crate::{Db, Error, Result, Tx};

/// Where contents are kept. Each attachment has its own: equal files of two records are two blobs, so that erasing one
/// leaves the other.
pub trait BlobStore: Send + Sync {
    /// Keeps a content. The entry that names it is written afterwards, so a content may be left over, never missing.
    fn put(&self, id: AttachmentId, content: Vec<u8>) -> BoxFuture<'_, Result<()>>;

    /// A content; [`Error::NotFound`] when there is none.
    fn get(&self, id: AttachmentId) -> BoxFuture<'_, Result<Vec<u8>>>;

    /// Takes a content away, if it is there.
    fn remove(&self, id: AttachmentId) -> BoxFuture<'_, Result<()>>;

    /// The ids after one, in order, each with the length of its content; at most `limit`.
    fn list(
        &self,
        after: Option<AttachmentId>,
        limit: u32,
    ) -> BoxFuture<'_, Result<Vec<(AttachmentId, u64)>>>;
}

/// Contents in the database itself, in pieces. The default: one thing to back up.
#[derive(Clone, Debug)]
pub struct DatabaseBlobs(Db);

/// The size of a piece: small enough that nobody waits for one to be written.
const PIECE: usize = 256 * 1024;

impl DatabaseBlobs {
    /// The contents kept in a database.
    pub const fn new(db: Db) -> Self {
        Self(db)
    }
}

impl BlobStore for DatabaseBlobs {
    fn put(&self, id: AttachmentId, content: Vec<u8>) -> BoxFuture<'_, Result<()>> {
        Box::pin(async move {
            // An empty content is one empty piece, so that it is there.
            let pieces = content
                .chunks(PIECE)
                .chain(content.is_empty().then_some([].as_slice()));
            for (number, piece) in (1_i64..).zip(pieces) {
                let piece = (id, number, piece.to_vec());
                self.0
                    .write(piece, |tx, piece| Box::pin(put_piece(tx, piece)))
                    .await?;
            }
            Ok(())
        })
    }

    fn get(&self, id: AttachmentId) -> BoxFuture<'_, Result<Vec<u8>>> {
        Box::pin(async move {
            const SQL: &str = "select content from blob_chunk where blob_id = $1 order by number";
            let mut tx = self.0.read().await?;
            let pieces: Vec<Vec<u8>> = tx.all(SQL, &[&id], |row| row.get("content")).await?;
            if pieces.is_empty() {
                Err(Error::NotFound)
            } else {
                Ok(pieces.concat())
            }
        })
    }

    fn remove(&self, id: AttachmentId) -> BoxFuture<'_, Result<()>> {
        Box::pin(self.0.write(id, |tx, id| Box::pin(remove(tx, *id))))
    }

    fn list(
        &self,
        after: Option<AttachmentId>,
        limit: u32,
    ) -> BoxFuture<'_, Result<Vec<(AttachmentId, u64)>>> {
        Box::pin(async move {
            const SQL: &str = "select blob_id, cast(sum(length(content)) as bigint) as bytes from blob_chunk \
                where blob_id > $1 group by blob_id order by blob_id limit $2";
            let after = after.map_or(Vec::new(), |id| id.bytes().to_vec());
            let mut tx = self.0.read().await?;
            tx.all(SQL, &[&after, &limit], |row| {
                Ok((row.get("blob_id")?, row.get("bytes")?))
            })
            .await
        })
    }
}

async fn put_piece(
    tx: &mut Tx,
    (id, number, content): &(AttachmentId, i64, Vec<u8>),
) -> Result<()> {
    const SQL: &str = "insert into blob_chunk (blob_id, number, content) values ($1, $2, $3)";
    tx.execute_one(SQL, &[id, number, content]).await
}

/// Keeps a content with a transaction that takes everything in from elsewhere.
pub(crate) async fn write(tx: &mut Tx, id: AttachmentId, content: &[u8]) -> Result<()> {
    let pieces = content
        .chunks(PIECE)
        .chain(content.is_empty().then_some([].as_slice()));
    for (number, piece) in (1_i64..).zip(pieces) {
        put_piece(tx, &(id, number, piece.to_vec())).await?;
    }
    Ok(())
}

async fn remove(tx: &mut Tx, id: AttachmentId) -> Result<()> {
    const SQL: &str = "delete from blob_chunk where blob_id = $1";
    tx.execute(SQL, &[&id]).await?;
    Ok(())
}
