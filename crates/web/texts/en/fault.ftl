## What is wrong with a field, and what to do.

fault-missing = Fill this in.
fault-malformed = It is not written as it should be. See the hint.
fault-in-future = It cannot lie in the future. Please change the day or time.
fault-before = It cannot lie before the date it follows. Please change one of the two.
fault-before-drawn = The record was not drawn by then, so nobody called about it. Please change the day or time.
fault-unknown = It matches nothing known. Check it.
fault-taken = It is taken. Choose another.
fault-too-long = At most { $most } characters. Please shorten it.
fault-too-short = At least { $least } characters. Please write a little more.
fault-guessable = It would be guessed first. Choose another.
fault-too-often = Too many tries. Wait a while.
fault-file-empty = The file is empty. Choose it again.
fault-file-too-large = The file is too large; at most { $most } MB. Make it smaller, or split it.
fault-file-kind = This kind of file is not taken. Use { $taken }. What counts is the content, not the name.
fault-file-damaged = The photo cannot be read to its end. Take it again, or save a copy.
fault-too-many-files = Too many files; at most { $most }.
fault-too-many-months = Too long; at most { $most } months at once. Please shorten it.
fault-file-gone = The photo is gone: it was sent more than a day ago, or is used elsewhere. Choose it again.
fault-listed = It is on the list already. Please look at the list.
