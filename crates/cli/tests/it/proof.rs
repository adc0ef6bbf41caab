//! `huiyin export`, `verify` and `restore` from the shell, on both databases.

#[path = "../../../verify/tests/it/lived.rs"]
#[expect(dead_code, reason = "the tests of the checks use all of it")]
pub(crate) mod lived;

use std::fs;
use std::path::Path;
use std::process::Command;

use huiyin_domain::export::{FORMS, JOURNAL, MANIFEST};
use huiyin_testkit::on_both;
use tempfile::tempdir;

use self::lived::Lived;
use crate::run::{huiyin, place, text, without_room};
use crate::serve::server::program;

/// The status of the other program.
fn by_python(path: &Path) -> Option<i32> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../script/verify.py");
    let output = Command::new("python3")
        .arg("-B")
        .arg(script)
        .arg(path)
        .output();
    output.expect("python3 is here").status.code()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_commands_export_check_and_build_up() {
    on_both(async |db| {
        let _lived = Lived::build(db).await;
        let below = tempdir().unwrap();
        let folder = text(&below.path().join("export"));
        let keys = text(&below.path().join("keys.txt"));
        let [name, value] = place(db);
        let exported = huiyin(&[
            "export", "--all", "--site", "CY", "--out", &folder, "--keys", &keys, &name, &value,
        ]);
        assert_eq!(exported.status, 0, "{}", exported.stderr);
        assert!(
            exported.stderr.contains("outside of the office"),
            "{}",
            exported.stderr
        );
        let anchor = text(&below.path().join("anchor.txt"));
        fs::write(&anchor, &exported.stdout).unwrap();
        let again = huiyin(&[
            "export", "--all", "--site", "CY", "--out", &folder, &name, &value,
        ]);
        assert_eq!(again.status, 2);
        assert!(again.stderr.contains("there already"), "{}", again.stderr);
        let month = month_exported(below.path(), [&name, &value]);
        forms_are_held_to_the_manifest(&month);
        a_month_goes_without_forms(below.path(), &month, [&name, &value]);
        nothing_is_left_where_a_form_cannot_be_drawn(below.path(), [&name, &value]);

        for export in [&folder, &month, &format!("{folder}/{MANIFEST}")] {
            let sound = huiyin(&["verify", export, "--anchor", &anchor]);
            assert_eq!(sound.status, 0, "{}", sound.stdout);
            assert!(
                sound.stdout.contains("sound: everything fits"),
                "{}",
                sound.stdout
            );
        }
        nothing_is_said_of_an_export_without_room(&folder);
        let noted = huiyin(&["export", "--note", "--site", "CY", &name, &value]);
        assert_eq!(noted.status, 0, "{}", noted.stderr);
        assert_eq!(noted.stdout, exported.stdout);
        let alone = huiyin(&["verify", &folder]);
        assert!(
            alone.stdout.contains("internally consistent, not anchored"),
            "{}",
            alone.stdout
        );
        assert!(!alone.stdout.contains("made up"), "{}", alone.stdout);

        let data = text(&below.path().join("elsewhere"));
        let half = huiyin(&["restore", &month, "--data", &data]);
        assert_eq!(half.status, 2);
        assert!(half.stderr.contains("one month"), "{}", half.stderr);
        let built = huiyin(&["restore", &folder, "--keys", &keys, "--data", &data]);
        assert_eq!(built.status, 0, "{}", built.stderr);
        assert!(
            !built.stderr.contains("nothing can be drawn"),
            "{}",
            built.stderr
        );
        assert_eq!(huiyin(&["doctor", "--data", &data]).status, 0);

        a_month_is_taken_in(&month, &folder, &anchor, ["--data", &data]);
        a_month_is_taken_in(&month, &folder, &anchor, [&name, &value]);

        let journal = Path::new(&folder).join(JOURNAL);
        let altered = fs::read_to_string(&journal).unwrap();
        fs::write(&journal, altered.replacen("電梯異響 3", "電梯正常 3", 1)).unwrap();
        let altered = huiyin(&["verify", &folder]);
        assert_eq!(altered.status, 4);
        assert!(
            altered
                .stdout
                .contains("the words of the entry were altered"),
            "{}",
            altered.stdout
        );
        let other = text(&below.path().join("other"));
        let refused = huiyin(&["restore", &folder, "--data", &other]);
        assert_eq!(refused.status, 2);
        assert!(refused.stderr.contains("was altered"), "{}", refused.stderr);
    })
    .await;
}

