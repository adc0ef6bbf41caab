## The company, added up.

place-company = 公司匯總
site-all = 全部管理處
company-filter = 看其他期間
company-all-categories = 全部
company-from = 從
company-to = 到
# $place (String)
company-title = { $place }匯總
# $sites (Number)
# $moment (String)
company-state = { $sites } 處，截至 { $moment }。
company-this-month = 本月
company-this-quarter = 本季
company-this-year = 本年
company-categories-line = 按同一張統計表相加；目標逐處逐月判定，不以平均代替。
company-parts = 按處所
company-parts-line = 點名稱看下一級；一處的數字與該處的統計表相同。
company-place = 處所
company-months = 按月
company-months-line = 件數相加，率由件數重算。
company-nothing = 這段期間沒有應回訪。
company-nothing-next = 時效在這段期間截止的回訪會加總在這裡。
# $small (Number)
company-note = * 母數少於 { $small }，比率僅供參考。各類別目標不同，合計不計回訪率。
company-to-site = 到該處的統計
