//! Who may do what: posts in scope, and nothing else.

use huiyin_domain::{Instant, PersonId, ScopeId};
use huiyin_rules::Rules;
use huiyin_rules::procedure::{Basis, HeldAt, Procedure};

use huiyin_store::{Tx, people, posts, scopes};

use crate::site::Editions;
use crate::{Asker, Error, Result};

/// What somebody may be allowed to do at a site. Visiting and reviewing are not here: those who may are named by the
/// plan and by the procedure's review, case by case.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Right {
    /// Seeing the site's events, plans, records and statistics.
    See,
    /// Registering, taking in hand and completing events.
    RegisterEvents,
    /// Correcting, reopening, grading events; setting complaints invalid.
    CorrectEvents,
    /// Adjusting and releasing the plan, setting the rate of 其他, consenting to exceptions.
    Plan,
    /// Releasing the lists of festivals, and saying for which of them nobody is visited.
    Festivals,
    /// Approving public letters.
    ApproveLetters,
    /// Saying how a follow-up stands, as one who is accountable for it.
    AnswerFor,
    /// Importing files.
    Import,
    /// Importing files of participants and recipients: also whoever hands the lists in.
    ImportLists,
    /// Closing the month's statistics.
    CloseMonth,
    /// Completing and signing the month's analysis report.
    WriteAnalysis,
    /// Reviewing the report, and checking what the actions came to.
    ReviewAnalysis,
    /// Deciding on corrective and preventive action.
    DecideAnalysis,
    /// Completing and signing the month's return to the company's leaders.
    SignReturn,
    /// Receiving that return, and asking for something because of it.
    ReadReturn,
    /// Reading a batch before it is kept, and marking what may serve appraisal.
    ReviewBatch,
    /// Seeing what serves the appraisal of everybody; one's own each sees.
    Appraise,
    /// Calling residents back about accepted records, as the company's spot check: posts held in the company, not those
    /// of the site.
    SpotCheck,
    /// Receiving batches for keeping, and disposing of them after their time.
    KeepArchive,
    /// Approving that a batch is disposed of, never on a list of one's own.
    ApproveDisposal,
    /// Accounts, posts, deputies, units, departments. Residents are kept by whoever registers events.
    ManagePeople,
    /// Adopting and editing procedures, opening sites.
    ManageProcedures,
}

impl Right {
    /// All rights.
    pub const ALL: [Self; 22] = [
        Self::See,
        Self::RegisterEvents,
        Self::CorrectEvents,
        Self::Plan,
        Self::Festivals,
        Self::ApproveLetters,
        Self::AnswerFor,
        Self::Import,
        Self::ImportLists,
        Self::CloseMonth,
        Self::WriteAnalysis,
        Self::ReviewAnalysis,
        Self::DecideAnalysis,
        Self::SignReturn,
        Self::ReadReturn,
        Self::ReviewBatch,
        Self::Appraise,
        Self::SpotCheck,
        Self::KeepArchive,
        Self::ApproveDisposal,
        Self::ManagePeople,
        Self::ManageProcedures,
    ];

    /// The post that sets the installation up: no procedure knows it, and it visits and reviews nothing.
    pub const ADMINISTRATOR: &'static str = "administrator";
}

