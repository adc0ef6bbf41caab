use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use async_trait::async_trait;
use huiyin_forms::paper::{RenderFault, Renderer, Sheet, pieces};
use huiyin_paper::Job;
use tokio::io::AsyncWriteExt as _;
use tokio::process::Command;

use super::SECONDS;

/// Draws by processes of its own, a piece each, and joins the pieces.
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

    async fn piece(&self, job: &Job) -> Result<Vec<u8>, RenderFault> {
        let failed = |error: std::io::Error| RenderFault::Failed(error.to_string());
        let job = serde_json::to_vec(job);
        let job = job.map_err(|error| RenderFault::Failed(error.to_string()))?;
        let mut child = Command::new(&self.program)
            .arg("render")
            .env_clear()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .map_err(failed)?;
        let input = child.stdin.take();
        let hand_over = async move {
            if let Some(mut input) = input {
                // A child that ended says why on its standard error.
                let _ = input.write_all(&job).await;
            }
        };
        let both = async { tokio::join!(hand_over, child.wait_with_output()).1 };
        // The child counts the seconds it works, and this the seconds it waits as well.
        let output = tokio::time::timeout(Duration::from_secs(2 * SECONDS), both).await;
        let output = output
            .map_err(|_| RenderFault::TooSlow(2 * SECONDS))?
            .map_err(failed)?;
        if output.status.success() {
            return Ok(output.stdout);
        }
        let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        Err(match output.status.code() {
            // Killed: by the limit of time, or for want of memory.
            None if said.is_empty() => RenderFault::TooSlow(SECONDS),
            _ => RenderFault::Failed(said),
        })
    }
}

#[async_trait]
impl Renderer for OwnProcess {
    async fn render(
        &self,
        sheets: &[Sheet],
        template: Option<&str>,
    ) -> Result<Vec<u8>, RenderFault> {
        let mut drawn = Vec::new();
        for sheets in pieces(sheets.iter().cloned()) {
            let template = template.map(str::to_owned);
            drawn.push(self.piece(&Job { sheets, template }).await?);
        }
        let joined = tokio::task::spawn_blocking(move || huiyin_paper::join(drawn)).await;
        let joined = joined.map_err(|error| RenderFault::Failed(error.to_string()))?;
        joined.map_err(RenderFault::Failed)
    }
}
