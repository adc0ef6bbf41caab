//! What the robots of WeCom, DingTalk and Feishu and plain webhooks are sent, how it is signed, and what their answers
//! mean.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::digest::Output;
use hmac::{Hmac, KeyInit as _, Mac as _};
use huiyin_app::notices::{Letter, Says, Undelivered};
use huiyin_domain::{DeliveryFault, Instant, RobotKind};
use huiyin_web::Written;
use hyper::Uri;
use hyper::body::Bytes;
use hyper::header::HeaderName;
use serde_json::{Value, json};
use sha2::Sha256;

use super::post::{Answer, Call};

/// The header with the signature of a plain webhook: HMAC-SHA256 of the body.
const SIGNATURE: HeaderName = HeaderName::from_static("x-huiyin-signature");
/// Characters of what the other side says that are kept.
const SAID: usize = 200;
/// Codes by which a robot says that it was told too much at a time, or is out of order: WeCom 45009 and -1, DingTalk 130101,
/// 410100 and -1, Feishu 9499 and 11232.
const PASSING: &[i64] = &[-1, 9499, 11232, 45009, 130_101, 410_100];

/// What is posted to say this to a robot.
pub(super) fn call(
    kind: RobotKind,
    url: &str,
    secret: Option<&str>,
    letter: &Letter,
    written: &Written,
) -> Result<Call, Undelivered> {
    let text = &written.text;
    let mut url = url.to_owned();
    let body = match kind {
        RobotKind::WeCom => json!({ "msgtype": "text", "text": { "content": text } }),
        RobotKind::DingTalk => {
            if let Some(secret) = secret {
                url = dingtalk_url(&url, secret, letter.at);
            }
            json!({ "msgtype": "text", "text": { "content": text } })
        }
        RobotKind::Feishu => {
            let mut body = json!({ "msg_type": "text", "content": { "text": text } });
            if let Some(secret) = secret {
                let seconds = letter.at.micros() / 1_000_000;
                body["timestamp"] = json!(seconds.to_string());
                body["sign"] = json!(feishu_signature(secret, seconds));
            }
            body
        }
        RobotKind::Webhook => webhook(letter, written),
        // A mailbox is written to by mail.
        RobotKind::Mail => return Err(Undelivered::for_good(DeliveryFault::BadAddress, "")),
    };
    let body = body.to_string().into_bytes();
    let header = secret
        .filter(|_| kind == RobotKind::Webhook)
        .map(|secret| Bytes::copy_from_slice(&hmac(secret, &body)))
        .map(|signed| (SIGNATURE, format!("sha256={signed:x}")));
    let url: Uri = url
        .parse()
        .map_err(|_| Undelivered::for_good(DeliveryFault::BadAddress, ""))?;
    Ok(Call { url, body, header })
}

/// What programs read: the same as people, in fields.
fn webhook(letter: &Letter, written: &Written) -> Value {
    match &letter.says {
        Says::Test { site } => json!({ "topic": "test", "site": site, "text": written.text }),
        Says::Notice(notice) => json!({
            "topic": notice.topic,
            "site": notice.site,
            "count": notice.count,
            "events": notice.events,
            "due": notice.due,
            "clauses": notice.basis.clauses,
            "noted": notice.noted,
            "text": written.text,
            "link": written.link,
        }),
    }
}

/// DingTalk wants milliseconds, and the signature of them and the secret by the secret, in the address.
fn dingtalk_url(url: &str, secret: &str, at: Instant) -> String {
    let millis = at.micros() / 1000;
    let signature = STANDARD.encode(hmac(secret, format!("{millis}\n{secret}").as_bytes()));
    let signature = signature
        .replace('+', "%2B")
        .replace('/', "%2F")
        .replace('=', "%3D");
    let sign = if url.contains('?') { '&' } else { '?' };
    format!("{url}{sign}timestamp={millis}&sign={signature}")
}

/// Feishu wants seconds, and the signature of nothing by them and the secret.
fn feishu_signature(secret: &str, seconds: i64) -> String {
    STANDARD.encode(hmac(&format!("{seconds}\n{secret}"), b""))
}

fn hmac(key: &str, message: &[u8]) -> Output<Hmac<Sha256>> {
    // HMAC takes keys of any length.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key.as_bytes()) else {
        return Output::<Hmac<Sha256>>::default();
    };
    mac.update(message);
    mac.finalize().into_bytes()
}

/// What an answer means. Robots say 200 to what they refuse, and the reason in JSON.
pub(super) fn answer(kind: RobotKind, answer: &Answer) -> Result<(), Undelivered> {
    let status = answer.status;
    if !status.is_success() {
        let passing = status.is_server_error() || matches!(status.as_u16(), 408 | 425 | 429);
        let said = format!("HTTP {}", status.as_u16());
        return Err(if passing {
            Undelivered::for_now(DeliveryFault::Busy, said)
        } else {
            Undelivered::for_good(DeliveryFault::Refused, said)
        });
    }
    let (code, message) = match kind {
        RobotKind::WeCom | RobotKind::DingTalk => ("errcode", "errmsg"),
        RobotKind::Feishu => ("code", "msg"),
        RobotKind::Webhook | RobotKind::Mail => return Ok(()),
    };
    let said: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
    match said[code].as_i64() {
        Some(0) => Ok(()),
        Some(number) => {
            let words = said[message].as_str().unwrap_or_default();
            let words: String = words.chars().take(SAID).collect();
            let said = format!("{number} {words}");
            Err(if PASSING.contains(&number) {
                Undelivered::for_now(DeliveryFault::Busy, said)
            } else {
                Undelivered::for_good(DeliveryFault::Refused, said)
            })
        }
        // Something between us and the robot answered in its place, such as a page to sign in to the network.
        None => Err(Undelivered::for_now(DeliveryFault::Unreachable, "HTTP 200")),
    }
}
