## The list of an activity, publication or festival.

lists-open = 看名單與回訪
lists-enter = 填寫名單
lists-title = 名單
# $number (String)
lists-line = { $number } 的名單
# $day (String)
lists-due = 名單未交，{ $day }前要齊
lists-missing = 名單未交
lists-complete = 名單已齊
lists-figures = 這一次的回訪
lists-rate = 回訪率
# $lines (Number)
# $owed (Number)
# $picked (Number)
# $done (Number)
lists-counts = 名單 { $lines } 戶，應回訪 { $owed } 件，抽中 { $picked } 件，已回訪 { $done } 件
# $n (Number)
lists-in-time = 按時 { $n } 件
lists-not-yet = 事項處理完畢、名單確認後，才編號抽取。
lists-history = 這件事項處理完畢在本管理處啟用之前，名單只作往事存查，不編號、不排回訪。要排回訪，請把名單存成檔案匯入，並勾選「啟用前的事項也排回訪」。
lists-draw = 看抽取
lists-lines = 名單內容
lists-none = 名單上還沒有人。
lists-none-next = 用下面的表單逐戶加入，或匯入檔案。
# $from (Number)
# $to (Number)
# $all (Number)
lists-range = 第 { $from }–{ $to } 行，共 { $all } 行
lists-number = 行
lists-who = 住戶
lists-state = 回訪
lists-not-picked = 未列入
lists-picked = 抽中
lists-add = 加一戶
lists-add-late = 名單已確認；現在補的人接著編號，全部回訪。
lists-search = 找住戶
lists-search-hint = 房號、姓名、電話或拼音首字母
lists-search-button = 查找
lists-found-none = 沒有找到。可以在下面照名單的寫法填。
# $who (String)
lists-take = 加入 { $who }
lists-nobody-there = 這一戶
lists-by-words = 照名單填
lists-add-button = 加入名單
lists-many = 一次加多行
lists-file = 匯入檔案
# $id (String)
lists-file-line = CSV 或 XLSX，欄位 event_id 填 { $id }；先預覽，逐行指出錯處。匯入後名單即為已齊。
lists-sheet = 下載空表
lists-to-import = 去匯入
lists-confirm = 確認名單
lists-confirm-line = 確認後批次截止：編號、抽取就此確定。之後補的人接著編號。
lists-confirm-button = 名單已齊
