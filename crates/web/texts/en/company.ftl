## The company, added up.

place-company = Company
site-all = All sites
company-filter = Another period
company-all-categories = All categories
company-from = From
company-to = To
company-title = { $place }, added up
company-state = { $sites } sites, as of { $moment }.
company-this-month = This month
company-this-quarter = This quarter
company-this-year = This year
company-categories-line = The sum of the sites’ statistics; targets are judged site by site and month by month, never on average.
company-parts = By place
company-parts-line = A name opens what is under it; one site has the figures of its own statistics.
company-place = Place
company-months = By month
company-months-line = Counts are added, and rates counted anew from them.
company-nothing = Nothing was owed in this period.
company-nothing-next = Follow-ups whose window closes in this period are added up here.
company-note = * Out of fewer than { $small }: the share says little. Categories have different targets, so there is no rate over all.
company-to-site = To the statistics of this site
