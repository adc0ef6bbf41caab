//! Every kind of problem, provoked by a small change of a shipped file, and its exact place.

use huiyin_domain::Lang;
use huiyin_rules::procedure::{Problem, Procedure, What, shipped_by_id};

/// A change of a shipped procedure: the first `old` becomes `new`, and `‸` in it is where the problem must be found.
struct Case {
    what: What,
    id: &'static str,
    old: &'static str,
    new: &'static str,
    /// How many problems the change causes in all.
    problems: usize,
    /// A change elsewhere, made first.
    elsewhere: (&'static str, &'static str),
}

const fn case(what: What, id: &'static str, old: &'static str, new: &'static str) -> Case {
    several(1, what, id, old, new)
}

/// A change that breaks more than one thing.
const fn several(
    problems: usize,
    what: What,
    id: &'static str,
    old: &'static str,
    new: &'static str,
) -> Case {
    Case {
        what,
        id,
        old,
        new,
        problems,
        elsewhere: ("", ""),
    }
}

/// A change that is wrong only after another.
const fn after(old: &'static str, new: &'static str, mut case: Case) -> Case {
    case.elsewhere = (old, new);
    case
}

#[rustfmt::skip]
const CASES: &[Case] = &[
    case(What::NotToml, "kehu", "[plan]\n", "plan‸\n"),
    several(2, What::NotToml, "kehu", "[draw]", "[‸counting]"),
    case(What::NewerFormat, "kehu", "format = 1", "format = ‸2"),
    case(What::NoSuchFormat, "kehu", "format = 1", "format = ‸0"),
    case(What::UnknownKey, "kehu", "shown_as_target = false", "‸shown_as_targt = false"),
    case(What::UnknownKey, "kehu", "[public_letter]", "[‸public_leter]"),
    case(What::MissingKey, "kehu", "[[category.window]]\nfrom = \"0 days\"\n", "‸[[category.window]]\n"),
    case(What::MissingKey, "kehu", "[repeats]\ndays = 90\n", "‸[repeats]\n"),
    case(What::NotText, "kehu", "target = \"50%\"", "target = ‸50"),
    case(What::NotText, "kehu", "basis = [\"11.1.1\"]", "basis = [‸11.1]"),
    case(What::NotNumber, "kehu", "days = 90", "days = ‸\"90\""),
    case(What::NotNumber, "kehu", "days = 90", "days = ‸-90"),
    case(What::NotYesNo, "kehu", "rated = true", "rated = ‸\"yes\""),
    case(What::NotList, "kehu", "severity = [\"major\"]", "severity = ‸\"major\""),
    case(What::NotTable, "kehu", "title = { zh-Hant = \"管理處經理\", zh-Hans = \"管理处经理\", en = \"Site manager\" }", "title = ‸\"管理處經理\""),
    case(What::UnknownWord, "kehu", "needs = \"resident_request\"", "needs = ‸\"resident_reqest\""),
    case(What::UnknownWord, "kehu", "id = \"move_in\"", "id = ‸\"movein\""),
    case(What::NoRate, "kehu", "target = \"50%\"", "target = ‸\"0.5\""),
    case(What::RateAboveAll, "kehu", "target = \"50%\"", "target = ‸\"150%\""),
    case(What::RateOfNothing, "kehu", "target = \"50%\"", "target = ‸\"0%\""),
    case(What::NoOffset, "kehu", "to = \"3 days\"", "to = ‸\"three days\""),
    case(What::NoOffset, "kehu", "to = \"3 days\"", "to = ‸\"99999 days\""),
    case(What::NoShare, "yezhu", "target = \"1/2\"", "target = ‸\"3/2\""),
    case(What::NoTimeOfDay, "kehu", "shown_from = \"06:00\"", "shown_from = ‸\"26:00\""),
    case(What::Refused, "kehu", "target = \"50%\"", "target = ‸\"3/0\""),

    case(What::EmptyText, "kehu", "zh-Hant = \"管理處經理\"", "zh-Hant = ‸\"\""),
    case(What::EmptyList, "kehu", "of = [\"patrol_inspector\"]", "of = ‸[]"),
    case(What::EmptyList, "kehu", "basis = [\"11.1.2\"]", "basis = ‸[]"),
    case(What::Zero, "kehu", "earlier_complaints = 1", "earlier_complaints = ‸0"),
    case(What::Zero, "wuye", "complaints = 2\nrepairs = 3", "complaints = 2\nrepairs = ‸0"),
    case(What::Repeated, "kehu", "basis = [\"11.1.1\"]", "basis = [\"11.1.1\", ‸\"11.1.1\"]"),
    case(What::Duplicate, "kehu", "id = \"lantern\"", "id = ‸\"spring_festival\""),
    case(What::Duplicate, "kehu", "when = \"repeat_repair\"", "when = ‸\"repeat_complaint\""),
    several(2, What::Duplicate, "wuye", "number = \"4.4.5\"", "number = ‸\"4.4.4\""),
    case(What::ClauseNumberForm, "kehu", "number = \"11.3\"", "number = ‸\"s11.3\""),
    case(What::IdForm, "kehu", "id = \"lantern\"\ntitle", "id = ‸\"Lantern 2\"\ntitle"),
    case(What::HalfCorrection, "wuye", "text = \"質量評價;\"", "text = \"質量評價;\"\ncorrected = ‸\"質量評價。\""),

    case(What::UnknownPost, "kehu", "consent_by = \"service_director\"", "consent_by = ‸\"servce_director\""),
    case(What::UnknownPost, "wuye", "posts = [\"department_head\", \"property_assistant\"]", "posts = [\"department_head\", ‸\"assistant\"]"),
    case(What::UnknownClause, "kehu", "basis = [\"11.1.1\"]", "basis = [‸\"11.1.14\"]"),
    case(What::UnknownClause, "yezhu", "clause = \"四.1(1)c\"", "clause = ‸\"四.1.1.c\""),
    case(What::UnknownReading, "kehu", "phone_basis = [\"11.1.7\"]", "phone_basis = [\"11.1.7\", ‸\"third_clas\"]"),
    case(What::UnusedClause, "kehu", "number = \"11.1\"\ntext = \"回訪工作規定\"\nheading = true", "number = ‸\"11.1\"\ntext = \"回訪工作規定\""),
    case(What::UnusedReading, "kehu", "[[reading]]\n", "[[reading]]\nid = ‸\"spare\"\nexplanation = { zh-Hant = \"備\", zh-Hans = \"备\", en = \"-\" }\n\n[[reading]]\n"),
    several(2, What::AboveCircle, "kehu", "above = \"company_reviewer\"", "above = ‸\"service_director\""),

    case(What::CoveredTwice, "kehu", "category = \"other\"", "category = \"other\"\nbasis = [\"not_covered\"]\n\n[[not_covered]]\ncategory = ‸\"repair\""),
    case(What::NotMentioned, "kehu", "[[not_covered]]\ncategory = \"publication\"\nbasis = [\"not_covered\"]\n\n[[not_covered]]\ncategory = \"other\"", "‸[[not_covered]]\ncategory = \"other\""),
    case(What::NoWindow, "kehu", "[[category.window]]\nfrom", "‸[[category.window]]\nkind = [\"電梯\"]\nfrom"),
    case(What::PhaseOutside, "kehu", "[[category.window]]\nfrom", "[[category.window]]\nphase = ‸\"end\"\nfrom"),
    case(What::PhaseOutside, "yezhu", "phase = \"end\"", "phase = ‸\"participant\""),
    case(What::OnlyForMiddle, "kehu", "to = \"3 days\"", "to = \"3 days\"\ntarget = ‸\"1/2\""),
    case(What::OnlyForMiddle, "yezhu", "from = \"1 day\"", "from = ‸\"1/2\""),
    case(What::KindOutside, "yezhu", "phase = \"end\"", "phase = \"end\"\nkind = ‸[\"保潔\"]"),
    case(What::ClosesFirst, "yezhu", "from = \"1 month\"\nto = \"2 months\"", "from = \"1 month\"\nto = ‸\"7 days\""),
    case(What::ClosesFirst, "yezhu", "from = \"1 month\"\nto = \"2 months\"", "from = \"1 month\"\nto = ‸\"30 days\""),
    case(What::ClosesFirstInContract, "yezhu", "to = \"2/3\"", "to = ‸\"1/4\""),
    case(What::KindRate, "yezhu", "kind = \"first_aid\"\ntarget = \"30%\"", "kind = \"first_aid\"\ntarget = ‸\"50%\""),
    case(What::SeverityOutside, "kehu", "posts = [\"area_officer\"]", "severity = ‸[\"general\"]\nposts = [\"area_officer\"]"),
    several(2, What::NoVisitors, "kehu", "[[category.visitors]]\nseverity = [\"general\"]", "‸[[category.visitors]]\nseverity = [\"important\"]"),
    several(3, What::NoChannels, "yezhu", "[[category.channels]]\n", "‸[[category.channels]]\nfrom_round = 2\n"),
    several(2, What::NeverUsed, "kehu", "[[category.channels]]\nfrom_round = 2", "[[category.channels]]\nallowed = [\"on_site\"]\nbasis = [\"11.1.9\"]\n\n‸[[category.channels]]\nfrom_round = 2"),
    case(What::LetterAsChannel, "kehu", "allowed = [\"on_site\", \"phone\"]", "allowed = [\"on_site\", ‸\"public_letter\"]"),
    case(What::ExceptionAllowed, "kehu", "channel = \"phone\"\nneeds", "channel = ‸\"on_site\"\nneeds"),
    case(What::OnlyForReplyOnly, "kehu", "when = \"anonymous\"", "when = \"anonymous\"\npicked_without_letter = ‸true"),
    case(What::CriterionWhen, "kehu", "when = \"told_again\"\ntimes = 3", "when = ‸\"told_again\""),
    case(What::NoSuchDate, "kehu", "month = 1\nday = 15", "month = 1\nday = ‸30"),
    case(What::NoSuchDate, "kehu", "month = 10\nday = 1\n", "month = ‸13\nday = 1\n"),

    case(What::ArchiveDay, "kehu", "day = 25", "day = ‸31"),
    case(What::RemindsTooEarly, "kehu", "remind_days_before = 1", "remind_days_before = ‸25"),
    case(What::MoreThanTries, "kehu", "on_days = 2", "on_days = ‸4"),
    case(What::ReviewsOnlyItself, "kehu", "of = [\"patrol_inspector\"]", "of = [‸\"property_director\"]"),
    after("[[review]]\n", "[[review]]\nof = [\"site_manager\", \"department_head\"]\n",
        case(What::NobodyReviews, "yezhu", "id = \"service_officer\"", "id = ‸\"service_officer\"")),
    after("held_at = \"company\"", "held_at = \"site\"",
        case(What::NobodyCallsBack, "yezhu", "share = \"5%\"\nbasis = [\"spot_check\"]", "share = ‸\"5%\"\nbasis = [\"spot_check\"]")),
    case(What::NobodyAbove, "kehu", "id = \"service_director\"\ntitle = { zh-Hant = \"客戶服務部主任\", zh-Hans = \"客户服务部主任\", en = \"Customer service director\" }\nheld_at = \"site\"\nabove = \"site_manager\"\n", "id = ‸\"service_director\"\ntitle = { zh-Hant = \"客戶服務部主任\", zh-Hans = \"客户服务部主任\", en = \"Customer service director\" }\nheld_at = \"site\"\n"),
    case(What::NoFestival, "yezhu", "[[not_covered]]\ncategory = \"festival\"\nbasis = [\"festivals_not_covered\"]\n", FESTIVAL_VISITS),
];

