//! The record in the style guide.

use huiyin_domain::{Day, Rating};

use crate::texts::Texts;
use crate::view::{ClauseTag, Drawing, Grade, Mark, MarkKind, Round, RoundState, Signature};

use super::sample::{KEHU, say};

pub(super) struct RecordParts {
    pub(super) grade: Grade,
    pub(super) no_grade: Grade,
    pub(super) rounds: Vec<Round>,
    pub(super) signatures: Vec<Signature>,
}

impl RecordParts {
    pub(super) fn new(t: Texts) -> Self {
        let at = |day| t.day(Day::new(2026, 11, day).expect("a day of November"));
        let visit = |words| say(t, words);
        // The character 回, more or less.
        let strokes = "[[[100,60],[96,210],[104,330]],[[100,64],[250,52],[330,60],[322,200],[330,330]],\
            [[170,130],[168,250]],[[170,132],[262,128],[258,252]],[[168,250],[260,248]],[[104,330],[330,322]]]";
        Self {
            grade: Grade::new(t, Some(Rating::Fairly)),
            no_grade: Grade::new(t, None),
            rounds: vec![
                Round::step(
                    RoundState::Done,
                    visit("處理完畢|处理完毕|Completed"),
                    at(19),
                )
                .line(visit(
                    "已勸停，登記施工戶|已劝停，登记施工户|Work stopped, household noted",
                )),
                Round::visit(
                    1,
                    RoundState::Now,
                    visit("第 1 次回訪・上門|第 1 次回访・上门|First follow-up, on site"),
                    at(21),
                )
                .mark(Mark::new(
                    MarkKind::Fail,
                    Rating::Dissatisfied.title(t.lang()),
                ))
                .line(visit("周國強，待審|周国强，待审|Zhou Guoqiang, to review")),
                Round::visit(
                    2,
                    RoundState::Next,
                    visit("第 2 次回訪・電話|第 2 次回访・电话|Second follow-up, phone"),
                    at(26),
                )
                .line(visit("已與住戶約定|已与住户约定|Agreed with the resident"))
                .by_clause(ClauseTag::reading(KEHU, "11.1.6")),
            ],
            signatures: vec![
                Signature {
                    drawing: Drawing::read(strokes),
                    said: visit("鄭美玲的簽名|郑美玲的签名|Signature of Zheng Meiling"),
                    who: visit("鄭美玲，業主本人|郑美玲，业主本人|Zheng Meiling, owner"),
                    mark: Some(Mark::new(MarkKind::Done, visit("未改動|未改动|Unchanged"))),
                    note: visit(
                        "住戶簽名，11月21日 10:44|住户签名，11月21日 10:44|Resident, 21 Nov 10:44",
                    ),
                },
                Signature {
                    drawing: None,
                    said: visit(
                        "鎖定以上文字後，請住戶在此簽名|锁定以上文字后，请住户在此签名|Lock the text above, then ask the resident to sign here",
                    ),
                    who: visit(
                        "周國強，物業巡查員|周国强，物业巡查员|Zhou Guoqiang, patrol inspector",
                    ),
                    mark: None,
                    note: String::new(),
                },
            ],
        }
    }
}
