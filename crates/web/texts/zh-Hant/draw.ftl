## The draw of a cohort.

# $category (String)
# $month (String)
draw-title = { $month }{ $category }抽取
# $rate (String)
draw-rate = 回訪率 { $rate }。
# $time (String)
draw-closed = 已於 { $time } 截止，不再給號。
draw-open = 仍在給號。
draw-strata = 號碼分組
draw-how = 每件按登記先後得一個號碼，號碼依回訪率分組，每組抽一件。到公布時刻才顯示，之前誰也看不到。
draw-check = 怎樣核對
draw-check-how = 密鑰在抽取前已定，先公布雜湊值，月結後公開。用密鑰對本批名稱與組號計算，得數 u；u 除以組內件數的餘數，就是抽中的位次，從 0 數起。
draw-stratum = 組
draw-numbers = 號碼
draw-lines = 全部事項
draw-number = 號碼
draw-event = 事項編號
draw-outcome = 結果
draw-entered = 登記時間
draw-late-entry = 抽取後補登
# $hours (Number)
draw-late-entries = 辦結逾 { $hours } 小時才登記
draw-by-program = 系統匯入
