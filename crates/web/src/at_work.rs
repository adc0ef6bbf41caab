//! Who asks for a page that needs somebody at work: the application, the person with their posts, the site, the texts.

use axum::extract::{FromRef as _, FromRequestParts};
use axum::http::header::HOST;
use axum::http::request::Parts;
use axum::http::{Method, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use tower_sessions::Session;
use uuid::Uuid;

use huiyin_app::paper::Words;
use huiyin_app::{App, Asker, Error, Right, Site};
use huiyin_domain::entry::Digest;
use huiyin_domain::{Day, Personal};
use huiyin_rules::procedure::Procedure;

use crate::address;
use crate::failure::{Failure, Kind, Refused};
use crate::preferences::Preferences;
use crate::server::{Settings, Shared};
use crate::session;
use crate::texts::Texts;
use crate::view::{Errors, Frame, Me, NavCounts, Place, Site as FrameSite};

/// Somebody signed in. Who is not is sent to the sign-in page, and comes back here from it.
pub(crate) struct SignedInAsker {
    /// The application.
    pub(crate) app: App,
    /// Who asks, with the posts they hold today.
    pub(crate) asker: Asker,
    /// The site they are at.
    pub(crate) site: Site,
    /// The texts, in their language and on the site's day.
    pub(crate) t: Texts,
    /// Today at the site.
    pub(crate) today: Day,
    /// The session, as the application knows it.
    pub(crate) session: Digest,
    name: String,
    /// How many of their notices are unread.
    pub(crate) unread: u64,
    /// How many notices of the site could not be delivered, for those who can do something about it.
    pub(crate) undelivered: u64,
    /// Code and name of the other sites that are theirs.
    others: Vec<(String, String)>,
    preferences: Preferences,
    demo: bool,
    path: String,
    /// Scheme and host by which they reach the server.
    origin: String,
}

impl SignedInAsker {
    /// The procedure in force today.
    pub(crate) fn procedure(&self) -> &Procedure {
        self.site.procedure_on(self.today)
    }

    /// The path that was asked for.
    pub(crate) fn path(&self) -> &str {
        &self.path
    }

    /// The banner of an error that a page can show beside its form, with who did the last step about what the page is
    /// about; the error itself where it has a page of its own.
    pub(crate) async fn refused(&self, error: Error) -> Result<Refused, Failure> {
        self.refused_about(error, &self.about()).await
    }

    /// The same, where the form says itself what it is about.
    pub(crate) async fn refused_about(
        &self,
        error: Error,
        things: &[Uuid],
    ) -> Result<Refused, Failure> {
        let refused = Refused::of(self.t, self.procedure(), &error);
        let Some(mut refused) = refused else {
            return Err(error.into());
        };
        if let Some(step) = self.last_step_about(&error, things).await? {
            refused.sentence = self.t.meanwhile_beside(refused.sentence, step);
        }
        Ok(refused)
    }

    /// What is wrong with a form, for the form that comes back: at its fields, or as a banner.
    pub(crate) async fn wrong(&self, error: Error) -> Result<(Errors, Option<Refused>), Failure> {
        match error {
            Error::Invalid(wrong) => Ok((Errors::of_fields(self.t, &wrong), None)),
            error => Ok((Errors::default(), Some(self.refused(error).await?))),
        }
    }

    /// The frame of a page at this place.
    pub(crate) fn frame(&self, place: Option<Place>, counts: &NavCounts) -> Frame {
        let procedure = self.procedure();
        let title = procedure.title.get(self.t.lang());
        let me = Me {
            name: self.name.clone(),
            post: self.posts().join(&self.t.list_comma()),
            unread: self.unread,
        };
        let site = FrameSite {
            name: self.site.name().to_owned(),
            procedure: format!("{} {title}", procedure.part),
            others: self.others.clone(),
        };
        Frame::plain(self.preferences, self.path.clone())
            .demo(self.demo)
            .at_work(self.t, me, site, (place, counts))
    }

    /// What the last cells of a table say where everything is made up.
    pub(crate) fn demo_words(&self) -> Option<Words> {
        self.demo.then(|| Words::of(self.t.lang()))
    }

    /// Their name.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// The whole address of a path, to be handed to somebody else.
    pub(crate) fn address(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }

    /// The titles of the posts they hold here, each once.
    fn posts(&self) -> Vec<String> {
        let mut titles = Vec::new();
        let here = self.asker.posts.iter();
        for held in here.filter(|held| held.site.is_none_or(|site| site == self.site.id())) {
            let title = post_title(self.procedure(), &held.post, self.t);
            if !titles.contains(&title) {
                titles.push(title);
            }
        }
        titles
    }
}

/// The title of a post; its id where the procedure does not know it.
pub(crate) fn post_title(procedure: &Procedure, post: &str, t: Texts) -> String {
    if post == Right::ADMINISTRATOR {
        return t.post_administrator();
    }
    let known = procedure.posts.iter().find(|known| known.id == post);
    known
        .map_or(post, |known| known.title.get(t.lang()))
        .to_owned()
}

impl FromRequestParts<Shared> for SignedInAsker {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, shared: &Shared) -> Result<Self, Response> {
        of_request(parts, shared)
            .await
            .map_err(IntoResponse::into_response)?
            .ok_or_else(|| to_sign_in(&parts.method, &parts.uri))
    }
}

