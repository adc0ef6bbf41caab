//! 《回訪記錄表》, filled in from a record.

use huiyin_app::paper::{Form, Ink, Paper, Value};
use huiyin_app::reviews::{RecordPage, RecordVersion, ShownMatter, ShownSignature, Standing};
use huiyin_domain::entry::{Section, SignatureKind, Signer};
use huiyin_domain::{Channel, PersonId, Verdict};

use super::values::{Maker, grades, ink, joined, text};
use crate::at_work::post_title;
use crate::view::{Mark, sort};

/// The paper of a record's version in force; none where it has none.
pub(crate) fn record(maker: &Maker<'_>, page: &RecordPage) -> Option<Paper> {
    let (t, subject) = (maker.t, &page.subject);
    let version = page.versions.last()?;
    let record = &version.record;
    let round = page
        .rounds
        .iter()
        .find(|it| it.follow_up == record.follow_up);
    let round = round.map_or(1, |it| it.round);
    let number = format!("{}-{round}", page.number);
    let unit = subject.unit.clone().unwrap_or_default();
    let mut paper = maker.begin(Form::VisitRecord, &format!("{number} {unit}"), "");
    let hash = record.text_hash.to_string();
    let hash = hash.get(..12).unwrap_or(&hash);
    let path = format!("/records/{}", record.id);
    let lines = vec![
        t.papers_check(),
        t.papers_hash(hash),
        Mark::of_text(t, version.standing).words,
    ];
    paper.code = maker.code(&path, lines);
    let moment = |it| t.moment(maker.site.zone().local(it));
    paper.set("number", number);
    paper.set("source", source(&page.number, &subject.event_id));
    paper.set(
        "category",
        sort(
            t,
            subject.category,
            subject.kind.as_deref(),
            subject.severity,
        ),
    );
    paper.set("round", t.visits_title(round));
    paper.set("unit", unit);
    paper.set("customer", text(subject.customer.as_ref()));
    paper.set("phone", text(subject.phone.as_ref()));
    paper.set("summary", text(subject.summary.as_ref()));
    paper.set("completed_at", subject.completed_at.map(moment));
    let (from, to) = subject.window;
    paper.set("window", format!("{} –\n{}", t.day(from), t.day(to)));
    paper.set("visited_at", moment(record.visited_at));
    paper.set("channel", channel(maker, page, version));
    paper.set("respondent", text(record.respondent_words.as_ref()));
    paper.set("relation", record.relation.map(|it| it.title(t.lang())));
    let reasons = [
        Some(text(record.channel_words.as_ref())),
        Some(text(record.lateness_words.as_ref())),
    ];
    paper.set("reasons", Value::None);
    let reasons = joined(reasons, "\n");
    if !reasons.is_empty() {
        paper.set("reasons", reasons);
    }
    paper.set("receipt", receipt(maker, page));
    heard(maker, &mut paper, version);
    signed(maker, &mut paper, page, version);
    if version.standing == Standing::Erased {
        let mut erased = WORDS.to_vec();
        erased.retain(|it| is_empty(&paper, it));
        for id in erased {
            paper.set(id, t.events_erased());
        }
    }
    Some(paper)
}

/// The fields that are words of somebody. What was erased of them by law is no question that was left open; another
/// field that is empty was never answered.
const WORDS: [&str; 8] = [
    "customer",
    "phone",
    "summary",
    "respondent",
    "quality",
    "effect",
    "shortcomings",
    "suggestions",
];

fn is_empty(paper: &Paper, id: &str) -> bool {
    matches!(paper.values.get(id), Some(Value::Text(words)) if words.is_empty())
}

fn source(number: &str, event_id: &str) -> String {
    if event_id == number {
        number.to_owned()
    } else {
        format!("{number}（{event_id}）")
    }
}

/// A call is printed as 電話回訪.
fn channel(maker: &Maker<'_>, page: &RecordPage, version: &RecordVersion) -> String {
    let t = maker.t;
    match version.record.channel {
        Channel::PublicLetter => {
            let number = page.letter.as_ref().map(|(_, number)| number.clone());
            let title = Channel::PublicLetter.title(t.lang()).to_owned();
            joined([Some(title), number], " ")
        }
        channel => channel.recorded(t.lang()).to_owned(),
    }
}

/// Who took the form and when, where that stands on it.
fn receipt(maker: &Maker<'_>, page: &RecordPage) -> Value {
    if page.receipts.is_empty() {
        return Value::None;
    }
    let receipts = page.receipts.iter().map(|it| {
        let day = maker.t.date(maker.site.day(it.taken_at));
        ink(it.strokes.as_ref(), text(it.name.as_ref()), day)
    });
    Value::Signed(receipts.collect())
}

/// What was heard and seen.
fn heard(maker: &Maker<'_>, paper: &mut Paper, version: &RecordVersion) {
    let (t, record) = (maker.t, &version.record);
    for section in Section::ALL {
        let found = version.sections.iter().find(|it| it.section == *section);
        let value = match found {
            None => Value::None,
            Some(it) if it.none_said => Value::Nothing,
            Some(it) if it.rating.is_some() => grades(t, it.rating),
            Some(it) => text(it.said.as_ref()).into(),
        };
        paper.set(section.id(), value);
    }
    let by_letter = record.channel == Channel::PublicLetter;
    paper.set(
        "rating",
        if by_letter {
            Value::None
        } else {
            grades(t, record.rating)
        },
    );
    paper.set("solved", record.solved.map(|it| it.title(t.lang())));
    let check = record.site_check.map(|it| it.title(t.lang()).to_owned());
    let check = [check, Some(text(record.site_check_words.as_ref()))];
    paper.set("site_check", joined(check, "，"));
    paper.set("photos", t.papers_photos(version.files.len()));
    let on_paper = version
        .signatures
        .iter()
        .any(|it| it.kind == SignatureKind::Paper);
    let medium = if on_paper {
        t.records_on_paper()
    } else {
        t.papers_electronic()
    };
    paper.set("medium", medium);
}