/// Whether the asker has a right at a site under its procedure.
pub(crate) fn has_right(rules: &Rules<'_>, asker: &Asker, site: ScopeId, right: Right) -> bool {
    if asker.person.is_none() {
        return true;
    }
    let procedure = rules.procedure();
    let of_post = |post: &str| {
        let posts: Vec<&str> = rules
            .upwards(post)
            .into_iter()
            .map(String::as_str)
            .collect();
        asker.holds(site, &posts)
    };
    let administers = asker.holds(site, &[Right::ADMINISTRATOR]);
    let is_staff = asker.posts.iter().any(|held| {
        held.site == Some(site) && procedure.posts.iter().any(|post| post.id == held.post)
    });
    match right {
        Right::See => asker.belongs_to(site),
        Right::RegisterEvents => is_staff,
        Right::CorrectEvents | Right::Plan => of_post(&procedure.plan.by),
        Right::Festivals => {
            let rule = procedure.festival_list.as_ref();
            rule.is_some_and(|rule| of_post(&rule.by))
        }
        Right::ApproveLetters => {
            let rule = procedure.public_letter.as_ref();
            rule.is_some_and(|rule| of_post(&rule.approved_by))
        }
        Right::AnswerFor => {
            let mut posts = procedure.accountable.iter().flat_map(|it| &it.posts);
            posts.any(|post| asker.holds(site, &[post.as_str()]))
        }
        Right::CloseMonth => of_post(&procedure.statistics.by),
        Right::WriteAnalysis
        | Right::ReviewAnalysis
        | Right::DecideAnalysis
        | Right::SignReturn
        | Right::ReadReturn => of_month(procedure, right).is_some_and(|(post, _)| of_post(post)),
        Right::ReviewBatch => {
            let post = procedure.archive.reviewed_by.as_ref();
            post.is_some_and(|post| of_post(post))
        }
        Right::Appraise => {
            let rule = procedure.appraisal.as_ref();
            rule.is_some_and(|rule| of_post(&rule.by))
        }
        Right::SpotCheck => {
            let posts = of_company(procedure);
            let mut held = asker.posts.iter().filter(|held| held.site.is_none());
            !is_staff && held.any(|held| posts.contains(&held.post))
        }
        Right::KeepArchive => of_post(&procedure.archive.kept_by),
        Right::ApproveDisposal => of_post(procedure.approves_disposal()),
        Right::Import => administers || of_post(&procedure.plan.by),
        Right::ImportLists => {
            let hands_in = procedure.lists.by.as_deref();
            has_right(rules, asker, site, Right::Import)
                || hands_in.is_some_and(|post| asker.holds(site, &[post]))
        }
        Right::ManagePeople | Right::ManageProcedures => {
            administers || of_post(&procedure.rounds.closed_by)
        }
    }
}

/// Refuses what the asker has no right to, with the posts that have it and the clause that says so.
pub(crate) fn check(rules: &Rules<'_>, asker: &Asker, site: ScopeId, right: Right) -> Result<()> {
    if has_right(rules, asker, site, right) {
        return Ok(());
    }
    let procedure = rules.procedure();
    let (posts, basis) = match right {
        Right::CorrectEvents | Right::Plan | Right::Import => (
            vec![procedure.plan.by.clone()],
            procedure.plan.basis.clone(),
        ),
        Right::ImportLists => {
            let mut posts = vec![procedure.plan.by.clone()];
            posts.extend(procedure.lists.by.clone());
            (posts, procedure.lists.basis.clone())
        }
        Right::Festivals => {
            let rule = procedure.festival_list.as_ref();
            rule.map_or_else(Default::default, |rule| {
                (vec![rule.by.clone()], rule.basis.clone())
            })
        }
        Right::ApproveLetters => {
            let rule = procedure.public_letter.as_ref();
            rule.map_or_else(Default::default, |rule| {
                (vec![rule.approved_by.clone()], rule.basis.clone())
            })
        }
        Right::AnswerFor => {
            let rule = procedure.accountable.as_ref();
            rule.map_or_else(Default::default, |rule| {
                (rule.posts.clone(), rule.basis.clone())
            })
        }
        Right::CloseMonth => (
            vec![procedure.statistics.by.clone()],
            procedure.statistics.basis.clone(),
        ),
        Right::WriteAnalysis
        | Right::ReviewAnalysis
        | Right::DecideAnalysis
        | Right::SignReturn
        | Right::ReadReturn => of_month(procedure, right)
            .map_or_else(Default::default, |(post, basis)| {
                (vec![post.to_owned()], basis.clone())
            }),
        Right::ReviewBatch => (
            procedure.archive.reviewed_by.iter().cloned().collect(),
            procedure.archive.basis.clone(),
        ),
        Right::Appraise => {
            let rule = procedure.appraisal.as_ref();
            rule.map_or_else(Default::default, |rule| {
                (vec![rule.by.clone()], rule.basis.clone())
            })
        }
        Right::SpotCheck => {
            let rule = procedure.spot_check.as_ref();
            let basis = rule.map_or_else(Default::default, |rule| rule.basis.clone());
            (of_company(procedure), basis)
        }
        Right::KeepArchive => (
            vec![procedure.archive.kept_by.clone()],
            procedure.archive.basis.clone(),
        ),
        Right::ApproveDisposal => (
            vec![procedure.approves_disposal().clone()],
            procedure.archive.basis.clone(),
        ),
        Right::ManagePeople | Right::ManageProcedures => (
            vec![
                procedure.rounds.closed_by.clone(),
                Right::ADMINISTRATOR.to_owned(),
            ],
            Basis::default(),
        ),
        Right::See | Right::RegisterEvents => (Vec::new(), Basis::default()),
    };
    Err(Error::Forbidden {
        right,
        posts,
        basis,
    })
}

