## Importing files: the list, the columns, the preview, what came of it.

imports-title = 匯入
imports-line = 服務事項、房號、住戶、員工、部門、名單，都可從檔案匯入；重複匯入不會多出一筆。
imports-new = 匯入檔案
imports-kind = 內容
imports-file = 檔案
# $megabytes (Number)
imports-file-hint = CSV、XLSX 或 JSON Lines，最大 { $megabytes } MB。UTF-8、GB18030、Big5 都讀得出。
imports-send = 讀入檔案
imports-send-line = 先對照欄名、預覽結果，之後才寫入。
imports-kind-missing = 請選檔案的內容。
imports-file-missing = 請選一個檔案。
# $megabytes (Number)
imports-file-too-large = 檔案超過 { $megabytes } MB。請分成幾個檔案，逐一匯入。
imports-past = 以往的匯入
imports-none = 還沒有匯入過檔案。
imports-none-next = 匯入後，這裡列出每個檔案的結果，也可撤銷。
imports-who = 匯入人
imports-rows = 行數
imports-state = 狀態
# $name (String)
imports-by-profile = 對照「{ $name }」
imports-by-command = 命令列
imports-running = 進行中
imports-broken-off = 未完成
imports-done = 已匯入
imports-undone = 已撤銷
imports-created = 新增
imports-updated = 更新
imports-same = 原已相同
imports-held-back = 未採用
imports-refused = 不收
imports-gone = 檔案已不在：讀入後一天內沒有匯入，或已匯入、刪去。請再讀入一次。
imports-columns-title = 欄名對照
# $kind (String)
imports-columns-line = 檔案裡的欄名，各對應{ $kind }的哪一欄。
# $title (String)
# $kind (String)
imports-likelier = 這個檔案像是{ $title }，不像{ $kind }。
# $title (String)
imports-read-as = 改作{ $title }讀入
imports-not-yet = 還不能匯入。
imports-titles = 欄名
imports-title-found = 檔案的欄名
imports-samples = 前幾格
imports-meaning = 對應的欄
imports-keep-as-note = 留作備註
# $title (String)
imports-needed = { $title }（必填）
imports-not-recognised = 認不出，請選，或留作備註
imports-values = 值的對照
imports-own-value = 檔案的值
imports-stands-for = 代表
imports-leave = 不對照
imports-keep = 存成對照
imports-profile-name = 對照的名稱
imports-profile-hint = 下次讀入同樣欄名的檔案，自動沿用。全部認得出時不必存。
imports-to-preview = 看預覽
imports-discard = 不匯入，刪去檔案
imports-preview-title = 匯入預覽
# $rows (Number)
imports-trying = 正在試讀，已到第 { $rows } 行。
# $rows (Number)
imports-taking-in = 正在匯入，已寫入 { $rows } 行。
imports-running-line = 本頁每 2 秒更新一次。離開也無妨，會繼續做完。
imports-failed = 匯入中斷，已寫入的行都在。可以接著匯入；若再中斷，請系統管理員看記錄。
imports-would-come = 匯入後
imports-nothing-written = 尚未寫入
imports-read = 合計
imports-plan-history = 啟用前的事項也排回訪
# $day (String)
imports-history = 本管理處自 { $day }起使用回音。之前處理完畢的事項只作往事存查，不排回訪。
# $rows (Number)
imports-take-in = 匯入 { $rows } 行
imports-others-stay = 不收的行不寫入，改好後再匯入一次即可。
imports-nothing-to-take = 沒有新的內容，不必匯入。
imports-none-to-take = 沒有一行可以匯入。請先改下列的問題。
# $n (Number)
imports-findings = 逐行的問題，共 { $n } 處
# $first (Number)
# $last (Number)
# $all (Number)
imports-findings-shown = 第 { $first }–{ $last } 處，共 { $all } 處
# $n (Number)
imports-map-values = 對照 { $n } 種認不出的值
imports-row = 行
imports-column = 欄
imports-value = 內容
imports-expected = 應為
imports-first-rows = 前幾行讀出的樣子
imports-note = 備註
imports-go-on-line = 檔案還在。接著匯入，就從停下的地方繼續，已寫入的行不會重複。
imports-go-on = 接著匯入
# $name (String)
imports-send-again-line = 檔案已不在這裡。請再讀入同一個「{ $name }」，就從停下的地方接著匯入。
imports-came = 結果
imports-download = 下載有問題的行（CSV）
imports-rows-listed = 逐行結果
imports-rows-line = 原已相同的行不列
# $first (Number)
# $last (Number)
imports-rows-shown = 第 { $first }–{ $last } 行
imports-all-rows = 看全部
imports-no-rows = 沒有要列的行。
imports-no-rows-next = 新增、更新、未採用、不收的行會列在這裡。
imports-outcome = 結果
imports-said = 說明
imports-undo = 撤銷匯入
imports-undo-line = 這次新增的全部收回。已改動原有資料、已有人接手，或回訪已放行的，不能撤銷，會說明原因。
