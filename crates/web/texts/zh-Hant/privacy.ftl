## People and their own data: what is held, requests, holds, looks at full numbers.

privacy-title = 個人資料
# $law (String)
privacy-line = 依{ $law }
privacy-restricted = 限制處理
privacy-restricted-here = 限制處理：只辦未辦結的事項，不作他用
# $day (String)
privacy-restricted-line = 自 { $day }起限制處理：除法律與未辦結事項所需，不主動聯繫，不作他用
# $day (String)
privacy-erased-line = { $day }已刪除
privacy-homes = 住處
privacy-known = 登記資料
privacy-known-line = 更正另立一版；舊版留在日誌，直到刪除
privacy-correct = 更正
privacy-held = 保存的資料
# $files (Number)
privacy-held-line = 另有照片、文件 { $files } 份
privacy-nothing-held = 沒有事項，也沒有回訪記錄。
# $records (Number)
# $signatures (Number)
# $files (Number)
privacy-counts = 記錄 { $records }、簽名 { $signatures }、附件 { $files }
privacy-on-list = 在名單上
privacy-confidential = 保密投訴，內容不在此顯示
privacy-not-shown = 內容不在清單顯示
privacy-standing = 可否刪除
privacy-may-go = 可以刪除
privacy-gone = 已刪除
# $ground (String)
# $article (String)
privacy-stays = 保留：{ $ground }（{ $article }）
# $ground (String)
# $article (String)
# $day (String)
privacy-stays-until = 保留至 { $day }：{ $ground }（{ $article }）
privacy-profile = 姓名、電話、聯繫意願
privacy-perhaps = 可能也是本人的
privacy-perhaps-line = 同一住處、同名或同號，登記時沒有認定是誰。逐件看過再勾。
# $number (String)
privacy-perhaps-tick = { $number } 一併刪除
privacy-looks = 誰看過完整號碼
privacy-looks-none = 沒有人看過。
privacy-looks-title = 完整號碼查看記錄
privacy-looks-line = 每看一次記一筆；最多 500 筆，最近的在前
privacy-looks-when = 時間
privacy-looks-who = 誰看的
privacy-looks-whose = 誰的號碼
# $number (String)
privacy-looks-of-event = { $number } 登記的號碼
privacy-looks-all = 所有人
privacy-looks-show = 查看
privacy-looks-from = 自
privacy-looks-to = 至
privacy-requests = 個人資料申請
privacy-requests-line = 先辦限期近的；已辦的列在後面
privacy-requests-none = 沒有申請。
privacy-requests-none-next = 在住戶的個人資料頁登記。
privacy-request-new = 登記申請
privacy-request-new-line = 先核對身份；不要抄錄證件號碼
privacy-request-kind = 申請事項
privacy-request-received = 收到日期
privacy-request-identity = 怎樣核對身份
privacy-request-identity-words = 核對經過
privacy-request-asked = 申請人怎麼說
privacy-request-person = 申請人
privacy-request-due = 法定期限
privacy-request-state = 結果
privacy-request-open = 待辦
privacy-request-by = 登記人
# $law (String)
# $article (String)
privacy-request-article = { $law } { $article }
privacy-request-settle = 辦理
privacy-request-settled-by = 辦理人
privacy-request-ground = 理由
privacy-request-no-ground = 照辦，不需理由
privacy-request-why = 怎樣辦的，或為什麼不辦
privacy-request-why-hint = 這段文字留在日誌，請不要寫申請人的姓名、電話。
# $day (String)
privacy-request-rest = 其餘自 { $day }起可以刪除
privacy-request-own = 申請由您登記，刪除請另一人核准。
privacy-request-preview = 辦理時會刪除什麼
privacy-request-words = 刪除不能復原。本人事項下的文字、簽名、照片一併刪除，日誌只留哈希、日期與評分，仍可驗證。別人的事項裡提到本人的字句、月報和公開信不會自動改動；備份裡的，到備份過期為止，還原時請把下列編號列入 --erased 名單。
privacy-request-id = 編號
privacy-copy = 給本人的副本
# $day (String)
privacy-copy-line = { $day }製作，只有本人的資料
# $n (Number)
privacy-copy-left-out = 保密投訴 { $n } 筆未列，由有權查看的職務另行提供。
privacy-copy-told = 記下的話
privacy-copy-strokes = （手寫簽名）
privacy-copy-files = 照片與文件
privacy-holds = 暫緩銷毀
privacy-holds-line = 有投訴、訴訟或查核的，到期不銷毀，也不因申請刪除
privacy-holds-none = 沒有暫緩的。
privacy-holds-none-next = 在個人資料頁、事項頁或記錄頁提出。
privacy-holds-batches = 暫緩的批次
privacy-hold-place = 暫緩銷毀
privacy-hold-on = 對象
privacy-hold-until = 至
privacy-hold-until-hint = 留空，直到有人解除
privacy-hold-no-end = 直到解除
privacy-hold-why = 原因
privacy-hold-by = 經手人
privacy-hold-person = 個人
privacy-hold-event = 事項
privacy-hold-record = 回訪記錄
privacy-hold-in-force = 暫緩中
privacy-hold-over = 已到期
privacy-hold-lifted = 已解除
privacy-hold-lift = 解除暫緩
privacy-open-title = 個人資料申請
privacy-step-received = 登記申請
privacy-step-settled = 辦理申請
privacy-step-hold-placed = 暫緩銷毀
privacy-step-hold-lifted = 解除暫緩
privacy-step-erased = 刪除文字
