## The clock of a demo.

demo-clock = 調時鐘
demo-clock-title = 示範時鐘
demo-clock-line = 時鐘只往前調，不能倒退；到期的事隨即照辦。
demo-clock-now = 現在
demo-clock-hour = 前進一小時
demo-clock-day = 前進一天
demo-clock-week = 前進一週
demo-clock-to = 調到
demo-clock-to-hint = 日期與時間，如 2026-05-08 09:30；不早於現在，一年以內。
demo-clock-put-on = 調整
demo-clock-not-back = 時鐘不能倒退，請填現在以後的時間。
