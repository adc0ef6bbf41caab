## Papers: forms to print and tables for a spreadsheet.

papers-pdf = PDF
papers-xlsx = XLSX
papers-csv = CSV
papers-month = 本月记录表 PDF
papers-disposal = 销毁清单 PDF
papers-made = { $who } 于 { $day } 打印
papers-check = 扫码核对
papers-hash = 校验码 { $hash }
papers-hash-title = 校验码
papers-photos = { $n } 张
papers-electronic = 电子记录
papers-total = 合计
papers-again = 是
papers-not-again = 否
papers-anonymous = 匿名
papers-reply-only = 只要复函
papers-valid = 有效
papers-invalid = 无效
papers-not-drafted = （尚未编制）
papers-found-analysis = { $month }统计分析报告
papers-found-return = { $month }客户回访记录
