## What speaks for the signatures under a record.

evidence-title = 簽名依據
evidence-line = 每個簽名：簽時看到的文字、時間、裝置，以及在日誌裡的位置。
evidence-honest-title = 能說明什麼
evidence-honest = 筆跡、簽時的文字、時間、裝置和回訪人記在一起並連入日誌，事後改動看得出來。這裡沒有驗證身份（短信驗證碼或電子認證），所以它是有力的依據，但不當然是法律上「可靠的電子簽名」；手機時間只是手機說的，以伺服器時間為準。需要時請另附簽名原表。
evidence-void = 不再有效
evidence-record-hash = 記錄文字的 SHA-256
evidence-server-time = 伺服器時間
evidence-entry = 日誌
evidence-entry-hash = 日誌條目的雜湊
evidence-by = 記入者
evidence-sent-by = 手機的使用人
evidence-device = 裝置
evidence-at-desk = 在工作台記入
evidence-device-time = 手機時間
evidence-offset = 手機與伺服器的差
evidence-not-measured = 沒有測得
evidence-signed-at = 簽名時間
evidence-signed-device = 簽名時的手機時間
evidence-shown-hash = 簽時文字的 SHA-256（送到時記下）
evidence-hash-now = 現在重新計算
evidence-compared = 核對
evidence-same = 文字未改動
evidence-differs = 文字不符
evidence-shown = 簽時看到的文字
evidence-ratings = 評價
evidence-matters = 提出事項
evidence-photos = 照片
evidence-reasons = 原因說明
# $n (Number)
evidence-version = 第 { $n } 版
# $n (Number)
# $what (String)
evidence-void-by = 第 { $n } 版取代了這一版，改動：{ $what }。這一版下的簽名不再有效。
# $n (String)
evidence-entry-n = 第 { $n } 條
# $ms (String)
# $at (String)
evidence-offset-ms = 伺服器快 { $ms } 毫秒（手機時間 { $at } 測得）
