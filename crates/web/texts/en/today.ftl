## The visitor's page on the phone. A script says most of it: words and arguments only, no forms to choose from.

today-name = Today's visits
today-short-name = Visits
today-opening = Opening today's visits…
today-no-script = JavaScript is off in this browser, and the page for the phone needs it. Please turn it on and reload, or record visits at the desk.
today-desk = To the desk
today-back = Back
today-keep = Not now
today-look = Look
today-n = { $n }
today-required = required
today-choose = Please choose
today-clause = Clause
today-close = Close
today-copy = Copy the text
today-copied = Copied

## The line about the network.

today-offline = Offline
today-offline-line = Everything is kept on the phone. It is brought up to date when there is a network.
today-offline-n = Everything is kept on the phone. { $n } waiting, sent in order when there is a network.
today-online = Online
today-all-sent = Nothing is waiting to be sent.
today-looking = Connecting
today-looking-line = What the phone has is shown meanwhile.
today-sending = Sending
today-sending-n = { $n } to go, in order.
today-waiting-n = { $n } waiting, tried again by itself.
today-send-now = Send now
today-trouble = Not sent
today-trouble-line = The server does not answer as it should. Everything is on the phone and is tried again by itself.
today-signed-out = Not signed in
today-signed-out-line = Sign in to see your visits. What is unsent is sealed on the phone and sent once the same person signs in.
today-sign-in = Sign in
today-clock-wrong = The phone's clock is wrong by about { $n }. The server's time counts; both are kept.
today-unkept = This was not kept
today-unkept-line = The phone's storage failed. Please keep this page open, copy the text elsewhere, then open the page again.
today-unkept-full = The phone is full. Please keep this page open, delete photos or files you do not need, then change anything here: it is saved again.
today-cut-off = This phone was cut off
today-cut-off-line = The office cut this phone off, and everything it held was deleted. If that is a mistake, please ask the office, then sign in again.

## Inside a chat app.

today-chat = Please open this in a browser
today-chat-line = This page is shown inside a chat app. Chat apps clear away what a page keeps, and records could be lost: nothing can be recorded here.
today-chat-step-menu = Tap “⋯” or “Share” at the top.
today-chat-step-open = Choose “Open in browser”; where there is none, copy the address below into your browser.
today-chat-step-sign-in = Sign in there once, and add the page to the home screen.
today-chat-open = Open in browser
today-chat-copy = Copy the address

## The list.

today-tab-list = Today
today-tab-waiting = Waiting
today-tab-returned = Returned
today-search = Search
today-search-hint = Unit, name, phone, number
today-late = Late
today-soonest = first due { $day }
today-days-late = { $n } days late
today-days-left = { $n } days left
today-due-today = Due today
today-building = building { $n }
today-floor = floor { $n }
today-room-no = room { $n }
today-round = round { $n }
today-call = Call
today-call-name = Call { $name }
today-no-phone = No phone
today-begin = Begin
today-go-on = Go on
today-mend = Mend
today-promised = Answer promised by { $time }: { $said }
today-last-time = Last time, { $day }: “{ $said }”
today-sent-back-line = Sent back by { $name }: “{ $said }”
today-mark-draft = Draft
today-mark-signing = Being signed
today-mark-waiting = Signed, waiting
today-mark-refused = Not taken
today-mark-sent = Arrived
today-mark-sent-back = Sent back
today-in-review = Handed in, { $n } in review: { $numbers }
today-none = Nothing to visit. What is released appears here.
today-none-found = Nothing matches. Please search with other words.
today-empty-signed-out = Today's visits are shown once you are signed in.
today-empty-unknown = The phone holds no visits yet. Please open this once with a network.
today-sealed = { $n } more unsent on this phone, shown once whoever wrote them signs in.
today-stray = Not on your list any more
today-stray-line = This visit was given to somebody else, settled or withdrawn. What you wrote is still here; delete it once you have read it.
today-not-here = This visit is not on the phone. Please go back to the list and update it with a network.
today-other-tab = This record is open in another tab. Please write there, or close it and open this again.
today-waits = This record is signed and waits to be sent; it cannot be changed.

## Before the visit.

