## The plan of a month, and the sign-out sheet.

plan-title = Plan of { $month }
plan-state = { $planned } in the plan, { $waiting } to release; { $rest } not followed up or still open.
plan-previous = ← { $month }
plan-next = { $month } →
plan-draft = { $n } to release
plan-draft-line = Visitors are told on release
plan-no-draft = Nothing waits for its release.
plan-all = Select all
plan-tick = Release { $unit }
plan-visitors = Visitor and why
plan-day = Day and channel
plan-draw = See the draw
plan-release = Release the selected
plan-released = Released
plan-nothing-released = Nothing is released this month yet.
plan-how-far = State
plan-from = from { $day }
plan-round = round { $n }
plan-stratum = Group { $n }
plan-waits = Draw not announced yet
plan-exempt = Exempt
plan-exempt-line = { $n }, not counted in the rate
plan-not-planned = Not followed up, or still open
plan-not-planned-line = Each with its reason
plan-loads = In hand
plan-loads-line = Not recorded yet
plan-key = Key of the month’s draws
plan-key-published = Hash published { $time }
plan-key-revealed = The key is revealed:
plan-key-kept = The key is not revealed yet; it can be checked once the month is over.
plan-count = { $n } follow-ups
plan-more-wait = The { $n } due first are listed; the others come up as these are released.
sheet-title = Sign-out sheet
sheet-state = { $mine } for me to take, { $out } taken.
sheet-not-required = This procedure asks for no sign-out; visits start on release.
sheet-mine = Forms for me to take
sheet-mine-line = One signature for all selected
sheet-nothing = There is no form to take.
sheet-nothing-next = What you are to visit stands here once it is released.
sheet-tick = Take { $unit }
sheet-sign = Signature of who takes them
sheet-name = Name signed
sheet-name-hint = Where you cannot draw a signature, type your name.
sheet-more = There are more than are listed; they come up as you take these.
sheet-take = Sign for the selected
sheet-left = Not taken in time
sheet-left-line = Released, and not signed for within the hours allowed
sheet-visitor = Visitor
sheet-released = Released
sheet-out = Taken
sheet-taken = Taken
sheet-due = Due
sheet-returned = Returned
sheet-bring-back = Bring back
plan-show-all = Show all { $n }

## The rate that is left open.

rate-title = Set a rate
rate-line = A rate that the procedure leaves to the supervisor: set before the first number of its month, never backwards.
rate-from = From the month
rate-rate = Rate
rate-rate-hint = Such as 30% or 1/3.
rate-set = Set

## The order of the plan, and households that one visit settles.

plan-by = Order
plan-by-day = Day of the visit
plan-by-building = Building
plan-no-day = No day yet
plan-no-person = Vacant: nobody named
plan-no-building = Common parts, or no building given
plan-building = Building { $building }
plan-together = One visit for a household
plan-together-line = one day, and one person for each post; each follow-up keeps its own record
plan-as-one = Make it one visit
plan-window = { $from } – { $to } · { $visitors }
