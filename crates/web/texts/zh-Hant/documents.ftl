## The documents that the procedure cites.

documents-title = 規程引用的文件
documents-line = 規程裡寫到、由本處自行上載的文件。新版本上載後即行，舊版本留著。
documents-none = 本處的規程沒有引用其他文件。
documents-none-next = 採用的規程改動後再來看。
documents-not-yet = 尚未上載。
documents-in-force = 現行
documents-versions = 各版本
documents-file = 新版本的檔案
# $kinds (String)
# $largest (Number)
documents-hint = { $kinds }，最多 { $largest } MB。不收帶巨集的檔案。
documents-kept = 檔案已上傳，不必再選；核對上面的版本後再按一次即可。
documents-upload = 上載
