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
