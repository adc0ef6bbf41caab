//! `huiyin render`, which the program starts for itself, and the layouts of papers: what comes out is read by poppler.

use std::fs::{self, File};
use std::io::Write as _;
use std::os::unix::process::ExitStatusExt as _;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use huiyin_domain::Lang;
use huiyin_forms::paper::{Cell, Code, Form, Ink, Layouts, Paper, Sheet, Value};
use huiyin_paper::Job;
use tempfile::{TempDir, tempdir};

use crate::run::{file, huiyin, text};

/// What a run of `render` came to: the PDF, or what was said.
pub(crate) fn render(job: &Job, arguments: &[&str]) -> Result<Vec<u8>, String> {
    let output = run(&serde_json::to_vec(job).unwrap(), arguments, Stdio::piped());
    if output.status.success() {
        Ok(output.stdout)
    } else {
        Err(String::from_utf8(output.stderr).unwrap())
    }
}

/// Runs `render` with this on its standard input.
fn run(input: &[u8], arguments: &[&str], to: Stdio) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_huiyin"))
        .arg("render")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(to)
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let written = child.stdin.take().unwrap().write_all(input);
    let output = child.wait_with_output().unwrap();
    // Who ends before it has read everything says so by its status.
    assert!(written.is_ok() || !output.status.success(), "{written:?}");
    output
}

pub(crate) fn job(papers: &[Paper]) -> Job {
    let layouts = Layouts::default();
    Job {
        sheets: papers.iter().map(|paper| layouts.sheet(paper)).collect(),
        template: None,
    }
}

/// A PDF in a folder of its own, looked at by poppler.
struct Pdf {
    path: PathBuf,
    _folder: TempDir,
}

impl Pdf {
    fn of(papers: &[Paper]) -> Self {
        Self::drawn(&job(papers))
    }

    fn by(sheets: &[Sheet], template: Option<&str>) -> Self {
        Self::drawn(&Job {
            sheets: sheets.to_vec(),
            template: template.map(str::to_owned),
        })
    }

    fn drawn(job: &Job) -> Self {
        let folder = tempdir().unwrap();
        let path = file(&folder, "paper.pdf", render(job, &[]).unwrap());
        Self {
            path,
            _folder: folder,
        }
    }

    fn ask(&self, tool: &str, arguments: &[&str]) -> String {
        poppler(tool, &[arguments, &[&text(&self.path)]].concat())
    }

    /// The text, without the breaks between its lines.
    fn text(&self) -> String {
        let text = poppler("pdftotext", &["-raw", &text(&self.path), "-"]);
        text.replace(['\n', ' ', '\u{c}'], "")
    }

    fn pages(&self) -> usize {
        let info = self.ask("pdfinfo", &[]);
        let line = info.lines().find(|it| it.starts_with("Pages:")).unwrap();
        line["Pages:".len()..].trim().parse().unwrap()
    }
}

