## The clock of a demo.

demo-clock = Move the clock
demo-clock-title = Clock of the demo
demo-clock-line = The clock only goes forward; what becomes due is done at once.
demo-clock-now = Now
demo-clock-hour = On by an hour
demo-clock-day = On by a day
demo-clock-week = On by a week
demo-clock-to = To
demo-clock-to-hint = Day and time, such as 2026-05-08 09:30; not before now, within a year.
demo-clock-put-on = Move
demo-clock-not-back = The clock does not go back. Give a time after now.
