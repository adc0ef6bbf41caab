## The procedures in words.

procedure-line = 每條規則都註明依據；原文照錄，讀法另記。
procedure-shipped = 隨產品附帶
# $version (String)
procedure-version = 第 { $version } 版
# $clauses (Number)
# $readings (Number)
procedure-counts = 條文 { $clauses } 條，讀法 { $readings } 項
procedure-contents = 目錄
procedure-clauses = 條文
procedure-clauses-line = 原文照錄，校訂另註
procedure-readings = 讀法
procedure-readings-line = 條文沒有說或說不清之處
procedure-hash-line = 規程檔的指紋。改動一字，就是另一版。
procedure-adopted = 本處採用
# $month (String)
procedure-in-force = { $month }起
procedure-adopt = 改用規程
procedure-adopt-from = 起用月份
procedure-adopt-hint = 從該月 1 日起。該月起已有處理完畢的事項，就不能再改。
# $site (String)
procedure-adopt-line = { $site }：已處理完畢的事項仍按原規程回訪。
