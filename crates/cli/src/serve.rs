//! `huiyin serve`: the running program.
//!
//! Whatever can be refused is refused before anything is made: settings, certificate, port, data directory, database,
//! in this order. From then on it answers until it is told to stop, and finishes what it has begun.

pub(crate) mod address;
mod directory;
mod install_page;
mod jobs;
mod local_authority;
mod log;
mod proxy;
mod ready;
mod stop;
mod tls;
mod transport;
pub(crate) mod words;

use std::net::{SocketAddr, TcpListener};
use std::process::ExitCode;
use std::sync::Arc;

use axum::Router;
use axum_server::Handle;
use clap::{Args, Parser};
use huiyin_app::imports::Uploads;
use huiyin_app::{App, Clock, Error};
use huiyin_domain::Lang;
use huiyin_store::{Db, Location};

use crate::courier::Carrier;
use crate::demo::Demo;
use crate::failure::Failure;
use crate::layouts;
use crate::render::OwnProcess;
use crate::serve::address::Reach;
use crate::serve::directory::DataDirectory;
use crate::serve::tls::Certificate;
use crate::settings::{self, DataArguments, DataSettings, ServerArguments, ServerSettings, Tls};

/// What `serve` takes.
#[derive(Args, Debug, Default)]
pub(crate) struct ServeArguments {
    #[command(flatten)]
    data: DataArguments,
    #[command(flatten)]
    server: ServerArguments,
}

impl ServeArguments {
    /// What `huiyin` without a command takes: the environment alone.
    pub(crate) fn of_environment() -> Self {
        #[derive(Parser)]
        struct Bare {
            #[command(flatten)]
            arguments: ServeArguments,
        }
        Bare::parse_from(["huiyin"]).arguments
    }
}

/// Serves the installation until it is told to stop.
pub(crate) fn run(arguments: &ServeArguments, lang: Lang) -> Result<ExitCode, Failure> {
    let (data, server) = settings::server(
        &arguments.data,
        &arguments.server,
        settings::DIRECTORY,
        lang,
    )?;
    serve(&data, &server, None, lang)
}

/// Serves what the settings say; a made-up estate where one is asked for.
pub(crate) fn serve(
    data: &DataSettings,
    server: &ServerSettings,
    demo: Option<&Demo>,
    lang: Lang,
) -> Result<ExitCode, Failure> {
    log::start(&server.log);
    let runtime = tokio::runtime::Runtime::new()
        .map_err(|error| Failure::new(words::no_runtime(&error, lang)))?;
    runtime.block_on(serve_until_stopped(data, server, demo, lang))?;
    Ok(ExitCode::SUCCESS)
}

async fn serve_until_stopped(
    data: &DataSettings,
    server: &ServerSettings,
    demo: Option<&Demo>,
    lang: Lang,
) -> Result<(), Failure> {
    let clock = Clock::system();
    let from_files = tls::from_files(&server.tls, lang)?;
    let layouts = layouts::read(server.layouts.as_deref(), lang)?;
    let listener = TcpListener::bind(server.listen)
        .map_err(|error| Failure::new(words::cannot_listen(server.listen, &error, lang)))?;
    let reach = Reach::of(&listener, server, lang)?;
    let needs_directory = data.is_embedded() || server.tls == Tls::Local;
    let directory = needs_directory
        .then(|| DataDirectory::take(&data.directory, lang))
        .transpose()?;
    let certificate = match (from_files, &directory) {
        (None, Some(directory)) if server.tls == Tls::Local => {
            Some(tls::local(directory, &reach, &clock, lang)?)
        }
        (from_files, _) => from_files,
    };
    let db = match demo {
        Some(demo) => demo.open(&data.database, lang).await?,
        None => open(&data.database, lang).await?,
    };
    let uploads = Uploads::new(data.directory.join("uploads"));
    let links = server.public_url.clone().unwrap_or_else(|| reach.origin());
    let courier = Carrier::new(server.mail.as_ref(), &links);
    let mut app = App::new(db.clone(), clock)
        .keeping_uploads(uploads)
        .sending_by(Arc::new(courier))
        .printing_by(Arc::new(OwnProcess::new()), layouts);
    if let Some(largest) = server.largest_attachment {
        app = app.largest_attachments(largest);
    }
    let is_demo = async {
        app.restore_demo_clock().await?;
        Ok::<bool, Error>(app.installation().await?.is_some_and(|it| it.demo))
    };
    let is_demo = is_demo
        .await
        .map_err(|error| Failure::new(words::not_started(&error, lang)))?;
    let set_up = app
        .issue_set_up_link()
        .await
        .map_err(|error| Failure::new(words::not_started(&error, lang)))?;
    // Once, for as long as the program runs.
    let public_url = server.public_url.clone();
    let settings = huiyin_web::Settings {
        public_url: public_url.map(|url| &*Box::leak(url.into_boxed_str())),
        https: reach.is_https(),
        // What a demo begins empty becomes one when it is set up.
        demo: is_demo || demo.is_some(),
        look: false,
    };
    let router = router((&db, &app), settings, server, certificate.as_ref(), &reach);
    let handle = Handle::new();
    tokio::spawn(stop::on_signal(handle.clone()));
    let jobs = tokio::spawn(jobs::run(app.clone(), db.clone()));
    reach.announce(set_up.as_ref(), lang);
    if let Some(demo) = demo {
        demo.introduce(&app, lang).await?;
    }
    let result = listen(listener, certificate, router, handle).await;
    jobs.abort();
    db.close().await;
    drop(directory);
    result.map_err(|error| Failure::new(words::cannot_listen(server.listen, &error, lang)))
}

/// Opens the database.
pub(crate) async fn open(location: &Location, lang: Lang) -> Result<Db, Failure> {
    Db::open(location)
        .await
        .map_err(|error| Failure::new(words::no_database(location, &error, lang)))
}

/// The pages, behind what only the running program knows: proxies, certificates, HTTPS.
fn router(
    (db, app): (&Db, &App),
    settings: huiyin_web::Settings,
    server: &ServerSettings,
    certificate: Option<&Certificate>,
    reach: &Reach,
) -> Router {
    let pages = huiyin_web::router(settings, Arc::new(ready::Database(db.clone())), app.clone());
    let mut router = pages;
    if let Some(authority) = certificate.and_then(Certificate::authority) {
        router = router.merge(install_page::routes(authority, reach));
    }
    if certificate.is_some() {
        router = router.layer(axum::middleware::from_fn(transport::require_https));
    }
    let proxies: Arc<[ipnet::IpNet]> = server.trusted_proxies.clone().into();
    router.layer(axum::middleware::from_fn_with_state(
        proxies,
        proxy::find_client,
    ))
}

async fn listen(
    listener: TcpListener,
    certificate: Option<Certificate>,
    router: Router,
    handle: Handle<SocketAddr>,
) -> std::io::Result<()> {
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let server = axum_server::from_tcp(listener)?
        .handle(handle)
        .first_request_timeout(transport::PATIENCE);
    match certificate {
        None => server.serve(service).await,
        Some(certificate) => {
            let acceptor = transport::HttpsAcceptor::new(certificate.config());
            tokio::spawn(certificate.renew());
            server.acceptor(acceptor).serve(service).await
        }
    }
}
