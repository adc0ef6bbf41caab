## The documents that the procedure cites.

documents-title = 规程引用的文件
documents-line = 规程里写到、由本处自行上传的文件。新版本上传后即行，旧版本留着。
documents-none = 本处的规程没有引用其他文件。
documents-none-next = 采用的规程改动后再来看。
documents-not-yet = 尚未上传。
documents-in-force = 现行
documents-versions = 各版本
documents-file = 新版本的文件
documents-hint = { $kinds }，最多 { $largest } MB。不收带宏的文件。
documents-kept = 文件已上传，不必再选；核对上面的版本后再按一次即可。
documents-upload = 上传
