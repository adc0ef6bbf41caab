//! Ways in and out.

use huiyin_app::accounts::{Invite, Invited, KeptSession, SignIn, SignInAnswer, SignedIn};
use huiyin_app::{App, Asker, Error, Fault, HeldPost};
use huiyin_domain::entry::Digest;
use huiyin_domain::{CommandId, DeviceId, Lang, PersonId};
use huiyin_testkit::on_both;

use crate::path::Path;
use crate::set_up::{faults, personal};

const PASSWORD: &str = "a quiet lake";

fn invitation(path: &Path<'_>, person: Option<PersonId>, login: &str) -> Invite {
    Invite {
        site: path.estate.site,
        person,
        name: personal("新來的"),
        phone: personal("13900000000"),
        login: login.to_owned(),
        lang: Some(Lang::ZhHans),
    }
}

fn sign_in(login: &str, password: &str) -> SignIn {
    SignIn {
        login: login.to_owned(),
        password: personal(password),
        address: "192.0.2.1".to_owned(),
        device: None,
        device_name: "Firefox".to_owned(),
    }
}

async fn invite(path: &Path<'_>, post: &str, login: &str) -> Invited {
    let person = path.estate.staff[post];
    let invitation = invitation(path, Some(person), login);
    path.app
        .invite(&Asker::product(), CommandId::generate(), &invitation)
        .await
        .unwrap()
}

/// Gives the holder of a post an account with a password, and signs them in.
pub(crate) async fn with_account(path: &Path<'_>, post: &str, login: &str) -> SignedIn {
    let link = invite(path, post, login).await.link.unwrap();
    path.app
        .set_password(&link, &personal(PASSWORD))
        .await
        .unwrap();
    signed_in(&path.app, login).await
}

async fn signed_in(app: &App, login: &str) -> SignedIn {
    match app.sign_in(&sign_in(login, PASSWORD)).await.unwrap() {
        SignInAnswer::In(signed_in) => signed_in,
        other => panic!("{login} should get in: {other:?}"),
    }
}

fn session(key: u8, signed_in: &SignedIn) -> KeptSession {
    KeptSession {
        key: Digest::from_bytes([key; 32]),
        person: Some(signed_in.person),
        device: Some(signed_in.device),
        data: personal("{}"),
    }
}

#[tokio::test]
async fn an_invitation_leads_to_a_password_once() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let manager = path.asker("site_manager");
        let command = CommandId::generate();
        let new = invitation(&path, None, "Feng.Z");
        let invited = path.app.invite(&manager, command, &new).await.unwrap();
        let again = path.app.invite(&manager, command, &new).await.unwrap();
        assert_eq!(again.person, invited.person);
        assert!(again.link.is_none(), "the link was given before");
        let link = invited.link.unwrap();
        let open = path.app.password_link(&link).await.unwrap().unwrap();
        assert_eq!(open.login, "feng.z");
        let short = path.app.set_password(&link, &personal("short")).await;
        assert_eq!(faults(short), [("password", Fault::TooShort(10))]);
        path.app
            .set_password(&link, &personal(PASSWORD))
            .await
            .unwrap();
        let twice = path
            .app
            .set_password(&link, &personal("another lake"))
            .await;
        assert!(matches!(twice, Err(Error::NotFound)));
        let signed_in = signed_in(&path.app, "FENG.z").await;
        assert_eq!(signed_in.person, invited.person);
        assert_eq!(signed_in.lang, Some(Lang::ZhHans));
        let taken = invitation(&path, None, "feng.z");
        let tried = path
            .app
            .invite(&manager, CommandId::generate(), &taken)
            .await;
        assert_eq!(faults(tried), [("login", Fault::Taken)]);
    })
    .await;
}