const FESTIVAL_VISITS: &str = r#"
[[category]]
id = ‸"festival"
rate = { target = "100%", basis = ["festivals_not_covered"] }
window = [{ from = "-7 days", to = "0 days", basis = ["festivals_not_covered"] }]
visitors = [{ posts = ["site_manager"], basis = ["festivals_not_covered"] }]
channels = [{ allowed = ["on_site"], basis = ["festivals_not_covered"] }]
"#;

/// The changed text, and line and column of the caret, both from 1.
fn change(case: &Case) -> (String, (usize, usize)) {
    let (elsewhere, changed) = case.elsewhere;
    let text = &shipped_by_id(case.id).unwrap().text;
    let text = text.replacen(elsewhere, changed, 1);
    assert!(text.contains(case.old), "{} has no {:?}", case.id, case.old);
    let marked = text.replacen(case.old, case.new, 1);
    let (before, _) = marked.split_once('‸').expect("a caret marks the place");
    let last_line = before.rsplit('\n').next().unwrap();
    let place = (before.split('\n').count(), last_line.chars().count() + 1);
    (marked.replace('‸', ""), place)
}

fn place(problem: &Problem) -> (usize, usize) {
    (problem.line, problem.column)
}

#[test]
fn every_case_is_refused_at_its_place() {
    for case in CASES {
        let (text, at) = change(case);
        let Err(problems) = Procedure::parse(&text) else {
            panic!("{:?} should be refused: {}", case.what, case.new);
        };
        let told: Vec<_> = problems.iter().map(|it| it.say(Lang::En)).collect();
        assert_eq!(problems.len(), case.problems, "{}: {told:#?}", case.new);
        assert!(
            problems
                .iter()
                .any(|it| it.what == case.what && place(it) == at),
            "{:?} at {at:?} for {}: {told:#?}",
            case.what,
            case.new
        );
    }
}

