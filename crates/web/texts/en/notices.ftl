## Notices: what somebody is told of, in the product and in letters. Nothing about residents stands in one.

notices-title = Notices
notices-line = Releases, records sent back or waiting, and visits that must go to the door. What leaves the house has no resident's name, number, unit or words.
notices-count = Notices, { $n } unread
notices-unread = Unread
notices-read-all = Mark all as read
notices-nothing = There are no notices yet.
notices-nothing-next = Follow-ups released to you, records sent back to you and records that wait for your review will stand here.
notices-older = Earlier notices
notices-newest = Back to the newest
notice-plan-released = { $count ->
    [one] 1 follow-up was released; please visit in time.
   *[other] { $count } follow-ups were released; please visit in time.
}
notice-follow-up-escalated = { $count ->
    [one] 1 follow-up is unfinished for too long and must be done at the door.
   *[other] { $count } follow-ups are unfinished for too long and must be done at the door.
}
notice-record-waits = { $count ->
    [one] 1 visit record waits for review.
   *[other] { $count } visit records wait for review.
}
notice-record-sent-back = { $count ->
    [one] 1 visit record was sent back to be completed.
   *[other] { $count } visit records were sent back to be completed.
}
notice-record-nonconforming = { $count ->
    [one] 1 visit record was found nonconforming.
   *[other] { $count } visit records were found nonconforming.
}
notice-due = First due: { $day }
notice-events = Events: { $numbers }
notice-events-more = Events: { $numbers }, and { $more } more
notice-clauses = Clauses: { $clauses }
letter-test-title = Test
letter-test = This is a test message: notices of { $site } arrive here.
notice-archive-due = The records of the month are to be handed over to the archive.
notice-paper-waits = A month's paper waits for you.
notice-return-delivered = The monthly return was delivered.
notice-paper-late = A month's paper is late: nobody has signed it.
notice-task-given = You were given an action or a task.
notice-task-done = An action was done; its effect is to be checked.
notice-task-late = An action or a task of yours is late.
notice-phone-work-kept = What a phone sent of a follow-up was not taken as it was; compare both versions, and take it or set it aside.
notice-phone-work-settled = What you sent by phone and was not taken as it was is settled; see why.
notice-list-missing = { $count ->
    [one] 1 list is missing; please hand it in or enter it.
   *[other] { $count } lists are missing; please hand them in or enter them.
}
notice-festival-near = A festival is near, and its list of households is not released yet.
notice-request-due = The legal day of a resident's request on personal data is near or past. Please answer it.
notice-letter-waits = A public letter waits for approval.
notice-letter-judged = Your public letter was read; please see the verdict.

notice-heads-noted = Ends of the journal and keys committed to; please keep this as it is
notice-heads-how = Please keep the whole text in a file outside of the office; huiyin verify --anchor FILE holds exports against it later.
