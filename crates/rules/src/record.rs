//! Whether a record of a visit is complete, as the procedure asks: contents, channel, signatures, reasons.

use huiyin_domain::{Category, Channel, Day, Rating, Severity, Window};

use crate::obligations::Rules;
use crate::procedure::{Basis, ExceptionNeeds};

/// What a visitor put down.
#[derive(Clone, Debug)]
pub struct Visit<'a> {
    /// The category of the event.
    pub category: Category,
    /// How grave a complaint is.
    pub severity: Severity,
    /// Which round it is, from 1.
    pub round: u32,
    /// When it counts as in time.
    pub window: Window,
    /// The day of the visit.
    pub day: Day,
    /// Today at the site.
    pub today: Day,
    /// How the customer was contacted.
    pub channel: Channel,
    /// Why it was not the channel the procedure asks for: what the resident asked, or who consented.
    pub channel_reason: &'a str,
    /// Why it is late.
    pub late_reason: &'a str,
    /// The answers, by section id.
    pub contents: &'a [(String, Answer)],
    /// What was seen at the place, or why there was nothing to look at.
    pub site_check: &'a str,
    /// The customer's signature.
    pub customer: CustomerSignature<'a>,
    /// How many of the visitors have not signed.
    pub visitors_unsigned: usize,
    /// How a dissatisfaction was settled.
    pub settled: Settled,
}

/// The answer to one section of a record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Answer {
    /// Nothing was put down.
    Missing,
    /// A rating.
    Rated(Rating),
    /// What the customer said.
    Said(String),
    /// The customer has nothing to say (無): answered, not left blank.
    Nothing,
}

/// The customer's signature on an on-site record.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CustomerSignature<'a> {
    /// None, and no word why.
    Missing,
    /// Signed.
    Signed,
    /// 拒簽.
    Declined {
        /// Why.
        reason: &'a str,
        /// Who saw it.
        witness: Witness,
    },
}

/// Who saw a customer decline to sign.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Witness {
    /// Nobody is named.
    Nobody,
    /// A colleague who did not visit.
    Colleague,
    /// One of the visitors, who cannot be a witness to their own visit.
    Visitor,
}

/// How a dissatisfaction was settled during the visit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Settled {
    /// Nothing is put down.
    NotSaid,
    /// 當場解決.
    OnTheSpot,
    /// Explained to the customer, with a rectification and a next visit.
    Explained,
}

/// What a record lacks, or what is wrong with it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Lack {
    /// The visit lies in the future.
    InTheFuture,
    /// The visit is after its last day, and no reason is given.
    LateWithoutReason {
        /// The last day.
        due: Day,
    },
    /// The channel is not allowed in this round.
    Channel {
        /// What is.
        allowed: Vec<Channel>,
        /// The clauses that say so.
        basis: Basis,
    },
    /// The channel is allowed as an exception, and its reason is missing.
    ChannelReason {
        /// What the exception needs.
        needs: ExceptionNeeds,
        /// The clauses that say so.
        basis: Basis,
    },
    /// A section is not answered.
    Content {
        /// Its id.
        id: String,
        /// The clauses that ask for it.
        basis: Basis,
    },
    /// 現場查看 is not answered.
    SiteCheck {
        /// The clauses that ask for it.
        basis: Basis,
    },
    /// The customer did not sign, and no refusal is recorded.
    CustomerSignature {
        /// The clauses that ask for it.
        basis: Basis,
    },
    /// A refusal without its reason.
    RefusalReason {
        /// The reading that asks for it.
        basis: Basis,
    },
    /// A refusal without a witness, or with a visitor as witness.
    RefusalWitness {
        /// The reading that asks for it.
        basis: Basis,
    },
    /// A visitor did not sign.
    VisitorSignature {
        /// The clauses that ask for it.
        basis: Basis,
    },
    /// A dissatisfaction without a word how it was settled.
    Dissatisfaction {
        /// The clauses that ask for it.
        basis: Basis,
    },
}

impl Lack {
    /// The clauses and readings behind it; none where plain sense is.
    pub fn basis(&self) -> Option<&Basis> {
        match self {
            Self::InTheFuture | Self::LateWithoutReason { .. } => None,
            Self::Channel { basis, .. }
            | Self::ChannelReason { basis, .. }
            | Self::Content { basis, .. }
            | Self::SiteCheck { basis }
            | Self::CustomerSignature { basis }
            | Self::RefusalReason { basis }
            | Self::RefusalWitness { basis }
            | Self::VisitorSignature { basis }
            | Self::Dissatisfaction { basis } => Some(basis),
        }
    }
}

