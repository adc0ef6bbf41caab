## The visitor's page on the phone. A script says most of it: words and arguments only, no forms to choose from.

today-name = 今日回訪
today-short-name = 回訪
today-opening = 正在打開今日的回訪……
today-no-script = 這個瀏覽器沒有開啟 JavaScript，手機頁用不了。請開啟後重新整理，或到工作台記錄回訪。
today-desk = 到工作台
today-back = 返回
today-keep = 先不
today-look = 看一看
# $n (Number)
today-n = { $n } 件
today-required = 必填
today-choose = 請選擇
today-clause = 條文
today-close = 關閉
today-copy = 複製文字
today-copied = 已複製

## The line about the network.

today-offline = 離線
today-offline-line = 都存在手機上。有網路時自動更新。
# $n (Number)
today-offline-n = 都存在手機上。待送 { $n } 件，有網路時依序送出。
today-online = 已連網
today-all-sent = 沒有待送的記錄。
today-looking = 正在連網
today-looking-line = 先看手機上存的。
today-sending = 正在送出
# $n (Number)
today-sending-n = 還有 { $n } 件，依序送出。
# $n (Number)
today-waiting-n = 待送 { $n } 件，稍後自動再送。
today-send-now = 現在送
today-trouble = 送不出去
today-trouble-line = 伺服器沒有正常答復。記錄都在手機上，稍後自動再送。
today-signed-out = 未登入
today-signed-out-line = 登入後才看得到回訪。未送出的封存在手機上，同一人登入後送出。
today-sign-in = 登入
# $n (String)
today-clock-wrong = 手機時鐘差約 { $n }。時間以伺服器為準，兩個時間都會記下。
today-unkept = 這一筆沒有存下
today-unkept-line = 手機的儲存讀寫出錯。請不要關閉本頁，先把文字抄下，再重新打開。
today-unkept-full = 手機空間不足。請不要關閉本頁，先刪去手機上不要的照片或檔案，再改動任一處，即會重存。
today-cut-off = 這部手機已停用
today-cut-off-line = 管理處停用了這部手機，這裡存的回訪資料已全部刪除。如屬誤停，請向管理處查問，再重新登入。

## Inside a chat app.

today-chat = 請改用瀏覽器打開
today-chat-line = 這一頁開在聊天軟體裡。聊天軟體會自行清除頁面存下的東西，記錄可能丟失，所以這裡不能記錄。
today-chat-step-menu = 點右上角的「⋯」或「分享」。
today-chat-step-open = 選「在瀏覽器打開」；沒有這一項時，複製下面的網址，貼到瀏覽器。
today-chat-step-sign-in = 在瀏覽器登入一次，再加到主畫面。
today-chat-open = 在瀏覽器打開
today-chat-copy = 複製網址

## The list.

today-tab-list = 今日
today-tab-waiting = 待送
today-tab-returned = 退回
today-search = 搜尋
today-search-hint = 房號、姓名、電話、編號
today-late = 逾期
# $day (String)
today-soonest = 最早 { $day } 到期
# $n (Number)
today-days-late = 逾期 { $n } 天
# $n (Number)
today-days-left = 剩 { $n } 天
today-due-today = 今日到期
# $n (String)
today-building = { $n } 棟
# $n (String)
today-floor = { $n } 樓
# $n (String)
today-room-no = { $n } 室
# $n (Number)
today-round = 第 { $n } 次
today-call = 致電
# $name (String)
today-call-name = 致電 { $name }
today-no-phone = 沒有電話
today-begin = 開始
today-go-on = 繼續記錄
today-mend = 補記
# $time (String)
# $said (String)
today-promised = 預約 { $time } 前答復：{ $said }
# $day (String)
# $said (String)
today-last-time = 上次 { $day }：「{ $said }」
# $name (String)
# $said (String)
today-sent-back-line = { $name } 退回補記：「{ $said }」
today-mark-draft = 草稿
today-mark-signing = 簽名中
today-mark-waiting = 已簽名，待送
today-mark-refused = 伺服器未收
today-mark-sent = 已送達
today-mark-sent-back = 退回補記
# $n (Number)
# $numbers (String)
today-in-review = 已交、待審 { $n } 件：{ $numbers }
today-none = 今日沒有要回訪的。放行後會出現在這裡。
today-none-found = 沒有符合的。請換個字再搜。
today-empty-signed-out = 登入後才看得到今日的回訪。
today-empty-unknown = 手機上還沒有存下回訪。請連網打開一次。
# $n (Number)
today-sealed = 這部手機上另有 { $n } 份未送出，寫的人登入後才看得到。
today-stray = 已不在您的名單
today-stray-line = 這次回訪已改派、了結或取消。寫下的還在，看過後可以刪去。
today-not-here = 這次回訪不在手機上。請回今日清單，連網更新後再看。
today-other-tab = 這份記錄開在另一個分頁。請到那裡寫，或關閉那裡後重開這裡。
today-waits = 這份記錄已簽名，正等著送出，不能再改。

