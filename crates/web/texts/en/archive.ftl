## The archive: batches of records, from collecting to disposal.

archive-line = The batch of { $month }, to be handed over by { $day }
archive-remind = reminders from { $day }
archive-ready = Reviewed, to be collected
archive-ready-line = { $n } records
archive-nothing-ready = Every reviewed record is in a batch.
archive-collect = Collect for hand-over
archive-collect-hint = They join the batch that nobody has read yet, or begin a new one; 200 at once at most.
archive-missing = Still missing
archive-missing-line = not reviewed, sent back, or the form is still out
archive-nothing-missing = Nothing is missing.
archive-batches = Batches
archive-no-batches = Nothing has been handed over yet.
archive-no-batches-next = The first batch stands here once it is collected.
archive-batch = Batch of { $month }
archive-month = Batch
archive-records = Records
archive-serving = For appraisal
archive-serving-tick = { $number } may serve appraisal
archive-state = How far
archive-kept-until = Kept until
archive-open = To be read
archive-to-receive = To be received
archive-kept = Kept
archive-held = Held
archive-to-approve = Disposal to be approved
archive-to-dispose = Approved, to be disposed of
archive-disposed = Disposed of
archive-late = Handed over late
archive-steps = What was done
archive-step-count = { $n } records
archive-list = Hand-over list
archive-disposal-list = Disposal list
archive-review = Read this batch
archive-review-line = tick on the list what may serve staff appraisal
archive-opinion = Opinion
archive-reviewed = Done reading
archive-receive = Receive for keeping
archive-receive-line = count and sign; kept for { $n } years from that day
archive-sign = Signature
archive-hold = Hold
archive-hold-line = for a dispute, a lawsuit or an audit it stays beyond its time
archive-free = End the hold
archive-propose = List for disposal
archive-propose-line = Its time is over. To be approved by: { $post }, never by who lists it. Nothing is erased yet
archive-propose-how = How it is to be destroyed, and who is to watch
archive-judge = Approve the disposal
archive-judge-line = Check the list above and sign. If you do not approve, say why; the batch is taken from the list
archive-judge-opinion = Opinion
archive-approver-sign = Signature of who approves
archive-disposer-sign = Signature of who disposes
archive-approve = Approve the disposal
archive-refuse = Do not approve
archive-waits-approval = Listed for disposal. To be approved by: { $post } or who is above, never by who listed it. A hold takes it from the list.
archive-dispose = Destroy the paper and erase the words
archive-dispose-line = Approved. The paper is destroyed, and what these records say, with their signatures and photos, is erased for good; the list, the days, the ratings and the figures stay
archive-how = How, and who watched
desk-collect = Records to collect for the archive
desk-batches = Archive batches to read or receive
desk-disposals = Batches whose time is over: to list, approve or dispose of

## What serves the appraisal of staff.

appraisal-title = Appraisal figures of { $month }
appraisal = Appraisal figures
appraisal-line = Assigned, done, in time and sent back count the follow-ups due in the month; ratings count only records that were marked for appraisal. One basis among others: no score, no ranking.
appraisal-own = Yours alone
appraisal-nothing = No follow-ups were assigned for this month.
appraisal-nothing-next = Released follow-ups due in the month are counted here.
appraisal-not-covered = This procedure does not appraise staff by their follow-ups.
appraisal-person = Name
appraisal-assigned = Assigned
appraisal-done = Done
appraisal-on-time = In time
appraisal-sent-back = Sent back
archive-erased = Erased { $when }: words and signatures of { $n } follow-ups, { $files } files

## Months that were exported elsewhere and taken in: read, never changed.

elsewhere = Months exported elsewhere
elsewhere-line = Checked and taken in by huiyin archive add; to be read, never changed
elsewhere-none = No month of elsewhere was taken in yet.
elsewhere-none-next = An export made with huiyin export --month is listed here once the administrator has run huiyin archive add on it.
elsewhere-site = Site
elsewhere-month = Month
elsewhere-made = Exported
elsewhere-taken-in = Taken in
elsewhere-verdict = Check
elsewhere-title = { $site } { $month }
elsewhere-read-only = To be read, never changed
elsewhere-anchored = Sound, and fits what was noted outside
elsewhere-consistent = Internally consistent, not anchored
elsewhere-demo = Made-up data
elsewhere-not-here = The files are not here
elsewhere-not-here-next = This installation was built up from an export, which has no files of months taken in. Please have the administrator run huiyin archive add on the same export again.
elsewhere-check = The check when it was taken in
elsewhere-check-line = Of files, signature, journal, draws, signed texts and statistics
elsewhere-entries = Journal entries
elsewhere-records = Visit records
elsewhere-signatures = Signatures
elsewhere-numbers = Numbers drawn again
elsewhere-attachments = Attachments
elsewhere-files = Files
elsewhere-erased = Erased personal data
elsewhere-signer = Signing key
elsewhere-manifest = Manifest SHA-256
elsewhere-figures = Statistics at the close
elsewhere-figures-line = As of { $moment }, the figures of the close
elsewhere-open = The month was not closed yet when it was exported.
elsewhere-open-next = The figures of that moment are in the forms below.
elsewhere-forms = Forms
elsewhere-forms-line = PDF, as they were drawn for the export
elsewhere-no-forms = This export has no forms.
elsewhere-size = { $bytes } KB
elsewhere-list = Records
elsewhere-list-line = { $n ->
    [one] 1 record
   *[other] { $n } records
}, in the order in which they were written
elsewhere-no-records = There are no visit records in this month.
elsewhere-page = { $from }–{ $to } of { $all }
elsewhere-confidential = Confidential complaint; its words are not shown here
elsewhere-record-erased = { $n ->
    [one] 1 part was erased by law
   *[other] { $n } parts were erased by law
}
elsewhere-outcome = Handling
