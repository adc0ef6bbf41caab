## Why a follow-up is asked for, in plain sentences: this one, now, these people, this way.

why-title = Why this follow-up
why-title-not = Why this one is not followed up
why-title-undecided = Will this one be followed up? Not decided yet
why-link = Why
why-link-home = Why this home and not that one
why-this = Why this
why-now = Why now
why-window = How its days are counted
why-them = Why these people
why-way = Why this way
why-line = After each sentence stands the clause behind it; “read” marks what the text leaves open and how it is read.
why-open-draw = See the whole draw
why-open-record = See the earlier record
why-open-own = See the case
why-open-event = See that case
why-how-check = How to check it yourself

## Why this.

why-case = { $number } is this: { $sort }.
why-comes-from = The complaint was raised in follow-up no. { $n } of { $number } and became a case of its own.
why-comes-from-nonconforming = The record of { $number }, follow-up no. { $n }, was found nonconforming; this complaint was opened for it, and its follow-up is the next round.
why-severity = A complaint graded “{ $severity }” is always followed up, without a draw.
why-dissatisfied = The resident was dissatisfied on the work order; such cases are always followed up.
why-repeat-complaint = The household complained of the like within the { $days } days before; repeats are always followed up.
why-repeat-repair = The like was repaired there within the { $days } days before; repeats are always followed up.
why-without-letter = An authority only wanted a letter. It was not attached in time, so the case is followed up.
why-late-entry = When it was entered, the cases it is counted with had been drawn already. Late entries are always followed up, so nobody can dodge the draw by waiting.
why-always = It is one of the cases that are always followed up, without a draw.
why-all = Every case of this sort ({ $category }) is followed up, without a draw.
why-rate = Of this sort { $percent } are followed up: { $p } in every { $q }.
why-number = Cases are numbered as they are entered. This is number { $number }, in a group with numbers { $first } to { $last }. One of each group is picked by a key fixed beforehand, not by a person.
why-drawn = Of its group, this one was drawn.
why-drawn-at-close = At the month's close the last group was not full, so one of the numbers it had was drawn: this one.
why-not-drawn = Of its group, number { $numbers } was drawn, so this one is not asked for. The planner may add a follow-up, with a reason.
why-undecided = Its group is not drawn yet, or the pick is shown at { $hour } of the next day. Nobody sees it before.
why-figures = So far { $owed } cases are counted together with it, { $numbered } of them numbered; { $picked } are known to be followed up.
why-replaces = It takes the place of { $number }: { $cause }.
why-unreachable = that household could not be reached
why-replaced = The household could not be reached; the next number of its group takes its place.
why-void = It is void: { $cause }. Its number stays and is given to no other.
why-voluntary = { $name } added it though nothing asked for it. The reason: { $why }.
why-anonymous = The complainant left no name: no follow-up is needed, but how it was answered must be attached.
why-reply-only = An authority only wanted a letter, and it is attached: no follow-up is needed.
why-wait-reply = An authority only wants a letter. Once it is attached no follow-up is needed; if it is missing when the time is over, there is one.
why-invalid = It was found to be no valid complaint: no follow-up is needed. Why, and what the complainant was told, stand with the case.
why-key-published = The key of the draw was fixed beforehand. Its fingerprint was published on { $time }; a later change would show.
why-key-kept = The key itself is revealed once { $month } is over. Until then only the fingerprint is known, and nobody can work out who is drawn next.
why-key-revealed = The key is revealed: anybody can work the draw out again as its page tells, and see whether it comes out the same.
why-round = This is follow-up no. { $n }: the one before left something to do.
why-promise = An answer was promised by { $time }.
why-rectify = Something was to be put right by { $day }.
why-nonconforming = The earlier record was found nonconforming.

## Why now.

why-zero = { $day } ({ $what }) is day 0.
why-zero-completed = handling ended
why-zero-ended = the activity ended
why-zero-issued = it was issued
why-zero-moved = the home was handed over
why-zero-festival = the festival
why-contract = The contract runs from { $first } to { $last }; both ends included, T is { $days } days.
why-contract-end = The contract ended on { $day }, which is day 0.
why-first = Earliest: { $step }, that is { $day }.
why-last = Latest: { $step }, that is 24:00 of { $day }.
why-day-itself = day 0 itself
why-days-after = day 0 plus { $n } days
why-days-before = { $n } days before day 0
why-months-after = day 0 plus { $n } months, the same day of the month
why-share = the first day plus ⌊T × { $share }⌋ days
why-share-days = the first day plus ⌊T × { $share }⌋ days and { $days } more
why-clamped = That month has no such day, so its last day counts.
why-rolled = The last day is no working day, so it moves to { $day }.
why-working-limit = When it was picked, too little of the window was left. It has until { $day } instead; whether it is in time is judged by that.
why-round-days = This round runs from { $first } to 24:00 of { $last }.
why-round-agreed = It is at the time agreed with the resident; without one, within { $days } days of the handling.
why-planned-day = Planned for { $day }: within its time, the day on which the visitors have least to do.
why-day-set = It stands at { $day } now, as the planner set it.
why-changed = { $time }: { $name } changed the plan: { $why }.
why-no-reason = no reason given
why-escalated = It was unfinished more than { $days } days after the form was taken and the window opened. Since { $day } this post must go to the door: { $post }.

## Why these people.

why-post = Cases like this are followed up by: { $post }.
why-zone = { $name } is the officer of the home's zone ({ $zone }).
why-last-visitor = { $name } was at this household on { $day }, later than anybody else.
why-last-round = { $name } made the last follow-up of this household.
why-fewest = When it was planned, { $name } had the fewest open follow-ups of those in the post.
why-open-visits = Open follow-ups today: { $list }.
why-open-visits-one = { $name } { $n }
why-only = { $name } holds the post, and nobody else was there to choose from.
why-head = { $name } heads the department complained about.
why-one-up-vacant = The post ({ $post }) was vacant, so { $name } goes, one level up.
why-one-up-concerned = Whoever holds the post ({ $post }) is concerned, or goes already, so { $name } goes, one level up.
why-one-up-confidential = The complaint is confidential: { $name }, who may see it, goes.
why-named = { $name } was named by the planner.
why-same-visit = The household has other follow-ups; { $name } does them in one visit.
why-vacant = Nobody is there for the post ({ $post }): it is vacant, or the department complained about is not named. It can be released once somebody is named.

## Why this way.

why-channel = Planned way: { $channel }.
why-channel-allowed = Allowed for follow-up no. { $n } of a case like this: { $allowed }.
why-channel-never = A complaint as grave as this is never followed up by phone, in any round.
why-channel-request = If the resident asks for it, another way may be used ({ $channel }), with the reason.
why-channel-consent = With this consent ({ $post }) another way may be used: { $channel }.
why-channel-used = This time the exception is used; the reason stands with the changes of the plan.
why-channel-escalated = As it took too long, only this is left: { $channel }.
why-wish = The resident's wish: { $wish }. Where the procedure asks otherwise, follow it and tell the resident why.
