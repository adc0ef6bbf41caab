use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use axum::http::header::{COOKIE, SET_COOKIE};
use axum::routing::get;
use tower::ServiceExt as _;

use super::*;

#[derive(Clone, Debug, Default)]
struct Rows(Arc<Mutex<Vec<SessionRow>>>);

#[async_trait]
impl SessionRows for Rows {
    async fn create(&self, row: SessionRow) -> Result<bool, String> {
        self.save(row).await.map(|()| true)
    }

    async fn save(&self, row: SessionRow) -> Result<(), String> {
        self.delete(&row.key).await?;
        self.0.lock().unwrap().push(row);
        Ok(())
    }

    async fn load(&self, key: &SessionKey) -> Result<Option<SessionRow>, String> {
        let rows = self.0.lock().unwrap();
        Ok(rows.iter().find(|row| row.key == *key).cloned())
    }

    async fn delete(&self, key: &SessionKey) -> Result<(), String> {
        self.0.lock().unwrap().retain(|row| row.key != *key);
        Ok(())
    }
}

#[test]
fn the_store_learns_the_person_but_not_the_id() {
    let person = PersonId::generate();
    let signed_in = SignedIn {
        person,
        device: DeviceId::generate(),
        since: Instant::from_micros(1),
    };
    let mut record = Record {
        id: Id::default(),
        data: HashMap::new(),
        expiry_date: OffsetDateTime::UNIX_EPOCH + Duration::seconds(5),
    };
    assert_eq!(row(&record).unwrap().person, None);
    record.data.insert(
        SIGNED_IN.to_owned(),
        serde_json::to_value(signed_in).unwrap(),
    );
    let row = row(&record).unwrap();
    assert_eq!(row.person, Some(person));
    assert_eq!(row.expires.micros(), 5_000_000);
    assert_ne!(row.key.bytes()[..16], record.id.0.to_le_bytes());
    assert!(!row.data.contains(&record.id.to_string()));
    assert_eq!(super::record(record.id, &row).unwrap(), record);
}

/// A server that signs people in and out, over plain HTTP.
fn server(rows: &Rows, person: PersonId) -> Router {
    let device = DeviceId::generate();
    let since = Instant::from_micros(7);
    Router::new()
        .route(
            "/in",
            get(async move |session: Session| {
                sign_in(
                    &session,
                    SignedIn {
                        person,
                        device,
                        since,
                    },
                )
                .await
                .unwrap();
            }),
        )
        .route(
            "/who",
            get(async move |session: Session| {
                let who = signed_in(&session).await.unwrap();
                who.map_or_else(String::new, |who| who.person.to_string())
            }),
        )
        .route(
            "/out",
            get(async move |session: Session| sign_out(&session).await.unwrap()),
        )
        .layer(layer(rows.clone(), false))
}

/// The cookie that was set, and the body.
async fn ask(server: &Router, path: &str, cookie: &str) -> (String, String) {
    let request = Request::get(path).header(COOKIE, cookie);
    let request = request.body(Body::empty()).unwrap();
    let response = server.clone().oneshot(request).await.unwrap();
    let set = response.headers().get(SET_COOKIE);
    let set = set.map_or(String::new(), |value| value.to_str().unwrap().to_owned());
    let body = axum::body::to_bytes(response.into_body(), 1000)
        .await
        .unwrap();
    (set, String::from_utf8(body.to_vec()).unwrap())
}

#[tokio::test]
async fn signing_in_and_out() {
    let (rows, person) = (Rows::default(), PersonId::generate());
    let server = server(&rows, person);
    assert_eq!(
        ask(&server, "/who", "").await,
        (String::new(), String::new())
    );

    let (set, _) = ask(&server, "/in", "").await;
    assert!(set.starts_with("huiyin="), "{set}");
    assert!(
        set.contains("HttpOnly") && set.contains("SameSite=Lax"),
        "{set}"
    );
    let cookie = set.split(';').next().unwrap().to_owned();
    assert_eq!(ask(&server, "/who", &cookie).await.1, person.to_string());
    assert_eq!(rows.0.lock().unwrap()[0].person, Some(person));

    ask(&server, "/out", &cookie).await;
    assert_eq!(ask(&server, "/who", &cookie).await.1, "");
    assert!(rows.0.lock().unwrap().is_empty());
}

#[tokio::test]
async fn the_id_changes_when_somebody_signs_in() {
    let (rows, person) = (Rows::default(), PersonId::generate());
    let server = server(&rows, person);
    let (first, _) = ask(&server, "/in", "").await;
    let first = first.split(';').next().unwrap().to_owned();
    let (second, _) = ask(&server, "/in", &first).await;
    assert!(!second.is_empty() && !second.starts_with(&first));
    assert_eq!(
        ask(&server, "/who", &first).await.1,
        "",
        "the first id is worth nothing now"
    );
}
