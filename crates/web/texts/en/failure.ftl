## What went wrong: a title, and what to do next.

failure-unreadable = This request cannot be read
failure-unreadable-next = The address or what was sent is incomplete. Go back one page and try again.
failure-forbidden = This is not yours to do
failure-forbidden-next = Your post does not allow it. If it should be yours, the site manager can change that under People and posts.
failure-not-found = There is no such page
failure-not-found-next = Part of the address may be missing, or the entry is outside what you may see.
failure-conflict = Somebody was quicker
failure-conflict-next = Go back, load the page again and look at it before you change it. What you typed was not saved.
failure-too-large = Too large
failure-too-large-next = Make the photos smaller or send them in parts, then try again.
failure-invalid = Something must be corrected
failure-invalid-next = Go back one page, follow the notes below the fields, and send it again.
failure-too-many = Too many tries
failure-too-many-next = Wait a minute, then try again.
failure-too-slow = It took too long and was stopped
failure-too-slow-next = Nothing was finished. Try again; if it still fails, tell the administrator the number below.
failure-internal = Something is broken here
failure-internal-next = Nothing was saved. Try again; if it still fails, tell the administrator the number below.
failure-unavailable = The database cannot be reached just now
failure-unavailable-next = Nothing was saved. Wait a little and try again; if it still fails, tell the administrator the number below.
failure-to-first-page = To today's page
failure-id = Number { $id }
