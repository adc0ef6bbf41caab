## The plan of a month, and the sign-out sheet.

plan-title = { $month }回访计划
plan-state = 列入计划 { $planned } 件，待放行 { $waiting } 件；不回访或未定 { $rest } 件。
plan-previous = ← { $month }
plan-next = { $month } →
plan-draft = 待放行 { $n } 件
plan-draft-line = 放行后通知回访人
plan-no-draft = 没有待放行的回访。
plan-all = 全选
plan-tick = 放行 { $unit }
plan-visitors = 回访人・缘由
plan-day = 回访日・方式
plan-draw = 看抽取
plan-release = 放行所选
plan-released = 已放行
plan-nothing-released = 本月还没有放行的回访。
plan-how-far = 进度
plan-from = { $day }起
plan-round = 第 { $n } 次
plan-stratum = 第 { $n } 组
plan-waits = 待抽取公布
plan-exempt = 免回访
plan-exempt-line = { $n } 件，不计入回访率
plan-not-planned = 不回访与未定
plan-not-planned-line = 每件附缘由
plan-loads = 各人在手
plan-loads-line = 尚未记录的件数
plan-key = 本月抽取密钥
plan-key-published = 哈希值公布于 { $time }
plan-key-revealed = 密钥已公开：
plan-key-kept = 密钥尚未公开，月结后可核对。
plan-count = { $n } 件
plan-more-wait = 这里列出期限最早的 { $n } 件，放行后再列其余。
sheet-title = 回访记录签收表
sheet-state = 我待领 { $mine } 份，已领出 { $out } 份。
sheet-not-required = 本规程不要求签收，放行后即可回访。
sheet-mine = 我待领的记录表
sheet-mine-line = 签一次，领所选各份
sheet-nothing = 没有待领的记录表。
sheet-nothing-next = 计划放行后，由您回访的会列在这里。
sheet-tick = 领取 { $unit }
sheet-sign = 领表人签名
sheet-name = 签署姓名
sheet-name-hint = 不便手签时，填写姓名即可。
sheet-more = 待领的多于此列；签收后，其余的会列出。
sheet-take = 签收所选
sheet-left = 逾时未领
sheet-left-line = 放行后过了规定时间还没有签收
sheet-visitor = 回访人
sheet-released = 放行
sheet-out = 已领出
sheet-taken = 领取
sheet-due = 要求完成
sheet-returned = 交回
sheet-bring-back = 交回
plan-show-all = 看全部 { $n } 件

## The rate that is left open.

rate-title = 设定回访率
rate-line = 规程留给主管定的比率，须在该月第一号产生前设定，不能回溯。
rate-from = 自哪个月起
rate-rate = 回访率
rate-rate-hint = 例如 30% 或 1/3。
rate-set = 设定

## The order of the plan, and households that one visit settles.

plan-by = 排列
plan-by-day = 回访日
plan-by-building = 楼栋
plan-no-day = 未定日期
plan-no-person = 空缺，尚无人选
plan-no-building = 公共区域或未注明楼栋
plan-building = { $building } 栋
plan-together = 同户可一次上门
plan-together-line = 合并为同一天、同一岗位同一人；各件各填一份记录表
plan-as-one = 合为一次上门
plan-window = { $from } – { $to }・{ $visitors }
