## Papers: forms to print and tables for a spreadsheet.

papers-pdf = PDF
papers-xlsx = XLSX
papers-csv = CSV
papers-month = Forms of the month, PDF
papers-disposal = Disposal list, PDF
papers-made = Printed by { $who } on { $day }
papers-check = Scan to check
papers-hash = Check { $hash }
papers-hash-title = Check code
papers-photos = { $n }
papers-electronic = Recorded on screen
papers-total = Total
papers-again = yes
papers-not-again = no
papers-anonymous = anonymous
papers-reply-only = A letter of reply only
papers-valid = valid
papers-invalid = invalid
papers-not-drafted = (not drafted yet)
papers-found-analysis = Analysis report of { $month }
papers-found-return = Monthly return of { $month }
