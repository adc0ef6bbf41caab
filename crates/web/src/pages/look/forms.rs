//! The forms of the style guide: one with something to correct, and the filters over a list.

use huiyin_domain::{Category, Channel, Rating};

use crate::texts::Texts;
use crate::view::{Choice, Errors, Field};

use super::sample::say;

pub(super) struct FormParts {
    pub(super) errors: Errors,
    pub(super) household: Field,
    pub(super) words: Field,
    pub(super) opinion: Field,
    pub(super) category: Choice,
    pub(super) channel: Choice,
    pub(super) rating: Choice,
    pub(super) search: Field,
}

impl FormParts {
    pub(super) fn new(t: Texts) -> Self {
        let mut errors = Errors::default();
        errors.add(
            "words",
            say(
                t,
                "請寫下住戶的原話，一句即可。|请写下住户的原话，一句即可。|Write down the resident's own words; one sentence will do.",
            ),
        );
        errors.add("rating", say(t, "請選一項。|请选一项。|Choose one."));
        let categories = Category::ALL
            .iter()
            .map(|one| (one.id(), one.title(t.lang())));
        let channels = Channel::ALL
            .iter()
            .map(|one| (one.id(), one.title(t.lang())));
        let ratings = Rating::ALL
            .iter()
            .map(|one| (one.id(), one.title(t.lang())));
        Self {
            household: Field::new(
                "household",
                say(
                    t,
                    "住戶：電話、房號、姓名或拼音首字母|住户：电话、房号、姓名或拼音首字母|Household: phone, unit, name or initials",
                ),
            )
            .kind("search")
            .value("5d0601")
            .key('H')
            .required(),
            words: Field::new("words", say(t, "原話|原话|Own words"))
                .required()
                .check(&errors),
            opinion: Field::new("opinion", say(t, "意見|意见|Opinion"))
                .value(say(t, "同意|同意|Agreed"))
                .hint(say(
                    t,
                    "簽署後通知周國強。|签署后通知周国强。|Zhou Guoqiang is told when it is signed.",
                )),
            category: Choice::new("category", say(t, "類別|类别|Category"))
                .options(categories, "repair"),
            channel: Choice::new("channel", say(t, "方式|方式|Channel"))
                .options(channels, "on_site")
                .required(),
            rating: Choice::new("rating", say(t, "1 質量評價|1 质量评价|1 Quality"))
                .options(ratings, "")
                .required()
                .check(&errors),
            search: Field::new("q", say(t, "搜尋|搜索|Search")).kind("search"),
            errors,
        }
    }
}
