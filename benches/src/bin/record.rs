//! Recording visits over HTTP, each on the disk before it is answered, against what the driver reaches with the same
//! statements and the same group commit; for one site and for many, on both databases.

#![expect(clippy::print_stdout, reason = "a measurement is for reading")]

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::Context as _;
use huiyin_benches::http::{Client, Line};
use huiyin_benches::inside::Inside;
use huiyin_benches::office::PASSWORD;
use huiyin_benches::program::Program;
use huiyin_benches::visits::{Visit, login, prepare};
use huiyin_store::statements::{
    Actions, Driver, Recorded, Written, start_recording, stop_recording,
};
use huiyin_store::{Location, provision};
use huiyin_testkit::DurableServer;
use tokio::runtime::Runtime;

const CLIENTS: usize = 32;
const VISITS: usize = 2048;
const SITES: [usize; 2] = [1, 32];
const RUNS: usize = 3;

fn main() -> anyhow::Result<()> {
    let runtime = Runtime::new()?;
    println!(
        "{VISITS} visits by {CLIENTS} clients; the driver runs all statements of a request, or only those of its \
         transaction that writes; the best of {RUNS} runs (at least 0.50 × wanted)"
    );
    for sites in SITES {
        let folder = tempfile::tempdir()?;
        measure(&runtime, "SQLite", sites, &Place::Folder(folder.path()))?;
    }
    for sites in SITES {
        let folder = tempfile::tempdir()?;
        let server = DurableServer::start_in(folder.path());
        let data = tempfile::tempdir()?;
        let place = Place::Server(&server, data.path());
        measure(&runtime, "PostgreSQL", sites, &place)?;
    }
    Ok(())
}

/// Where databases are made and copied.
enum Place<'p> {
    /// Each in a directory of its own.
    Folder(&'p Path),
    /// Each by its name on a server; the program has a directory besides.
    Server(&'p DurableServer, &'p Path),
}

impl Place<'_> {
    /// A database that is not there yet; on a server, one that is empty.
    fn fresh(&self, runtime: &Runtime, name: &str) -> anyhow::Result<Location> {
        match self {
            Self::Folder(folder) => Ok(Location::directory(&folder.join(name))),
            Self::Server(server, _) => {
                let at = server.location();
                runtime.block_on(provision::create_database(at, name, None))?;
                Ok(at.with_database(name))
            }
        }
    }

    /// A copy of a database that nobody has open, in the place of an earlier one of this name.
    fn copy(&self, runtime: &Runtime, from: &str, name: &str) -> anyhow::Result<Location> {
        match self {
            Self::Folder(folder) => {
                let (from, to) = (folder.join(from), folder.join(name));
                if to.exists() {
                    fs::remove_dir_all(&to)?;
                }
                fs::create_dir(&to)?;
                fs::copy(from.join("huiyin.sqlite"), to.join("huiyin.sqlite"))?;
                Ok(Location::directory(&to))
            }
            Self::Server(server, _) => {
                let at = server.location();
                runtime.block_on(async {
                    provision::drop_database(at, name).await?;
                    provision::create_database(at, name, Some(from)).await
                })?;
                Ok(at.with_database(name))
            }
        }
    }

    /// The directory of a program that serves this database.
    fn data(&self, name: &str) -> PathBuf {
        match self {
            Self::Folder(folder) => folder.join(name),
            Self::Server(_, data) => data.to_path_buf(),
        }
    }
}

fn measure(runtime: &Runtime, name: &str, sites: usize, place: &Place<'_>) -> anyhow::Result<()> {
    let prepared = place.fresh(runtime, "prepared")?;
    let visits = runtime.block_on(prepare(&prepared, sites, VISITS))?;
    let visitors = sign_in(runtime, &prepared, sites)?;
    let copy = place.copy(runtime, "prepared", "recorded")?;
    let recorded = record(runtime, &copy, &visitors, &visits)?;

    let everything = Actions::new(&recorded, true);
    let writing = Actions::new(&recorded, false);
    let (mut http, mut all, mut only) = (Duration::MAX, Duration::MAX, Duration::MAX);
    let mut written = Written::default();
    for _ in 0..RUNS {
        let copy = place.copy(runtime, "prepared", "http")?;
        http = http.min(over_http(&place.data("http"), &copy, &visitors, &visits)?);
        check(runtime, &copy)?;
        for (actions, best) in [(&everything, &mut all), (&writing, &mut only)] {
            let copy = place.copy(runtime, "prepared", "driver")?;
            let (time, done) = by_driver(runtime, &copy, actions)?;
            *best = time.min(*best);
            written = done;
            check(runtime, &copy)?;
        }
    }
    let statements = recorded.iter().map(Vec::len).sum::<usize>() / VISITS;
    let words = if sites == 1 { "1 site" } else { "32 sites" };
    println!(
        "{name}, {words}: {:.0} visits a second over HTTP; the driver {:.0}, ratio {:.2}; \
         its writing alone {:.0}, ratio {:.2} ({statements} statements each, {} visits in {} commits)",
        per_second(http),
        per_second(all),
        all.as_secs_f64() / http.as_secs_f64(),
        per_second(only),
        only.as_secs_f64() / http.as_secs_f64(),
        written.transactions,
        written.commits,
    );
    Ok(())
}

