//! A month's export and its verification, for few records and for many: the memory each holds, and the time against
//! reading and hashing the same files. Takes the numbers of records as arguments. Of very many, most are copies of a
//! thousand that were recorded, and they are exported without their forms, which would take hours to draw.

#![expect(clippy::print_stdout, reason = "a measurement is for reading")]

use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::time::{Duration, Instant};

use huiyin_benches::copies::copy_visits;
use huiyin_benches::visits::{month_of_visits, recorded};
use huiyin_benches::{counts, megabytes, process, program};
use huiyin_store::Location;
use sha2::{Digest as _, Sha256};
use tokio::runtime::Runtime;

const RECORDS: [usize; 3] = [1_000, 4_000, 100_000];
/// As many are recorded over HTTP where there are to be more than are drawn.
const RECORDED: usize = 1_000;
/// The most records whose forms are drawn.
const DRAWN: usize = 4_000;

fn main() -> anyhow::Result<()> {
    let runtime = Runtime::new()?;
    for count in counts(std::env::args().skip(1), &RECORDS)? {
        let folder = tempfile::tempdir()?;
        measure(&runtime, folder.path(), count)?;
    }
    Ok(())
}

fn measure(runtime: &Runtime, folder: &Path, count: usize) -> anyhow::Result<()> {
    let data = folder.join("data");
    let is_drawn = count <= DRAWN;
    let of_visits = if is_drawn { count } else { RECORDED };
    drop(recorded(runtime, &data, of_visits)?);
    runtime.block_on(copy_visits(&Location::directory(&data), count))?;
    let month = month_of_visits();
    let out = folder.join("export");
    let mut command = program::command()?;
    command
        .args(["export", "--site", "CY", "--month", &month.to_string()])
        .arg("--data")
        .arg(&data)
        .arg("--out")
        .arg(&out)
        .args((!is_drawn).then_some("--no-forms"));
    let export = process::run(&mut command, &[], None)?;
    let start = Instant::now();
    let bytes = hash(&out)?;
    let hashing = start.elapsed();
    let verify = process::run(program::command()?.arg("verify").arg(&out), &[], None)?;
    let times = |time: Duration| time.as_secs_f64() / hashing.as_secs_f64();
    println!(
        "{count} records {}, {:.0} MB: export {:.1?}, {:.0} × hashing its files, held {:.0} MB (each process that draws {:.0} MB); \
         verify {:.1?}, {:.1} × hashing, held {:.0} MB",
        if is_drawn {
            "with their forms"
        } else {
            "without their forms"
        },
        megabytes(bytes),
        export.time,
        times(export.time),
        megabytes(export.peak),
        megabytes(export.peak_of_children),
        verify.time,
        times(verify.time),
        megabytes(verify.peak),
    );
    Ok(())
}

/// Reads and hashes every file of a folder; their bytes.
fn hash(folder: &Path) -> anyhow::Result<u64> {
    let mut bytes = 0;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            bytes += hash(&path)?;
            continue;
        }
        let mut file = fs::File::open(&path)?;
        let mut hash = Sha256::new();
        let mut piece = vec![0; 1 << 16];
        loop {
            let read = file.read(&mut piece)?;
            if read == 0 {
                break;
            }
            hash.update(&piece[..read]);
            bytes += u64::try_from(read)?;
        }
        std::hint::black_box(hash.finalize());
    }
    Ok(bytes)
}