#[tokio::test]
async fn an_account_is_no_way_to_get_above_ones_own_site() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let invite = async |asker: &Asker, post: &str| {
            let invitation = invitation(&path, Some(path.estate.staff[post]), post);
            path.app
                .invite(asker, CommandId::generate(), &invitation)
                .await
        };
        let manager = path.asker("site_manager");
        invite(&manager, "patrol_inspector").await.unwrap();
        let above = invite(&manager, "company_leader").await;
        assert!(matches!(above, Err(Error::Forbidden { .. })), "{above:?}");
        let officer = invite(&path.asker("area_officer"), "culture_clerk").await;
        assert!(
            matches!(officer, Err(Error::Forbidden { .. })),
            "{officer:?}"
        );
        invite(&Asker::product(), "company_leader").await.unwrap();
        let leader = path.estate.staff["company_leader"];
        let reset = path
            .app
            .reset_password(&manager, path.estate.site, leader)
            .await;
        assert!(matches!(reset, Err(Error::Forbidden { .. })), "{reset:?}");
    })
    .await;
}

#[tokio::test]
async fn nobody_learns_which_half_was_wrong() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        with_account(&path, "area_officer", "feng").await;
        invite(&path, "culture_clerk", "pan").await;
        for (login, password) in [
            ("feng", "a loud lake"),
            ("nobody", PASSWORD),
            ("pan", ""),
            ("pan", PASSWORD),
        ] {
            let answer = path.app.sign_in(&sign_in(login, password)).await.unwrap();
            assert!(matches!(answer, SignInAnswer::Wrong), "{login}: {answer:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn failures_of_a_login_known_or_not_make_it_wait_longer_and_longer() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        with_account(&path, "area_officer", "feng").await;
        for login in ["feng", "nobody"] {
            for _ in 0..5 {
                let answer = path.app.sign_in(&sign_in(login, "wrong")).await.unwrap();
                assert!(matches!(answer, SignInAnswer::Wrong), "{answer:?}");
            }
            let answer = path.app.sign_in(&sign_in(login, PASSWORD)).await.unwrap();
            let SignInAnswer::Wait(until) = answer else {
                panic!("{login} waits: {answer:?}");
            };
            assert_eq!(until, path.app.clock().now().plus_seconds(15));
        }
        path.app.clock().move_by_seconds(15);
        path.app.sign_in(&sign_in("feng", "wrong")).await.unwrap();
        let answer = path.app.sign_in(&sign_in("feng", PASSWORD)).await.unwrap();
        let SignInAnswer::Wait(until) = answer else {
            panic!("it waits again: {answer:?}");
        };
        assert_eq!(until, path.app.clock().now().plus_seconds(30));
        path.app.clock().move_by_seconds(30);
        signed_in(&path.app, "feng").await;
        let answer = path.app.sign_in(&sign_in("feng", "wrong")).await.unwrap();
        assert!(
            matches!(answer, SignInAnswer::Wrong),
            "a success starts anew: {answer:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn an_address_waits_after_many_failures_under_any_login() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        for number in 0..20 {
            let login = format!("guess{number}");
            path.app.sign_in(&sign_in(&login, "wrong")).await.unwrap();
        }
        let answer = path
            .app
            .sign_in(&sign_in("another", "wrong"))
            .await
            .unwrap();
        assert!(matches!(answer, SignInAnswer::Wait(_)), "{answer:?}");
        let elsewhere = SignIn {
            address: "192.0.2.2".to_owned(),
            ..sign_in("another", "wrong")
        };
        let answer = path.app.sign_in(&elsewhere).await.unwrap();
        assert!(matches!(answer, SignInAnswer::Wrong), "{answer:?}");
    })
    .await;
}

#[tokio::test]
async fn a_session_ends_when_idle_and_in_any_case_after_a_week() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let app = &path.app;
        let someone = with_account(&path, "area_officer", "feng").await;
        let kept = session(1, &someone);
        assert!(app.create_session(&kept).await.unwrap());
        assert!(
            !app.create_session(&kept).await.unwrap(),
            "its key is taken"
        );
        assert_eq!(app.session(kept.key).await.unwrap(), Some(kept.clone()));
        app.clock().move_by_seconds(14 * 3600);
        assert_eq!(app.session(kept.key).await.unwrap(), None, "idle too long");
        let busy = session(2, &someone);
        app.create_session(&busy).await.unwrap();
        for _ in 0..27 {
            app.clock().move_by_seconds(6 * 3600);
            assert!(app.session(busy.key).await.unwrap().is_some());
            app.save_session(&busy).await.unwrap();
        }
        app.clock().move_by_seconds(6 * 3600);
        assert_eq!(app.session(busy.key).await.unwrap(), None, "a week is over");
    })
    .await;
}

