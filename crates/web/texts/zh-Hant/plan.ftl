## The plan of a month, and the sign-out sheet.

# $month (String)
plan-title = { $month }回訪計劃
# $planned (Number)
# $waiting (Number)
# $rest (Number)
plan-state = 列入計劃 { $planned } 件，待放行 { $waiting } 件；不回訪或未定 { $rest } 件。
# $month (String)
plan-previous = ← { $month }
# $month (String)
plan-next = { $month } →
# $n (Number)
plan-draft = 待放行 { $n } 件
plan-draft-line = 放行後通知回訪人
plan-no-draft = 沒有待放行的回訪。
plan-all = 全選
# $unit (String)
plan-tick = 放行 { $unit }
plan-visitors = 回訪人・緣由
plan-day = 回訪日・方式
plan-draw = 看抽取
plan-release = 放行所選
plan-released = 已放行
plan-nothing-released = 本月還沒有放行的回訪。
plan-how-far = 進度
# $day (String)
plan-from = { $day }起
# $n (Number)
plan-round = 第 { $n } 次
# $n (Number)
plan-stratum = 第 { $n } 組
plan-waits = 待抽取公布
plan-exempt = 免回訪
# $n (Number)
plan-exempt-line = { $n } 件，不計入回訪率
plan-not-planned = 不回訪與未定
plan-not-planned-line = 每件附緣由
plan-loads = 各人在手
plan-loads-line = 尚未記錄的件數
plan-key = 本月抽取密鑰
# $time (String)
plan-key-published = 雜湊值公布於 { $time }
plan-key-revealed = 密鑰已公開：
plan-key-kept = 密鑰尚未公開，月結後可核對。
# $n (Number)
plan-count = { $n } 件
# $n (Number)
plan-more-wait = 這裡列出期限最早的 { $n } 件，放行後再列其餘。
sheet-title = 回訪記錄簽收表
# $mine (Number)
# $out (Number)
sheet-state = 我待領 { $mine } 份，已領出 { $out } 份。
sheet-not-required = 本規程不要求簽收，放行後即可回訪。
sheet-mine = 我待領的記錄表
sheet-mine-line = 簽一次，領所選各份
sheet-nothing = 沒有待領的記錄表。
sheet-nothing-next = 計劃放行後，由您回訪的會列在這裡。
# $unit (String)
sheet-tick = 領取 { $unit }
sheet-sign = 領表人簽名
sheet-name = 簽署姓名
sheet-name-hint = 不便手簽時，填寫姓名即可。
sheet-more = 待領的多於此列；簽收後，其餘的會列出。
sheet-take = 簽收所選
sheet-left = 逾時未領
sheet-left-line = 放行後過了規定時間還沒有簽收
sheet-visitor = 回訪人
sheet-released = 放行
sheet-out = 已領出
sheet-taken = 領取
sheet-due = 要求完成
sheet-returned = 交回
sheet-bring-back = 交回
# $n (Number)
plan-show-all = 看全部 { $n } 件

## The rate that is left open.

rate-title = 設定回訪率
rate-line = 規程留給主管訂的比率，須在該月第一號產生前設定，不能回溯。
rate-from = 自哪個月起
rate-rate = 回訪率
rate-rate-hint = 例如 30% 或 1/3。
rate-set = 設定

## The order of the plan, and households that one visit settles.

plan-by = 排列
plan-by-day = 回訪日
plan-by-building = 樓棟
plan-no-day = 未定日期
plan-no-person = 空缺，尚無人選
plan-no-building = 公共區域或未註明樓棟
# $building (String)
plan-building = { $building } 棟
plan-together = 同戶可一次上門
plan-together-line = 合併為同一天、同一崗位同一人；各件各填一份記錄表
plan-as-one = 合為一次上門
# $from (String)
# $to (String)
# $visitors (String)
plan-window = { $from } – { $to }・{ $visitors }
