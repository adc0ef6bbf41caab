## Why an action did nothing: what stands in the way, and what to do next.

# $posts (String)
refusal-forbidden = 這件事由{ $posts }辦。請轉告他們；誰在任，看人員與崗位。
refusal-conflict = 您看著的時候，別人改過了。請看過現況再改，您填的內容還在下面。
refusal-event-state = 這件服務事項的狀態已經變了，不能這樣辦。請看過現況。
refusal-follow-up-state = 這次回訪的狀態已經變了，不能這樣辦。請看過現況。
refusal-no-visitor = 還沒有回訪人：崗位空缺，或未指明被投訴部門。請先指定，再放行。
refusal-post-dropped = 條文要求的崗位不能略去。請保留每一個崗位，再加人或換人。
refusal-not-of-post = 所選的人不任該崗位，或選了兩次。請從該崗位的人中選。
refusal-cohort-begun = 本批次已開始編號，比率改不動了。請為下一批次定新的比率。
refusal-merged = 這件投訴已併入另一件。請到那一件辦理，或先分開。
refusal-told-after = 那一件已處理完畢，之後再反映的不能併入。請照一件新投訴辦。
refusal-other-household = 兩件不是同一戶的投訴，不能併為一件。請分開辦理。
refusal-not-complaint = 只有同一管理處的投訴可以併為一件。請另選一件。
refusal-settled = 這件事已經有結果了。請看記下的結果；有新情況，請在下次回訪記下。
refusal-no-reply-asked = 這件事項不是匿名投訴，也不是只要復函的，不必附復函。如果登記錯了，請先更正。
refusal-letter-wanted = 上級部門要的是復函。請填文號、日期和發往何處。
refusal-channel = 這一次不可用這種方式。請改方式，或寫明例外的原因。
refusal-not-visitor = 您不是這次回訪的回訪人。請由回訪人記錄，或請計劃人改派。
refusal-own-visit = 自己的回訪不能自己審。請由上一級審核。
refusal-not-their-turn = 前面還有人未審。請等前一位簽署。
refusal-outside-window = 這一天不在時效內。請改日期，或寫明原因。
refusal-form-not-taken = 回訪記錄表尚未簽收。請先領取，再記錄。
refusal-month-running = 這個月還沒有過完。請到下個月再辦。
refusal-month-closed = 這個月的統計已經結束。之後的記錄列在「結後」，請到統計頁查看。
refusal-in-use = 還有東西掛在上面，不能這樣做。請先處理掛在上面的，再試一次。
refusal-month-begun = 這個月已經開始，事項按原來的規程回訪。請選以後的月份。
refusal-draft-unsound = 副本還有問題。請先改好，再試算或採用。
# $count (Number)
refusal-too-many-events = 事項多於 { $count } 宗，一次算不完。請縮短月份。
# $what (String)
refusal-hanging = 不能撤銷，還有這些掛在上面：{ $what }。請逐件更正，不必撤銷整批。
# $what (String)
# $n (Number)
refusal-hanging-one = { $what } { $n } 件
refusal-own-leaving = 不能把自己關在門外。請由別人辦理。
refusal-not-demo = 只有示範資料庫可以這樣做。請在示範裡試。
refusal-demo = 示範資料不對外發送。請在正式安裝的系統裡試。
refusal-no-mail = 尚未設定寄信伺服器。請由系統管理者設定後再試。
refusal-no-mail-address = 您還沒有電子郵件地址。請先在人員頁填寫。

## What hangs on an import.

hanging-updated = 改動了原有資料的列
hanging-events = 服務事項
hanging-residents = 住戶
hanging-lists = 名單
hanging-departments = 部門
hanging-later-acts = 之後的操作
hanging-list-lines = 名單的行
hanging-follow-ups = 已放行或完成的回訪
hanging-visitors = 已派的回訪人
hanging-staff-acts = 所匯入員工的操作
# $missing (String)
refusal-untried = 還不能算無法聯繫：{ $missing }。請先記下各次聯繫。
# $n (Number)
untried-tries = 再試 { $n } 次
# $n (Number)
untried-days = 要多 { $n } 天
# $n (Number)
untried-odd-hours = 晚間或週末 { $n } 次
untried-door = 上門並留言卡 1 次
refusal-not-voluntary = 本件會依抽取或規定回訪，或者還沒抽定，不能另加。請等抽取公布，再看計劃。
refusal-not-one-household = 這些回訪不是同一戶的，不能合成一次上門。請只選同一戶的。
refusal-batch-state = 這批記錄的狀態已經變了，不能這樣辦。請看過現況。
refusal-nothing-to-collect = 審核完的記錄都已收齊，沒有新的。請等有新審完的再收。
# $day (String)
refusal-kept-until = 要保管到{ $day }。請到期之後再銷毀。
refusal-held = 這批記錄已暫緩銷毀。請先解除暫緩，再辦。
refusal-first-round = 第一次回訪不能這樣結束。訪不到住戶的，請按無法聯繫辦理。
refusal-month-open = 這個月的統計還沒有結帳。請先結帳，再簽署。
refusal-paper-state = 這份報告的進度已經變了，不能這樣辦。請看過現況；打好的字還在。
refusal-own-paper = 自己簽署的報告、自己辦的措施，由別人審核、決定或驗證。請交給別人。
refusal-task-state = 這項措施或任務的進度已經變了，不能這樣辦。請看過現況；打好的字還在。
refusal-not-on-paper = 本規程不收紙本記錄。請由回訪人在畫面上記錄。
refusal-list-complete = 名單已經確認過了。要補人，請直接加在後面。
refusal-no-festivals = 這份規程不列節日拜訪。請按其他事項登記。
refusal-festival-released = 這份名單已經放行，不能再改。要補的，請到服務事項的名單加。
refusal-festival-over = 這個節日已經過了。請排下一個節日。
refusal-festival-off = 本管理處不為這個節日拜訪。要拜訪，請先由經理恢復。
refusal-nobody-listed = 名單上還沒有人，不能放行。請先加住戶。
refusal-nobody-before = 去年的名單上沒有還要加的人。請搜尋住戶加入。
refusal-no-letters = 這份規程沒有公開信。請個別回訪。
refusal-letter-state = 這封信的狀態已經變了，不能這樣辦。請看過現況。
refusal-letter-down = 信已過張貼期，不能再加照片。請下次在張貼期間補上。
refusal-own-letter = 自己擬的信不能自己批准。請由上一級批准。
# $severity (String)
refusal-letter-grave = { $severity }投訴不能用公開信答復。請個別回訪。
refusal-letter-promised = 已約定個別答復的，不能用公開信代替。請取消勾選。
refusal-letter-confidential = 保密的投訴不能用公開信答復。請取消勾選。
refusal-not-one-matter = 所選的回訪不是同一類別、同一事項。請只選同一事項的。
refusal-other-letter = 另一封信已在答復這件。請取消勾選，或先撤回那封信。
# $n (Number)
refusal-few-households = 同一事項不到 { $n } 戶，不能用公開信答復。請個別回訪。
refusal-nothing-to-answer = 信上要答復的都已另行回訪，沒有可了結的。請撤回這封信。

