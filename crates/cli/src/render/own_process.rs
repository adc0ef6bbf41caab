use std::fs::File;
use std::io::{self, Seek as _, Write as _};
use std::os::unix::process::ExitStatusExt as _;
use std::path::PathBuf;
use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use async_trait::async_trait;
use huiyin_forms::paper::{Drawing, Drawn, Piece, ROWS, RenderFault, Renderer, Sheet};
use huiyin_paper::Job;
use rustix::process::Signal;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::process::Command;

use super::{LARGEST, NO_ROOM, SECONDS};

/// How much of what a process says is kept.
const SAID: u64 = 1 << 16;

/// Draws by processes of its own, a piece each, and joins the pieces in another. What they read and write are files
/// without a name, so that nothing of it is held here, and nothing is left.
#[derive(Clone)]
pub(crate) struct OwnProcess {
    program: PathBuf,
}

impl OwnProcess {
    /// By the program that is running, also where its file was replaced in the meantime.
    pub(crate) fn new() -> Self {
        let running = PathBuf::from("/proc/self/exe");
        let program = if running.exists() {
            running
        } else {
            std::env::current_exe().unwrap_or_else(|_| PathBuf::from("huiyin"))
        };
        Self { program }
    }

    /// Whether a job can be drawn; what was said where not. Waits for it.
    pub(crate) fn tries(&self, job: &Job) -> Result<(), String> {
        let done = || -> io::Result<Result<(), String>> {
            let mut input = io::BufWriter::new(tempfile::tempfile()?);
            serde_json::to_writer(&mut input, job)?;
            let mut input = input.into_inner()?;
            input.rewind()?;
            let output = std::process::Command::new(&self.program)
                .arg("render")
                .env_clear()
                .stdin(Stdio::from(input))
                .stdout(Stdio::null())
                .output()?;
            Ok(
                of(output.status, &output.stderr).map_err(|fault| match fault {
                    RenderFault::Failed(said) => said,
                    fault => fault.to_string(),
                }),
            )
        };
        done().unwrap_or_else(|error| Err(error.to_string()))
    }

    /// Runs a process to its end, from what was written into a file to what is appended to another.
    async fn run(
        &self,
        join: Option<&[u64]>,
        mut input: File,
        output: &File,
    ) -> Result<(), RenderFault> {
        input.rewind()?;
        let mut command = Command::new(&self.program);
        command.arg("render");
        if let Some(lengths) = join {
            let lengths: Vec<String> = lengths.iter().map(u64::to_string).collect();
            command.arg("--join").arg(lengths.join(","));
        }
        let mut child = command
            .env_clear()
            .stdin(Stdio::from(input))
            .stdout(Stdio::from(output.try_clone()?))
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let stderr = child.stderr.take();
        let end = async {
            let mut said = Vec::new();
            if let Some(stderr) = stderr {
                stderr.take(SAID).read_to_end(&mut said).await?;
            }
            Ok::<_, io::Error>((child.wait().await?, said))
        };
        // The child counts the seconds it works, and this the seconds it waits as well.
        let end = tokio::time::timeout(Duration::from_secs(2 * SECONDS), end).await;
        let (status, said) = end.map_err(|_| RenderFault::TooSlow(2 * SECONDS))??;
        of(status, &said)
    }
}

/// What the end of a process means.
fn of(status: ExitStatus, said: &[u8]) -> Result<(), RenderFault> {
    if status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(said).trim().to_owned();
    let is_too_large = status.signal() == Some(Signal::XFSZ.as_raw());
    Err(match status.code() {
        Some(code) if code == i32::from(NO_ROOM) => RenderFault::NoRoom(said),
        None if is_too_large => {
            RenderFault::Failed(format!("the file would have more than {LARGEST} MB"))
        }
        // Killed: by the limit of time, or for want of memory.
        None if said.is_empty() => RenderFault::TooSlow(SECONDS),
        _ => RenderFault::Failed(said),
    })
}

impl Renderer for OwnProcess {
    fn begin(&self, template: Option<&str>) -> Result<Box<dyn Drawing>, RenderFault> {
        let template = serde_json::to_string(&template);
        let template = template.map_err(|error| RenderFault::Failed(error.to_string()))?;
        Ok(Box::new(InPieces {
            by: self.clone(),
            template,
            job: None,
            piece: Piece::default(),
            drawn: tempfile::tempfile()?,
            lengths: Vec::new(),
        }))
    }
}

/// A PDF of which some pieces are drawn.
struct InPieces {
    by: OwnProcess,
    /// As JSON.
    template: String,
    /// The next piece, as a job of which the end is missing.
    job: Option<tokio::fs::File>,
    /// How much is in it.
    piece: Piece,
    /// The pieces that are drawn, one behind the other.
    drawn: File,
    lengths: Vec<u64>,
}