/// What only a copy can have wrong; `procedure_copy` has the cases.
const OF_COPIES: [What; 5] = [
    What::IdOfShipped,
    What::VersionOfBase,
    What::BaseChanged,
    What::ClauseChanged,
    What::ClauseMissing,
];

#[test]
fn every_kind_of_problem_has_a_case() {
    for what in What::ALL.iter().filter(|what| !OF_COPIES.contains(what)) {
        assert!(CASES.iter().any(|case| case.what == *what), "{what:?}");
    }
}

#[test]
fn every_sentence_is_whole_in_every_language() {
    for case in CASES {
        for problem in Procedure::parse(&change(case).0).unwrap_err() {
            for lang in Lang::ALL {
                let sentence = problem.say(lang);
                let whole = !sentence.contains(['{', '}']) && !sentence.contains("  ");
                assert!(whole, "{sentence}");
            }
            let chinese = problem.say(Lang::ZhHant);
            assert!(chinese.ends_with('。'), "{chinese}");
        }
    }
}

#[test]
fn the_nearest_right_name_is_offered() {
    let nearest = |what, new: &str| {
        let case = CASES
            .iter()
            .find(|it| it.what == what && it.new.contains(new))
            .unwrap();
        let problems = Procedure::parse(&change(case).0).unwrap_err();
        let problem = problems.into_iter().find(|it| it.what == what).unwrap();
        problem.nearest
    };
    for (what, new, right) in [
        (What::UnknownKey, "shown_as_targt", "shown_as_target"),
        (What::UnknownKey, "public_leter", "public_letter"),
        (What::UnknownWord, "movein", "move_in"),
        (What::UnknownPost, "servce_director", "service_director"),
        (What::UnknownPost, "\"assistant", "manager_assistant"),
        (What::UnknownClause, "11.1.14", "11.1.1"),
        (What::UnknownClause, "四.1.1.c", "四.1(1)c"),
        (What::UnknownReading, "third_clas", "third_class"),
    ] {
        assert_eq!(nearest(what, new).as_deref(), Some(right), "{new}");
    }
}

