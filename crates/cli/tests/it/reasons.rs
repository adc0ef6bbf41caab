//! What stands in the way of copies and exports, in the language of the sentence around it.

use std::fs;

use huiyin_testkit::{Clock, Estate, TestDb};
use tempfile::tempdir;

use crate::run::text;
use crate::serve::server::program;

/// What a refused command says in a language.
fn said(arguments: &[&str], lang: &str) -> String {
    let output = program(arguments, &[("HUIYIN_LANG", lang)])
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    said
}

#[tokio::test(flavor = "multi_thread")]
async fn the_usual_reasons_are_said_in_three_languages_and_name_what_was_named() {
    let db = TestDb::sqlite().await;
    Estate::build(&db, "kehu", Clock::default().now()).await;
    let below = tempdir().unwrap();
    let path = |name: &str| text(&below.path().join(name));
    let (data, there) = (text(db.directory()), path("there"));
    let (gone, fake, nowhere) = (path("gone/export"), path("fake.sqlite"), path("nowhere"));
    let elsewhere = path("elsewhere");
    fs::create_dir(&there).unwrap();
    fs::write(below.path().join("there/a"), "").unwrap();
    fs::write(&fake, "no database ".repeat(500)).unwrap();
    let export = |out| {
        [
            "export", "--all", "--site", "CY", "--data", &data, "--out", out,
        ]
    };
    let restore = |file, to| ["restore", file, "--data", to];
    let all: [(&[&str], &str, [&str; 3]); 6] = [
        (
            &export(&gone),
            &gone,
            [
                "要放它的資料夾不存在",
                "要放它的文件夹不存在",
                "the folder that it should lie in is not",
            ],
        ),
        (
            &export(&there),
            &there,
            ["已經有了", "已经有了", "is there already"],
        ),
        (
            &restore(&fake, &elsewhere),
            &fake,
            ["不是資料庫檔案", "不是数据库文件", "is not a database file"],
        ),
        (
            &restore(&nowhere, &elsewhere),
            &nowhere,
            ["找不到", "找不到", "is not there"],
        ),
        (
            &restore(&fake, &data),
            "huiyin.sqlite",
            ["已經有了", "已经有了", "is there already"],
        ),
        (
            &["backup", "--data", &nowhere, &elsewhere],
            "huiyin.sqlite",
            ["沒有資料庫", "没有数据库", "no database"],
        ),
    ];
    for (arguments, named, reasons) in all {
        for (lang, reason) in ["zh-Hant", "zh-Hans", "en"].into_iter().zip(reasons) {
            let said = said(arguments, lang);
            assert!(said.contains(named) && said.contains(reason), "{said}");
            for temporary in [".huiyin-export", "restoring", "os error"] {
                assert!(!said.contains(temporary), "{said}");
            }
        }
    }
    let left = fs::read_dir(below.path()).unwrap().count();
    assert_eq!(left, 2, "the folder and the file that were there");
}
