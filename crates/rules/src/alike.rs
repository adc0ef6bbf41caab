use crate::Rules;

impl Rules<'_> {
    /// Whether two open complaints of a household are offered as the same: of the same kind, or alike in their words,
    /// of which `shared` pairs of characters of `all` are the same.
    pub fn is_alike(&self, same_kind: bool, (shared, all): (u32, u32)) -> bool {
        let rule = &self.procedure().same_complaint;
        let enough = |share: huiyin_domain::Rate| share.met(shared.into(), all.into());
        same_kind || rule.alike.is_none_or(|share| enough(share) == Some(true))
    }
}

#[cfg(test)]
mod tests {
    use crate::procedure::shipped_by_id;
    use crate::{Rules, Workdays};

    #[test]
    fn words_are_alike_from_the_share_of_the_procedure_on() {
        let edition = shipped_by_id("kehu").unwrap();
        let rules = Rules::new(&edition.procedure, Workdays::default());
        let share = edition.procedure.same_complaint.alike.unwrap();
        assert!(rules.is_alike(false, (share.p(), share.q())));
        assert!(!rules.is_alike(false, (share.p() - 1, share.q())));
        assert!(rules.is_alike(true, (0, share.q())));
        assert!(!rules.is_alike(false, (0, 0)), "nothing was said");
    }
}