/// What a check keeps lies in a temporary file: where there is no room for it, that is no fault of the export.
fn nothing_is_said_of_an_export_without_room(export: &str) {
    let verify = ["verify", export];
    let mut gone = program(&verify, &[]);
    gone.env("TMPDIR", Path::new(export).join("nowhere"));
    for (mut command, why) in [
        (without_room(16, &verify), "File too large"),
        (gone, "No such file or directory"),
    ] {
        let output = command.output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(output.stdout.is_empty(), "{said}");
        for words in ["folder for temporary files", why, "TMPDIR"] {
            assert!(said.contains(words), "{said}");
        }
    }
}

/// Exports a month, with codes that lead to its records; refused where that address is none.
fn month_exported(below: &Path, [name, value]: [&str; 2]) -> String {
    let export = |folder: &str, url: &str| {
        let first = ["export", "--month", "2026-03", "--site", "CY"];
        let rest = ["--out", folder, "--public-url", url, name, value];
        huiyin(&[&first[..], &rest].concat())
    };
    let refused = export(&text(&below.join("nowhere")), "huiyin");
    assert_eq!(refused.status, 2);
    let said = refused.stderr;
    assert!(said.contains("--public-url"), "{said}");
    let month = text(&below.join("month"));
    let exported = export(&month, "https://huiyin.example");
    assert_eq!(exported.status, 0, "{}", exported.stderr);
    month
}

/// Without its forms, a month has all else, and is as sound.
fn a_month_goes_without_forms(below: &Path, month: &str, [name, value]: [&str; 2]) {
    let bare = text(&below.join("bare"));
    let first = ["export", "--month", "2026-03", "--site", "CY", "--no-forms"];
    let exported = huiyin(&[&first[..], &["--out", &bare, name, value]].concat());
    assert_eq!(exported.status, 0, "{}", exported.stderr);
    let files = |folder: &str| -> Vec<_> {
        let inside = fs::read_dir(folder).unwrap();
        let mut names: Vec<_> = inside.map(|it| it.unwrap().file_name()).collect();
        names.sort_unstable();
        names
    };
    let mut all = files(month);
    all.retain(|name| name != "forms");
    assert_eq!(files(&bare), all);
    assert_eq!(huiyin(&["verify", &bare]).status, 0);
    assert_eq!(by_python(Path::new(&bare)), Some(0));
    let whole = ["export", "--all", "--site", "CY", "--no-forms"];
    let refused = huiyin(&[&whole[..], &["--out", &bare, name, value]].concat());
    assert_eq!(refused.status, 2, "{}", refused.stderr);
}

/// Makes a ZIP file of a folder, with the folder in it, as people do.
fn zipped(folder: &str, file: &Path) -> String {
    let (below, name) = Path::new(folder)
        .parent()
        .zip(Path::new(folder).file_name())
        .unwrap();
    let made = Command::new("python3")
        .current_dir(below)
        .args(["-m", "zipfile", "-c"])
        .arg(file)
        .arg(name)
        .status();
    assert!(made.expect("python3 is here").success());
    text(file)
}

