## Why a follow-up is asked for, in plain sentences: this one, now, these people, this way.

why-title = 為什麼回訪這件
why-title-not = 為什麼不回訪這件
why-title-undecided = 這件回訪嗎？還沒有抽定
why-link = 為什麼
why-link-home = 為什麼抽中這戶、不抽那戶
why-this = 為什麼是這件
why-now = 為什麼是現在
why-window = 時效怎樣算
why-them = 為什麼是這些人
why-way = 為什麼用這種方式
why-line = 每一句後面是所依據的條文；標「讀」的是條文沒寫明、照一種讀法辦的。
why-open-draw = 看整個抽取
why-open-record = 看上一次的記錄
why-open-own = 看這一件
why-open-event = 看那一件
why-how-check = 怎樣自己核對

## Why this.

# $number (String)
# $sort (String)
why-case = { $number } 是{ $sort }。
# $number (String)
# $n (Number)
why-comes-from = 這件投訴是 { $number } 第 { $n } 次回訪時提出的，另立一件。
# $number (String)
# $n (Number)
why-comes-from-nonconforming = { $number } 第 { $n } 次回訪的記錄審為不合格，所以另立這件投訴；它的回訪就是那一件的下一次。
# $severity (String)
why-severity = { $severity }投訴一律回訪，不用抽。
why-dissatisfied = 住戶在維修單上說不滿意，這樣的一律回訪。
# $days (Number)
why-repeat-complaint = 同一戶在前 { $days } 天內為同類的事投訴過；重複的一律回訪。
# $days (Number)
why-repeat-repair = 同一處在前 { $days } 天內修過同類的毛病；重複的一律回訪。
why-without-letter = 上級部門只要復函，期限到了還沒有附上，所以改為回訪。
why-late-entry = 登記時這一批已經抽完。遲登的一律回訪，誰也不能靠遲登避開。
why-always = 這件屬於一律回訪的情形，不用抽。
# $category (String)
why-all = { $category }每一件都回訪，不用抽。
# $percent (String)
# $p (Number)
# $q (Number)
why-rate = 這一類的回訪率是 { $percent }，也就是每 { $q } 件抽 { $p } 件。
# $number (Number)
# $first (Number)
# $last (Number)
why-number = 每件按登記先後得一個號。本件是第 { $number } 號，與第 { $first } 至 { $last } 號同一組；每組由預先定好的密鑰抽一件，不由人挑。
why-drawn = 這一組抽中的就是本件。
why-drawn-at-close = 月末截止時最後一組沒有滿，就在已有的各號裡抽；抽中的是本件。
# $numbers (String)
why-not-drawn = 這一組抽中的是第 { $numbers } 號，所以本件不在應做之列。計劃人寫明原因，可以另加一次。
# $hour (String)
why-undecided = 這一組還沒有抽定，或抽中的要到次日 { $hour } 才公布。在那之前誰也看不到結果。
# $owed (Number)
# $numbered (Number)
# $picked (Number)
why-figures = 和本件一起計的，到現在有 { $owed } 件，其中 { $numbered } 件編了號；已知要回訪的 { $picked } 件。
# $number (String)
# $cause (String)
why-replaces = 本件是替代 { $number } 的：{ $cause }。
why-unreachable = 那一戶多次聯繫不上
why-replaced = 這一戶多次聯繫不上，已由同組的下一號替代。
# $cause (String)
why-void = 本件已作廢：{ $cause }。號碼留著，不再給別件。
# $name (String)
# $why (String)
why-voluntary = 這次是{ $name }另加的，不在應做之列。原因：{ $why }。
why-anonymous = 投訴人沒有留下姓名，可以不回訪，但要附上復函情況。
why-reply-only = 上級部門只要復函，復函已經附上，可以不回訪。
why-wait-reply = 上級部門只要復函。附上就不必回訪；到期還沒有附上，就要回訪。
why-invalid = 已認定是無效投訴，可以不回訪；理由和告知投訴人的話記在事項上。
# $time (String)
why-key-published = 抽取用的密鑰早已定下，它的指紋在{ $time }公布，之後改了就會被看出來。
# $month (String)
why-key-kept = 密鑰本身要等{ $month }過完才公開。之前知道的只有指紋，誰也算不出下一個抽中誰。
why-key-revealed = 密鑰已經公開，誰都可以照抽取頁的算法重算，看結果是否一樣。
# $n (Number)
why-round = 這是第 { $n } 次回訪，上一次留下了要辦的事。
# $time (String)
why-promise = 上次約定在{ $time }前答復住戶。
# $day (String)
why-rectify = 上次說好在{ $day }前整改。
why-nonconforming = 上一次的記錄審為不合格。

