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
