## Signals: what deserves a second look.

signals = 訊號
# $month (String)
signals-title = 訊號，{ $month }
signals-line = 訊號不是結論，只說哪些記錄值得再看一眼。
signals-none-asked = 本規程沒有訊號。
signals-nothing = 這個月沒有訊號。
signals-nothing-next = 連續幾天沒有記錄、評價全部滿意、上門相隔太近等，會列在這裡。
signals-quiet-title = 沒有記錄的日子
# $days (Number)
# $from (String)
# $to (String)
signals-quiet = 連續 { $days } 天沒有任何記錄：{ $from } 至 { $to }
signals-people-title = 按人
signals-people-line = 點開看所說的記錄。
# $name (String)
signals-all-satisfied = { $name }：評價全部滿意
# $name (String)
signals-minutes-apart = { $name }：兩戶上門相隔太近
# $name (String)
signals-refused = { $name }：拒簽偏多
# $name (String)
signals-by-phone = { $name }：電話回訪偏多
# $name (String)
signals-late = { $name }：逾期完成
# $count (Number)
# $of (Number)
signals-share = { $count } / { $of } 份
signals-when = 回訪時間
signals-record = 記錄
