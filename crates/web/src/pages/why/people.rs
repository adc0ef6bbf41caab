//! Why these people: the post by its clause, then the person with what decided.

use huiyin_app::visits::{Behind, FollowUpWhy, VisitorWhy};
use huiyin_domain::entry::VisitorReason;

use super::Teller;

pub(super) fn visitors(teller: &mut Teller<'_>, why: &FollowUpWhy) {
    let t = teller.t();
    teller.part("them", t.why_them());
    for visitor in &why.visitors {
        let post = teller.post(&visitor.row.post);
        let words = t.why_post(post);
        teller.say_by(words, &visitor.post_basis);
        let words = person(teller, visitor);
        teller.say_by(words, &visitor.person_basis);
        if let Behind::OpenVisits(open) = &visitor.behind {
            let each = open.iter().map(|(name, count)| {
                let name = teller.name(name.as_ref(), &visitor.row.post);
                t.why_open_visits_one(name, *count)
            });
            let list = each.collect::<Vec<_>>().join(&t.list_comma());
            teller.say(t.why_open_visits(list));
        }
    }
}

fn person(teller: &Teller<'_>, visitor: &VisitorWhy) -> String {
    let (t, row) = (teller.t(), &visitor.row);
    let name = teller.name(row.name.as_ref(), &row.post);
    let post = teller.post(&row.post);
    match (row.reason, &visitor.behind) {
        (VisitorReason::Zone, Behind::Zone(Some(zone))) => t.why_zone(name, zone.as_str()),
        (VisitorReason::Zone, _) => t.why_zone(name, "—"),
        (VisitorReason::LastVisitor, Behind::LastVisit(Some(day))) => {
            t.why_last_visitor(name, t.day(*day))
        }
        (VisitorReason::LastVisitor, _) => t.why_last_round(name),
        (VisitorReason::FewestOpen, _) => t.why_fewest(name),
        (VisitorReason::OnlyHolder, _) => t.why_only(name),
        (VisitorReason::Head, _) => t.why_head(name),
        (VisitorReason::OneUp, Behind::Confidential) => t.why_one_up_confidential(name),
        (VisitorReason::OneUp, Behind::PostVacant) => t.why_one_up_vacant(post, name),
        (VisitorReason::OneUp, _) => t.why_one_up_concerned(post, name),
        (VisitorReason::Named, _) => t.why_named(name),
        (VisitorReason::SameVisit, _) => t.why_same_visit(name),
        (VisitorReason::Vacant, _) => t.why_vacant(post),
    }
}