#[tokio::test]
async fn signing_out_and_shutting_a_device_out_end_sessions() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let app = &path.app;
        let first = with_account(&path, "area_officer", "feng").await;
        let same = SignIn {
            device: Some(first.device),
            ..sign_in("feng", PASSWORD)
        };
        let SignInAnswer::In(again) = app.sign_in(&same).await.unwrap() else {
            panic!("they get in");
        };
        assert_eq!(again.device, first.device, "the device is known again");
        let second = signed_in(app, "feng").await;
        assert_ne!(second.device, first.device);
        let (one, two) = (session(1, &first), session(2, &second));
        app.create_session(&one).await.unwrap();
        app.create_session(&two).await.unwrap();
        let asker = app.asker(first.person, Some(first.device), Lang::En).await;
        let asker = asker.unwrap().unwrap();
        let devices = app.devices(&asker).await.unwrap();
        assert_eq!(devices.len(), 2);
        assert!(devices.iter().all(|device| device.signed_in));
        assert_eq!(devices.iter().filter(|device| device.is_this).count(), 1);
        app.revoke_device(&asker, second.device).await.unwrap();
        assert_eq!(app.session(two.key).await.unwrap(), None);
        let shut_out = app
            .asker(second.person, Some(second.device), Lang::En)
            .await;
        assert_eq!(shut_out.unwrap(), None);
        let strange = app.revoke_device(&asker, DeviceId::generate()).await;
        assert!(matches!(strange, Err(Error::NotFound)));
        app.sign_out(one.key).await.unwrap();
        assert_eq!(app.session(one.key).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn another_password_ends_all_other_sessions() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let app = &path.app;
        let someone = with_account(&path, "area_officer", "feng").await;
        let (one, two) = (session(1, &someone), session(2, &someone));
        app.create_session(&one).await.unwrap();
        app.create_session(&two).await.unwrap();
        let asker = app
            .asker(someone.person, Some(someone.device), Lang::En)
            .await;
        let asker = asker.unwrap().unwrap();
        let change = async |current: &str, new: &str| {
            app.change_password(&asker, one.key, &personal(current), &personal(new))
                .await
        };
        let wrong = change("not it at all", "a deeper lake").await;
        assert_eq!(faults(wrong), [("current", Fault::Unknown)]);
        assert_eq!(
            faults(change(PASSWORD, "feng").await),
            [("password", Fault::TooShort(10))]
        );
        change(PASSWORD, "a deeper lake").await.unwrap();
        assert!(app.session(one.key).await.unwrap().is_some());
        assert_eq!(app.session(two.key).await.unwrap(), None);
        let old = app.sign_in(&sign_in("feng", PASSWORD)).await.unwrap();
        assert!(matches!(old, SignInAnswer::Wrong));
    })
    .await;
}

#[tokio::test]
async fn who_asks_holds_what_is_held_today() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let someone = with_account(&path, "area_officer", "feng").await;
        let asker = path.app.asker(someone.person, None, Lang::En).await;
        let asker = asker.unwrap().unwrap();
        assert_eq!(asker.lang, Lang::ZhHans, "the language of the invitation");
        let expected = HeldPost {
            post: "area_officer".to_owned(),
            scope: path.estate.zones["東區"],
            site: Some(path.estate.site),
            to: None,
            as_deputy: false,
        };
        assert_eq!(asker.posts, [expected]);
        path.app.choose_language(&asker, Lang::En).await.unwrap();
        let asker = path.app.asker(someone.person, None, Lang::ZhHant).await;
        assert_eq!(asker.unwrap().unwrap().lang, Lang::En);
        let stranger = path.estate.residents["3-1202"];
        assert_eq!(
            path.app.asker(stranger, None, Lang::En).await.unwrap(),
            None
        );
    })
    .await;
}
