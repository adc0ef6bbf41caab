## The first start.

set-up-title = Start Huiyin
set-up-line = This page works once. Afterwards the administrator signs in, opens accounts and fills the posts.
set-up-site = Company and site
set-up-company = Name of the company
set-up-site-name = Name of the site
set-up-site-code = Code of the site
set-up-site-code-hint = Letters and digits; it stands in numbers, as CY in CY-2026-00123.
set-up-procedure = Procedure
set-up-read = The text and rules of the three
set-up-live-from = Live from
set-up-live-from-hint = Only what is completed from this day on asks for follow-ups; empty means today.
set-up-name = Name of the administrator
set-up-begin = Start
