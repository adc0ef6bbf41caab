## Service events: the list, the form, one event.

events-new = 登記事項
events-import = 匯入檔案
events-line = 處理完畢後，回訪時效自動起算。
events-list = 清單
events-filter = 篩選
events-search = 搜尋房號、姓名、單號、內容
events-category = 類別
events-handling = 處理
events-due = 回訪時效
events-month = 受理月份
events-all = 全部
events-week = 七日內
events-any-due = 有待回訪
# $n (Number)
events-count = { $n } 件
events-nothing = 沒有符合的事項。
events-nothing-next = 請放寬篩選，或登記一件新的。
events-chosen = 已選
events-choose-all = 選取本頁全部
events-complete = 標為處理完畢
events-completed-at = 處理完畢時間
events-completed-at-hint = 不填就是現在。
events-number = 單號・受理
events-household = 電話、房號、姓名或拼音首字母
events-who = 住戶
events-find = 查住戶
events-as-words = 查不到，直接填寫
events-no-household = 沒有相符的住戶。
events-nobody-there = 此房號未登記住戶
events-other-household = 換一戶
events-recent = 這一戶近期的事項
events-keys = H 查住戶，Ctrl＋Enter 存檔
events-summary = 原話
events-more = 其他資料
events-save = 存檔
events-kind = 細類
events-kind-hint = 例如電梯、給排水；急救填「急救」。
kind-first-aid = 急救
kind-lockout = 開鎖
events-severity = 投訴等級
events-respondent = 被投訴部門
events-department = 受理部門
events-unit-words = 房號（未登記的）
events-zone = 責任區
events-customer = 住戶
events-phone = 電話
events-asset = 公共設備
events-reported-at = 受理時間
events-now-hint = 不填就是現在。
events-contract-start = 合同首日
events-contract-end = 合同末日
events-contract = 合同期
events-rating = 工單評價
events-anonymous = 匿名投訴
events-reply-only = 上級部門只要求復函
events-reply-attached = 復函已附
events-invalid = 無效投訴
events-why = 原因
events-correct = 更正
events-correct-line = 更正會留下原因。改了類別、等級、房號或完畢時間，舊編號作廢，另給新號。
events-facts = 內容
events-owner = 負責人
events-notes = 標記
events-outside-id = 外部編號
events-reveal = 看全號
events-not-covered = 規程未列此類
events-not-covered-next = 照常受理、處理和統計，但不安排回訪。
events-is-history = 啟用前的往事
events-is-history-next = 處理完畢在本管理處啟用之前，只作往事存查、比對重複，不安排回訪。
events-follow-ups = 回訪
events-no-follow-ups = 還沒有應回訪。
events-no-follow-ups-next = 處理完畢後，依規程排出。
events-round = 次
# $n (Number)
events-round-n = 第 { $n } 次
events-why-picked = 為何回訪
# $n (Number)
events-draw-number = 第 { $n } 號
events-not-drawn-yet = 待抽
events-take = 由我處理
events-reopen = 重新處理
events-history = 經過
events-list-title = 名單
# $n (Number)
events-list-complete = 名單已齊，{ $n } 行
events-list-add-hint = 一行一戶，最多 200 行；照名單原來的順序。
events-by-itself = 系統
events-erased = （已清除）
events-step-registered = 受理登記
events-step-corrected = 更正
events-step-joined = 併入一次反映
events-step-in-hand = 開始處理
events-step-completed = 處理完畢
events-step-reopened = 重新處理
events-step-list = 名單入檔
# $n (Number)
events-step-arisen = 產生應回訪 { $n } 件
# $cause (String)
events-step-voided = 編號作廢：{ $cause }
events-step-replaced = 無法聯繫，遞補他戶
events-step-picked = 列入回訪
# $n (Number)
events-step-planned = 排入第 { $n } 次回訪
events-step-adjusted = 調整回訪安排
events-step-released = 放行
events-step-taken = 領取記錄表
events-step-returned = 交回記錄表
# $channel (String)
events-step-recorded = 回訪記錄：{ $channel }
events-step-escalated = 逾時未完成，改為上門
# $channel (String)
events-step-tried = 聯繫不上（{ $channel }）
# $verdict (String)
events-step-reviewed = 審核：{ $verdict }
events-step-settled = 住戶意見有了結果
events-step-carried = 回訪轉入新編號
events-add-follow-up = 加一次自願回訪
events-add-follow-up-line = 不影響抽取；免回訪的，也不計入回訪率。
events-step-answered-for = 責任人說明
events-step-decided = 不合格的處理意見
events-step-round-closed = 經理結束，不再回訪
events-step-lettered = 以公開信完成回訪
events-step-festival-released = 節日名單放行