#[test]
fn everything_wrong_is_told_at_once_in_order_of_place() {
    let text = &shipped_by_id("kehu").unwrap().text;
    let wrong_shape = text
        .replacen("to = \"3 days\"", "to = \"3 dys\"", 1)
        .replacen("rated = true", "rated = true\nrating = true", 1)
        .replacen("needs = \"resident_request\"", "needs = \"nothing\"", 1)
        .replacen("day = 25", "day = \"25\"", 1);
    let whats = |text: &str| -> Vec<What> {
        let problems = Procedure::parse(text).unwrap_err();
        assert!(problems.is_sorted_by_key(place), "{problems:#?}");
        problems.iter().map(|it| it.what).collect()
    };
    let shapes = [
        What::NoOffset,
        What::UnknownWord,
        What::UnknownKey,
        What::NotNumber,
    ];
    assert_eq!(whats(&wrong_shape), shapes);

    let wrong_sense = text
        .replacen("day = 25", "day = 29", 1)
        .replacen("to = \"3 days\"", "to = \"-1 days\"", 1)
        .replacen("above = \"service_director\"", "above = \"director\"", 1);
    let senses = [What::UnknownPost, What::ClosesFirst, What::ArchiveDay];
    assert_eq!(whats(&wrong_sense), senses);
}