## Before the visit.

# $what (String)
today-about = 事項：{ $what }
# $from (String)
# $to (String)
today-window = 時效 { $from } 至 { $to }
today-severity = 等級
today-completed = 處理完畢
today-departments = 承辦部門
today-residents = 住戶
today-wishes = 聯繫要求
today-visitors = 回訪人
today-why = 為何回訪
# $n (Number)
today-tries-n = 聯繫不上 { $n } 次
today-take = 領取記錄表
today-take-line = 回訪前先簽收記錄表；離線也可以簽，連網後補送。
# $name (String)
# $time (String)
# $number (String)
# $unit (String)
today-take-text = { $name } 於 { $time } 領取 { $number } 的回訪記錄表（{ $unit }）。

## The record.

today-visited-at = 回訪時間
# $zone (String)
today-visited-at-hint = 按{ $zone }的鐘點。
today-channel = 回訪方式
today-channel-on-site = 上門
today-channel-phone = 電話
today-channel-public-letter = 公開信
today-channel-reason = 改用這種方式的原因
today-channel-consent = 排計劃的人同意的情況
today-by-phone = 電話回訪不用住戶簽名，記錄上會寫明「電話回訪」。請寫通話的時刻。
today-late-reason = 逾期原因
today-respondent = 受訪人
today-respondent-listed = 從住戶中選
today-relation = 與業主關係
today-relation-owner = 業主
today-relation-tenant = 租客
today-relation-family = 家屬
today-relation-agent = 代理人
today-rating = 總評
today-rating-satisfied = 滿意
today-rating-fairly = 較滿意
today-rating-dissatisfied = 不滿意
today-said-nothing = 住戶說沒有
today-nothing = 沒有
today-solved = 問題是否解決
today-solved-yes = 已解決
today-solved-no = 未解決
today-solved-disputed = 有爭議
today-site-check = 現場查看
today-site-check-good = 查看正常
today-site-check-failed = 查看不合格
today-site-check-not-applicable = 不適用
today-site-check-words = 查看情況，或不適用的原因
today-photos = 照片
# $n (Number)
today-photos-n = 照片 { $n } 張
today-photos-place = 現場照片
today-photos-matter = 這一項的照片
today-add-photo = ＋ 照片
# $n (Number)
today-photo-n = 照片 { $n }
# $n (Number)
today-remove-photo = 去掉照片 { $n }
today-photo-unreadable = 這張照片讀不出來。請用相機重拍，或換成 JPEG。
today-photo-too-large = 這張照片太大。請重拍一張。
today-photo-no-room = 手機空間不足，這張沒有存下。請刪去手機上不要的照片或檔案，再加一次。
# $n (Number)
today-photo-too-many = 一份記錄最多 { $n } 張照片。請去掉不要的再加。
today-raised = 住戶另提的事
today-add-matter = ＋ 住戶另提
today-add-dissatisfied = ＋ 不滿意
today-remove-matter = 去掉這一項
# $n (Number)
today-matter-n = 第 { $n } 項
today-matter-kind = 性質
today-matter-opinion = 意見
today-matter-suggestion = 建議
today-matter-complaint = 投訴
today-matter-said = 住戶說
today-matter-way = 怎麼辦
today-way-settled = 當場解決
today-way-promise = 預約答復
today-way-rectification = 整改
today-way-complaint = 另立投訴
today-dissatisfied = 對處理不滿意
today-settled = 已當場答復或解決
today-outcome = 答復，或做了什麼
today-explanation = 怎麼向住戶解釋
today-answer-by = 何時前答復
today-answer-by-hint = 由您當面告知住戶，記為已告知。
today-owner = 由誰答復
today-rectifier = 由誰整改
today-rectify-by = 整改期限
today-next-visit = 約定下次回訪
today-next-visit-hint = 不填則依規程排定。
today-to-sign = 請住戶簽名
# $n (Number)
# $what (String)
today-lacks-n = 還差 { $n } 項：{ $what }
today-lacks-none = 都填好了。
# $n (Number)
today-faults-n = 還差 { $n } 項
# $time (String)
today-saved-at = 每一筆即存，{ $time }
today-changed = 這次回訪有變動
today-changed-line = 管理處改過安排或事項。寫下的都在；請對照上面的事項，再請住戶簽名。
today-unreached = 聯繫不上
today-discard = 刪去草稿
today-discard-ask = 刪去這份草稿和照片？刪了找不回來。
today-locked = 已有人簽名
today-locked-line = 文字已鎖定。要改，簽名即作廢，請大家重簽。
today-unsign = 修改，簽名作廢
today-unsign-ask = 修改後，已有的簽名全部作廢，要請大家重簽。
today-sign-on = 繼續簽名

