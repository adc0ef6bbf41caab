//! A comparison laid out for a terminal.

use std::io::{self, Write};

use huiyin_domain::{Category, Channel, Day, Differs, Lang};
use huiyin_rules::plan::Events as _;
use huiyin_rules::simulate::{Answer, Busiest, Collision, Counts, Difference, Pair};
use unicode_width::UnicodeWidthStr as _;

use super::Compared;
use crate::file_events::FileEvents;

/// How many of what may be a thousand are shown: a screen of them. JSON and CSV have all.
const SHOWN: usize = 20;

struct Text<'c, 's, W> {
    compared: &'c Compared<'s>,
    lang: Lang,
    out: W,
    /// Whether the file has events of several sites, so that each line says its site.
    of_sites: bool,
}

pub(super) fn write(compared: &Compared<'_>, lang: Lang, out: &mut impl Write) -> io::Result<()> {
    let events = compared.simulation.events();
    let of_sites = (1..events.len()).any(|index| events.event(index).site != events.event(0).site);
    let mut text = Text {
        compared,
        lang,
        out,
        of_sites,
    };
    text.head()?;
    text.months()?;
    text.load()?;
    let collisions = compared.simulation.collisions();
    text.collisions(&collisions.a, "A")?;
    text.collisions(&collisions.b, "B")?;
    text.differences()
}

impl<W: Write> Text<'_, '_, W> {
    fn head(&mut self) -> io::Result<()> {
        let editions = self.compared.editions;
        for (side, edition) in [("A", editions.a), ("B", editions.b)] {
            let procedure = &edition.procedure;
            let title = procedure.title.get(self.lang);
            let (part, id, version) = (&procedure.part, &procedure.id, &procedure.version);
            let of_version = match self.lang {
                Lang::ZhHant | Lang::ZhHans => format!("第 {version} 版"),
                Lang::En => format!("version {version}"),
            };
            writeln!(self.out, "{side}  {part} {title} ({id}, {of_version})")?;
        }
        let tally = self.compared.simulation.tally();
        let events = self.compared.simulation.events().len();
        let (differ, follow_ups) = (tally.events, tally.follow_ups);
        let line = match self.lang {
            Lang::ZhHant => {
                format!("事項 {events} 宗,其中 {differ} 宗的答案不同(回訪 {follow_ups} 次)。")
            }
            Lang::ZhHans => {
                format!("事项 {events} 宗,其中 {differ} 宗的答案不同(回访 {follow_ups} 次)。")
            }
            Lang::En => format!(
                "{events} events; the answers differ for {differ} of them ({follow_ups} follow-ups)."
            ),
        };
        writeln!(self.out, "{line}")?;
        for (kind, count) in &tally.kinds {
            writeln!(self.out, "  {}{count:>7}", pad(kind.title(self.lang), 32))?;
        }
        Ok(())
    }

    fn title(&mut self, traditional: &str, simplified: &str, english: &str) -> io::Result<()> {
        let title = self.word(traditional, simplified, english);
        writeln!(self.out, "\n{title}\n{}", "─".repeat(title.width()))
    }

