## The style guide: headings only; its sample data is in the code.

look-title = The look
look-line = Every part once, with made-up data. Dark, narrow and printed are seen from here.
look-phone = The visitor's phone
look-words = States, tags, clauses
look-buttons = Buttons
look-forms = Forms
look-tables = Lists
look-days = Days
look-figures = Figures
look-draw = Why it was drawn
look-record = The record
look-statistics = Statistics
look-empty = Nothing there
