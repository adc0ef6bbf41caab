## The procedures in words.

procedure-line = 每條規則都註明依據；原文照錄，讀法另記。
procedure-shipped = 隨產品附帶
# $version (String)
procedure-version = 第 { $version } 版
# $clauses (Number)
# $readings (Number)
procedure-counts = 條文 { $clauses } 條，讀法 { $readings } 項
procedure-contents = 目錄
procedure-clauses = 條文
procedure-clauses-line = 原文照錄，校訂另註
procedure-readings = 讀法
procedure-readings-line = 條文沒有說或說不清之處
procedure-hash-line = 規程檔的指紋。改動一字，就是另一版。
procedure-adopted = 本處採用
# $month (String)
procedure-in-force = { $month }起
procedure-adopt = 改用規程
procedure-adopt-from = 起用月份
procedure-adopt-hint = 從該月 1 日起。該月起已有處理完畢的事項，就不能再改。
# $site (String)
procedure-adopt-line = { $site }：已處理完畢的事項仍按原規程回訪。

# $when (String)
# $who (String)
procedure-versions-adopted-by = { $when } 由{ $who }採用
# $when (String)
procedure-versions-adopted-product = { $when } 採用
procedure-versions-difference = 與前一版的不同
procedure-versions-drafts = 編輯中的副本
procedure-versions-drafts-line = 未採用之前，什麼都不改變。
procedure-versions-no-drafts = 沒有副本。
# $when (String)
# $who (String)
procedure-versions-changed = { $when } { $who }改過
procedure-versions-unsound = 還有問題
procedure-versions-sound = 可以採用
# $title (String)
# $version (String)
procedure-versions-offer = 「{ $title }」隨產品有了新的一版（{ $version }）。
procedure-versions-offer-line = 本處仍用原來的，要用新的，從下面採用。
procedure-versions-offer-difference = 有何不同
procedure-versions-copy = 抄一份來改
procedure-versions-try = 兩版試算
procedure-difference-title = 兩版有何不同
# $a (String)
# $b (String)
procedure-difference-line = { $a } → { $b }
procedure-difference-none = 規則、讀法和條文都相同。
procedure-difference-before = 原為
procedure-difference-after = 改為
procedure-copy-title = 抄一份來改
procedure-copy-line = 副本有自己的編號和版本。條文照錄，不能改：那是公司頒布的文字；怎樣執行，改參數和讀法。
procedure-copy-base = 抄哪一版
procedure-copy-id = 副本的編號
procedure-copy-id-hint = 小寫字母開頭，只用小寫字母、數字和 _，如 our_kehu。
procedure-copy-version = 版本
procedure-copy-begin = 開始
# $base (String)
procedure-copy-base-line = 抄自 { $base }
procedure-copy-fields = 逐項填寫
procedure-copy-text = 全文（TOML）
procedure-copy-preview = 檢查與預覽
procedure-copy-save = 儲存並檢查
procedure-copy-saved = 已儲存。
# $count (Number)
procedure-copy-problems = 還有 { $count } 個問題，改好才能採用。
procedure-copy-sound = 沒有問題。
procedure-copy-not-toml = 全文不是 TOML，不能逐項填寫。請到全文裡改好。
procedure-copy-fields-line = 只改動過的才寫進去，註解和次序不變。要增減整條規則，請改全文。
procedure-copy-text-line = 規程檔的每個鍵見手冊。有問題也會儲存，不會丟失。
# $who (String)
procedure-copy-conflict = 你打開之後，{ $who }改過這份副本。你填的都還在；下面列出現在不同的地方，看過再儲存。
procedure-copy-conflict-somebody = 另一個人
# $now (String)
procedure-copy-conflict-now = 現在是「{ $now }」
procedure-copy-conflict-theirs = 現在有，你的沒有
procedure-copy-conflict-mine = 你的有，現在沒有
procedure-copy-range-number = 整數，0 或以上
procedure-copy-range-rate = 如 30% 或 1/3，最多 100%
procedure-copy-range-step = 如 3 days、-7 days、1 month、2/3 + 1 day，最多十年
procedure-copy-range-share = 如 1/3，最多是全部
procedure-copy-range-time = 00:00 至 23:59
procedure-copy-range-texts = 以 ; 分隔
procedure-copy-optional = 可不填
procedure-copy-yes = 是
procedure-copy-no = 否
procedure-copy-changes = 與原來那一版的不同
procedure-copy-trial = 用近月的事項試算
procedure-copy-adopt = 採用
procedure-copy-adopt-from = 起用月份
procedure-copy-adopt-hint = 從該月 1 日起。採用後這一版不能再改；之前完畢的事項仍按原來的規程。
procedure-copy-adopt-not-yours = 由管理規程的崗位採用。
procedure-copy-gone = 這份副本已經不在了：採用了，或者放棄了。您沒有採用什麼；請回到規程頁看現在用哪一版，需要時再抄一份來改。
procedure-copy-discard = 放棄副本
procedure-copy-discard-line = 副本刪去，不留記錄。
procedure-trial-line = 用已完畢的事項，看兩版規程各要回訪什麼、由誰、何時。兩版用同一個試算密鑰，不是真正抽取的那一個：次數可比，抽中的是哪一件不可比。
procedure-trial-a = A 版
procedure-trial-b = B 版
procedure-trial-from = 從
procedure-trial-to = 到
procedure-trial-run = 試算
# $count (Number)
# $differ (Number)
# $follow-ups (Number)
procedure-trial-events = { $count } 宗事項，{ $differ } 宗答案不同（回訪 { $follow-ups } 次）。
procedure-trial-nothing = 這些月份沒有完畢的事項。
procedure-trial-nothing-next = 換幾個月份再試。
procedure-trial-months = 應回訪與回訪
procedure-trial-months-line = 按到期月份；不適用的按完畢月份
procedure-trial-month = 月份
procedure-trial-category = 類別
procedure-trial-owed = 應回訪
procedure-trial-picked = 回訪
procedure-trial-not-covered = 不適用
procedure-trial-load = 各崗位每週
procedure-trial-load-line = 每週到期的回訪；兩人同訪，各計一次
# $a (String)
# $b (String)
procedure-trial-busiest = 最忙的一天：A { $a }，B { $b }
procedure-trial-week = 週
# $a (Number)
# $b (Number)
procedure-trial-bar = A { $a }，B { $b }
# $side (String)
# $count (Number)
procedure-trial-collisions = { $side }：同一住戶同時有幾次回訪（{ $count } 處）
procedure-trial-collisions-line = 時限有共同日子的，可一次去，否則一戶要去幾次
procedure-trial-none = 沒有。
procedure-trial-days = 共同的日子
procedure-trial-visits = 回訪
# $day (String)
procedure-trial-due = { $day }到期
procedure-trial-differences = 答案不同的回訪
# $count (Number)
procedure-trial-more = 另有 { $count } 項，見 CSV。
procedure-trial-event = 事項
procedure-trial-what = 不同
procedure-trial-csv = 下載 CSV
# $version (String)
procedure-trial-is-draft = 副本 { $version }