fn per_second(time: Duration) -> f64 {
    f64::from(u32::try_from(VISITS).unwrap_or(u32::MAX)) / time.as_secs_f64()
}

/// Opens a session for the visitor of every site, before anything is measured.
fn sign_in(runtime: &Runtime, prepared: &Location, sites: usize) -> anyhow::Result<Vec<Client>> {
    let server = runtime.block_on(Inside::serve(prepared))?;
    let visitors = (0..sites)
        .map(|site| {
            let mut client = Client::new(server.address);
            client.sign_in(&login(site), PASSWORD)?;
            Ok(client)
        })
        .collect();
    runtime.block_on(server.close())?;
    visitors
}

/// Records the visits one after the other; the statements of each.
fn record(
    runtime: &Runtime,
    location: &Location,
    visitors: &[Client],
    visits: &[Visit],
) -> anyhow::Result<Vec<Vec<Recorded>>> {
    let server = runtime.block_on(Inside::serve(location))?;
    let mut recorded = Vec::with_capacity(visits.len());
    let mut line = Line::to(server.address)?;
    for (visit, request) in visits
        .iter()
        .zip(requests(server.address, visitors, visits))
    {
        start_recording();
        send(&mut line, &request).with_context(|| visit.path.clone())?;
        recorded.push(stop_recording());
    }
    drop(line);
    runtime.block_on(server.close())?;
    Ok(recorded)
}

fn requests(address: SocketAddr, visitors: &[Client], visits: &[Visit]) -> Vec<String> {
    let request = |visit: &Visit| {
        let visitor = visitors[visit.site].at(address);
        visitor.request("POST", &visit.path, &visit.form, "keep-alive")
    };
    visits.iter().map(request).collect()
}

fn send(line: &mut Line, request: &str) -> anyhow::Result<()> {
    let answer = line.send(request)?;
    let recorded = answer.status == 303 && answer.headers.contains("location: /records/");
    anyhow::ensure!(recorded, "not recorded: {}", answer.headers);
    Ok(())
}

/// How long the program takes for all visits, with every client waiting for one answer at a time.
fn over_http(
    data: &Path,
    location: &Location,
    visitors: &[Client],
    visits: &[Visit],
) -> anyhow::Result<Duration> {
    let program = Program::serve_database(data, location)?;
    let requests = requests(program.address, visitors, visits);
    // What is due at the start is not part of it.
    std::thread::sleep(Duration::from_secs(2));
    let next = AtomicUsize::new(0);
    let client = || {
        let mut line = Line::to(program.address)?;
        while let Some(request) = requests.get(next.fetch_add(1, Ordering::Relaxed)) {
            send(&mut line, request)?;
        }
        anyhow::Ok(())
    };
    let start = Instant::now();
    std::thread::scope(|scope| {
        let clients: Vec<_> = (0..CLIENTS).map(|_| scope.spawn(client)).collect();
        clients.into_iter().try_for_each(|client| {
            let ended = client.join();
            ended.map_err(|_| anyhow::anyhow!("a client panicked"))?
        })
    })?;
    Ok(start.elapsed())
}

/// How long the driver takes for the same.
fn by_driver(
    runtime: &Runtime,
    location: &Location,
    actions: &Actions,
) -> anyhow::Result<(Duration, Written)> {
    runtime.block_on(async {
        let driver = Driver::connect(location).await?;
        let start = Instant::now();
        let written = driver.run(actions, CLIENTS).await?;
        let time = start.elapsed();
        driver.close().await;
        Ok((time, written))
    })
}

/// That every visit has its record.
fn check(runtime: &Runtime, location: &Location) -> anyhow::Result<()> {
    let records = runtime.block_on(async {
        let driver = Driver::connect(location).await?;
        let records = driver.records().await?;
        driver.close().await;
        anyhow::Ok(records)
    })?;
    anyhow::ensure!(usize::try_from(records)? == VISITS, "{records} records");
    Ok(())
}