## Why now.

# $day (String)
# $what (String)
why-zero = { $day }（{ $what }）是第 0 日。
why-zero-completed = 處理完畢
why-zero-ended = 活動結束
why-zero-issued = 發行完畢
why-zero-moved = 入伙
why-zero-festival = 節日當天
# $first (String)
# $last (String)
# $days (Number)
why-contract = 合同從{ $first }到{ $last }，首尾都算，T 是 { $days } 天。
# $day (String)
why-contract-end = 合同在{ $day }結束，這一天是第 0 日。
# $step (String)
# $day (String)
why-first = 最早：{ $step }，就是{ $day }。
# $step (String)
# $day (String)
why-last = 最遲：{ $step }，就是{ $day } 24:00。
why-day-itself = 第 0 日當天
# $n (Number)
why-days-after = 第 0 日加 { $n } 天
# $n (Number)
why-days-before = 第 0 日前 { $n } 天
# $n (Number)
why-months-after = 第 0 日加 { $n } 個月，到同一日
# $share (String)
why-share = 開始日加 ⌊T × { $share }⌋ 天
# $share (String)
# $days (Number)
why-share-days = 開始日加 ⌊T × { $share }⌋ 天再加 { $days } 天
why-clamped = 那個月沒有這一日，就算該月最後一日。
# $day (String)
why-rolled = 最後一日是休息日，順延到{ $day }。
# $day (String)
why-working-limit = 定下要回訪時，時效剩得不夠，所以另給期限到{ $day }，及時與否按它算。
# $first (String)
# $last (String)
why-round-days = 這一次從{ $first }起，到{ $last } 24:00。
# $days (Number)
why-round-agreed = 與住戶約了時間的按約定；沒有約的，處理後 { $days } 天內。
# $day (String)
why-planned-day = 排在{ $day }：期限之內，回訪人那天手上的事最少。
# $day (String)
why-day-set = 現在定在{ $day }，是計劃人改的。
# $time (String)
# $name (String)
# $why (String)
why-changed = { $time }，{ $name }改過計劃：{ $why }。
why-no-reason = 沒有寫原因
# $days (Number)
# $day (String)
# $post (String)
why-escalated = 領表和時效開始後超過 { $days } 天沒有做完，從{ $day }起要由{ $post }上門。

## Why these people.

# $post (String)
why-post = 這一類由{ $post }回訪。
# $name (String)
# $zone (String)
why-zone = { $name }管這一戶所在的責任區（{ $zone }）。
# $name (String)
# $day (String)
why-last-visitor = { $name }在{ $day }去過這一戶，是去過的人裡最近的。
# $name (String)
why-last-round = { $name }做了這一戶上一次的回訪。
# $name (String)
why-fewest = 排計劃時，同一崗位的人裡{ $name }手上的回訪最少。
# $list (String)
why-open-visits = 今天各人手上的回訪：{ $list }。
# $name (String)
# $n (Number)
why-open-visits-one = { $name } { $n } 件
# $name (String)
why-only = { $name }擔任這個崗位，沒有別人可選。
# $name (String)
why-head = { $name }是被投訴部門的主管。
# $name (String)
# $post (String)
why-one-up-vacant = { $post }當時無人擔任，由上一級的{ $name }去。
# $name (String)
# $post (String)
why-one-up-concerned = { $post }的人與這件事有關，或已經同去，所以由上一級的{ $name }去。
# $name (String)
why-one-up-confidential = 這是保密投訴，由看得到它的{ $name }去。
# $name (String)
why-named = { $name }是計劃人指定的。
# $name (String)
why-same-visit = 這一戶還有別的回訪，{ $name }一次上門都辦了。
# $post (String)
why-vacant = { $post }還沒有人：崗位空缺，或未指明被投訴部門。指定了人才能放行。

## Why this way.

# $channel (String)
why-channel = 計劃用的方式：{ $channel }。
# $n (Number)
# $allowed (String)
why-channel-allowed = 這樣的事第 { $n } 次回訪可用：{ $allowed }。
why-channel-never = 這樣嚴重的投訴，哪一次都不可用電話。
# $channel (String)
why-channel-request = 住戶要求時，可以改用{ $channel }，並寫明原因。
# $channel (String)
# $post (String)
why-channel-consent = { $post }同意時，可以改用{ $channel }。
why-channel-used = 這一次用的就是例外的方式，原因記在計劃的更改裡。
# $channel (String)
why-channel-escalated = 因為拖得太久，現在只可用：{ $channel }。
# $wish (String)
why-wish = 住戶希望的聯繫方式：{ $wish }。與規程不合時照規程，並向住戶說明。