/// The post that has a right to a paper of the month, and what says so; none under a procedure without that paper.
fn of_month(procedure: &Procedure, right: Right) -> Option<(&str, &Basis)> {
    let analysis = procedure.analysis.as_ref();
    let monthly = procedure.monthly_return.as_ref();
    let (post, basis) = match right {
        Right::WriteAnalysis => analysis.map(|rule| (&rule.by, &rule.basis)),
        Right::ReviewAnalysis => analysis.map(|rule| (&rule.reviewed_by, &rule.basis)),
        Right::DecideAnalysis => analysis.map(|rule| (&rule.decided_by, &rule.basis)),
        Right::SignReturn => monthly.map(|rule| (&rule.by, &rule.basis)),
        Right::ReadReturn => monthly.map(|rule| (&rule.to, &rule.basis)),
        _ => None,
    }?;
    Some((post, basis))
}

/// The posts that are held in the company.
fn of_company(procedure: &Procedure) -> Vec<String> {
    let posts = procedure.posts.iter();
    let posts = posts.filter(|post| post.held_at == HeldAt::Company);
    posts.map(|post| post.id.clone()).collect()
}

/// Whether the asker administers the whole company.
pub(crate) fn administers_company(asker: &Asker) -> bool {
    asker.person.is_none()
        || asker
            .posts
            .iter()
            .any(|held| held.site.is_none() && held.post == Right::ADMINISTRATOR)
}

/// Refuses what only the company's administrators may: opening sites, posts above the sites, other administrators.
pub(crate) fn check_company(asker: &Asker) -> Result<()> {
    if administers_company(asker) {
        return Ok(());
    }
    Err(Error::Forbidden {
        right: Right::ManageProcedures,
        posts: vec![Right::ADMINISTRATOR.to_owned()],
        basis: Basis::default(),
    })
}

/// Refuses acting on the account or the posts of somebody whose people the asker does not manage at every site where
/// they are at home or hold a post: nobody gets at another site, or above their own, by way of an account.
pub(crate) async fn check_manages_person(
    tx: &mut Tx,
    editions: &Editions,
    asker: &Asker,
    person: PersonId,
    now: Instant,
) -> Result<()> {
    if administers_company(asker) {
        return Ok(());
    }
    let home = people::person(tx, person)
        .await?
        .ok_or(Error::NotFound)?
        .home;
    let company = scopes::installation(tx).await?.map(|row| row.company);
    let mut sites = vec![(Some(home) != company).then_some(home)];
    for held in posts::holdings_of(tx, person).await? {
        let administers = held.post == Right::ADMINISTRATOR;
        sites.push(held.site.filter(|_| !administers));
    }
    sites.sort_unstable();
    sites.dedup();
    for site in sites {
        let Some(site) = site else {
            return check_company(asker);
        };
        let site = editions.site(tx, site).await?;
        let rules = site.rules_on(site.day(now));
        check(&rules, asker, site.id(), Right::ManagePeople)?;
    }
    Ok(())
}
