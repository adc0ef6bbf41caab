## The first page.

desk-figures = 今日數字
desk-late = 逾期
# $days (Number)
desk-late-unit = 件，最久 { $days } 天
# $mine (Number)
desk-due-unit = 件，我的 { $mine }
desk-waiting = 等我處理
desk-waiting-unit = 項
desk-done = 本月已回訪
desk-due = 到期與逾期
# $n (Number)
desk-left-out = 另有 { $n } 件
desk-nothing-due = 沒有逾期，七日內也沒有到期。
desk-nothing-due-next = 事項處理完畢、抽中以後，回訪會列在這裡。
desk-window = 時效
desk-unit = 房號
desk-what = 事項與依據
desk-visitor = 回訪人
desk-next = 下一步
# $post (String)
desk-nobody = { $post }（空缺）
desk-next-release = 待放行
desk-next-take = 待領表
desk-next-record = 待記錄
desk-next-again = 退回補記
desk-week = 七日時刻
desk-week-line = 按期限計
desk-category = 類別
desk-nothing-waits = 沒有等您處理的。
desk-release = 放行回訪
desk-take = 領取記錄表
desk-record = 回訪並記錄
desk-review = 審核記錄
desk-rates = 本月回訪率
desk-matters = 未答復
desk-promises = 已約定答復
desk-rectifications = 整改中
desk-lists = 名單未交
desk-replies = 待附復函
# $n (Number)
desk-overdue = 逾期 { $n } 件
desk-all = 全部
desk-vacant = 空缺崗位
desk-first = 從這裡開始
desk-first-line = 新設的管理處
desk-first-import = 匯入房號、住戶、員工、部門
desk-first-import-line = CSV、XLSX 都可以，先預覽再存
desk-first-people = 任命各崗位的人
desk-first-people-line = 沒有人的崗位，由上一級承擔
desk-first-event = 登記第一件服務事項
desk-first-event-line = 處理完畢後，回訪自動排出
desk-errands = 逾期未修，請上門
# $day (String)
# $days (Number)
desk-errand-since = { $day } 報事，已 { $days } 天
desk-open-requests = 個人資料申請
