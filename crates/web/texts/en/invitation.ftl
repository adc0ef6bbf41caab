## The link for a password.

invitation-title = Choose a password
invitation-set = Choose the password
invitation-over = This link works no more
invitation-over-next = It was used or has expired. Ask the site manager or an administrator for a new one.
