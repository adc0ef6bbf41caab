## Festival visits: the calendar, the lists of households, their release.

festivals-state = 每個節日有一份拜訪名單，經理放行後逐戶拜訪
festivals-day = 日期
festivals-festival = 節日
festivals-list = 拜訪名單
festivals-no-list = 還沒有名單
festivals-making = 名單準備中
festivals-released = 已放行
festivals-is-off = 不拜訪
festivals-over = 沒有拜訪
# $done (Number)
# $owed (Number)
festivals-visited = 已拜訪 { $done } 戶，共 { $owed } 戶
# $n (Number)
festivals-households = { $n } 戶
festivals-off = 這個節日不拜訪
festivals-off-line = 本管理處以後每年這個節日都不拜訪，也不提醒。可以隨時再打開。
festivals-on = 恢復拜訪
festivals-on-line = 本管理處以後每年這個節日都拜訪。
# $day (String)
# $window (String)
festivals-line = { $day }，拜訪時效 { $window }
festivals-none-next = 找住戶逐戶加入，或沿用去年的名單。
festivals-note = 備註
festivals-note-hint = 為何拜訪、要留意什麼，只有本處員工看得到
festivals-strike = 移出
festivals-before = 去年的名單
festivals-copy = 沿用去年名單
# $id (String)
festivals-file-line = CSV 或 XLSX，欄位 event_id 填 { $id }；先預覽，逐行指出錯處。
festivals-release = 放行名單
festivals-release-line = 放行後名單上每一戶都列入回訪計劃，名單不再增減；之後要補的，到服務事項的名單加。
# $who (String)
# $when (String)
festivals-released-by = { $who } 於 { $when } 放行