/// A month of elsewhere is kept, as a folder or a ZIP file, as often as it comes; what was altered, or is all of a site,
/// is not. Both programs read the ZIP file.
fn a_month_is_taken_in(month: &str, all: &str, anchor: &str, [name, value]: [&str; 2]) {
    let below = tempdir().unwrap();
    let zip = zipped(month, &below.path().join("month.zip"));
    let verified = huiyin(&["verify", &zip, "--anchor", anchor]);
    assert_eq!(verified.status, 0, "{}", verified.stdout);
    assert_eq!(by_python(Path::new(&zip)), Some(0));

    let copy = below.path().join("altered");
    copied(Path::new(month), &copy);
    let records = copy.join("records.jsonl");
    let said = fs::read_to_string(&records).unwrap();
    fs::write(&records, said.replacen("satisfied", "satisfiee", 1)).unwrap();
    let altered = zipped(&text(&copy), &below.path().join("altered.zip"));
    assert_eq!(huiyin(&["verify", &altered]).status, 4);
    assert_eq!(by_python(Path::new(&altered)), Some(4));
    for path in [&text(&copy), &altered] {
        let refused = huiyin(&["archive", "add", path, name, value]);
        assert_eq!(refused.status, 4, "{}", refused.stderr);
        assert!(
            refused.stderr.contains("nothing was taken in"),
            "{}",
            refused.stderr
        );
        assert!(
            refused.stderr.contains("records.jsonl"),
            "{}",
            refused.stderr
        );
    }
    let whole = huiyin(&["archive", "add", all, name, value]);
    assert_eq!(whole.status, 2);
    assert!(whole.stderr.contains("huiyin restore"), "{}", whole.stderr);

    let taken = huiyin(&["archive", "add", &zip, name, value]);
    assert_eq!(taken.status, 0, "{}", taken.stderr);
    assert!(taken.stderr.contains("Took in"), "{}", taken.stderr);
    let again = huiyin(&["archive", "add", month, "--anchor", anchor, name, value]);
    assert_eq!(again.status, 0, "{}", again.stderr);
    assert!(
        again.stderr.contains("nothing was changed"),
        "{}",
        again.stderr
    );
    assert_eq!(huiyin(&["doctor", name, value]).status, 0);
}

/// A copy of a folder and all in it.
fn copied(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for inside in fs::read_dir(from).unwrap() {
        let inside = inside.unwrap();
        let there = to.join(inside.file_name());
        if inside.file_type().unwrap().is_dir() {
            copied(&inside.path(), &there);
        } else {
            fs::copy(inside.path(), there).unwrap();
        }
    }
}

/// The QR codes on the pages of a PDF, as a camera reads them off the paper.
fn codes(pdf: &Path) -> Vec<String> {
    let place = tempdir().unwrap();
    let drawn = Command::new("pdftoppm")
        .args(["-gray", "-r", "400"])
        .arg(pdf)
        .arg(place.path().join("page"))
        .status();
    assert!(drawn.expect("pdftoppm (poppler-utils)").success());
    let mut found = Vec::new();
    for page in fs::read_dir(place.path()).unwrap() {
        let page = fs::read(page.unwrap().path()).unwrap();
        // P5, width and height, the brightest, and then the pixels.
        let mut lines = page.splitn(4, |byte| *byte == b'\n');
        let size = lines.nth(1).and_then(|it| str::from_utf8(it).ok()).unwrap();
        let (width, height) = size.split_once(' ').unwrap();
        let (width, height) = (width.parse().unwrap(), height.parse().unwrap());
        let pixels = lines.nth(1).unwrap();
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| {
            pixels[y * width + x]
        });
        let read = image.detect_grids().into_iter();
        found.extend(read.filter_map(|it| it.decode().ok()).map(|(_, text)| text));
    }
    found
}