    const fn word<'t>(
        &self,
        traditional: &'t str,
        simplified: &'t str,
        english: &'t str,
    ) -> &'t str {
        match self.lang {
            Lang::ZhHant => traditional,
            Lang::ZhHans => simplified,
            Lang::En => english,
        }
    }

    /// The name, after the site's where there are several.
    fn at(&self, site: &str, name: &str) -> String {
        if self.of_sites {
            format!("{site} {name}")
        } else {
            name.to_owned()
        }
    }

    fn months(&mut self) -> io::Result<()> {
        self.title(
            "應回訪與回訪,按到期月份",
            "应回访与回访,按到期月份",
            "What is owed and picked, by month",
        )?;
        let owed = self.word("應回訪", "应回访", "owed");
        let picked = self.word("回訪", "回访", "picked");
        let not_covered = self.word("不適用", "不适用", "not covered");
        let name = if self.of_sites { 28 } else { 20 };
        writeln!(
            self.out,
            "{}{}{}{}",
            pad("", 9 + name),
            pad_left(&format!("{owed} A→B"), 19),
            pad_left(&format!("{picked} A→B"), 19),
            pad_left(&format!("{not_covered} A→B"), 19),
        )?;
        for month in self.compared.simulation.months() {
            let category = self.at(month.site, month.category.title(self.lang));
            let of = |what: fn(Counts) -> u64| pad_left(&change(month.counts.map(what)), 19);
            writeln!(
                self.out,
                "{}  {}{}{}{}",
                month.month,
                pad(&category, name),
                of(|counts| counts.obligations),
                of(|counts| counts.picked),
                of(|counts| counts.not_covered),
            )?;
        }
        Ok(())
    }

    fn load(&mut self) -> io::Result<()> {
        self.title(
            "各崗位每週到期的回訪(兩人同訪,各計一次)",
            "各岗位每周到期的回访(两人同访,各计一次)",
            "Follow-ups due in each week, by post (joint visits count for both)",
        )?;
        let (weeks, busiest) = self.compared.simulation.load();
        for most in busiest {
            let name = self.at(most.site, &self.post(most.post));
            writeln!(self.out, "{name}: {}", self.busiest(&most))?;
            let own = weeks
                .iter()
                .filter(|week| (week.site, week.post) == (most.site, most.post));
            for week in own {
                let name = week.week.week_name();
                writeln!(
                    self.out,
                    "  {name}  {}{}",
                    week.week,
                    pad_left(&change(week.due), 20)
                )?;
            }
        }
        Ok(())
    }

    /// The day on which a post has most to do.
    fn busiest(&self, most: &Busiest<'_>) -> String {
        let day = |day: Option<(Day, u64)>| match day {
            Some((day, due)) => format!("{day} ({due})"),
            None => "–".to_owned(),
        };
        let (a, b) = (day(most.day.a), day(most.day.b));
        match self.lang {
            Lang::ZhHant | Lang::ZhHans => format!("最忙的一天 A {a},B {b}"),
            Lang::En => format!("busiest day A {a}, B {b}"),
        }
    }

    fn collisions(&mut self, collisions: &[Collision<'_>], side: &str) -> io::Result<()> {
        let count = collisions.len();
        self.title(
            &format!("{side}:同一住戶同時有幾次回訪,{count} 處"),
            &format!("{side}:同一住户同时有几次回访,{count} 处"),
            &format!("{side}: households owed several follow-ups at a time: {count}"),
        )?;
        for collision in collisions.iter().take(SHOWN) {
            let (from, to) = (collision.days.not_before(), collision.days.due());
            writeln!(
                self.out,
                "{}  {from} – {to}",
                self.at(collision.site, collision.unit)
            )?;
            for visit in &collision.visits {
                let posts: Vec<String> = visit.posts.iter().map(|post| self.post(post)).collect();
                let (event, posts) = (visit.event, posts.join(" + "));
                let due = visit.due;
                writeln!(self.out, "  {event}  {posts}  → {due}")?;
            }
        }
        self.rest(count)
    }

    fn differences(&mut self) -> io::Result<()> {
        self.title("答案不同的回訪", "答案不同的回访", "Follow-ups that differ")?;
        let events = self.compared.simulation.events();
        let mut last = None;
        let mut count = 0;
        for difference in self.compared.simulation.differences() {
            let place = (difference.event, difference.phase, difference.kinds.clone());
            // The households of one list mostly differ alike: the first stands for them.
            if difference.line > 0 && last.as_ref() == Some(&place) {
                continue;
            }
            last = Some(place);
            count += 1;
            if count <= SHOWN {
                self.difference(&difference, events)?;
            }
        }
        self.rest(count)
    }

    fn difference(&mut self, found: &Difference<'_>, events: &FileEvents) -> io::Result<()> {
        let event = events.event(found.event);
        let category: Category = event.category;
        let name = self.at(event.site, event.id);
        let (phase, line) = (found.phase.title(self.lang), found.line);
        let phase = if line > 0 {
            format!("{phase} {line}")
        } else {
            phase.to_owned()
        };
        writeln!(self.out, "{name}  {}, {phase}", category.title(self.lang))?;
        for kind in &found.kinds {
            let said = found.answers.as_ref().map(|answer| {
                let answer = answer.as_ref();
                answer.map_or_else(|| "–".to_owned(), |answer| self.said(answer, *kind))
            });
            let (kind, Pair { a, b }) = (kind.title(self.lang), said);
            writeln!(self.out, "  {kind}: {a} → {b}")?;
        }
        Ok(())
    }

    fn said(&self, answer: &Answer<'_>, kind: Differs) -> String {
        match kind {
            Differs::OwedByAOnly | Differs::OwedByBOnly | Differs::Window => {
                format!("{} – {}", answer.window.not_before(), answer.window.due())
            }
            Differs::PickedByAOnly | Differs::PickedByBOnly | Differs::Why => {
                answer.why.title(self.lang).to_owned()
            }
            Differs::Visitors => {
                let posts = answer.description.visitors.iter();
                posts
                    .map(|post| self.post(post))
                    .collect::<Vec<_>>()
                    .join(" + ")
            }
            Differs::Channels => {
                let channels = answer.description.channels.iter();
                let titles = channels.map(|channel: &Channel| channel.title(self.lang));
                titles.collect::<Vec<_>>().join(" / ")
            }
        }
    }

    /// The title of a post, of A where both procedures know its id.
    fn post(&self, id: &str) -> String {
        let editions = self.compared.editions;
        let mut posts = editions
            .a
            .procedure
            .posts
            .iter()
            .chain(&editions.b.procedure.posts);
        let post = posts.find(|post| post.id == id);
        post.map_or(id, |post| post.title.get(self.lang)).to_owned()
    }

    /// How many are not shown, and how to see them.
    fn rest(&mut self, count: usize) -> io::Result<()> {
        let Some(rest) = count.checked_sub(SHOWN).filter(|rest| *rest > 0) else {
            return Ok(());
        };
        let line = match self.lang {
            Lang::ZhHant => format!("另有 {rest} 項;--format json 或 csv 全部列出。"),
            Lang::ZhHans => format!("另有 {rest} 项;--format json 或 csv 全部列出。"),
            Lang::En => format!("{rest} more; --format json or csv has all of them."),
        };
        writeln!(self.out, "{line}")
    }
}

/// `12 → 15 (+3)`, or the number alone where both are the same.
fn change(numbers: Pair<u64>) -> String {
    if numbers.a == numbers.b {
        numbers.a.to_string()
    } else {
        format!("{} → {} ({:+})", numbers.a, numbers.b, numbers.more())
    }
}

fn pad(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(text.width())))
}

fn pad_left(text: &str, columns: usize) -> String {
    format!("{}{text}", " ".repeat(columns.saturating_sub(text.width())))
}
