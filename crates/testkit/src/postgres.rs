//! A PostgreSQL server for tests: the one that `HUIYIN_TEST_POSTGRES_URL` names, or one of our own, started by the
//! first test process that needs it, shared by all of this checkout, and stopped after the last.

use std::fs::{self, File};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use huiyin_store::{Db, Location, provision};
use tokio::sync::OnceCell;

/// The name of a database that holds nothing but the tables; tests copy it. It changes with the migrations.
static TEMPLATE: OnceCell<String> = OnceCell::const_new();
/// Databases this process has made.
static MADE: AtomicU32 = AtomicU32::new(0);

/// A fresh copy of the template.
pub(crate) async fn fresh_database() -> Location {
    let server = server();
    let template = TEMPLATE
        .get_or_init(|| async { make_template(server).await })
        .await;
    let number = MADE.fetch_add(1, Ordering::Relaxed);
    let name = format!("test_{}_{number}", std::process::id());
    provision::create_database(&server.location, &name, Some(template))
        .await
        .unwrap_or_else(|error| panic!("the database {name} cannot be made: {error}"));
    server.location.with_database(&name)
}

/// Takes a test's database away. What a failed test leaves behind goes with the next start of the server.
pub(crate) async fn drop_database(location: &Location) {
    let Some(name) = location.database() else {
        return;
    };
    provision::drop_database(&server().location, name)
        .await
        .unwrap_or_else(|error| panic!("{location} cannot be removed: {error}"));
}

async fn make_template(server: &Server) -> String {
    let name = format!("template_{}", provision::migrations_digest());
    let _alone = server.alone();
    let known = provision::databases(&server.location)
        .await
        .expect("the test server answers");
    if server.just_started {
        for left in known.iter().filter(|name| name.starts_with("test_")) {
            provision::drop_database(&server.location, left)
                .await
                .expect("what a failed test left behind goes");
        }
    }
    if !known.contains(&name) {
        let unfinished = format!("{name}_unfinished");
        provision::drop_database(&server.location, &unfinished)
            .await
            .expect("an unfinished template goes");
        provision::create_database(&server.location, &unfinished, None)
            .await
            .expect("a template can be made");
        let db = Db::open(&server.location.with_database(&unfinished))
            .await
            .expect("the migrations of PostgreSQL run");
        db.close().await;
        provision::rename_database(&server.location, &unfinished, &name)
            .await
            .expect("the template gets its name");
    }
    name
}

/// The server all tests share.
struct Server {
    location: Location,
    /// Whether this process started it, so that nobody else uses it yet.
    just_started: bool,
    /// Held by whoever makes something that all processes share.
    start_lock: PathBuf,
    /// Held as long as this process runs: the server stops when nobody holds it.
    _in_use: File,
}

impl Server {
    /// Keeps the other test processes waiting until the result is dropped.
    fn alone(&self) -> File {
        lock_file(&self.start_lock)
    }
}

fn server() -> &'static Server {
    static SERVER: OnceLock<Server> = OnceLock::new();
    SERVER.get_or_init(start)
}

fn start() -> Server {
    let home = home();
    fs::create_dir_all(&home).unwrap_or_else(|error| panic!("{}: {error}", home.display()));
    let in_use = File::create(home.join("users.lock")).expect("a lock file");
    in_use.lock_shared().expect("a shared lock");
    let start_lock = home.join("start.lock");
    let alone = lock_file(&start_lock);
    let (location, just_started) = match std::env::var("HUIYIN_TEST_POSTGRES_URL") {
        Ok(url) => {
            let named = url
                .parse()
                .unwrap_or_else(|error| panic!("HUIYIN_TEST_POSTGRES_URL: {error}"));
            (named, false)
        }
        Err(_) => Programs::find().start_in(&home),
    };
    drop(alone);
    Server {
        location,
        just_started,
        start_lock,
        _in_use: in_use,
    }
}

fn lock_file(path: &Path) -> File {
    let file = File::create(path).expect("a lock file");
    file.lock().expect("a lock");
    file
}

/// One directory for each checkout, short enough for a socket, and where another user may enter.
fn home() -> PathBuf {
    let mut hasher = DefaultHasher::new();
    env!("CARGO_MANIFEST_DIR").hash(&mut hasher);
    std::env::temp_dir().join(format!("huiyin-test-{:012x}", hasher.finish() >> 16))
}

fn location_in(home: &Path) -> Location {
    let address = format!(
        "postgres://postgres@localhost/postgres?host={}",
        home.display()
    );
    address.parse().expect("the address of the test server")
}

/// A server of a measurement's own that waits for the disk, as one in an office does. Dropping it stops it.
#[derive(Debug)]
pub struct DurableServer {
    programs: Programs,
    data: PathBuf,
    location: Location,
}