## What is lacking.

today-lack-visited-at = 請填時間，不能晚於現在。
today-lack-late-reason = 已過期限，請寫明原因。
today-lack-channel = 請選回訪方式。
today-lack-channel-reason = 請寫明為何改用這種方式。
today-lack-respondent = 請寫明受訪人。
# $name (String)
today-lack-content = 請填「{ $name }」，或選「沒有」。
# $name (String)
today-lack-rated = 請選「{ $name }」。
today-lack-rating = 請選總評。
today-lack-solved = 請選問題是否解決。
today-lack-site-check = 請填現場查看。
today-lack-site-check-words = 請寫明查看情況，或不適用的原因。
today-lack-dissatisfaction = 住戶不滿意，請記下是什麼、怎麼辦。
# $n (Number)
today-lack-said = 第 { $n } 項：請照錄住戶的話。
# $n (Number)
today-lack-outcome = 第 { $n } 項：請寫明答復或解釋，或預約答復。
# $n (Number)
today-lack-rectification = 第 { $n } 項：請選整改負責人和期限，期限不早於回訪。
# $n (Number)
today-lack-promise = 第 { $n } 項：請填答復時間和負責人，時間要晚於回訪。
today-lack-other = 還有一項未填。
today-lack-name = 請填姓名。
today-lack-signature = 請在框內簽名；不便簽的，勾選鍵入姓名。
today-lack-refusal-reason = 請寫明拒簽原因。
today-lack-witness = 請選見證的同事，不能是回訪人。
today-lack-try-channel = 請選上門或電話。
today-lack-try-note = 請寫明情況，例如無人應門。

## Signing.

