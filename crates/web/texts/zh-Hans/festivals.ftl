## Festival visits: the calendar, the lists of households, their release.

festivals-state = 每个节日有一份拜访名单，经理放行后逐户拜访
festivals-day = 日期
festivals-festival = 节日
festivals-list = 拜访名单
festivals-no-list = 还没有名单
festivals-making = 名单准备中
festivals-released = 已放行
festivals-is-off = 不拜访
festivals-over = 没有拜访
festivals-visited = 已拜访 { $done } 户，共 { $owed } 户
festivals-households = { $n } 户
festivals-off = 这个节日不拜访
festivals-off-line = 本管理处以后每年这个节日都不拜访，也不提醒。可以随时再打开。
festivals-on = 恢复拜访
festivals-on-line = 本管理处以后每年这个节日都拜访。
festivals-line = { $day }，拜访时效 { $window }
festivals-none-next = 找住户逐户加入，或沿用去年的名单。
festivals-note = 备注
festivals-note-hint = 为何拜访、要留意什么，只有本处员工看得到
festivals-strike = 移出
festivals-before = 去年的名单
festivals-copy = 沿用去年名单
festivals-file-line = CSV 或 XLSX，列 event_id 填 { $id }；先预览，逐行指出错处。
festivals-release = 放行名单
festivals-release-line = 放行后名单上每一户都列入回访计划，名单不再增减；之后要补的，到服务事项的名单加。
festivals-released-by = { $who } 于 { $when } 放行