/// A month has its forms as PDF; one that was altered, dropped or put in is found by both programs.
fn forms_are_held_to_the_manifest(export: &str) {
    let forms = Path::new(export).join(FORMS);
    let mut names: Vec<String> = fs::read_dir(&forms)
        .unwrap()
        .map(|it| it.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(
        names,
        [
            "analysis.pdf",
            "complaint_record-001.pdf",
            "monthly_return.pdf",
            "statistics.pdf",
            "visit_record-001.pdf"
        ]
    );
    let record = forms.join("visit_record-001.pdf");
    let words = Command::new("pdftotext").arg(&record).arg("-").output();
    let words = String::from_utf8(words.expect("pdftotext (poppler-utils)").stdout).unwrap();
    assert!(words.contains("Follow-up visit record"), "{words}");
    let records = fs::read_to_string(Path::new(export).join("records.jsonl")).unwrap();
    let hash = records
        .split("\"text_hash\":\"")
        .nth(1)
        .unwrap()
        .get(..12)
        .unwrap();
    assert!(
        words.contains(hash),
        "the short hash of a record: {hash} in {words}"
    );
    let id = records.split("\"record\":\"").nth(1).unwrap();
    let id = id.split('"').next().unwrap();
    let leads = format!("https://huiyin.example/records/{id}");
    let read = codes(&record);
    assert!(read.contains(&leads), "{leads}: {read:?}");
    let sound = fs::read(&record).unwrap();
    let found = |code: &str| {
        let verified = huiyin(&["verify", export, "--format", "jsonl"]);
        assert_eq!(verified.status, 4, "{code}: {}", verified.stdout);
        assert!(
            verified.stdout.contains(code),
            "{code}: {}",
            verified.stdout
        );
        assert_eq!(by_python(Path::new(export)), Some(4), "{code}");
    };
    let mut altered = sound.clone();
    altered[sound.len() / 2] ^= 1;
    fs::write(&record, altered).unwrap();
    found("file_altered");
    fs::remove_file(&record).unwrap();
    found("file_missing");
    fs::write(&record, &sound).unwrap();
    let other = forms.join("visit_record-002.pdf");
    fs::write(&other, &sound).unwrap();
    found("file_unexpected");
    fs::remove_file(&other).unwrap();
}

/// A drawing that is sound on empty forms, and fails on records.
fn nothing_is_left_where_a_form_cannot_be_drawn(below: &Path, [name, value]: [&str; 2]) {
    let layouts = below.join("layouts");
    fs::create_dir(&layouts).unwrap();
    let drawing = "#let sheets = json(\"data.json\").sheets\n\
        #for sheet in sheets { if sheet.bookmark.starts-with(\"CY-\") { panic(\"no ink\") }; page(sheet.title) }\n";
    fs::write(layouts.join("form.typ"), drawing).unwrap();
    let (layouts, out) = (text(&layouts), text(&below.join("undrawn")));
    let refused = huiyin(&[
        "export",
        "--month",
        "2026-03",
        "--site",
        "CY",
        "--out",
        &out,
        "--layouts",
        &layouts,
        name,
        value,
    ]);
    assert_eq!(refused.status, 2, "{}", refused.stderr);
    for words in ["nothing was exported", "no ink"] {
        assert!(refused.stderr.contains(words), "{}", refused.stderr);
    }
    let left: Vec<_> = fs::read_dir(below)
        .unwrap()
        .map(|it| it.unwrap().file_name())
        .collect();
    let left = left.iter().filter(|it| {
        it.to_string_lossy().contains("undrawn") || it.to_string_lossy().starts_with(".huiyin")
    });
    assert_eq!(left.count(), 0);
}

#[test]
fn what_is_no_export_is_not_checked() {
    let below = tempdir().unwrap();
    let empty = text(below.path());
    let nothing = text(&below.path().join("nothing"));
    for path in [&empty, &nothing] {
        let unread = huiyin(&["verify", path]);
        assert_eq!(unread.status, 2, "{}", unread.stdout);
        assert!(
            unread.stderr.contains("nothing was checked"),
            "{}",
            unread.stderr
        );
        assert_eq!(by_python(Path::new(path)), Some(2));
    }
    fs::write(below.path().join(MANIFEST), "{\"format\":2}").unwrap();
    let newer = huiyin(&["verify", &empty]);
    assert_eq!(newer.status, 2);
    assert!(
        newer.stderr.contains("format 2 is not known"),
        "{}",
        newer.stderr
    );
    assert_eq!(by_python(below.path()), Some(2));
    let anchor = text(&below.path().join("anchor"));
    fs::write(&anchor, "something else").unwrap();
    let unread = huiyin(&["verify", &empty, "--anchor", &anchor]);
    assert_eq!(unread.status, 2);
    assert!(
        unread.stderr.contains("anchor:1 cannot be read"),
        "{}",
        unread.stderr
    );
}
