## The guides, one for each post, made from the procedure in force.

# $post (String)
guide-of = 指南：{ $post }
# $procedure (String)
guide-line = 照現行的{ $procedure }寫成；數字和條文都出自規程。第 0 日是處理完畢、合同結束或節日的當天。
guide-administrator-line = 安裝和維護系統的人要做的；規程裡沒有這個崗位。
guide-all = 全部崗位
guide-index-line = 每個崗位一頁，可以列印。
guide-day = 一天，五行
guide-duties = 您的職責
guide-go = 去辦
guide-generated = 由程式從規程產生，請勿手改。各崗位在系統裡的「崗位指南」頁看得到同樣的內容。

## The day.

guide-day-desk = 打開「今日」：先辦逾期的，再辦今天到期的。
guide-day-plan = 看計劃，把待放行的放行；放不了的，行內寫著缺什麼。
guide-day-take = 領回訪記錄表並簽收，一次可領幾份。
guide-day-visit = 出門前看每件的「為什麼」和住戶希望的時間。
guide-day-record = 出門前在手機上打開「今日回訪」；見過住戶當場記錄、簽名，沒有網路也行，連網後自動送出。
guide-day-review = 看輪到您審的記錄，寫意見並簽名。
guide-day-month = 看本月各類還差幾件，點數字看是哪幾件。
guide-day-archive = 看歸檔到了哪一步，輪到您就辦。
guide-day-notices = 看通知；點過去就是要辦的那一件。
guide-day-why = 不明白為什麼要辦，點條文號看原文。
guide-day-events = 有新的事就登記，辦完就寫處理完畢。
guide-day-open = 收工前看未了事項，有了結果就寫上。
guide-day-administrator = 打開「今日」：有空缺的崗位、發不出的通知，都列在那裡。
guide-day-people = 有人到職、離職，先辦交接，再停帳號。
guide-day-sending = 通知發不出時，照列出的原因改設定，再試一次。
guide-day-backup = 確認昨夜的備份在。

## The duties.

guide-accountable = 您是責任人：首頁列著逾期和各率，每次回訪上都可以寫一句交代。
guide-plan = 制定計劃：草案已照規程排好，改人、日子、方式要寫原因，然後放行，回訪人即收到通知。
# $what (String)
guide-set-rate = { $what }的回訪率由您定：寫明原因，在那一批的第一件之前定好。
# $n (Number)
guide-consent = 試過 { $n } 次仍聯繫不上的，由您同意，在回訪的調整頁結為無法聯繫。
# $n (Number)
guide-told-unfinished = 領表後超過 { $n } 天沒做完的會通知您，請看誰去、何時去。
# $what (String)
# $days (String)
# $channels (String)
guide-visit = 回訪{ $what }：{ $days }；{ $channels }。
# $posts (String)
guide-visit-with = 與{ $posts }同去，都要簽名。
guide-visit-may-send = 可以指定人員同去或代去。
guide-visit-goes-along = 由您去，可以指定人員同去。
guide-take-form = 去之前領表簽收，回來交表。
guide-record = 記下評價和住戶原話，您也簽名。
guide-record-customer = 上門要住戶簽名；不肯簽的寫明原因，請同事見證。電話回訪不用簽。
guide-record-place = 現場查看要填，不適用的寫原因。
guide-raised = 住戶新提的，能答就當場答；不能的約好哪天、由誰答復，下一次回訪自動排上。
# $n (Number)
guide-door = 領表後超過 { $n } 天沒做完的，要由您上門。
# $posts (String)
guide-review = 審閱{ $posts }的回訪記錄，寫意見、簽名；缺了的退回，不合格的判不合格。
guide-review-all = 審閱全部回訪記錄，寫意見、簽名；缺了的退回，不合格的判不合格。
# $posts (String)
guide-review-above = 誰也不審自己：{ $posts }親自去的回訪，記錄由您審。
guide-nonconforming = 判為不合格的，由您決定怎樣處理，並看下一次回訪。
guide-confidential = 保密投訴只有少數崗位看得到，您是其一：只在它自己的頁上辦，不外傳。
guide-grade = 投訴登記後，等級只由您改，並寫原因。
guide-invalid = 無效投訴只由您認定：寫明理由和對投訴人的答復。
guide-close-round = 住戶經處理仍不滿意、再訪也無從改變的，由您寫明原因結案，不再排下一次回訪。
# $n (Number)
guide-write-letters = 同一事項有 { $n } 戶以上，可擬一封公開信一併答復；批准後張貼，填地點和日期，附上照片。
guide-approve-letters = 公開信由您批准，或寫明原因退回；批准就是審閱。自己擬的交上一級。
guide-list-festivals = 節日前備好要拜訪的名單，可從去年的抄來；名單由經理放行。
# $n (Number)
guide-release-festivals = 節日名單由您放行；節前 { $n } 天還沒放行的會提醒您。不拜訪的，寫明原因後關閉。
guide-close-month = 過月後看缺漏清單，補齊，再結束當月統計並簽署。
guide-receive-month = 每月的回訪結果交到您這裡：看各率和滿意程度，點數字看到每一件。
# $share (String)
guide-call-back = 月份結帳後，打電話問抽中的住戶（當月通過記錄的 { $share }）：有沒有這次回訪、怎樣評價。自己經手的，請同事打。
# $n (Number)
guide-analyse = 過月後 { $n } 天內，把不合格和重複的寫成分析報告；數字取自統計。
guide-review-analysis = 審閱當月的分析報告，對照統計的數字。
guide-decide-analysis = 看過分析，決定糾正和預防措施。
# $day (Number)
guide-collect = 每月 { $day } 日前把審完的記錄收成一批；還缺什麼，歸檔頁列著。
guide-review-archive = 收好的一批由您先審，並標出可作考核依據的記錄。
# $years (Number)
guide-keep = 簽名接收，保管 { $years } 年；到期由您列清單提出，批准後銷毀並簽名。
guide-approve-disposal = 保管期滿、提出銷毀的一批由您批准；不能批准自己提出的。
guide-appraise = 從標出的記錄看各人辦了多少、是否及時；只是依據之一，不打分、不排名。
guide-manage = 人員、崗位、代理和所用的規程由您管；有人離職，先交接。
guide-admin-people = 建帳號、派崗位。每個崗位都有人，計劃才放得出去。
guide-admin-procedure = 選定管理處所用的規程和生效的月份；已辦完的事仍照原來的。
guide-admin-import = 匯入房號、住戶、員工和舊事項：先看預覽，錯了可以撤銷。
guide-admin-sending = 設好郵件和群機器人，試發一次。
guide-admin-backup = 每天用 huiyin backup 備份，隔一段時間用 huiyin restore 還原到別處試一次，用 huiyin doctor 檢查。

## Parts of a duty.

# $first (String)
# $last (String)
guide-days = { $first }至{ $last }
# $phase (String)
# $days (String)
guide-phase-days = { $phase } { $days }
# $n (Number)
guide-step-days = 第 { $n } 日
# $n (Number)
guide-step-before = 前 { $n } 日
# $n (Number)
guide-step-months = 滿 { $n } 個月
# $share (String)
guide-step-share = 合同 { $share } 處
# $share (String)
# $n (Number)
guide-step-share-days = 合同 { $share } 處再加 { $n } 日
# $category (String)
# $severities (String)
guide-sort-of = { $category }（{ $severities }）
# $category (String)
# $severities (String)
guide-sort-except = { $category }（{ $severities }以外）
