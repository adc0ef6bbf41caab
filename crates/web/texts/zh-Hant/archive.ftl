## The archive: batches of records, from collecting to disposal.

# $month (String)
# $day (String)
archive-line = { $month }批次，{ $day }前移交
# $day (String)
archive-remind = 自 { $day }起提醒
archive-ready = 已審核，待收齊
# $n (Number)
archive-ready-line = { $n } 份
archive-nothing-ready = 審核完的記錄都已收齊。
archive-collect = 收齊移交
archive-collect-hint = 併入還沒審核的批次；沒有，就另立一批。一次最多 200 份。
archive-missing = 期限前還缺
archive-missing-line = 待審核、退回補記，或表還在外面
archive-nothing-missing = 都齊了。
archive-batches = 各批記錄
archive-no-batches = 還沒有移交過。
archive-no-batches-next = 收齊第一批以後，列在這裡。
# $month (String)
archive-batch = { $month }批次
archive-month = 批次
archive-records = 份數
archive-serving = 可作考評
# $number (String)
archive-serving-tick = { $number } 可作考評
archive-state = 進度
archive-kept-until = 保管至
archive-open = 待審核
archive-to-receive = 待接收
archive-kept = 保管中
archive-held = 暫緩銷毀
archive-to-approve = 待批准銷毀
archive-to-dispose = 已批准，待銷毀
archive-disposed = 已銷毀
archive-late = 逾期移交
archive-steps = 經過
# $n (Number)
archive-step-count = { $n } 份
archive-list = 歸檔移交清單
archive-disposal-list = 銷毀清單
archive-review = 審核這批
archive-review-line = 在清單上勾選可作員工績效考評依據的記錄
archive-opinion = 審核意見
archive-reviewed = 審核完畢
archive-receive = 接收存檔
# $n (Number)
archive-receive-line = 核對份數後簽收，自簽收日起保管 { $n } 年
archive-sign = 簽收人簽名
archive-hold = 暫緩銷毀
archive-hold-line = 有投訴、訴訟或查核時，到期也不銷毀
archive-free = 解除暫緩
archive-propose = 提出銷毀
# $post (String)
archive-propose-line = 保管期已滿。提出後由{ $post }批准；提出人不能自己批准。此時不刪除任何內容
archive-propose-how = 擬如何銷毀、由誰監銷
archive-judge = 批准銷毀
archive-judge-line = 請核對上面的清單，簽名批准；不批准請寫明原因，這批會退出銷毀
archive-judge-opinion = 意見
archive-approver-sign = 批准人簽名
archive-disposer-sign = 銷毀人簽名
archive-approve = 批准銷毀
archive-refuse = 不批准
# $post (String)
archive-waits-approval = 已提出銷毀，待{ $post }或其上級批准；提出人不能自己批准。暫緩銷毀會撤回提出。
archive-dispose = 銷毀紙本並刪除文字
archive-dispose-line = 已批准；紙本銷毀，系統內這些記錄的文字、簽名、照片同時刪除，不能復原。清單、日期、評分與統計仍在
archive-how = 如何銷毀、何人在場
desk-collect = 待收齊歸檔的記錄
desk-batches = 待審核或接收的歸檔批次
desk-disposals = 保管期滿，待提出、批准或銷毀的批次

## What serves the appraisal of staff.

# $month (String)
appraisal-title = { $month }績效考評依據
appraisal = 績效考評依據
appraisal-line = 指派、完成、及時、退回按期限在本月的回訪計；評價只計審核時勾選「可作考評」的記錄。是考評依據之一，不打分、不排名。
appraisal-own = 只列您本人
appraisal-nothing = 這個月沒有指派的回訪。
appraisal-nothing-next = 放行的回訪，期限在本月的，計在這裡。
appraisal-not-covered = 這份規程沒有以回訪考核員工的規定。
appraisal-person = 姓名
appraisal-assigned = 指派
appraisal-done = 完成
appraisal-on-time = 及時
appraisal-sent-back = 曾退回
# $when (String)
# $n (Number)
# $files (Number)
archive-erased = { $when }已刪除 { $n } 次回訪的文字與簽名，附件 { $files } 份

## Months that were exported elsewhere and taken in: read, never changed.

elsewhere = 別處匯出的月份
elsewhere-line = 由 huiyin archive add 核對後收入，只能查看，不能更改
elsewhere-none = 還沒有收入別處匯出的月份。
elsewhere-none-next = 用 huiyin export --month 匯出的資料夾，請由系統管理員執行 huiyin archive add 收入，之後列在這裡。
elsewhere-site = 管理處
elsewhere-month = 月份
elsewhere-made = 匯出時間
elsewhere-taken-in = 收入時間
elsewhere-verdict = 核對結果
# $site (String)
# $month (String)
elsewhere-title = { $site } { $month }
elsewhere-read-only = 只能查看，不能更改
elsewhere-anchored = 完好，與外面留存的相符
elsewhere-consistent = 內部一致，未經錨定
elsewhere-demo = 示範資料
elsewhere-not-here = 檔案不在這裡
elsewhere-not-here-next = 這個安裝是由匯出還原的，收入過的檔案不在匯出檔內。請由系統管理員用 huiyin archive add 再收入一次同一份匯出。
elsewhere-check = 收入時的核對
elsewhere-check-line = 核對的是檔案、簽章、日誌、抽樣、簽名內容與統計
elsewhere-entries = 日誌
elsewhere-records = 回訪記錄
elsewhere-signatures = 簽名
elsewhere-numbers = 重抽的編號
elsewhere-attachments = 附件
elsewhere-files = 檔案
elsewhere-erased = 依法刪除的個人資料
elsewhere-signer = 簽章密鑰
elsewhere-manifest = 清單 SHA-256
elsewhere-figures = 結月時的統計
# $moment (String)
elsewhere-figures-line = 截至 { $moment }，與當時結月的數字相同
elsewhere-open = 匯出時這個月還沒有結。
elsewhere-open-next = 當時的數字見下面的表格檔案。
elsewhere-forms = 表格
elsewhere-forms-line = 匯出當時畫成的 PDF
elsewhere-no-forms = 這份匯出沒有表格檔案。
# $bytes (String)
elsewhere-size = { $bytes } KB
elsewhere-list = 記錄
# $n (Number)
elsewhere-list-line = { $n } 份，依記錄先後
elsewhere-no-records = 這個月沒有回訪記錄。
# $from (Number)
# $to (Number)
# $all (Number)
elsewhere-page = 第 { $from }–{ $to } 份，共 { $all } 份
elsewhere-confidential = 保密投訴，內容不在這裡顯示
# $n (Number)
elsewhere-record-erased = 有 { $n } 處內容已依法刪除
elsewhere-outcome = 處理