## Who did what meanwhile.

# $sentence (String)
# $step (String)
meanwhile-beside = { $sentence }{ $step }
# $what (String)
# $when (String)
# $who (String)
meanwhile-last-step = 最近一步：{ $when }，{ $who }，{ $what }。
meanwhile-you = 您
# $now (String)
meanwhile-now = 現在是「{ $now }」。要照您填的改，請看過再送出。
unsaved-title = 您剛才填的，還沒有存
unsaved-line = 這一頁已經沒有地方放這些內容。請複製要留的，看過現況再辦。
step-unit-saved = 改了單位資料
step-person-saved = 改了姓名、電話或其他資料
step-occupancy-saved = 登記或改了住戶
step-occupancy-ended = 記下遷出
step-department-saved = 改了部門
step-post-granted = 任命崗位
step-post-ended = 結束任職
step-rate-set = 定了比率
step-month-closed = 結束當月統計
step-document-uploaded = 上傳了新版本
step-procedure-adopted = 採用了規程
step-paper-signed = 簽署
step-paper-accepted = 審核通過
step-sent-back = 退回
step-paper-decided = 作出決定
step-paper-read = 已閱
step-task-given = 交辦
step-task-done = 記下辦理結果
step-task-checked = 驗證
step-batch-collected = 收齊這批記錄
step-batch-reviewed = 審閱這批記錄
step-batch-received = 接收入檔
step-batch-held = 暫緩銷毀
step-batch-freed = 解除暫緩
step-disposal-proposed = 提出銷毀
step-disposal-approved = 批准銷毀
step-disposal-refused = 不批准銷毀
step-batch-disposed = 銷毀
step-letter-drafted = 擬稿
step-letter-approved = 批准
step-letter-posted = 張貼
step-letter-withdrawn = 撤回
step-festival-on = 恢復節日拜訪
step-festival-off = 停了節日拜訪
step-households-listed = 加了住戶
step-household-struck = 去掉一戶
step-robot-saved = 改了機器人
refusal-request-settled = 這件申請已經辦理。請看結果；還要辦的，請另行登記。
refusal-own-disposal = 這批由您提出銷毀，不能自己批准。請另一位批准人辦理。
refusal-disposal-not-approved = 這批還沒有提出銷毀，或者還沒有批准。請先列清單提出，由另一人批准後再銷毀。
refusal-own-request = 申請由您登記，不能自己核准刪除。請另一位經理或管理員辦理。
refusal-staff-data = 這是員工的資料，存檔的簽名以它為據，不能這樣刪除。請以「不予辦理」答覆並說明。
# $ground (String)
refusal-something-stays = 還有不能刪的：{ $ground }。請改選「部分辦理」，或先解決再辦。
# $ground (String)
refusal-nothing-goes = 現在沒有可以刪的：{ $ground }。請選「不予辦理」並說明，或先解決再辦。
refusal-nothing-stays = 沒有要保留的，不必部分辦理。請選「已辦」。
refusal-hold-lifted = 這項暫緩已經解除。請看過現況。
refusal-held-within = 這批裡有暫緩銷毀的記錄、事項或住戶。請先到「暫緩銷毀」頁解除，再銷毀。
refusal-spot-not-drawn = 這個月的抽查還沒有抽出：統計尚未結帳，或密鑰尚未公布。請等結帳後再來。
refusal-not-sampled = 這份記錄沒有抽中，不在公司抽查之列。請從公司抽查的清單裡選。
refusal-own-spot-check = 這份記錄是您回訪、錄入或審閱的，不能自己抽查。請由公司另一位同事打。
refusal-spot-checked = 這位住戶已經接通過了。請看結果，不必再打。