/// What was raised, the result, and who signed.
fn signed(maker: &Maker<'_>, paper: &mut Paper, page: &RecordPage, version: &RecordVersion) {
    let (t, record) = (maker.t, &version.record);
    let raised = version.matters.iter().map(|it| matter(maker, page, it));
    let raised: Vec<String> = raised.collect();
    paper.set(
        "open_matters",
        if raised.is_empty() {
            Value::Nothing
        } else {
            raised.join("\n").into()
        },
    );
    let promised = version
        .matters
        .iter()
        .filter_map(|it| promise(maker, page, it));
    let promised: Vec<String> = promised.collect();
    paper.set(
        "promised",
        if promised.is_empty() {
            Value::Nothing
        } else {
            promised.join("\n").into()
        },
    );
    let last = version.reviews.last().map(|it| it.verdict);
    let verdicts = [Verdict::Accepted, Verdict::Nonconforming];
    let verdicts = verdicts.map(|it| (it.title(t.lang()).to_owned(), last == Some(it)));
    paper.set("verdict", Value::Boxes(verdicts.to_vec()));
    let of = |signer: Signer| -> Vec<Ink> {
        let signed = version.signatures.iter().filter(|it| it.signer == signer);
        signed.map(|it| signature(maker, it)).collect()
    };
    let customer = of(Signer::Customer);
    let value = if record.refused {
        let witness = text(record.witness_name.as_ref());
        let why = t.records_refusal(text(record.refusal_words.as_ref()), witness);
        Value::Text(format!("{}：{why}", t.records_refused()))
    } else if customer.is_empty() && record.channel != Channel::OnSite {
        Value::Text(channel(maker, page, version))
    } else {
        Value::Signed(customer)
    };
    paper.set("customer_signature", value);
    let mut visitors = of(Signer::Visitor);
    visitors.extend(of(Signer::Witness));
    paper.set("visitor_signature", Value::Signed(visitors));
    let opinions = version.reviews.iter().map(|it| {
        let signed = text(it.signed_name.as_ref());
        let signed = if signed.is_empty() {
            name(page, it.reviewer)
        } else {
            signed
        };
        let post = post_title(maker.procedure(), &it.post, t);
        let when = t.moment(maker.site.zone().local(it.at));
        let verdict = it.verdict.title(t.lang()).to_owned();
        let said = joined([Some(verdict), Some(text(it.opinion.as_ref()))], "：");
        format!("{said}（{post} {signed}，{when}）")
    });
    paper.set("review", opinions.collect::<Vec<_>>().join("\n"));
    let given = page.decision.as_ref().map(|it| it.given.as_ref());
    let value = match given {
        None => Value::None,
        Some(None) => String::new().into(),
        Some(Some(given)) => {
            let post = post_title(maker.procedure(), &given.post, t);
            let signed = text(given.signed_name.as_ref());
            let when = t.moment(maker.site.zone().local(given.decided_at));
            format!(
                "{}（{post} {signed}，{when}）",
                text(given.opinion.as_ref())
            )
            .into()
        }
    };
    paper.set("manager", value);
    let versions = page.versions.len();
    let remarks = (versions > 1).then(|| t.records_version(versions));
    paper.set("remarks", remarks.map_or(Value::Nothing, Value::Text));
}

fn name(page: &RecordPage, person: Option<PersonId>) -> String {
    let found = page.names.iter().find(|(known, _)| Some(*known) == person);
    found.and_then(|(_, name)| name.clone()).unwrap_or_default()
}

fn matter(maker: &Maker<'_>, page: &RecordPage, it: &ShownMatter) -> String {
    let t = maker.t;
    let kind = if it.dissatisfaction {
        t.open_dissatisfied()
    } else {
        it.kind.title(t.lang()).to_owned()
    };
    let rectified = it
        .rectification_due
        .map(|due| t.records_rectified(name(page, it.rectification_owner), t.day(due)));
    let state = if it.settled_at.is_some() {
        t.records_settled()
    } else {
        t.records_open()
    };
    let rest = [Some(text(it.outcome.as_ref())), rectified, Some(state)];
    let said = text(it.said.as_ref());
    format!("{}. {kind}「{said}」{}", it.number, joined(rest, "；"))
}

fn promise(maker: &Maker<'_>, page: &RecordPage, it: &ShownMatter) -> Option<String> {
    let by = maker.t.moment(maker.site.zone().local(it.answer_by?));
    let words = maker.t.records_promised(name(page, it.promise_owner), by);
    Some(format!("{}. {words}", it.number))
}

fn signature(maker: &Maker<'_>, it: &ShownSignature) -> Ink {
    let t = maker.t;
    let relation = it.relation.map(|it| it.title(t.lang()).to_owned());
    let name = text(it.name.as_ref());
    let who = match relation {
        Some(relation) if it.signer == Signer::Customer => format!("{name}（{relation}）"),
        _ => name,
    };
    let state = Mark::of_text(t, it.standing).words;
    let when = t.moment(maker.site.zone().local(it.signed_at));
    let note = format!(
        "{}・{}・{when}・{state}",
        it.signer.title(t.lang()),
        it.kind.title(t.lang())
    );
    ink(it.strokes.as_ref(), who, note)
}
