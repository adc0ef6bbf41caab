//! Makes a fresh database on the test server, prints its address, and takes it away when standard input ends: for
//! browser tests, which run the real program on it.

use std::error::Error;
use std::io::{self, Read as _, Write as _};

use huiyin_testkit::TestDb;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let db = TestDb::postgres().await;
    writeln!(io::stdout(), "{}", db.location().address())?;
    io::stdin().read_to_end(&mut Vec::new())?;
    db.remove().await;
    Ok(())
}
