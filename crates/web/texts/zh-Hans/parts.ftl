## States. A day is late only from the day after its last day.

mark-late = 逾期 { $days } 天
mark-today = 今日到期
mark-left = 剩 { $days } 天

## Clauses. The mark stands in a small frame before the clause's number and must be short.

clause-word = 条文
reading-word = 读法
reading-mark = 读
correction-word = 校订

## A rate against its target.

gauge-with-target = { $percent }，目标 { $target }
gauge-nothing = 没有应回访
gauge-reached = 达标
gauge-missing = 尚差 { $n } 件
gauge-missed = 差 { $n } 件

## The numbers of a draw, for those who do not see the boxes.

draw-picked = 抽中
draw-this = 抽中，本件
draw-void = 作废
draw-free = 尚无

## Grades, days, tables.

grade-given = 评为 { $grade }
grade-none = 尚未评价
day-today = 今日
sum = 合计
none = 无
pager = 分页
pager-previous = 上一页
pager-next = 下一页

## Forms.

required = 必填
form-errors = 有 { $n } 处要改
sign-again = 重签