impl Visit<'_> {
    /// Whether any rating is 不滿意.
    pub fn is_dissatisfied(&self) -> bool {
        self.contents
            .iter()
            .any(|(_, answer)| *answer == Answer::Rated(Rating::Dissatisfied))
    }
}

impl Rules<'_> {
    /// What a record of a visit still lacks, in the order of the form; empty when it may be handed in.
    ///
    /// A visit before its window opens lacks nothing: it is kept, and meets nothing.
    pub fn lacks(&self, visit: &Visit<'_>) -> Vec<Lack> {
        let mut lacks = Vec::new();
        if visit.day > visit.today {
            lacks.push(Lack::InTheFuture);
        }
        if visit.day > visit.window.due() && visit.late_reason.trim().is_empty() {
            lacks.push(Lack::LateWithoutReason {
                due: visit.window.due(),
            });
        }
        lacks.extend(self.channel_lack(visit));
        lacks.extend(self.content_lacks(visit));
        let site_check = &self.procedure().site_check;
        if site_check.required
            && visit.channel == Channel::OnSite
            && visit.site_check.trim().is_empty()
        {
            lacks.push(Lack::SiteCheck {
                basis: site_check.basis.clone(),
            });
        }
        let dissatisfied = &self.procedure().dissatisfied;
        if dissatisfied.settled_in_record
            && visit.is_dissatisfied()
            && visit.settled == Settled::NotSaid
        {
            lacks.push(Lack::Dissatisfaction {
                basis: dissatisfied.basis.clone(),
            });
        }
        lacks.extend(self.signature_lacks(visit));
        lacks
    }

    fn channel_lack(&self, visit: &Visit<'_>) -> Option<Lack> {
        let rule = self.channels(visit.category, visit.severity, visit.round)?;
        if rule.allowed.contains(&visit.channel) {
            return None;
        }
        let basis = |more: &Basis| {
            let mut basis = rule.basis.clone();
            basis.add(more);
            basis
        };
        match &rule.exception {
            Some(exception) if exception.channel == visit.channel => visit
                .channel_reason
                .trim()
                .is_empty()
                .then(|| Lack::ChannelReason {
                    needs: exception.needs,
                    basis: basis(&exception.basis),
                }),
            _ => Some(Lack::Channel {
                allowed: rule.allowed.clone(),
                basis: rule.basis.clone(),
            }),
        }
    }

    fn content_lacks(&self, visit: &Visit<'_>) -> Vec<Lack> {
        let answered = |id: &str, rated: bool| {
            visit.contents.iter().any(|(section, answer)| {
                section == id
                    && match answer {
                        Answer::Missing => false,
                        Answer::Rated(_) => rated,
                        Answer::Said(text) => !rated && !text.trim().is_empty(),
                        Answer::Nothing => !rated,
                    }
            })
        };
        let sections = self.procedure().contents.iter();
        sections
            .filter(|section| !answered(&section.id, section.rated))
            .map(|section| Lack::Content {
                id: section.id.clone(),
                basis: section.basis.clone(),
            })
            .collect()
    }

    fn signature_lacks(&self, visit: &Visit<'_>) -> Vec<Lack> {
        let rule = &self.procedure().signatures;
        let mut lacks = Vec::new();
        if self.customer_signs(visit.channel) {
            match visit.customer {
                CustomerSignature::Signed => {}
                CustomerSignature::Missing => lacks.push(Lack::CustomerSignature {
                    basis: rule.basis.clone(),
                }),
                CustomerSignature::Declined { reason, witness } => {
                    if reason.trim().is_empty() {
                        lacks.push(Lack::RefusalReason {
                            basis: rule.refusal.clone(),
                        });
                    }
                    if rule.refusal_needs_witness && witness != Witness::Colleague {
                        lacks.push(Lack::RefusalWitness {
                            basis: rule.refusal.clone(),
                        });
                    }
                }
            }
        }
        if rule.visitors && visit.visitors_unsigned > 0 {
            lacks.push(Lack::VisitorSignature {
                basis: rule.visitors_basis.clone(),
            });
        }
        lacks
    }
}
