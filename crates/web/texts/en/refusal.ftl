## Why an action did nothing: what stands in the way, and what to do next.

refusal-forbidden = This is for the { $posts } to do.
refusal-conflict = Somebody changed it while you were looking. See how it stands now, then change it; what you typed is still below.
refusal-event-state = The state of this event has changed; this cannot be done now. See how it stands.
refusal-follow-up-state = The state of this follow-up has changed; this cannot be done now. See how it stands.
refusal-no-visitor = Nobody is named to visit: the post is vacant, or the department complained about is not known. Name somebody, then release it.
refusal-post-dropped = A post that the clause asks for cannot be left out. Keep every post, then add or change people.
refusal-not-of-post = One of those chosen does not hold the post, or was chosen twice. Choose among those who hold it.
refusal-cohort-begun = Numbers were given in this cohort already; its rate stands. A new rate holds from the next cohort on.
refusal-merged = This complaint is part of another. Go on there, or take it out first.
refusal-told-after = The other was settled by then. What is told later is a complaint of its own.
refusal-other-household = The two come from different households and cannot be one.
refusal-not-complaint = Only complaints of one site can become one.
refusal-settled = It has its outcome already.
refusal-no-reply-asked = This is no anonymous complaint, and none that only wants a written reply: no reply is attached to it.
refusal-letter-wanted = The authority wants a letter. Please enter its number, its date and to whom it went.
refusal-channel = This channel is not allowed this time. Choose another, or give the reason for an exception.
refusal-not-visitor = You are not one of the visitors of this follow-up.
refusal-own-visit = Nobody reviews a visit of their own. Somebody a step up does.
refusal-not-their-turn = Somebody reads it before you. Wait for their signature.
refusal-outside-window = This day is outside the window. Change the day, or give the reason.
refusal-form-not-taken = The record form was not taken yet. Sign for it first, then record the visit.
refusal-month-running = The month is not over yet.
refusal-month-closed = The statistics of this month are closed. Later records stand beside them.
refusal-in-use = Something still hangs on it.
refusal-hanging = It cannot be undone; this hangs on it: { $what }.
refusal-hanging-one = { $what } ({ $n })
refusal-own-leaving = Nobody shuts themselves out. Ask somebody else to do it.
refusal-not-demo = Only on a database of made-up data.
refusal-demo = Nothing is sent from a demo.
refusal-no-mail = No mail server is set up. Whoever runs the program sets one; then try again.
refusal-no-mail-address = You have no e-mail address yet. It is filled in on your page among the people.

## What hangs on an import.

hanging-updated = rows that changed what was there
hanging-events = events
hanging-residents = residents
hanging-lists = lists
hanging-departments = departments
hanging-later-acts = later acts
hanging-list-lines = lines of lists
hanging-follow-ups = follow-ups released or done
hanging-visitors = visitors named
hanging-staff-acts = acts of the staff it made
refusal-untried = Not unreachable yet: { $missing }. Please note each try first.
untried-tries = { $n } more tries
untried-days = on { $n } more days
untried-odd-hours = { $n } in the evening or at a weekend
untried-door = once at the door, leaving a card
refusal-not-voluntary = It is followed up anyway, or may still be drawn: nothing can be added.
refusal-not-one-household = These follow-ups are not all of one home, so one visit cannot settle them.
refusal-batch-state = This batch has moved on, so this cannot be done now. Look at how it stands.
refusal-nothing-to-collect = Every reviewed record is in a batch already.
refusal-kept-until = It must be kept until { $day }; only after that may it be disposed of.
refusal-held = This batch is held. It can be disposed of once the hold ends.
refusal-list-complete = The list is confirmed already. Whoever is missing is simply added.
