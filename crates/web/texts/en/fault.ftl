## What is wrong with a field, and what to do.

fault-missing = Fill this in.
fault-malformed = It is not written as it should be. See the hint.
fault-in-future = It cannot lie in the future.
fault-before = It cannot lie before the date it follows.
fault-unknown = It matches nothing known. Check it.
fault-taken = It is taken. Choose another.
fault-too-long = At most { $most } characters.
fault-too-short = At least { $least } characters.
fault-guessable = It would be guessed first. Choose another.
fault-too-often = Too many tries. Wait a while.
fault-listed = It is on the list already.
