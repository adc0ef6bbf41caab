//! Why this way: what this round allows, the exception, what is never allowed, and the resident's own wish.

use huiyin_app::visits::FollowUpWhy;
use huiyin_rules::procedure::ExceptionNeeds;

use super::Teller;

pub(super) fn channel(teller: &mut Teller<'_>, why: &FollowUpWhy) {
    let (t, channel) = (teller.t(), &why.channel);
    let title = |channel: huiyin_domain::Channel| channel.title(t.lang());
    teller.part("way", t.why_way());
    teller.say(t.why_channel(title(channel.channel)));
    if let Some(escalated) = &why.escalated {
        let words = t.why_channel_escalated(title(channel.channel));
        teller.say_by(words, &escalated.basis);
    }
    let allowed: Vec<&str> = channel.allowed.iter().map(|it| title(*it)).collect();
    let allowed = allowed.join(&t.list_comma());
    teller.say_by(
        t.why_channel_allowed(why.line.row.round, allowed),
        &channel.basis,
    );
    if channel.never_by_phone {
        teller.say_by(t.why_channel_never(), &channel.basis);
    }
    if let Some(exception) = &channel.exception {
        let other = title(exception.channel);
        let words = match exception.needs {
            ExceptionNeeds::ResidentRequest => t.why_channel_request(other),
            ExceptionNeeds::PlannerConsent => {
                let planner = teller.post(&teller.procedure().plan.by);
                t.why_channel_consent(planner, other)
            }
        };
        teller.say_by(words, &exception.basis);
    }
    if !channel.allowed.contains(&channel.channel) && why.escalated.is_none() {
        teller.say(t.why_channel_used());
    }
    if let Some(wish) = channel.wish {
        teller.say(t.why_wish(wish.title(t.lang())));
    }
}
