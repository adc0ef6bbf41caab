## The procedures in words.

procedure-line = 每条规则都注明依据；原文照录，读法另记。
procedure-shipped = 随产品附带
procedure-version = 第 { $version } 版
procedure-counts = 条文 { $clauses } 条，读法 { $readings } 项
procedure-contents = 目录
procedure-clauses = 条文
procedure-clauses-line = 原文照录，校订另注
procedure-readings = 读法
procedure-readings-line = 条文没有说或说不清之处
procedure-hash-line = 规程文件的指纹。改动一字，就是另一版。
procedure-adopted = 本处采用
procedure-in-force = { $month }起
procedure-adopt = 改用规程
procedure-adopt-from = 起用月份
procedure-adopt-hint = 从该月 1 日起。该月起已有处理完毕的事项，就不能再改。
procedure-adopt-line = { $site }：已处理完毕的事项仍按原规程回访。
