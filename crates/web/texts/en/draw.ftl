## The draw of a cohort.

draw-title = Draw of { $category }, { $month }
draw-rate = Rate { $rate }.
draw-closed = Closed { $time }; no more numbers.
draw-open = Numbers are still given.
draw-strata = Numbers in groups
draw-how = Each case gets a number in the order of entry. Numbers form groups by the rate, and one of each group is picked. Nobody sees a pick before its hour.
draw-check = How to check it
draw-check-how = The key is fixed before the draw: its hash is published first, the key itself when the month is over. Keyed with it, the name of the draw and the group give the figure u; the remainder of u by the size of the group is the place picked, counted from 0.
draw-stratum = Group
draw-numbers = Numbers
draw-lines = All cases
draw-number = Number
draw-event = Case
draw-outcome = Outcome
draw-entered = Entered
draw-late-entry = Entered after the draw
draw-late-entries = Completions entered more than { $hours } hours late
draw-by-program = By the program