impl DurableServer {
    /// Starts it in an empty directory with a short path.
    ///
    /// # Panics
    ///
    /// When there is no PostgreSQL, or it does not start.
    pub fn start_in(home: &Path) -> Self {
        let programs = Programs::find();
        let data = programs.data_in(home);
        programs.start(home, &data, "-c fsync=on -c synchronous_commit=on");
        Self {
            programs,
            data,
            location: location_in(home),
        }
    }

    /// Where it is, with a database to connect to.
    pub const fn location(&self) -> &Location {
        &self.location
    }
}

impl Drop for DurableServer {
    fn drop(&mut self) {
        let mut stop = self.programs.command("pg_ctl");
        stop.args(["stop", "-w", "-m", "fast", "-D"])
            .arg(&self.data);
        // Best effort: its files go in any case.
        let _ = stop.status();
    }
}

/// The programs of a PostgreSQL installation.
#[derive(Debug)]
struct Programs(PathBuf);

impl Programs {
    /// From the path, or where Debian puts them, the newest first.
    fn find() -> Self {
        let on_path = std::env::var_os("PATH").unwrap_or_default();
        let mut candidates: Vec<_> = std::env::split_paths(&on_path).collect();
        if let Ok(versions) = fs::read_dir("/usr/lib/postgresql") {
            let mut versions: Vec<_> = versions
                .flatten()
                .map(|version| version.path().join("bin"))
                .collect();
            versions.sort();
            candidates.extend(versions.into_iter().rev());
        }
        candidates
            .into_iter()
            .find(|bin| bin.join("initdb").exists() && bin.join("pg_ctl").exists())
            .map_or_else(
                || {
                    panic!(
                        "the tests need PostgreSQL: install it (on Debian: apt-get install postgresql), or name a \
                         server in HUIYIN_TEST_POSTGRES_URL"
                    )
                },
                Self,
            )
    }

    /// Where the server is, and whether it had to be started.
    fn start_in(&self, home: &Path) -> (Location, bool) {
        let data = self.data_in(home);
        let running = self
            .command("pg_ctl")
            .args(["status", "-D"])
            .arg(&data)
            .status();
        let start = !running.is_ok_and(|status| status.success());
        if start {
            // Nothing in a test outlives the machine, so nothing waits for the disk.
            let options =
                "-c fsync=off -c full_page_writes=off -c wal_level=minimal -c max_wal_senders=0";
            self.start(home, &data, options);
            self.stop_after_the_last(home, &data);
        }
        (location_in(home), start)
    }

    /// The files of a server in a directory, made when they are missing.
    fn data_in(&self, home: &Path) -> PathBuf {
        let data = home.join("data");
        if is_root() {
            run(Command::new("chown").arg("postgres").arg(home));
        }
        if !data.join("PG_VERSION").exists() {
            run(self.command("initdb").arg("-D").arg(&data).args([
                "--username=postgres",
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync",
            ]));
        }
        data
    }

    fn start(&self, home: &Path, data: &Path, options: &str) {
        let options = format!(
            "-c listen_addresses='' -c unix_socket_directories='{}' -c max_connections=200 {options}",
            home.display()
        );
        run(self
            .command("pg_ctl")
            .args(["start", "-w", "-D"])
            .arg(data)
            .arg("-l")
            .arg(data.join("server.log"))
            .arg("-o")
            .arg(options));
    }

    #[expect(
        clippy::zombie_processes,
        reason = "it waits for this process, not the other way round"
    )]
    /// A process of its own waits until no test process holds the lock, and stops the server then.
    fn stop_after_the_last(&self, home: &Path, data: &Path) {
        let mut stop = self.command("pg_ctl");
        stop.args(["stop", "-m", "fast", "-D"]).arg(data);
        Command::new("flock")
            .arg("--exclusive")
            .arg(home.join("users.lock"))
            .arg(stop.get_program())
            .args(stop.get_args())
            .process_group(0)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("flock, of util-linux, starts");
    }

    /// A program of the server, as another user when we are root: PostgreSQL refuses to run as root.
    fn command(&self, program: &str) -> Command {
        let program = self.0.join(program);
        let mut command = if is_root() {
            let mut command = Command::new("setpriv");
            command
                .args(["--reuid=postgres", "--regid=postgres", "--init-groups"])
                .arg(program);
            command
        } else {
            Command::new(program)
        };
        command
            .current_dir("/")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command
    }
}

fn is_root() -> bool {
    static ROOT: OnceLock<bool> = OnceLock::new();
    *ROOT.get_or_init(|| {
        Command::new("id")
            .arg("-u")
            .output()
            .is_ok_and(|output| output.stdout.trim_ascii() == b"0")
    })
}

fn run(command: &mut Command) {
    let status = command
        .status()
        .unwrap_or_else(|error| panic!("{command:?} does not start: {error}"));
    assert!(status.success(), "{command:?} failed: {status}");
}
