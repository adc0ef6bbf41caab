## What a phone sent: answers to it, and what did not fit any more.

# $site (String)
phone-privacy-notice = { $site }收集您的姓名、聯絡方式、房號和您在回訪中所說的話，只用於回訪、處理您提出的事項和服務改進，按規程保管期限存檔後銷毀。您可以查閱、更正或要求刪除，請向管理處提出。
phone-not-there = 找不到，或不是您能看的。請重新整理今日回訪。
phone-not-allowed = 這件事不能由您做。請向主管查詢。
phone-refused-next = 內容都還在手機上。請照上面說的處理後再送，或與主管聯繫。
phone-unreadable = 送來的內容讀不懂。請更新手機頁後再送；內容都還在手機上。
phone-too-large = 一次送的內容太大。請把文字縮短，或刪去重簽的筆跡後再送。
# $n (Number)
phone-piece-too-large = 一段檔案最多 { $n } KB。請更新手機頁後再送。
phone-wait = 前一項還沒有送到。請先送前一項。
phone-reused = 這一件的編號先前已用在另一件事上，這次沒有收下。
phone-reused-next = 寫下的都還在。請打開這一件，再交一次，會換新的編號。
phone-conflict-reassigned = 這件回訪已改由他人，或同行的人換了。
phone-conflict-settled = 這件回訪已另有記錄。
phone-conflict-reopened = 這件事項已重新處理，原來的回訪不再算。
phone-conflict-procedure = 這件回訪現在按另一版規程。
phone-conflict-state = 這件回訪的進度在您回訪期間變了。
phone-conflict-gone = 這件回訪已不存在。
phone-conflict-next = 您送的內容已完整保存，工作台會看到兩邊的內容並決定採用或不採用，理由會告訴您。請不必重填。
phone-conflict-not-kept = 沒有可以存放的地方，內容只在手機上。請不要刪除，並與主管聯繫。
phone-conflict-set-aside = 工作台已決定不採用，內容仍保存在記錄裡。請看理由；有疑問請與主管聯繫。
phone-desk-title = 手機送來、未能照收的內容
phone-desk-line = 送到時情況已變。兩邊的內容都在下面；請採用或不採用，並寫明理由。
# $who (String)
# $what (String)
# $at (String)
phone-desk-sent = { $who }　{ $what }　{ $at } 送到
# $at (String)
phone-desk-device = 手機時間 { $at }
phone-desk-there = 手機送來的
phone-desk-here = 現在的記錄
phone-desk-nothing-here = 還沒有記錄
phone-desk-both = 兩邊的內容
phone-desk-settle = 怎麼辦
phone-desk-next-reassigned = 要採用，請先把回訪人調整回送的人。否則請現在的回訪人看過，再選不採用。
phone-desk-next-settled = 已有記錄。要改用手機送來的，請先請審核人退回現有記錄；住戶另說的話，也可退回補記。否則選不採用。
phone-desk-next-reopened = 處理完畢後會另排回訪，這一份不再算。請把住戶的話告訴處理的人，再選不採用。
phone-desk-see-record = 看現在的記錄
phone-desk-erased = 內容已按刪除要求清除。
phone-desk-signed = 簽名
phone-desk-signatures = 手機送來的簽名
phone-desk-why = 理由
phone-desk-enter = 採用
phone-desk-enter-hint = 採用：照手機送來的內容記下，與回訪人自己送的一樣檢查。
phone-desk-cannot-enter = 現在不能採用：回訪已不由送的人做，或不在可以記錄的進度。要採用，請先調整回訪人或退回現有記錄。
phone-desk-set-aside = 不採用
# $who (String)
# $at (String)
phone-desk-entered = 已採用　{ $who }　{ $at }
# $who (String)
# $at (String)
phone-desk-left = 未採用　{ $who }　{ $at }
phone-step-sent = 由手機送到
# $reason (String)
phone-step-kept = 手機送來的內容未能照收：{ $reason }
phone-step-entered = 採用了手機送來的內容
phone-step-set-aside = 未採用手機送來的內容
