## Notices: what somebody is told of, in the product and in letters. Nothing about residents stands in one.

notices-title = 通知
notices-line = 放行、退回、待審與逾期上門都會通知；對外的通知不寫住戶的姓名、電話、房號與內容。
# $n (Number)
notices-count = 通知，{ $n } 則未讀
notices-unread = 未讀
notices-read-all = 全部標為已讀
notices-nothing = 還沒有通知。
notices-nothing-next = 放行給您的回訪、退回給您的記錄、等您審核的記錄，會列在這裡。
notices-older = 更早的通知
notices-newest = 回到最新
# $count (Number)
notice-plan-released = 已放行 { $count } 件回訪，請按時回訪。
# $count (Number)
notice-follow-up-escalated = { $count } 件回訪逾期未完成，須上門辦理。
# $count (Number)
notice-record-waits = { $count } 份回訪記錄待審核。
# $count (Number)
notice-record-sent-back = { $count } 份回訪記錄退回，請補記。
# $count (Number)
notice-record-nonconforming = { $count } 份回訪記錄判為不合格。
# $day (String)
notice-due = 最早到期：{ $day }
# $numbers (String)
notice-events = 服務事項：{ $numbers }
# $numbers (String)
# $more (Number)
notice-events-more = 服務事項：{ $numbers }，另有 { $more } 件
# $clauses (String)
notice-clauses = 條文：{ $clauses }
letter-test-title = 測試
# $site (String)
letter-test = 這是一則測試訊息：{ $site }的通知可以送到這裡。
notice-archive-due = 本月的回訪記錄該歸檔移交了。
notice-paper-waits = 月度報告等您辦理。
notice-return-delivered = 客戶回訪記錄已送達，請閱。
notice-paper-late = 月度報告逾期未簽署。
notice-task-given = 有措施或任務交您辦理，請按期完成。
notice-task-done = 有措施已實施，待驗證效果。
notice-task-late = 交您辦理的措施或任務已逾期。
notice-phone-work-kept = 有手機送來的回訪內容未能照收，請核對兩邊後採用或不採用。
notice-phone-work-settled = 您由手機送來、未能照收的內容已處理，請看理由。
# $count (Number)
notice-list-missing = 有 { $count } 份名單未交，請交來或在系統內填寫。
notice-festival-near = 節日將到，拜訪名單還沒有放行。
notice-request-due = 住戶的個人資料申請法定期限將到或已過，請辦理並答覆。
notice-letter-waits = 一封公開信待批准。
notice-letter-judged = 您擬的公開信已審，請看結果。

notice-heads-noted = 日誌末端與抽樣密鑰承諾，請原樣留存
notice-heads-how = 請把全文存成檔案，留在管理處以外；日後用 huiyin verify --anchor 檔案 核對匯出。
