//! What speaks for a signature, and that a later version makes it void.

use huiyin_app::phone::Changed;
use huiyin_app::reviews::{ReviewRecord, Standing};
use huiyin_domain::entry::Digest;
use huiyin_domain::entry::facts::PersonErased;
use huiyin_domain::{CommandId, Verdict};
use huiyin_testkit::on_both;
use serde_json::json;

use super::{Phone, moment, recorded, visit};
use crate::path::Path;

#[tokio::test]
async fn a_signature_shows_what_stood_above_it_and_is_void_under_a_later_version() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let case = path.case();
        let made = path.released(&case).await;
        path.take(made, &case).await;
        let mut phone = Phone::of_visitor(&path);
        phone.behind = (60, true);
        let (revision, _) = phone.knows(&path, made.follow_up).await;
        let what = visit(&path, made, &case);
        let command = phone.command(&path, made.follow_up, (&revision, 1), what.clone());
        let record = recorded(phone.send(&path, &command).await).record;
        let planner = path.planner();
        let evidence = path.app.evidence(&planner, record).await.unwrap();
        let version = &evidence.versions[0];
        assert!(
            version.in_force
                && version.standing == Standing::Unaltered
                && version.changed.is_empty()
        );
        let entry = version.entry.expect("an entry of the journal");
        assert_eq!(entry.at, path.app.clock().now());
        assert_eq!(entry.device, phone.asker.device);
        let act = version.phone.as_ref().unwrap();
        assert_eq!(
            (act.offset_ms, act.device),
            (Some(60_000), phone.asker.device)
        );
        let customer = &version.signatures[0];
        assert_eq!(customer.signature.standing, Standing::Unaltered);
        let shown = customer.shown.as_ref().unwrap();
        let hash = Digest::of("電梯異響　滿意".as_bytes());
        assert_eq!((shown.sha256, customer.hash_now), (Some(hash), Some(hash)));
        assert_eq!(customer.is_same_text(), Some(true));
        assert_eq!(customer.corrected_at, Some(moment("2026-03-16 08:41")));
        assert!(
            customer
                .signature
                .strokes
                .as_ref()
                .unwrap()
                .reveal()
                .contains("16")
        );
        // The visitor typed a name at no pad: nothing stood above it.
        assert_eq!(version.signatures[1].is_same_text(), None);

        let back = ReviewRecord {
            record,
            verdict: Verdict::SentBack,
            opinion: "請補記".to_owned(),
            signed_name: "許主任".to_owned(),
        };
        path.app
            .review_record(
                &path.asker("property_director"),
                CommandId::generate(),
                back,
            )
            .await
            .unwrap();
        let (revision, seq) = phone.knows(&path, made.follow_up).await;
        let (work, mut input) = what;
        input["rating"] = json!("fairly");
        let command = phone.command(&path, made.follow_up, (&revision, seq), (work, input));
        let later = recorded(phone.send(&path, &command).await).record;
        let evidence = path.app.evidence(&planner, later).await.unwrap();
        let [old, new] = evidence.versions.as_slice() else {
            panic!("two versions");
        };
        assert!(!old.in_force && new.in_force);
        assert_eq!(new.changed, [Changed::Rating]);
        assert!(old.entry.unwrap().seq < new.entry.unwrap().seq);

        // Erased words cannot be held against their hash any more, and that is said.
        let erased = PersonErased {
            person: path.estate.residents["3-1202"],
        };
        path.append(vec![erased.into()]).await;
        let evidence = path.app.evidence(&planner, later).await.unwrap();
        let customer = &evidence.versions[1].signatures[0];
        assert_eq!(customer.hash_now, None);
        assert_eq!(customer.is_same_text(), None);
        assert_eq!(evidence.versions[1].standing, Standing::Erased);
    })
    .await;
}