impl InPieces {
    /// Draws what waits for it.
    async fn draw(&mut self) -> Result<(), RenderFault> {
        let Some(mut job) = self.job.take() else {
            return Ok(());
        };
        self.piece = Piece::default();
        job.write_all(b"]}").await?;
        job.flush().await?;
        let before = self.drawn.metadata()?.len();
        self.by.run(None, job.into_std().await, &self.drawn).await?;
        self.lengths.push(self.drawn.metadata()?.len() - before);
        Ok(())
    }
}

#[async_trait]
impl Drawing for InPieces {
    async fn add(&mut self, sheet: Sheet) -> Result<(), RenderFault> {
        for sheet in sheet.split(ROWS) {
            if self.piece.is_full_for(&sheet) {
                self.draw().await?;
            }
            let mut text = Vec::new();
            let job = match &mut self.job {
                Some(job) => {
                    text.push(b',');
                    job
                }
                none => {
                    write!(text, "{{\"template\":{},\"sheets\":[", self.template)?;
                    none.insert(tempfile::tempfile()?.into())
                }
            };
            self.piece.add(&sheet);
            serde_json::to_writer(&mut text, &sheet).map_err(io::Error::from)?;
            drop(sheet);
            job.write_all(&text).await?;
        }
        Ok(())
    }

    async fn finish(mut self: Box<Self>) -> Result<Drawn, RenderFault> {
        self.draw().await?;
        match self.lengths.as_slice() {
            [] => Err(RenderFault::Failed("there is nothing to draw".to_owned())),
            [_] => Drawn::new(self.drawn),
            lengths => {
                let joined = tempfile::tempfile()?;
                self.by.run(Some(lengths), self.drawn, &joined).await?;
                Drawn::new(joined)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;
    use std::os::unix::fs::PermissionsExt as _;

    use huiyin_domain::Lang;
    use huiyin_forms::paper::{Form, Layouts, PIECE, Paper};

    use super::*;

    /// Draws sheets by a script in the place of the program.
    async fn by(script: &str, sheets: usize) -> Result<String, RenderFault> {
        let folder = tempfile::tempdir().unwrap();
        let program = folder.path().join("huiyin");
        std::fs::write(&program, format!("#!/bin/sh\n{script}\n")).unwrap();
        let may_run = std::fs::Permissions::from_mode(0o700);
        std::fs::set_permissions(&program, may_run).unwrap();
        let mut drawing = OwnProcess { program }.begin(None)?;
        let paper = Paper::new(Form::VisitRecord, Lang::ZhHant);
        for _ in 0..sheets {
            drawing.add(Layouts::default().sheet(&paper)).await?;
        }
        let mut drawn = drawing.finish().await?;
        let mut text = String::new();
        drawn.read_to_string(&mut text).unwrap();
        assert_eq!(drawn.length(), text.len() as u64);
        Ok(text)
    }

    #[tokio::test]
    async fn each_piece_is_a_job_and_the_pieces_are_joined_from_their_lengths() {
        // Says what it was asked, and of a job how many sheets it has.
        let script = "echo \"$*\"; grep -o '\"form\":\"visit_record\"' | grep -c .";
        let alone = by(script, PIECE).await.unwrap();
        assert_eq!(alone, "render\n100\n");
        let joined = by(
            "if [ $# = 1 ]; then echo drawn; else echo \"$*\"; cat; fi",
            PIECE + 1,
        );
        let joined = joined.await.unwrap();
        assert_eq!(joined, "render --join 6,6\ndrawn\ndrawn\n");
        let nothing = by(script, 0).await.unwrap_err();
        assert!(nothing.to_string().contains("nothing to draw"), "{nothing}");
    }

    #[tokio::test]
    async fn a_process_that_fails_is_told_from_one_that_was_stopped() {
        let failed = |said: &str| RenderFault::Failed(said.to_owned());
        for (script, fault) in [
            ("echo form.typ:2: no >&2; exit 2", failed("form.typ:2: no")),
            ("kill -KILL $$", RenderFault::TooSlow(SECONDS)),
            ("kill -XCPU $$", RenderFault::TooSlow(SECONDS)),
            (
                "kill -XFSZ $$",
                failed("the file would have more than 1024 MB"),
            ),
            ("echo out of it >&2; kill -ABRT $$", failed("out of it")),
            (
                "echo full >&2; exit 4",
                RenderFault::NoRoom("full".to_owned()),
            ),
        ] {
            assert_eq!(by(script, 1).await.unwrap_err(), fault, "{script}");
            // The pieces are drawn, and joining them fails.
            let joining = format!("if [ $# = 1 ]; then echo drawn; else {script}; fi");
            assert_eq!(by(&joining, 1).await.unwrap(), "drawn\n");
            assert_eq!(by(&joining, 101).await.unwrap_err(), fault, "{joining}");
        }
    }
}