fn poppler(tool: &str, arguments: &[&str]) -> String {
    let output = Command::new(tool).args(arguments).output();
    let output = output.unwrap_or_else(|error| panic!("{tool} (poppler-utils): {error}"));
    assert!(output.status.success(), "{tool}: {output:?}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// A record as it is filled in.
pub(crate) fn record(lang: Lang) -> Paper {
    let mut paper = Paper {
        foot: "翠湖花園".to_owned(),
        ..Paper::new(Form::VisitRecord, lang).called("CY-2026-00001-1 3-1202", "")
    };
    paper.code = Some(Code {
        svg: huiyin_web::qr::svg("http://127.0.0.1:8080/records/1").unwrap(),
        lines: vec!["校驗碼 0123456789ab".to_owned()],
    });
    for (id, words) in [
        ("number", "CY-2026-00001-1"),
        ("site", "翠湖花園管理處"),
        ("unit", "3-1202"),
        ("phone", "138****0001"),
        ("summary", "消防通道堆放電動車，曾冒烟"),
        (
            "shortcomings",
            "#eval(\"1+1\") *粗* _斜_ $x$ @ref <b> 访区试满签",
        ),
        ("site_check", "查看正常"),
    ] {
        paper.set(id, words);
    }
    paper.set("suggestions", Value::Nothing);
    let grades = [("A 滿意", false), ("B 較滿意", true), ("C 不滿意", false)];
    let grades = grades.map(|(words, is)| (words.to_owned(), is));
    paper.set("rating", Value::Boxes(grades.to_vec()));
    let ink = Ink {
        strokes: vec![vec![(0, 0), (300, 200), (600, 0)], vec![(100, 100)]],
        who: "何婉儀（業主）".to_owned(),
        note: "住戶・手寫".to_owned(),
    };
    paper.set("customer_signature", Value::Signed(vec![ink]));
    paper.set("receipt", Value::None);
    paper
}

/// A record to be filled in by hand.
pub(crate) fn blank(lang: Lang) -> Paper {
    let mut paper = record(lang);
    paper.blank = true;
    for id in [
        "shortcomings",
        "suggestions",
        "customer_signature",
        "site_check",
        "receipt",
    ] {
        paper.values.remove(id);
    }
    paper
}

#[test]
fn a_record_is_one_page_and_says_what_was_typed() {
    for (lang, title, unfilled, none) in [
        (Lang::ZhHant, "回訪記錄表", "未填", "無"),
        (Lang::ZhHans, "回访记录表", "未填", "无"),
        (Lang::En, "Follow-upvisitrecord", "notfilledin", "none"),
    ] {
        let pdf = Pdf::of(&[record(lang)]);
        let text = pdf.text();
        for words in [
            title,
            unfilled,
            none,
            "138****0001",
            "消防通道堆放電動車，曾冒烟",
            "#eval(\"1+1\")*粗*_斜_$x$@ref<b>访区试满签",
            "何婉儀（業主）",
            "校驗碼0123456789ab",
        ] {
            assert!(text.contains(words), "{words}: {text}");
        }
        assert_eq!(pdf.pages(), 1);
        let info = pdf.ask("pdfinfo", &[]);
        assert!(info.contains("(A4)"), "{info}");
        let fonts = pdf.ask("pdffonts", &[]);
        for line in fonts.lines().skip(2) {
            assert!(
                line.contains("yes yes yes"),
                "embedded, a part, with its text: {fonts}"
            );
        }
        assert!(fonts.contains("Bold"), "{fonts}");
        let images = pdf.ask("pdfimages", &["-list"]);
        assert_eq!(
            images.lines().count(),
            2,
            "signature and code are drawn: {images}"
        );
    }
}

#[test]
fn a_blank_form_is_one_page() {
    for lang in Lang::ALL {
        let pdf = Pdf::of(&[blank(lang)]);
        assert_eq!(pdf.pages(), 1, "{lang:?}");
        assert!(!pdf.text().contains("未填"), "{}", pdf.text());
    }
}

#[test]
fn long_words_flow_on() {
    let mut paper = record(Lang::ZhHant);
    let long = "樓道堆物反覆出現，請加強巡查。".repeat(400);
    paper.set("shortcomings", format!("{long}到此為止"));
    let pdf = Pdf::of(&[paper]);
    assert!(pdf.pages() > 1);
    let text = pdf.text();
    assert_eq!(text.matches("請加強巡查。").count(), 400);
    assert!(
        text.contains("到此為止") && text.contains("第2頁"),
        "{text}"
    );
}

#[test]
fn a_long_opinion_is_not_lost_where_few_fields_stand_together() {
    for form in [Form::Analysis, Form::MonthlyReturn] {
        let mut paper = Paper::new(form, Lang::ZhHant);
        let long = "請加強樓道巡查並逐戶說明。\n".repeat(300);
        paper.set("proposals", format!("{long}到此為止"));
        let pdf = Pdf::of(&[paper]);
        let text = pdf.text();
        let there = text.matches("請加強樓道巡查並逐戶說明").count();
        assert_eq!(there, 300, "{form:?}");
        assert!(text.contains("到此為止"), "{form:?}");
    }
}

#[test]
fn every_form_is_drawn_in_every_language() {
    for lang in Lang::ALL {
        let papers: Vec<Paper> = Form::ALL
            .iter()
            .map(|form| Paper::new(*form, lang).called(form.id(), "翠湖花園　2026年3月"))
            .collect();
        let pdf = Pdf::of(&papers);
        assert!(pdf.pages() >= papers.len());
        let text = pdf.text();
        for sheet in job(&papers).sheets {
            let title = sheet.title.replace(' ', "");
            assert!(text.contains(&title), "{title}: {text}");
        }
    }
}

#[test]
fn a_table_goes_over_pages_with_its_head_on_each() {
    let mut paper = Paper::new(Form::SignOutSheet, Lang::ZhHant);
    for line in 1..=120 {
        let cells = [
            ("line", Cell::Count(line)),
            ("number", Cell::text(format!("CY-2026-{line:05}-1"))),
            ("due", Cell::Day("2026-03-18".to_owned())),
        ];
        paper.row("forms", cells);
    }
    let pdf = Pdf::of(&[paper]);
    let text = pdf.text();
    assert!(text.contains("CY-2026-00120-1"));
    assert_eq!(text.matches("領取人簽名").count(), pdf.pages());
}

#[test]
fn every_page_of_a_demo_says_so_also_by_a_template_that_does_not() {
    let own = "#let sheets = json(\"data.json\").sheets\n\
        #for sheet in sheets { page(margin: 5mm)[#sheet.title] }";
    for lang in Lang::ALL {
        let mut long = Paper::new(Form::SignOutSheet, lang);
        for line in 1..=120 {
            long.row("forms", [("line", Cell::Count(line))]);
        }
        let of = |is_demo: bool| -> Vec<Sheet> {
            let mut layouts = Layouts::default();
            if is_demo {
                layouts.mark_as_demo();
            }
            let papers = [&record(lang), &blank(lang), &long];
            papers.map(|paper| layouts.sheet(paper)).into()
        };
        let mark = of(true)[0].mark().unwrap().replace([' ', '　'], "");
        let over = "#let sheets = json(\"data.json\").sheets\n#set page(foreground: none)\n\
            #for sheet in sheets { page(foreground: [X])[#sheet.title] }";
        for (template, least) in [(None, 5), (Some(own), 3), (Some(over), 3)] {
            let pdf = Pdf::by(&of(true), template);
            let text = pdf.text().replace('　', "");
            assert!(pdf.pages() >= least);
            assert_eq!(text.matches(&mark).count(), pdf.pages(), "{text}");
            let text = Pdf::by(&of(false), template).text().replace('　', "");
            assert!(!text.contains(&mark), "{text}");
        }
        let broken = Job {
            sheets: of(true),
            template: Some("\n#let x = y".to_owned()),
        };
        let said = render(&broken, &[]).unwrap_err();
        assert!(said.contains("form.typ:2: unknown variable"), "{said}");
    }
}

#[test]
fn a_template_reads_no_file_and_no_package() {
    for (template, said) in [
        ("#read(\"/etc/passwd\")", "access denied"),
        ("#read(\"../../etc/passwd\")", "form.typ:1"),
        ("#import \"@preview/tablex:0.0.8\": *", "access denied"),
        ("#image(\"/proc/self/environ\")", "access denied"),
        ("\n#let x = y", "form.typ:2: unknown variable"),
    ] {
        let job = Job {
            template: Some(template.to_owned()),
            ..job(&[record(Lang::ZhHant)])
        };
        let refused = render(&job, &[]).unwrap_err();
        assert!(refused.contains(said), "{template}: {refused}");
    }
}

#[test]
fn a_template_without_end_is_stopped() {
    let endless = "#for a in range(100000) { for b in range(100000) { let c = a * b } }";
    let job = Job {
        template: Some(endless.to_owned()),
        ..job(&[record(Lang::ZhHant)])
    };
    assert!(render(&job, &["--seconds", "1"]).is_err());
    let greedy = "#let it = range(100000000)\n#it.len()";
    let job = Job {
        template: Some(greedy.to_owned()),
        ..job
    };
    assert!(render(&job, &["--seconds", "20", "--megabytes", "1500"]).is_err());
}

/// Three pieces, and their lengths as `--join` takes them.
fn pieces() -> (Vec<u8>, String) {
    let (mut drawn, mut lengths) = (Vec::new(), Vec::new());
    for papers in [1, 2, 1] {
        let papers = vec![record(Lang::ZhHant); papers];
        let piece = render(&job(&papers), &[]).unwrap();
        lengths.push(piece.len().to_string());
        drawn.extend(piece);
    }
    (drawn, lengths.join(","))
}

#[test]
fn what_was_drawn_in_pieces_is_joined_into_a_file() {
    let (drawn, lengths) = pieces();
    let folder = tempdir().unwrap();
    let path = folder.path().join("whole.pdf");
    let whole = Stdio::from(File::create(&path).unwrap());
    let done = run(&drawn, &["--join", &lengths], whole);
    assert!(done.status.success(), "{done:?}");
    let pdf = Pdf {
        path,
        _folder: folder,
    };
    assert_eq!(pdf.pages(), 4);
    assert_eq!(pdf.text().matches("138****0001").count(), 4);

    let short = run(
        &drawn[..drawn.len() - 1],
        &["--join", &lengths],
        Stdio::piped(),
    );
    let said = String::from_utf8(short.stderr).unwrap();
    assert_eq!(short.status.code(), Some(2), "{said}");
    assert!(
        said.contains("end of file") && short.stdout.is_empty(),
        "{said}"
    );
    let nonsense = run(b"%PDF-?", &["--join", "5,1"], Stdio::piped());
    assert_eq!(nonsense.status.code(), Some(2), "{nonsense:?}");
    assert!(!nonsense.stderr.is_empty() && nonsense.stdout.is_empty());
}

#[test]
fn no_room_for_what_is_written_has_a_status_of_its_own() {
    let (drawn, lengths) = pieces();
    let one = serde_json::to_vec(&job(&[record(Lang::ZhHant)])).unwrap();
    let join = ["--join", lengths.as_str()];
    for (input, arguments) in [(&one, &[][..]), (&drawn, &join[..])] {
        // The device that is always full, where there is one.
        if let Ok(device) = File::options().write(true).open("/dev/full") {
            let full = run(input, arguments, device.into());
            let said = String::from_utf8(full.stderr).unwrap();
            assert_eq!(full.status.code(), Some(4), "{said}");
            assert!(said.contains("No space left"), "{said}");
        }
        let folder = tempdir().unwrap();
        let path = folder.path().join("small.pdf");
        let small = File::create(&path).unwrap();
        let arguments = [arguments, &["--largest", "0"]].concat();
        let stopped = run(input, &arguments, small.into());
        let signal = rustix::process::Signal::XFSZ.as_raw();
        assert_eq!(stopped.status.signal(), Some(signal), "{stopped:?}");
        assert_eq!(fs::metadata(&path).unwrap().len(), 0);
    }
}

#[test]
fn a_company_begins_its_layouts_from_those_built_in() {
    let list = huiyin(&["layout", "list"]);
    assert!(list.stdout.contains("visit_record\n") && list.stdout.contains("form.typ\n"));
    let folder = tempdir().unwrap();
    for name in list.stdout.lines() {
        let shown = huiyin(&["layout", "show", name]);
        assert_eq!(shown.status, 0, "{name}");
        let is_drawing = name == "form.typ";
        let extension = if is_drawing { "" } else { ".toml" };
        file(&folder, &format!("{name}{extension}"), shown.stdout);
    }
    let directory = text(folder.path());
    let sound = huiyin(&["layout", "check", &directory]);
    assert_eq!((sound.status, sound.stderr.as_str()), (0, ""));
    let text = Form::EventList.layout_text();
    file(
        &folder,
        "event_list.toml",
        text.replace("id = \"unit\"", "id = \"flat\""),
    );
    let refused = huiyin(&["layout", "check", &directory]);
    assert_eq!(refused.status, 2);
    for words in ["event_list.toml: line ", "`flat`", "unit", "Please"] {
        assert!(
            refused.stderr.contains(words),
            "{words}: {}",
            refused.stderr
        );
    }
    file(&folder, "event_list.toml", text);
    file(&folder, "form.typ", "#let x = y");
    let refused = huiyin(&["layout", "check", &directory]);
    assert!(
        refused.stderr.contains("form.typ:1: unknown variable: y"),
        "{}",
        refused.stderr
    );
    let unknown = huiyin(&["layout", "show", "poem"]);
    assert!(
        unknown.stderr.contains("There is no form `poem`"),
        "{}",
        unknown.stderr
    );
}
