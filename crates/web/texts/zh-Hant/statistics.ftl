## The month's statistics.

# $month (String)
statistics-title = 回訪統計表，{ $month }
# $moment (String)
statistics-state = 截至 { $moment }。
# $moment (String)
statistics-state-frozen = { $moment } 結帳時的數字。
statistics-state-running = 本月未過完，統計未結。
statistics-state-open = 統計未結。
# $moment (String)
statistics-state-closed = 統計已於 { $moment } 結帳。
statistics-as-of-field = 看某一時刻的數字
statistics-as-of-show = 查看
statistics-frozen = 看結帳時的數字
statistics-live = 看現在的數字
statistics-close = 結本月統計
statistics-categories = 各類回訪
statistics-categories-line = 率為 %，點數字看明細。
statistics-others = 其餘各項
statistics-nothing = 這個月沒有應回訪。
statistics-nothing-next = 時效在本月截止的回訪會列在這裡。
statistics-note = 回訪率 = 已回訪 ÷ 應回訪（不含免回訪），遲到的也算；及時率 = 按時 ÷ 抽中，另計。未到目標的，不進位成目標。
statistics-others-note = 淨率 = 已回訪 ÷ 應回訪減無法聯繫，只列在旁邊，不代替回訪率。處理率 = 有結果，或已約定答復而未逾期 ÷ 全部意見。
statistics-besides-note = 已再回訪 = 不合格而其後又回訪過。重複投訴、重複維修 = 統計分析報告所列各案的事項。上期遺留 = 上月時效截止、到本月初仍未回訪；這四項結帳後不凍結，按所看時點重算。
statistics-group-counts = 件數
statistics-group-channels = 方式
statistics-group-rate = 回訪率
statistics-group-time = 時效
statistics-group-ratings = 滿意程度
statistics-group-exempt = 免回訪
statistics-group-picks = 抽取與時效
statistics-group-unreachable = 無法聯繫
statistics-group-records = 記錄
statistics-group-matters = 意見處理
statistics-group-besides = 再回訪、重複、遺留
statistics-revisited = 已再回訪
statistics-repeat-complaints = 重複投訴
statistics-repeat-repairs = 重複維修
statistics-carried-over = 上期遺留
# $day (String)
statistics-told = { $day }提出
statistics-head-exempt = 免
statistics-head-exempt-invalid = 無效投訴
statistics-head-exempt-anonymous = 匿名
statistics-head-exempt-reply-only = 只要復函
statistics-head-on-site = 上門
statistics-head-phone = 電話
statistics-head-letter = 公開信
statistics-head-picked-late-on-time = 補抽按時
statistics-rate = 率
statistics-target = 目標
statistics-met = 達標
statistics-timeliness = 及時率
statistics-satisfaction = 滿意率
statistics-net-rate = 淨率
statistics-handling-rate = 處理率
statistics-owed = 應回訪
statistics-exempt = 免回訪
statistics-exempt-invalid = 免回訪：無效投訴
statistics-exempt-anonymous = 免回訪：匿名
statistics-exempt-reply-only = 免回訪：只要復函
statistics-done = 已回訪
statistics-done-on-site = 已回訪：上門
statistics-done-phone = 已回訪：電話
statistics-done-letter = 已回訪：公開信
statistics-picked = 抽中
statistics-on-time = 按時
statistics-late = 逾期
statistics-picked-late = 月末補抽
statistics-picked-late-on-time = 月末補抽：按時
statistics-outstanding = 未回訪
statistics-rated = 已評價
statistics-satisfied = 滿意
statistics-fairly = 較滿意
statistics-dissatisfied = 不滿意
statistics-refused = 拒簽
statistics-unreachable = 無法聯繫
statistics-nonconforming = 不合格
statistics-matters = 意見
statistics-handled = 已處理
statistics-unhandled = 未處理
statistics-not-covered = 不適用
statistics-not-covered-line = 本規程未涵蓋，只計本月處理完畢的件數。
statistics-charts = 近十二個月
statistics-charts-table = 各圖的數字，逐月
statistics-chart-share = %
statistics-ages = 未了事項按久暫
statistics-ages-line = 住戶提出而還沒有結果的，從提出那天算起；按規程各類時效的長短分段。
statistics-ages-open = 看未了事項
statistics-age = 提出至今
# $days (Number)
statistics-age-days = { $days } 天內
# $months (Number)
statistics-age-months = { $months } 個月內
statistics-age-older = 更久
statistics-open = 未了
statistics-drawn = 圖
statistics-load = 每人的回訪
statistics-load-line = 時效在本月截止、已下達的回訪；深色為已回訪。不作評比。
statistics-load-person = 人員
statistics-load-assigned = 應回訪
# $category (String)
statistics-chart = { $category }回訪率
statistics-chart-line = %，虛線為目標
statistics-bars-line = 右為評價件數
# $category (String)
# $satisfied (Number)
# $fairly (Number)
# $dissatisfied (Number)
statistics-bar-said = { $category }：滿意 { $satisfied }，較滿意 { $fairly }，不滿意 { $dissatisfied }
statistics-missing = 結帳前還缺
statistics-missing-follow-ups = 抽中而未回訪
statistics-missing-outcomes = 提出的意見沒有結果，或答復已逾期
statistics-missing-nothing = 什麼也不缺。
statistics-after = 結後
statistics-after-line = 另列，不改結帳時的數字
statistics-after-nothing = 結帳以後沒有變動。
statistics-after-open = 尚未結帳，沒有結後的變動。
statistics-after-open-next = 結帳以後的回訪與更正會列在這裡。
statistics-prepared-by = 結帳崗位
statistics-closed-by = 結帳簽署
statistics-unsigned = 未簽
# $month (String)
# $n (Number)
statistics-rows-state = { $month }，共 { $n } 件。
# $first (Number)
# $last (Number)
# $all (Number)
statistics-rows-page = 第 { $first }–{ $last } 行，共 { $all } 行
statistics-rows-nothing = 沒有。
statistics-rows-what = 事項
statistics-rows-why = 抽取
statistics-rows-done = 回訪
statistics-rows-rating = 評價
# $day (String)
statistics-completed = { $day }處理完畢
# $month (String)
statistics-close-title = 結{ $month }統計
statistics-close-line = 先看還缺什麼，再簽署。結帳後數字不再變，之後的記錄列在「結後」。
statistics-close-ready = 資料齊全，可以結帳。
# $n (Number)
statistics-close-anyway = 還缺 { $n } 件。照現狀結帳，這些會一直算作未完成。
statistics-close-sign = 簽署並結帳
statistics-close-back = 回統計表

statistics-noted = 存證
statistics-noted-line = 製表時日誌的末端，與本月起抽樣密鑰的承諾；印在表上，連同表一起留存
statistics-noted-how = 照抄成檔案，用 huiyin verify --anchor 核對日後的匯出。
