## The visitor's page on the phone. A script says most of it: words and arguments only, no forms to choose from.

today-name = Today's visits
today-short-name = Visits
today-opening = Opening today's visits…
today-no-script = JavaScript is off in this browser, and the page for the phone needs it. Please turn it on and reload, or record visits at the desk.
today-desk = To the desk
