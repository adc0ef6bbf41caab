## The ledger of open ends.

open-state = { $n } 件未了，逾期 { $late } 件
open-raised = 住户提出，还没有结果
open-nothing = 没有未了的意见。
open-nothing-next = 回访时住户提出而当场没有答复的，会列在这里，直到写明结果。
open-due = 期限
open-said = 住户说
open-owner = 负责人
open-record = 回访记录
open-settle = 写明结果
open-dissatisfied = 不满意
open-lacking = 还缺资料的事项
open-lacks = 欠缺
open-event = 服务事项
open-matter = 住户提出的事
open-explained = 当时的说明
open-outcome = 结果
open-outcome-hint = 写明怎么答复、何时告知住户，或做了什么。写明后不再列为未了。
open-undecided = 不合格，还没有处理意见
open-found = 审定日期
