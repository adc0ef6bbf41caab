## The clock of a demo.

demo-clock = 调时钟
demo-clock-title = 示范时钟
demo-clock-line = 时钟只往前调，不能倒退；到期的事随即照办。
demo-clock-now = 现在
demo-clock-hour = 前进一小时
demo-clock-day = 前进一天
demo-clock-week = 前进一周
demo-clock-to = 调到
demo-clock-to-hint = 日期与时间，如 2026-05-08 09:30；不早于现在，一年以内。
demo-clock-put-on = 调整
demo-clock-not-back = 时钟不能倒退，请填现在以后的时间。
