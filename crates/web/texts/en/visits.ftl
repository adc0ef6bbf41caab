## A visit, and what its record holds.

visits-title = Follow-up, round { $n }
visits-record = Record the visit
visits-about = What it is about
visits-not-yours = You are not one of its visitors
visits-rounds = Rounds
visits-when = When, how, who answered
visits-visited-on = Day of the visit
visits-visited-time = Time
visits-channel = Channel
visits-channel-reason = Reason for another channel
visits-channel-hint = Allowed this time: { $allowed }. Say why the resident asked for another.
visits-late-reason = Reason for being late
visits-respondent = Who answered
visits-relation = Relation to the unit
visits-content = Content
visits-nothing = None
visits-rating = Rating of the whole
visits-solved = Is it solved
visits-site-check = Looking on the spot
visits-site-check-words = What was seen, or why not applicable
visits-raised = Raised by the resident, or dissatisfaction
visits-matter-n = No. { $n }
visits-matter-kind = Kind
visits-matter-said = The resident said
visits-matter-outcome = The answer, what was done, or how it was explained
visits-dissatisfied = Dissatisfied with what was done
visits-settled = Answered or solved at once
visits-owner = Owner
visits-answer-by = Answer promised by
visits-told-by = Who told the resident
visits-rectify-by = To be put right by
visits-next-visit = Next visit agreed for
visits-next-visit-hint = Planned by the procedure, where it is empty.
visits-more = One more
visits-signatures = Signatures
visits-customer-name = Signature of the resident
visits-visitor-name = Signature of the visitor { $name }
visits-sign-hint = Sign in the box, or type the name.
visits-drawn = signed
visits-refused = The resident declines to sign
visits-refused-tick = Declined
visits-refusal-reason = Reason
visits-witness = Witness
visits-hand-in = Hand in the record
visits-asked-by = Asked for by

## What a record lacks, and what to do.

lack-in-the-future = The visit cannot lie in the future.
lack-call-time = A call needs its time of day.
lack-late = It was due on { $day }; give the reason for being late.
lack-channel = Allowed this time only: { $allowed }.
lack-channel-reason = Say why the resident asked for this channel.
lack-channel-consent = The planner must consent to this channel first, in the plan; give the reason.
lack-respondent = Say who answered.
lack-content = Fill in “{ $section }”, or choose None.
lack-rating = Choose the rating of the whole.
lack-solved = Say whether it is solved.
lack-site-check = Answer what looking on the spot showed; say why where it does not apply.
lack-matter-words = No. { $n }: put down what the resident said.
lack-matter-outcome = No. { $n }: answer at once and put it down, or promise an answer.
lack-promise = No. { $n }: the promised time must follow the visit; name the owner and who told the resident.
lack-dissatisfaction = The resident is dissatisfied: put down with what, and what comes of it.
lack-explanation = No. { $n }: say what was solved at once, or how it was explained.
lack-rectification = No. { $n }: say who puts it right and by when, not before the visit.
lack-customer-signature = Let the resident sign, or record that they decline.
lack-refusal-reason = Give the reason for declining.
lack-refusal-witness = Name a colleague as witness, not one of the visitors.
lack-visitor-signature = Every visitor signs.

## What the planner changes.

visits-adjust = Adjust
visits-planned-day = Planned for
visits-adjust-why = Needed for another person or channel, or a day outside the window; the reason stays visible.
visits-adjust-save = Save to the plan
visits-replace = Close as unreachable
visits-replace-line = A drawn one gives way to the next number of the stratum; any other stays owed.
visits-nothing-to-adjust = This follow-up is under way, or not yours to adjust.
visits-tried = Why
visits-tried-hint = The tries themselves are noted on the follow-up.
visits-tries = Tries to reach the customer
visits-untried = Before the customer counts as unreachable: { $missing }.
visits-no-tries = No try is noted yet.
visits-note-try = Note a try in vain
visits-tried-at = When
visits-card-left = A card was left
visits-try-note = What was found
visits-escalated = Unfinished for too long since { $day }: the { $post } must go, on site only.
visits-others = Also waiting at this home
visits-others-line = one visit may settle them; each keeps its own record
visits-notes = What those accountable say
visits-answer-note = How this follow-up stands, and why
visits-answer-for = Keep the note
visits-close-round = Close this round
visits-close-round-line = Rounds go on until the resident is content, or until you close them with a reason. What is owed stays owed, and what was raised stays open until it has its outcome.
visits-round-replaced = The follow-up of complaint { $number } takes its place
visits-round-closed = Closed: not visited again

## Photos and scans.

visits-photos-site-check = Photos of the place
visits-photos-matter = Photos of matter { $n }
visits-photos-hint = Several at once; at most { $largest } MB each. The place a photo was taken at is left out.
visits-photos-kept = Already sent; untick what is not to be attached
visits-photo-n = Photo { $n }

## On paper.

visits-paper-enter = Enter a paper record
visits-paper-print = Print the blank form
visits-paper-line = Enter it in the order of the paper; type the names as they are signed there. A photo or scan of the signed sheet goes with it.
visits-paper-name-hint = Type the name as it is signed on the paper.
visits-paper-sheet = Signed sheet (photo or PDF)
visits-paper-signed-on = Day of signing
lack-signed-sheet = Attach a photo or scan of the signed sheet.
paper-title = Blank visit records
paper-count = { $n } forms
paper-how = Print with the browser: A4, one page each. Afterwards scan the code, enter the record, and attach the signed sheet.
paper-more = At most 60 at once; print the others by day or by person.
paper-none = There are no forms to print.
paper-none-next = Released follow-ups without a record have a blank form; those you may not see are left out.
paper-day = Which day
paper-print = Print blank forms
paper-site = Site
paper-scan = Scan to enter
paper-reasons = Why another channel, why late
paper-matters = Raised anew, and not answered at once
paper-promised = Answer promised by, owner
paper-customer = Resident's signature, or why declined
paper-visitors = Visitors' signatures
paper-signed-on = Day of signing
paper-review = Reviewer's opinion and signature
paper-manager = Manager's decision
paper-remarks = Remarks
paper-receipt = Taken by: signature, time
