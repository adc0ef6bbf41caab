## Papers: forms to print and tables for a spreadsheet.

papers-pdf = PDF
papers-xlsx = XLSX
papers-csv = CSV
papers-month = 本月記錄表 PDF
papers-disposal = 銷毀清單 PDF
# $who (String)
# $day (String)
papers-made = { $who } 於 { $day } 列印
papers-check = 掃碼核對
# $hash (String)
papers-hash = 校驗碼 { $hash }
papers-hash-title = 校驗碼
# $n (Number)
papers-photos = { $n } 張
papers-electronic = 電子記錄
papers-total = 合計
papers-again = 是
papers-not-again = 否
papers-anonymous = 匿名
papers-reply-only = 只要復函
papers-valid = 有效
papers-invalid = 無效
papers-not-drafted = （尚未編製）
# $month (String)
papers-found-analysis = { $month }統計分析報告
# $month (String)
papers-found-return = { $month }客戶回訪記錄
papers-source-follow-up = 回訪
papers-source-complaint = 投訴
papers-source-repairs = 維修統計
papers-source-inspection = 檢查
papers-nature-carried-out = 實施
papers-nature-effect = 效果
papers-nature-system = 體系
papers-type-product = 產品
papers-type-service = 服務
papers-type-management = 管理
papers-degree-slight = 輕微
papers-degree-ordinary = 一般
papers-degree-grave = 嚴重
# $found (Number)
# $most (Number)
# $command (String)
papers-too-many = 這個月有 { $found } 份記錄表，一個檔案最多 { $most } 份。請逐份列印，或請系統管理員用 { $command } 取得全部。
papers-no-records = 這個月沒有您可看的記錄表。
