## Festival visits: the calendar, the lists of households, their release.

festivals-state = Each festival has a list of households; they are visited once the manager releases it
festivals-day = Day
festivals-festival = Festival
festivals-list = Visit list
festivals-no-list = No list yet
festivals-making = List being made
festivals-released = Released
festivals-is-off = Not visited
festivals-over = Passed without visits
festivals-visited = { $done } of { $owed } households visited
festivals-households = { $n } households
festivals-off = Do not visit for this festival
festivals-off-line = From now on the site visits nobody for it, in any year, and is not reminded. It can be switched on again.
festivals-on = Visit again
festivals-on-line = From now on the site visits for it again, every year.
festivals-line = { $day }, visits { $window }
festivals-none-next = Find households and add them, or take last year’s list over.
festivals-note = Note
festivals-note-hint = Why they are visited, what to mind; seen by the staff of the site only
festivals-strike = Take off
festivals-before = Last year’s list
festivals-copy = Take last year’s list over
festivals-file-line = CSV or XLSX with { $id } in the column event_id; a preview names what is wrong, row by row.
festivals-release = Release the list
festivals-release-line = After it every household is in the plan and the list stays as it is; whoever is added later is added to the list of the event.
festivals-released-by = Released by { $who }, { $when }
