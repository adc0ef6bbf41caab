## Signals: what deserves a second look.

signals = 讯号
signals-title = 讯号，{ $month }
signals-line = 讯号不是结论，只说哪些记录值得再看一眼。
signals-none-asked = 本规程没有讯号。
signals-nothing = 这个月没有讯号。
signals-nothing-next = 连续几天没有记录、评价全部满意、上门相隔太近等，会列在这里。
signals-quiet-title = 没有记录的日子
signals-quiet = 连续 { $days } 天没有任何记录：{ $from } 至 { $to }
signals-people-title = 按人
signals-people-line = 点开看所说的记录。
signals-all-satisfied = { $name }：评价全部满意
signals-minutes-apart = { $name }：两户上门相隔太近
signals-refused = { $name }：拒签偏多
signals-by-phone = { $name }：电话回访偏多
signals-late = { $name }：逾期完成
signals-share = { $count } / { $of } 份
signals-when = 回访时间
signals-record = 记录
