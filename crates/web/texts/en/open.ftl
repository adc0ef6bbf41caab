## The ledger of open ends.

open-state = { $n } open, { $late } of them late
open-raised = Raised by residents, without an outcome
open-nothing = Nothing that was raised is open.
open-nothing-next = What residents raise in a follow-up and is not answered at once stands here until its outcome is written down.
open-due = Due
open-said = The resident said
open-owner = Owner
open-record = Visit record
open-settle = Write the outcome
open-dissatisfied = Dissatisfied
open-lacking = Events that lack something
open-lacks = Lacks
open-event = Event
open-matter = What was raised
open-explained = Explained at the visit
open-outcome = Outcome
open-outcome-hint = What was answered and when the resident was told, or what was done. It is no longer open then.
open-undecided = Nonconforming, not decided on
open-found = Found on
