## The draw of a cohort.

draw-title = { $month }{ $category }抽取
draw-rate = 回访率 { $rate }。
draw-closed = 已于 { $time } 截止，不再给号。
draw-open = 仍在给号。
draw-strata = 号码分组
draw-how = 每件按登记先后得一个号码，号码依回访率分组，每组抽一件。到公布时刻才显示，之前谁也看不到。
draw-check = 怎样核对
draw-check-how = 密钥在抽取前已定，先公布哈希值，月结后公开。用密钥对本批名称与组号计算，得数 u；u 除以组内件数的余数，就是抽中的位次，从 0 数起。
draw-stratum = 组
draw-numbers = 号码
draw-lines = 全部事项
draw-number = 号码
draw-event = 事项编号
draw-outcome = 结果
draw-entered = 登记时间
draw-late-entry = 抽取后补登
draw-late-entries = 办结逾 { $hours } 小时才登记
draw-by-program = 系统导入