today-signing = 簽名
today-customer-signs = 請住戶簽名
# $name (String)
today-visitor-signs = 請{ $name }簽名
today-consent = 本人已看過以上記錄，同意以電子簽名確認。
today-consent-visitor = 以上是這次回訪的如實記錄。
today-sign-again = 重簽
today-sign-done = 簽好了
today-typed = 不便手寫，鍵入姓名
today-signer-name = 簽名人姓名
# $name (String)
today-signed-by = { $name } 已簽
today-refused-mark = 住戶拒簽
today-privacy = 個人資料說明
today-refusal = 住戶不願簽名（拒簽）
today-refusal-reason = 拒簽原因
today-witness = 見證同事
# $name (String)
today-witness-signs = 請見證的{ $name }簽名
today-witness-absent = 見證人不在身邊，只記姓名
# $name (String)
today-witness-unsigned = 見證：{ $name }（未簽名）
today-consent-witness = 本人在場見證：住戶看過以上記錄，不願簽名。
# $name (String)
today-shown-witness = 見證：{ $name }
today-refusal-keep = 記為拒簽
today-hand-in = 交記錄
today-hand-in-line = 離線也可以交：存在手機上，有網路時送出。
today-shown-number = 編號
today-shown-what = 事項
today-shown-unit = 房號
# $time (String)
# $name (String)
today-shown-promise = 預約 { $time } 前由{ $name }答復
# $day (String)
# $name (String)
today-shown-rectification = { $day } 前由{ $name }整改

## Nobody was reached.

today-tried-at = 何時
today-card-left = 已留言卡
today-try-note = 情況
today-try-note-hint = 例如：按鈴三次無人應門；電話無人接聽。
today-try-keep = 記下

## What waits, what arrived, what was not taken.

today-waiting-sub = 依序送出；送到前都留在手機上。
today-waiting-none = 沒有待送的。簽好名、交了的記錄會排在這裡。
# $n (Number)
today-tried-offline = 試過 { $n } 次，沒有網路。
# $n (Number)
today-tried-trouble = 試過 { $n } 次，伺服器沒有收下。稍後自動再送。
today-sent = 已送達
today-kind-take-form = 領取記錄表
today-kind-record-visit = 回訪記錄
today-kind-note-try = 聯繫不上
today-returned-sub = 寫下的都還在。
today-returned-none = 沒有退回的。伺服器未收的記錄會列在這裡，並說明原因和下一步。
today-returned-lacking = 還差這些，請補好再送：
today-returned-kept = 您送的這份，管理處也看得到，由他們定奪；沒有蓋過任何人寫的。
# $name (String)
# $why (String)
today-set-aside = { $name } 已擱置您送的這份：「{ $why }」。看過可以收起。
today-written = 寫下的全文
today-put-away = 收起
today-put-away-ask = 從手機上刪去這份？管理處沒有收到，刪了找不回來。
today-put-away-ask-kept = 從手機上刪去這份？管理處已留有一份。

## This phone.

today-phone = 本機
today-keeps = 手機上存著
today-keeps-visits = 要回訪的
today-keeps-drafts = 草稿
today-keeps-line = 要回訪的人和事，交到管理處、登出或登入到期後即刪去。未送出的會一直留著；登入到期後封存，同一人登入才看得到。
today-room = 手機空間
# $n (Number)
today-room-n = 尚餘 { $n } MB
today-room-none = 手機滿了，照片存不下；文字和簽名還存得下。請先刪去手機上不要的照片或檔案。
# $n (Number)
today-room-line = 只剩 { $n } MB。照片可能存不下，請先刪去不要的照片或檔案。
today-persist = 長期保存
today-persist-yes = 瀏覽器答應不自行清除
today-persist-no = 瀏覽器未答應；請每日送出
today-persist-ask = 請瀏覽器長期保存
today-apple = iPhone、iPad
today-apple-line = Safari 七日未開就可能清除存下的東西。請按「分享」加到主畫面，從那裡打開，並每日送出。
today-clock = 手機時鐘
today-clock-right = 準
today-measured = 上次校對
today-session = 登入有效至
today-leave = 離開
today-leave-line = 登出會刪去手機上存的一切，包括草稿。
today-sign-out = 登出
today-sign-out-ask = 登出，並刪去手機上存的回訪？
# $n (Number)
today-sign-out-unsent = 還有 { $n } 件未送出，登出會一起刪去，找不回來。請先連網送出。
today-sign-out-delete = 刪去並登出
