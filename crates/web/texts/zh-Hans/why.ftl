## Why a follow-up is asked for, in plain sentences: this one, now, these people, this way.

why-title = 为什么回访这件
why-title-not = 为什么不回访这件
why-title-undecided = 这件回访吗？还没有抽定
why-link = 为什么
why-link-home = 为什么抽中这户、不抽那户
why-this = 为什么是这件
why-now = 为什么是现在
why-window = 时效怎样算
why-them = 为什么是这些人
why-way = 为什么用这种方式
why-line = 每一句后面是所依据的条文；标“读”的是条文没写明、照一种读法办的。
why-open-draw = 看整个抽取
why-open-record = 看上一次的记录
why-open-own = 看这一件
why-open-event = 看那一件
why-how-check = 怎样自己核对

## Why this.

why-case = { $number } 是{ $sort }。
why-comes-from = 这件投诉是 { $number } 第 { $n } 次回访时提出的，另立一件。
why-comes-from-nonconforming = { $number } 第 { $n } 次回访的记录审为不合格，所以另立这件投诉；它的回访就是那一件的下一次。
why-severity = { $severity }投诉一律回访，不用抽。
why-dissatisfied = 住户在维修单上说不满意，这样的一律回访。
why-repeat-complaint = 同一户在前 { $days } 天内为同类的事投诉过；重复的一律回访。
why-repeat-repair = 同一处在前 { $days } 天内修过同类的毛病；重复的一律回访。
why-without-letter = 上级部门只要复函，期限到了还没有附上，所以改为回访。
why-late-entry = 登记时这一批已经抽完。迟登的一律回访，谁也不能靠迟登避开。
why-always = 这件属于一律回访的情形，不用抽。
why-all = { $category }每一件都回访，不用抽。
why-rate = 这一类的回访率是 { $percent }，也就是每 { $q } 件抽 { $p } 件。
why-number = 每件按登记先后得一个号。本件是第 { $number } 号，与第 { $first } 至 { $last } 号同一组；每组由预先定好的密钥抽一件，不由人挑。
why-drawn = 这一组抽中的就是本件。
why-drawn-at-close = 月末截止时最后一组没有满，就在已有的各号里抽；抽中的是本件。
why-not-drawn = 这一组抽中的是第 { $numbers } 号，所以本件不在应做之列。计划人写明原因，可以另加一次。
why-undecided = 这一组还没有抽定，或抽中的要到次日 { $hour } 才公布。在那之前谁也看不到结果。
why-figures = 和本件一起计的，到现在有 { $owed } 件，其中 { $numbered } 件编了号；已知要回访的 { $picked } 件。
why-replaces = 本件是替代 { $number } 的：{ $cause }。
why-unreachable = 那一户多次联系不上
why-replaced = 这一户多次联系不上，已由同组的下一号替代。
why-void = 本件已作废：{ $cause }。号码留着，不再给别件。
why-voluntary = 这次是{ $name }另加的，不在应做之列。原因：{ $why }。
why-anonymous = 投诉人没有留下姓名，可以不回访，但要附上复函情况。
why-reply-only = 上级部门只要复函，复函已经附上，可以不回访。
why-wait-reply = 上级部门只要复函。附上就不必回访；到期还没有附上，就要回访。
why-invalid = 已认定是无效投诉，可以不回访；理由和告知投诉人的话记在事项上。
why-key-published = 抽取用的密钥早已定下，它的指纹在{ $time }公布，之后改了就会被看出来。
why-key-kept = 密钥本身要等{ $month }过完才公开。之前知道的只有指纹，谁也算不出下一个抽中谁。
why-key-revealed = 密钥已经公开，谁都可以照抽取页的算法重算，看结果是否一样。
why-round = 这是第 { $n } 次回访，上一次留下了要办的事。
why-promise = 上次约定在{ $time }前答复住户。
why-rectify = 上次说好在{ $day }前整改。
why-nonconforming = 上一次的记录审为不合格。

## Why now.

why-zero = { $day }（{ $what }）是第 0 日。
why-zero-completed = 处理完毕
why-zero-ended = 活动结束
why-zero-issued = 发行完毕
why-zero-moved = 入伙
why-zero-festival = 节日当天
why-contract = 合同从{ $first }到{ $last }，首尾都算，T 是 { $days } 天。
why-contract-end = 合同在{ $day }结束，这一天是第 0 日。
why-first = 最早：{ $step }，就是{ $day }。
why-last = 最迟：{ $step }，就是{ $day } 24:00。
why-day-itself = 第 0 日当天
why-days-after = 第 0 日加 { $n } 天
why-days-before = 第 0 日前 { $n } 天
why-months-after = 第 0 日加 { $n } 个月，到同一日
why-share = 开始日加 ⌊T × { $share }⌋ 天
why-share-days = 开始日加 ⌊T × { $share }⌋ 天再加 { $days } 天
why-clamped = 那个月没有这一日，就算该月最后一日。
why-rolled = 最后一日是休息日，顺延到{ $day }。
why-working-limit = 定下要回访时，时效剩得不够，所以另给期限到{ $day }，及时与否按它算。
why-round-days = 这一次从{ $first }起，到{ $last } 24:00。
why-round-agreed = 与住户约了时间的按约定；没有约的，处理后 { $days } 天内。
why-planned-day = 排在{ $day }：期限之内，回访人那天手上的事最少。
why-day-set = 现在定在{ $day }，是计划人改的。
why-changed = { $time }，{ $name }改过计划：{ $why }。
why-no-reason = 没有写原因
why-escalated = 领表和时效开始后超过 { $days } 天没有做完，从{ $day }起要由{ $post }上门。

## Why these people.

why-post = 这一类由{ $post }回访。
why-zone = { $name }管这一户所在的责任区（{ $zone }）。
why-last-visitor = { $name }在{ $day }去过这一户，是去过的人里最近的。
why-last-round = { $name }做了这一户上一次的回访。
why-fewest = 排计划时，同一岗位的人里{ $name }手上的回访最少。
why-open-visits = 今天各人手上的回访：{ $list }。
why-open-visits-one = { $name } { $n } 件
why-only = { $name }担任这个岗位，没有别人可选。
why-head = { $name }是被投诉部门的主管。
why-one-up-vacant = { $post }当时无人担任，由上一级的{ $name }去。
why-one-up-concerned = { $post }的人与这件事有关，或已经同去，所以由上一级的{ $name }去。
why-one-up-confidential = 这是保密投诉，由看得到它的{ $name }去。
why-named = { $name }是计划人指定的。
why-same-visit = 这一户还有别的回访，{ $name }一次上门都办了。
why-vacant = { $post }还没有人：岗位空缺，或未指明被投诉部门。指定了人才能放行。

## Why this way.

why-channel = 计划用的方式：{ $channel }。
why-channel-allowed = 这样的事第 { $n } 次回访可用：{ $allowed }。
why-channel-never = 这样严重的投诉，哪一次都不可用电话。
why-channel-request = 住户要求时，可以改用{ $channel }，并写明原因。
why-channel-consent = { $post }同意时，可以改用{ $channel }。
why-channel-used = 这一次用的就是例外的方式，原因记在计划的更改里。
why-channel-escalated = 因为拖得太久，现在只可用：{ $channel }。
why-wish = 住户希望的联系方式：{ $wish }。与规程不合时照规程，并向住户说明。
