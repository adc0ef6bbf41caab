//! A program run to its end, with the time it took and the memory it held.

use std::io::{Read as _, Write as _};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// What a run came to.
#[derive(Clone, Copy, Debug)]
pub struct Run {
    /// From its start to its end.
    pub time: Duration,
    /// The most memory that it held itself, in bytes.
    pub peak: u64,
    /// The most memory that one of the processes it started held, in bytes.
    pub peak_of_children: u64,
}

/// Runs a command with this as its standard input; what it writes is added to `output`, or thrown away. Fails where the
/// command does.
pub fn run(
    command: &mut Command,
    input: &[u8],
    output: Option<&mut Vec<u8>>,
) -> anyhow::Result<Run> {
    let start = Instant::now();
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(output.as_ref().map_or_else(Stdio::null, |_| Stdio::piped()))
        .stderr(Stdio::null())
        .spawn()?;
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    std::thread::scope(|scope| {
        scope.spawn(move || {
            // Who ends before it has read everything says so by its status.
            let _ = stdin.map(|mut stdin| stdin.write_all(input));
        });
        let reader = scope.spawn(move || match (stdout, output) {
            (Some(mut stdout), Some(output)) => stdout.read_to_end(output),
            _ => Ok(0),
        });
        let (peak, peak_of_children) = watch(&mut child)?;
        let read = reader.join();
        read.map_err(|_| anyhow::anyhow!("reading its output panicked"))??;
        let time = start.elapsed();
        let status = child.wait()?;
        anyhow::ensure!(status.success(), "{command:?}: {status}");
        Ok(Run {
            time,
            peak,
            peak_of_children,
        })
    })
}

/// Waits for its end; the most memory that it held, and that any process it started held.
fn watch(child: &mut Child) -> anyhow::Result<(u64, u64)> {
    let (mut own, mut children) = (0, 0);
    while child.try_wait()?.is_none() {
        own = own.max(peak(child.id()));
        for started in started_by(child.id()) {
            children = children.max(peak(started));
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    Ok((own, children))
}

/// The most memory that a process held until now, in bytes; nothing once it has ended.
fn peak(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|it| it.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|it| it.trim().strip_suffix("kB"));
    kilobytes.and_then(|it| it.trim().parse().ok()).unwrap_or(0) * 1024
}

fn started_by(process: u32) -> Vec<u32> {
    let tasks = std::fs::read_dir(format!("/proc/{process}/task"));
    let lists = tasks
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|task| std::fs::read_to_string(task.path().join("children")).ok());
    let ids = |list: String| {
        let ids = list.split_whitespace().filter_map(|id| id.parse().ok());
        ids.collect::<Vec<u32>>()
    };
    lists.flat_map(ids).collect()
}
