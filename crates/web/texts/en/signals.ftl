## Signals: what deserves a second look.

signals = Signals
signals-title = Signals, { $month }
signals-line = A signal is no verdict; it says which records deserve a second look.
signals-none-asked = This procedure points at nothing.
signals-nothing = No signals this month.
signals-nothing-next = Days without an entry, ratings that are all satisfied, visits minutes apart and the like are listed here.
signals-quiet-title = Days without an entry
signals-quiet = { $days } days in a row without an entry: { $from } to { $to }
signals-people-title = By person
signals-people-line = Open one for the records it speaks of.
signals-all-satisfied = { $name }: all ratings satisfied
signals-minutes-apart = { $name }: two homes visited minutes apart
signals-refused = { $name }: many refusals to sign
signals-by-phone = { $name }: many by phone
signals-late = { $name }: late visits
signals-share = { $count } of { $of } records
signals-when = Visited
signals-record = Record