today-about = About: { $what }
today-window = Window { $from } to { $to }
today-severity = Severity
today-completed = Completed
today-departments = Departments
today-residents = Residents
today-wishes = Wishes
today-visitors = Visitors
today-why = Why
today-tries-n = Not reached { $n } times
today-take = Take the form
today-take-line = Sign for the form before the visit; without a network it is sent later.
today-take-text = { $name } takes the record form of { $number } ({ $unit }) at { $time }.

## The record.

today-visited-at = Time of the visit
today-visited-at-hint = On the clock of { $zone }.
today-channel = Channel
today-channel-on-site = On site
today-channel-phone = Phone
today-channel-public-letter = Public letter
today-channel-reason = Reason for this channel
today-channel-consent = How the planner consented
today-by-phone = A call needs no signature of the resident; the record says that it was by phone. Please give the time of the call.
today-late-reason = Reason for being late
today-respondent = Who answered
today-respondent-listed = Choose a resident
today-relation = Relation to the unit
today-relation-owner = Owner
today-relation-tenant = Tenant
today-relation-family = Family
today-relation-agent = Agent
today-rating = Rating of the whole
today-rating-satisfied = Satisfied
today-rating-fairly = Fairly satisfied
today-rating-dissatisfied = Dissatisfied
today-said-nothing = The resident has nothing to say
today-nothing = None
today-solved = Is it solved
today-solved-yes = Solved
today-solved-no = Not solved
today-solved-disputed = Disputed
today-site-check = Looking on the spot
today-site-check-good = In order
today-site-check-failed = Found wanting
today-site-check-not-applicable = Not applicable
today-site-check-words = What was seen, or why not applicable
today-photos = Photos
today-photos-n = { $n } photos
today-photos-place = Photos of the place
today-photos-matter = Photos of this
today-add-photo = + Photo
today-photo-n = Photo { $n }
today-remove-photo = Remove photo { $n }
today-photo-unreadable = This photo cannot be read. Please take it again, or use JPEG.
today-photo-too-large = This photo is too large. Please take another.
today-photo-no-room = The phone is full and this photo was not kept. Please delete what you do not need, then add it again.
today-photo-too-many = At most { $n } photos go with a record. Please remove some first.
today-raised = Raised by the resident
today-add-matter = + Something raised
today-add-dissatisfied = + Dissatisfaction
today-remove-matter = Remove this
today-matter-n = No. { $n }
today-matter-kind = Kind
today-matter-opinion = Opinion
today-matter-suggestion = Suggestion
today-matter-complaint = Complaint
today-matter-said = The resident said
today-matter-way = What comes of it
today-way-settled = Solved now
today-way-promise = Answer promised
today-way-rectification = Put right
today-way-complaint = A complaint of its own
today-dissatisfied = Dissatisfied with what was done
today-settled = Answered or solved at once
today-outcome = The answer, or what was done
today-explanation = How it was explained
today-answer-by = Answer by
today-answer-by-hint = You tell the resident now; that is put down.
today-owner = Who answers
today-rectifier = Who puts it right
today-rectify-by = By when
today-next-visit = Next visit agreed for
today-next-visit-hint = Planned by the procedure, where it is empty.
today-to-sign = On to the signatures
today-lacks-n = { $n } missing: { $what }
today-lacks-none = Everything is there.
today-faults-n = { $n } to complete
today-saved-at = Kept as you type, { $time }
today-changed = This visit has changed
today-changed-line = The office changed the plan or the event. What you wrote is all here; please compare it with the facts above before anybody signs.
today-unreached = Not reached
today-discard = Delete the draft
today-discard-ask = Delete this draft and its photos? They cannot be brought back.
today-locked = Signed
today-locked-line = The text is locked. Changing it voids the signatures: everybody signs again.
today-unsign = Change, void signatures
today-unsign-ask = After a change all signatures are void, and everybody signs again.
today-sign-on = Go on signing

## What is lacking.

