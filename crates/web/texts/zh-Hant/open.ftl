## The ledger of open ends.

# $n (Number)
# $late (Number)
open-state = { $n } 件未了，逾期 { $late } 件
open-raised = 住戶提出，還沒有結果
open-nothing = 沒有未了的意見。
open-nothing-next = 回訪時住戶提出而當場沒有答復的，會列在這裡，直到寫明結果。
open-due = 期限
open-said = 住戶說
open-owner = 負責人
open-record = 回訪記錄
open-settle = 寫明結果
open-dissatisfied = 不滿意
open-lacking = 還缺資料的事項
open-lacks = 欠缺
open-event = 服務事項
open-matter = 住戶提出的事
open-explained = 當時的說明
open-outcome = 結果
open-outcome-hint = 寫明怎麼答復、何時告知住戶，或做了什麼。寫明後不再列為未了。
open-undecided = 不合格，還沒有處理意見
open-found = 審定日期
