## The procedures in words.

procedure-line = Every rule names its source; the text stands as it is, readings stand apart.
procedure-shipped = Comes with the product
procedure-version = Version { $version }
procedure-counts = { $clauses } clauses, { $readings } readings
procedure-contents = Contents
procedure-clauses = The text
procedure-clauses-line = As it stands; corrections are marked
procedure-readings = Readings
procedure-readings-line = Where the text is silent or unclear
procedure-hash-line = The fingerprint of the procedure file. One character changed makes another version.
procedure-adopted = In force here
procedure-in-force = from { $month }
procedure-adopt = Adopt a procedure
procedure-adopt-from = From
procedure-adopt-hint = From the 1st of the month. Not possible once an event was completed in that month or later.
procedure-adopt-line = { $site }: what is completed already stays under the procedure it was completed under.
