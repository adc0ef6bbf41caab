## States. A day is late only from the day after its last day.

# $days (Number)
mark-late = 逾期 { $days } 天
mark-today = 今日到期
# $days (Number)
mark-left = 剩 { $days } 天

## Clauses. The mark stands in a small frame before the clause's number and must be short.

clause-word = 條文
reading-word = 讀法
reading-mark = 讀
correction-word = 校訂

## A rate against its target.

# $percent (String)
# $target (String)
gauge-with-target = { $percent }，目標 { $target }
gauge-nothing = 沒有應回訪
gauge-reached = 達標
# $n (Number)
gauge-missing = 尚差 { $n } 件
# $n (Number)
gauge-missed = 差 { $n } 件

## The numbers of a draw, for those who do not see the boxes.

draw-picked = 抽中
draw-this = 抽中，本件
draw-void = 作廢
draw-free = 尚無

## Grades, days, tables.

# $grade (String)
grade-given = 評為 { $grade }
grade-none = 尚未評價
day-today = 今日
sum = 合計
none = 無
pager = 分頁
pager-previous = 上一頁
pager-next = 下一頁

## Forms.

required = 必填
# $n (Number)
form-errors = 有 { $n } 處要改
sign-again = 重簽