today-lack-visited-at = Give the time; it cannot lie in the future.
today-lack-late-reason = It is late; please say why.
today-lack-channel = Choose the channel.
today-lack-channel-reason = Say why this channel is used.
today-lack-respondent = Say who answered.
today-lack-content = Fill in “{ $name }”, or tick that there is nothing.
today-lack-rated = Rate “{ $name }”.
today-lack-rating = Choose the rating of the whole.
today-lack-solved = Say whether it is solved.
today-lack-site-check = Say what looking on the spot showed.
today-lack-site-check-words = Say what was seen, or why it does not apply.
today-lack-dissatisfaction = The resident is dissatisfied: put down with what, and what comes of it.
today-lack-said = No. { $n }: put down what the resident said.
today-lack-outcome = No. { $n }: give the answer or explanation, or promise one.
today-lack-rectification = No. { $n }: say who puts it right and by when, not before the visit.
today-lack-promise = No. { $n }: give the time, after the visit, and who answers.
today-lack-other = Something is missing.
today-lack-name = Give the name.
today-lack-signature = Sign in the box, or tick to type the name instead.
today-lack-refusal-reason = Give the reason for declining.
today-lack-witness = Name a colleague as witness, not one of the visitors.
today-lack-try-channel = Choose on site or phone.
today-lack-try-note = Say what was found, for example that nobody opened.

## Signing.

today-signing = Signatures
today-customer-signs = The resident signs
today-visitor-signs = { $name } signs
today-consent = I have read the record above and confirm it by signing electronically.
today-consent-visitor = The above is a true record of this visit.
today-sign-again = Sign again
today-sign-done = Signed
today-typed = Type the name instead of drawing
today-signer-name = Name of who signs
today-signed-by = signed by { $name }
today-refused-mark = The resident declined
today-privacy = About personal data
today-refusal = The resident declines to sign
today-refusal-reason = Reason
today-witness = Witness
today-witness-signs = { $name } signs as witness
today-witness-absent = The witness is not here: name only
today-witness-unsigned = Witness: { $name } (not signed)
today-consent-witness = I was there: the resident saw the record above and declines to sign.
today-shown-witness = Witness: { $name }
today-refusal-keep = Record as declined
today-hand-in = Hand in the record
today-hand-in-line = Also without a network: it is kept here and sent later.
today-shown-number = Number
today-shown-what = About
today-shown-unit = Unit
today-shown-promise = answer promised by { $time }, by { $name }
today-shown-rectification = put right by { $name } by { $day }

## Nobody was reached.

today-tried-at = When
today-card-left = A card was left
today-try-note = What was found
today-try-note-hint = For example: rang three times, nobody opened; no answer to the call.
today-try-keep = Keep

## What waits, what arrived, what was not taken.

today-waiting-sub = Sent in order; kept on the phone until it has arrived.
today-waiting-none = Nothing is waiting. Records that were signed and handed in queue up here.
today-tried-offline = Tried { $n } times, no network.
today-tried-trouble = Tried { $n } times, the server did not take it. Tried again by itself.
today-sent = Arrived
today-kind-take-form = Form taken
today-kind-record-visit = Record
today-kind-note-try = Not reached
today-returned-sub = All that was written is still here.
today-returned-none = Nothing was returned. What the server does not take is listed here, with why and what to do.
today-returned-lacking = This is missing; please complete it and send again:
today-returned-kept = The office sees what you sent and decides; nobody's words were overwritten.
today-set-aside = { $name } set what you sent aside: “{ $why }”. Put it away once you have read it.
today-written = All that was written
today-put-away = Put away
today-put-away-ask = Delete this from the phone? The office does not have it; it cannot be brought back.
today-put-away-ask-kept = Delete this from the phone? The office has a copy.

## This phone.

today-phone = Phone
today-keeps = What the phone holds
today-keeps-visits = Visits
today-keeps-drafts = Drafts
today-keeps-line = People and visits are deleted once a record has arrived, on signing out, or when the session ends. What is unsent stays; after the session it is sealed until the same person signs in.
today-room = Room
today-room-n = { $n } MB left
today-room-none = The phone is full: photos do not fit, words and signatures still do. Please delete photos or files you do not need.
today-room-line = Only { $n } MB left. Photos may not fit; please delete what you do not need.
today-persist = Kept for good
today-persist-yes = The browser will not clear it by itself
today-persist-no = Not promised; please send every day
today-persist-ask = Ask the browser to keep it
today-apple = iPhone, iPad
today-apple-line = Safari may clear what is kept after seven days without use. Please add this to the home screen with “Share”, open it there, and send every day.
today-clock = Clock
today-clock-right = Right
today-measured = Measured
today-session = Signed in until
today-leave = Leave
today-leave-line = Signing out deletes everything on the phone, drafts too.
today-sign-out = Sign out
today-sign-out-ask = Sign out, and delete the visits on this phone?
today-sign-out-unsent = { $n } are unsent and would be deleted for good. Please send them first.
today-sign-out-delete = Delete and sign out
