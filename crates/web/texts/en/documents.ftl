## The documents that the procedure cites.

documents-title = Documents the procedure cites
documents-line = Documents that the procedure names and the site uploads. A new version is in force at once; the earlier ones are kept.
documents-none = The site's procedure cites no other documents.
documents-none-next = Look again when another procedure is adopted.
documents-not-yet = Not uploaded yet.
documents-in-force = In force
documents-versions = Versions
documents-file = File of the new version
documents-hint = { $kinds }; at most { $largest } MB. No files with macros.
documents-kept = The file has arrived and need not be chosen again; check the versions above, then upload it once more.
documents-upload = Upload