/// A page comes back after signing in; a form that was sent is not sent again by itself.
fn to_sign_in(method: &Method, uri: &Uri) -> Response {
    let path = uri.path_and_query().map_or("/", |path| path.as_str());
    let back: String = if method == Method::GET && path != "/" {
        format!("?back={}", address::encoded(path))
    } else {
        String::new()
    };
    Redirect::to(&format!("/sign-in{back}")).into_response()
}

/// Who is signed in with a request; none when nobody is, or not any more.
pub(crate) async fn of_request(
    parts: &Parts,
    shared: &Shared,
) -> Result<Option<SignedInAsker>, Failure> {
    let (app, settings) = (App::from_ref(shared), Settings::from_ref(shared));
    let preferences = parts.extensions.get().copied().unwrap_or_default();
    let Some((asker, key)) = asker(&app, parts.extensions.get(), preferences).await? else {
        return Ok(None);
    };
    let chosen = match parts.extensions.get() {
        Some(session) => session::works_at(session)
            .await
            .map_err(Failure::internal)?,
        None => None,
    };
    let place = app.workplace(&asker, chosen.as_deref()).await?;
    let site = place.site.ok_or_else(no_post)?;
    let today = site.day(app.clock().now());
    Ok(Some(SignedInAsker {
        t: Texts::of(asker.lang).on(today),
        name: place.name.map(Personal::into_inner).unwrap_or_default(),
        app,
        asker,
        site,
        today,
        session: key,
        unread: place.unread,
        undelivered: place.undelivered,
        others: place.others,
        preferences,
        demo: settings.demo,
        path: parts.uri.path().to_owned(),
        origin: origin(parts, settings),
    }))
}

fn origin(parts: &Parts, settings: Settings) -> String {
    if let Some(url) = settings.public_url {
        return url.to_owned();
    }
    let host = parts.headers.get(HOST).and_then(|host| host.to_str().ok());
    let scheme = if settings.https { "https" } else { "http" };
    host.map_or_else(String::new, |host| format!("{scheme}://{host}"))
}

/// The asker of a session, when somebody is signed in with it.
pub(crate) async fn asker(
    app: &App,
    session: Option<&Session>,
    preferences: Preferences,
) -> Result<Option<(Asker, Digest)>, Failure> {
    let Some(session) = session else {
        return Ok(None);
    };
    let signed_in = session::signed_in(session)
        .await
        .map_err(Failure::internal)?;
    let (Some(signed_in), Some(key)) = (signed_in, session::key(session)) else {
        return Ok(None);
    };
    let asker = app
        .asker(signed_in.person, Some(signed_in.device), preferences.lang)
        .await?;
    Ok(asker.map(|asker| (asker, key.digest())))
}

fn no_post() -> Failure {
    Failure::new(Kind::Forbidden).because(Texts::in_all(|t| t.no_post()))
}
