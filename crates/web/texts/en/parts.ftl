## States. A day is late only from the day after its last day.

mark-late = { $days ->
    [one] { $days } day late
   *[other] { $days } days late
}
mark-today = Due today
mark-left = { $days ->
    [one] { $days } day left
   *[other] { $days } days left
}

## Clauses. The mark stands in a small frame before the clause's number and must be short.

clause-word = Clause
reading-word = Reading
reading-mark = read
correction-word = Corrected

## A rate against its target.

gauge-with-target = { $percent }, target { $target }
gauge-nothing = Nothing to follow up
gauge-reached = Reached
gauge-missing = { $n } more to do
gauge-missed = { $n } short

## The numbers of a draw, for those who do not see the boxes.

draw-picked = drawn
draw-this = drawn, this one
draw-void = void
draw-free = not given yet

## Grades, days, tables.

grade-given = Graded { $grade }
grade-none = Not graded yet
day-today = Today
sum = Total
none = none
pager = Pages
pager-previous = Previous
pager-next = Next

## Forms.

required = required
form-errors = { $n ->
    [one] One thing to correct
   *[other] { $n } things to correct
}
sign-again = Sign again
