//! The server within this process, so that the statements it runs can be recorded.

use std::net::SocketAddr;
use std::sync::Arc;

use async_trait::async_trait;
use huiyin_app::{App, Clock};
use huiyin_store::{Db, Location};
use huiyin_web::{Readiness, Settings, router};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// A server of this process, over a real connection.
#[derive(Debug)]
pub struct Inside {
    /// Where it listens.
    pub address: SocketAddr,
    db: Db,
    stop: oneshot::Sender<()>,
    task: JoinHandle<std::io::Result<()>>,
}

struct Always;

#[async_trait]
impl Readiness for Always {
    async fn ready(&self) -> Result<(), String> {
        Ok(())
    }
}

impl Inside {
    /// Serves the installation in a database on a free port.
    pub async fn serve(location: &Location) -> anyhow::Result<Self> {
        let db = Db::open(location).await?;
        let app = App::new(db.clone(), Clock::system());
        let router = router(Settings::default(), Arc::new(Always), app);
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let (stop, stopped) = oneshot::channel();
        let serve = axum::serve(listener, service).with_graceful_shutdown(async {
            // Whoever drops the server stops it, too.
            let _ = stopped.await;
        });
        let task = tokio::spawn(async move { serve.await });
        Ok(Self {
            address,
            db,
            stop,
            task,
        })
    }

    /// Stops it and closes its database.
    pub async fn close(self) -> anyhow::Result<()> {
        drop(self.stop);
        self.task.await??;
        self.db.close().await;
        Ok(())
    }
}
