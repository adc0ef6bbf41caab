## How the notices of a site leave the house.

sending-title = 通知發送
sending-line = 通知除了在系統內，也寄到人員的電子郵件，並發到群機器人。
sending-demo = 示範資料不對外發送
sending-demo-next = 通知只在系統內，測試訊息也不會送出。
sending-mail = 電子郵件
# $from (String)
sending-mail-from = 寄件人 { $from }
sending-no-mail = 尚未設定寄信伺服器，通知不寄電子郵件。請由系統管理者以 HUIYIN_SMTP_URL 與 HUIYIN_MAIL_FROM 設定。
sending-test-mail = 寄一封測試信給自己
sending-without-mail = 還沒有電子郵件地址，只在系統內收到通知的人：
sending-robots = 群機器人與外部信箱
sending-no-robots = 還沒有群機器人或外部信箱。
sending-no-robots-next = 企業微信、釘釘、飛書的群機器人，自家系統的 Webhook，或管理處以外的信箱，都可以接收通知。
sending-add = 新增群機器人或信箱
sending-signed = 有簽名密鑰
sending-unsigned = 沒有簽名密鑰
sending-test = 發測試訊息
sending-remove = 移除
sending-test-sent = 已送出
sending-test-sent-next = 對方已收下測試訊息，請到信箱或群裡確認。
sending-test-failed = 沒有送到
sending-undelivered = 未能送達
# $n (Number)
sending-undelivered-line = { $n } 則，已停止重試
sending-undelivered-none = 沒有未能送達的通知。
# $attempts (Number)
sending-attempts = 試了 { $attempts } 次
sending-again = 再試一次
sending-let-be = 不再寄送
# $n (Number)
sending-failed-banner = { $n } 則通知未能送達
sending-failed-banner-next = 看原因，再試一次
sending-robot-line = 地址與密鑰存下後不再顯示；要換就填新的。
sending-name = 名稱
sending-kind = 種類
sending-address = Webhook 或電子郵件地址
sending-address-hint = 從群機器人的設定頁複製。企業微信、釘釘、飛書須為各自網域的 https 地址；通用 Webhook 可用 http 或 https；電子郵件填信箱地址。
# $host (String)
sending-address-kept = 現在送到 { $host }；不填就不改。
sending-secret = 簽名密鑰
sending-secret-hint = 釘釘「加簽」、飛書「簽名校驗」的密鑰；通用 Webhook 用它簽名。企業微信不用填。
sending-secret-kept = 已存有密鑰；不填就不改。
sending-language = 語言
sending-topics = 通知哪些事

sending-outside = 外部留存
sending-outside-line = 每月結月後，日誌末端與抽樣密鑰承諾自動送到這裡；內容不含任何人的資料
sending-outside-none = 還沒有人在管理處以外留存。
sending-outside-none-next = 請新增管理處以外的信箱或群機器人，勾選「外部留存」。沒有外部留存，整份日誌重寫也查不出來。
sending-to-outside = 勾選「外部留存」的，應在管理處以外：每月收到日誌末端與抽樣密鑰承諾，供日後核對匯出。
