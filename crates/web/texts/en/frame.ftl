## What stands around every page.

brand = Huiyin
brand-second = 回音
skip-to-content = Skip to the content
menu = Menu
menu-close = Close
demo-title = Demo data
demo-sentence = People and homes are made up; the clock can be moved. Every page and print says so.
site-switch = Another site
sign-out = Sign out
sign-out-unsent = The page on the phone has records in this browser that were not sent. Please send them first; after you sign out they stay here, sealed, and are shown and sent once whoever wrote them signs in again.
sign-out-send = Send them first
sign-out-sealed = Sign out, keep them sealed
sign-out-stay = Stay
language = Language
language-name = English
theme = Light or dark
theme-system = System
theme-light = Light
theme-dark = Dark

## The navigation. The units are what the figure beside an entry counts.

nav-daily = Daily
nav-monthly = Monthly
nav-books = Registers
place-today = Today
place-today-unit = to do
place-events = Service events
place-plan = Follow-up plan
place-records = Follow-up records
place-records-unit = to review
place-open = Open ends
place-open-unit = open
place-statistics = Statistics
place-analysis = Analysis and correction
place-analysis-unit = to do
place-archive = Archive hand-over
place-units = Residents and units
place-people = People and posts
place-imports = Import
place-procedure = Procedure and clauses
place-guide = Guides
post-administrator = Administrator
list-comma = ,{" "}
no-post = You hold no post today. Ask the site manager or the administrator.
place-festivals = Festival visits
