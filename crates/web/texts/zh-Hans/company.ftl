## The company, added up.

place-company = 公司汇总
site-all = 全部管理处
company-filter = 看其他期间
company-all-categories = 全部
company-from = 从
company-to = 到
company-title = { $place }汇总
company-state = { $sites } 处，截至 { $moment }。
company-this-month = 本月
company-this-quarter = 本季
company-this-year = 本年
company-categories-line = 按同一张统计表相加；目标逐处逐月判定，不以平均代替。
company-parts = 按处所
company-parts-line = 点名称看下一级；一处的数字与该处的统计表相同。
company-place = 处所
company-months = 按月
company-months-line = 件数相加，率由件数重算。
company-nothing = 这段期间没有应回访。
company-nothing-next = 时效在这段期间截止的回访会加总在这里。
company-note = * 母数少于 { $small }，比率仅供参考。各类别目标不同，合计不计回访率。
company-to-site = 到该处的统计