#[test]
fn a_problem_reads_like_this() {
    let told = |new: &str| {
        let case = CASES.iter().find(|case| case.new.contains(new)).unwrap();
        let mut problem = Procedure::parse(&change(case).0).unwrap_err().remove(0);
        (problem.line, problem.column) = (12, 8);
        Lang::ALL.map(|lang| problem.say(lang)).join("\n")
    };
    insta::assert_snapshot!(told("servce_director"), @r#"
    第 12 行第 8 欄：沒有「servce_director」這個崗位。最接近的是「service_director」。可用：site_manager、property_director、service_director、area_officer、patrol_inspector、culture_clerk、company_leader、company_reviewer。
    第 12 行第 8 栏：没有“servce_director”这个岗位。最接近的是“service_director”。可用：site_manager、property_director、service_director、area_officer、patrol_inspector、culture_clerk、company_leader、company_reviewer。
    line 12, column 8: there is no post "servce_director". The nearest is "service_director". Possible: site_manager, property_director, service_director, area_officer, patrol_inspector, culture_clerk, company_leader, company_reviewer.
    "#);
    insta::assert_snapshot!(told("to = ‸\"30 days\""), @r"
    第 12 行第 8 欄：時效先結束後開始：從 2023-01-01 起算，2023-02-01 開始，2023-01-31 就結束了。
    第 12 行第 8 栏：时效先结束后开始：从 2023-01-01 起算，2023-02-01 开始，2023-01-31 就结束了。
    line 12, column 8: this window closes before it opens: counted from 2023-01-01, it opens on 2023-02-01 and closes on 2023-01-31.
    ");
    insta::assert_snapshot!(told("days = ‸\"90\""), @r#"
    第 12 行第 8 欄：「"90"」要寫成不小於 0 的整數，不帶引號。
    第 12 行第 8 栏：“"90"”要写成不小于 0 的整数，不带引号。
    line 12, column 8: "90" must be a whole number, 0 or more, without quotes.
    "#);
}

#[test]
fn a_file_that_is_something_else_is_told_so_in_a_hundred_problems_at_most() {
    let keys: Vec<_> = (0..5000).map(|key| format!("key{key} = 1")).collect();
    let prose = "= these are no keys = \n".repeat(5000);
    for text in [keys.join("\n"), prose] {
        let problems = Procedure::parse(&text).unwrap_err();
        assert_eq!(problems.len(), 100);
    }
}
