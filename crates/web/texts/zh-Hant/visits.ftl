## A visit, and what its record holds.

# $n (Number)
visits-title = 第 { $n } 次回訪
visits-record = 記錄回訪
visits-about = 事項
visits-not-yours = 您不是這次的回訪人
visits-rounds = 各次回訪
visits-when = 何時、何種方式、何人
visits-visited-on = 回訪日期
visits-visited-time = 時刻
visits-channel = 回訪方式
visits-channel-reason = 改用其他方式的原因
# $allowed (String)
visits-channel-hint = 本次可用：{ $allowed }。住戶要求改用其他方式時，請寫明。
visits-late-reason = 逾期原因
visits-respondent = 受訪人
visits-relation = 與業主關係
visits-content = 回訪內容
visits-nothing = 沒有
visits-rating = 總評
visits-solved = 問題是否解決
visits-site-check = 現場查看
visits-site-check-words = 查看情況，或不適用的原因
visits-raised = 住戶新提出的意見、建議、投訴，或不滿意
# $n (Number)
visits-matter-n = 第 { $n } 項
visits-matter-kind = 性質
visits-matter-said = 住戶說
visits-matter-outcome = 答復、做了什麼，或怎麼解釋
visits-dissatisfied = 對處理不滿意
visits-settled = 已當場答復或解決
visits-owner = 負責人
visits-answer-by = 約定答復時間
visits-told-by = 由誰告知住戶
visits-rectify-by = 整改期限
visits-next-visit = 約定下次回訪
visits-next-visit-hint = 不填則依規程排定。
visits-more = 再加一項
visits-signatures = 簽名
visits-customer-name = 住戶簽名
# $name (String)
visits-visitor-name = 回訪人簽名：{ $name }
visits-sign-hint = 在框內簽名，或鍵入姓名。
visits-drawn = 已簽
visits-refused = 住戶不願簽名（拒簽）
visits-refused-tick = 拒簽
visits-refusal-reason = 拒簽原因
visits-witness = 見證同事
visits-hand-in = 交記錄
visits-asked-by = 依據

## What a record lacks, and what to do.

lack-in-the-future = 回訪時間不能晚於現在。
lack-call-time = 電話回訪要寫明時刻。
# $day (String)
lack-late = 期限是{ $day }，請寫明逾期原因。
# $allowed (String)
lack-channel = 本次只可用：{ $allowed }。
lack-channel-reason = 住戶要求改用這種方式時，請寫明原因。
lack-channel-consent = 這種方式要先由排計劃的人同意並改計劃；請寫明原因。
lack-respondent = 請寫明受訪人。
# $section (String)
lack-content = 請填「{ $section }」，或選「沒有」。
lack-rating = 請選總評。
lack-solved = 請選問題是否解決。
lack-site-check = 請填現場查看；不適用時寫明原因。
# $n (Number)
lack-matter-words = 第 { $n } 項：請照錄住戶的話。
# $n (Number)
lack-matter-outcome = 第 { $n } 項：當場答復並寫明，或約定答復時間。
# $n (Number)
lack-promise = 第 { $n } 項：約定時間要晚於回訪，並寫明負責人和由誰告知住戶。
lack-dissatisfaction = 住戶不滿意，請在下面寫明是什麼、怎麼辦。
# $n (Number)
lack-explanation = 第 { $n } 項：寫明當場解決了什麼，或怎麼向住戶解釋。
# $n (Number)
lack-rectification = 第 { $n } 項：寫明整改負責人和期限，期限不早於回訪。
lack-customer-signature = 請住戶簽名；不願簽的，記為拒簽。
lack-refusal-reason = 請寫明拒簽原因。
lack-refusal-witness = 請選見證的同事，不能是回訪人。
lack-visitor-signature = 每一位回訪人都要簽名。

## What the planner changes.

visits-adjust = 調整安排
visits-planned-day = 安排在
visits-adjust-why = 換人、換方式，或日期在時效外時必填；原因會一直看得到。
visits-adjust-save = 存入計劃
visits-replace = 無法聯繫，結案
visits-replace-line = 抽中的由同一層的下一號遞補；其他的仍計應回訪。
visits-nothing-to-adjust = 這次回訪已進行，或不由您調整。
visits-tried = 同意的理由
visits-tried-hint = 各次聯繫已在聯繫記錄裡。
visits-tries = 聯繫記錄
# $missing (String)
visits-untried = 算作無法聯繫還差：{ $missing }。
visits-no-tries = 尚無聯繫不上的記錄。
visits-note-try = 記一次聯繫不上
visits-tried-at = 何時
visits-card-left = 已留言卡
visits-try-note = 情況
# $day (String)
# $post (String)
visits-escalated = { $day }起逾時未完成：{ $post }須上門，只能上門回訪。
visits-others = 同戶待回訪
visits-others-line = 可同一次上門；各填一份記錄表
visits-notes = 責任人說明
visits-answer-note = 這次回訪的情況和原因
visits-answer-for = 記下說明
visits-close-round = 不再回訪
visits-close-round-line = 再次回訪到住戶滿意為止，或由您寫明理由結束。應回訪的照樣計入回訪率；住戶提出的事仍列在未了事項，直到有結果。
# $number (String)
visits-round-replaced = 由投訴 { $number } 的回訪代替
visits-round-closed = 已結束，不再回訪

## Photos and scans.

visits-photos-site-check = 現場查看的照片
# $n (Number)
visits-photos-matter = 第 { $n } 項的照片
# $largest (Number)
visits-photos-hint = 可選多張，每張最多 { $largest } MB。照片裡的拍攝地點會去掉。
visits-photos-kept = 已上傳，取消勾選即不附上
# $n (Number)
visits-photo-n = 照片 { $n }

## On paper.

visits-paper-enter = 錄入紙本記錄
visits-paper-print = 印空白記錄表
visits-paper-line = 照紙上的次序錄入；簽名照紙上的姓名鍵入。簽名原表要拍照或掃描附上。
visits-paper-name-hint = 照紙上的簽名鍵入姓名。
visits-paper-sheet = 簽名原表（照片或 PDF）
visits-paper-signed-on = 簽名日期
lack-signed-sheet = 請附上簽名原表的照片或掃描。
paper-title = 空白回訪記錄表
# $n (Number)
paper-count = { $n } 份
paper-how = 用瀏覽器列印，A4，每份一頁。回來後掃碼錄入，並附上簽名原表。
paper-more = 一次最多印 60 份，其餘請分日或分人再印。
paper-none = 沒有可印的記錄表。
paper-none-next = 放行而還沒有記錄的回訪，才有空白記錄表；看不到的不印。
paper-day = 哪一日
paper-print = 印空白記錄表
paper-site = 管理處
paper-scan = 掃碼錄入
paper-reasons = 改用其他方式、逾期的原因
paper-matters = 新提出的事項，未能即時答復的
paper-promised = 約定答復時間、負責人
paper-customer = 住戶簽名，或拒簽原因
paper-visitors = 回訪人簽名
paper-signed-on = 簽名日期
paper-review = 主管審核意見及簽名
paper-manager = 經理處理意見
paper-remarks = 備註
paper-receipt = 領取人簽名、時間
