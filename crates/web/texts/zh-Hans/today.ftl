## The visitor's page on the phone. A script says most of it: words and arguments only, no forms to choose from.

today-name = 今日回访
today-short-name = 回访
today-opening = 正在打开今日的回访……
today-no-script = 这个浏览器没有打开 JavaScript，手机页用不了。请打开后刷新，或到工作台记录回访。
today-desk = 到工作台
today-back = 返回
today-keep = 先不
today-look = 看一看
today-n = { $n } 件
today-required = 必填
today-choose = 请选择
today-clause = 条文
today-close = 关闭
today-copy = 复制文字
today-copied = 已复制

## The line about the network.

today-offline = 离线
today-offline-line = 都存在手机上。有网络时自动更新。
today-offline-n = 都存在手机上。待送 { $n } 件，有网络时依序送出。
today-online = 已联网
today-all-sent = 没有待送的记录。
today-looking = 正在联网
today-looking-line = 先看手机上存的。
today-sending = 正在送出
today-sending-n = 还有 { $n } 件，依序送出。
today-waiting-n = 待送 { $n } 件，稍后自动再送。
today-send-now = 现在送
today-trouble = 送不出去
today-trouble-line = 服务器没有正常答复。记录都在手机上，稍后自动再送。
today-signed-out = 未登录
today-signed-out-line = 登录后才看得到回访。未送出的封存在手机上，同一人登录后送出。
today-sign-in = 登录
today-clock-wrong = 手机时钟差约 { $n }。时间以服务器为准，两个时间都会记下。
today-unkept = 这一笔没有存下
today-unkept-line = 手机的存储读写出错。请不要关闭本页，先把文字抄下，再重新打开。
today-unkept-full = 手机空间不足。请不要关闭本页，先删去手机上不要的照片或文件，再改动任一处，即会重存。
today-cut-off = 这部手机已停用
today-cut-off-line = 管理处停用了这部手机，这里存的回访资料已全部删除。如属误停，请向管理处查问，再重新登录。

## Inside a chat app.

today-chat = 请改用浏览器打开
today-chat-line = 这一页开在聊天软件里。聊天软件会自行清除页面存下的东西，记录可能丢失，所以这里不能记录。
today-chat-step-menu = 点右上角的「⋯」或「分享」。
today-chat-step-open = 选「在浏览器打开」；没有这一项时，复制下面的网址，贴到浏览器。
today-chat-step-sign-in = 在浏览器登录一次，再加到主屏幕。
today-chat-open = 在浏览器打开
today-chat-copy = 复制网址

## The list.

today-tab-list = 今日
today-tab-waiting = 待送
today-tab-returned = 退回
today-search = 搜索
today-search-hint = 房号、姓名、电话、编号
today-late = 逾期
today-soonest = 最早 { $day } 到期
today-days-late = 逾期 { $n } 天
today-days-left = 剩 { $n } 天
today-due-today = 今日到期
today-building = { $n } 栋
today-floor = { $n } 楼
today-room-no = { $n } 室
today-round = 第 { $n } 次
today-call = 致电
today-call-name = 致电 { $name }
today-no-phone = 没有电话
today-begin = 开始
today-go-on = 继续记录
today-mend = 补记
today-promised = 预约 { $time } 前答复：{ $said }
today-last-time = 上次 { $day }：「{ $said }」
today-sent-back-line = { $name } 退回补记：「{ $said }」
today-mark-draft = 草稿
today-mark-signing = 签名中
today-mark-waiting = 已签名，待送
today-mark-refused = 服务器未收
today-mark-sent = 已送达
today-mark-sent-back = 退回补记
today-in-review = 已交、待审 { $n } 件：{ $numbers }
today-none = 今日没有要回访的。放行后会出现在这里。
today-none-found = 没有符合的。请换个字再搜。
today-empty-signed-out = 登录后才看得到今日的回访。
today-empty-unknown = 手机上还没有存下回访。请联网打开一次。
today-sealed = 这部手机上另有 { $n } 份未送出，写的人登录后才看得到。
today-stray = 已不在您的名单
today-stray-line = 这次回访已改派、了结或取消。写下的还在，看过后可以删去。
today-not-here = 这次回访不在手机上。请回今日清单，联网更新后再看。
today-other-tab = 这份记录开在另一个标签页。请到那里写，或关闭那里后重开这里。
today-waits = 这份记录已签名，正等着送出，不能再改。

## Before the visit.

today-about = 事项：{ $what }
today-window = 时效 { $from } 至 { $to }
today-severity = 等级
today-completed = 处理完毕
today-departments = 承办部门
today-residents = 住户
today-wishes = 联系要求
today-visitors = 回访人
today-why = 为何回访
today-tries-n = 联系不上 { $n } 次
today-take = 领取记录表
today-take-line = 回访前先签收记录表；离线也可以签，联网后补送。
today-take-text = { $name } 于 { $time } 领取 { $number } 的回访记录表（{ $unit }）。

## The record.

today-visited-at = 回访时间
today-visited-at-hint = 按{ $zone }的钟点。
today-channel = 回访方式
today-channel-on-site = 上门
today-channel-phone = 电话
today-channel-public-letter = 公开信
today-channel-reason = 改用这种方式的原因
today-channel-consent = 排计划的人同意的情况
today-by-phone = 电话回访不用住户签名，记录上会写明「电话回访」。请写通话的时刻。
today-late-reason = 逾期原因
today-respondent = 受访人
today-respondent-listed = 从住户中选
today-relation = 与业主关系
today-relation-owner = 业主
today-relation-tenant = 租客
today-relation-family = 家属
today-relation-agent = 代理人
today-rating = 总评
today-rating-satisfied = 满意
today-rating-fairly = 较满意
today-rating-dissatisfied = 不满意
today-said-nothing = 住户说没有
today-nothing = 没有
today-solved = 问题是否解决
today-solved-yes = 已解决
today-solved-no = 未解决
today-solved-disputed = 有争议
today-site-check = 现场查看
today-site-check-good = 查看正常
today-site-check-failed = 查看不合格
today-site-check-not-applicable = 不适用
today-site-check-words = 查看情况，或不适用的原因
today-photos = 照片
today-photos-n = 照片 { $n } 张
today-photos-place = 现场照片
today-photos-matter = 这一项的照片
today-add-photo = ＋ 照片
today-photo-n = 照片 { $n }
today-remove-photo = 去掉照片 { $n }
today-photo-unreadable = 这张照片读不出来。请用相机重拍，或换成 JPEG。
today-photo-too-large = 这张照片太大。请重拍一张。
today-photo-no-room = 手机空间不足，这张没有存下。请删去手机上不要的照片或文件，再加一次。
today-photo-too-many = 一份记录最多 { $n } 张照片。请去掉不要的再加。
today-raised = 住户另提的事
today-add-matter = ＋ 住户另提
today-add-dissatisfied = ＋ 不满意
today-remove-matter = 去掉这一项
today-matter-n = 第 { $n } 项
today-matter-kind = 性质
today-matter-opinion = 意见
today-matter-suggestion = 建议
today-matter-complaint = 投诉
today-matter-said = 住户说
today-matter-way = 怎么办
today-way-settled = 当场解决
today-way-promise = 预约答复
today-way-rectification = 整改
today-way-complaint = 另立投诉
today-dissatisfied = 对处理不满意
today-settled = 已当场答复或解决
today-outcome = 答复，或做了什么
today-explanation = 怎么向住户解释
today-answer-by = 何时前答复
today-answer-by-hint = 由您当面告知住户，记为已告知。
today-owner = 由谁答复
today-rectifier = 由谁整改
today-rectify-by = 整改期限
today-next-visit = 约定下次回访
today-next-visit-hint = 不填则依规程排定。
today-to-sign = 请住户签名
today-lacks-n = 还差 { $n } 项：{ $what }
today-lacks-none = 都填好了。
today-faults-n = 还差 { $n } 项
today-saved-at = 每一笔即存，{ $time }
today-changed = 这次回访有变动
today-changed-line = 管理处改过安排或事项。写下的都在；请对照上面的事项，再请住户签名。
today-unreached = 联系不上
today-discard = 删去草稿
today-discard-ask = 删去这份草稿和照片？删了找不回来。
today-locked = 已有人签名
today-locked-line = 文字已锁定。要改，签名即作废，请大家重签。
today-unsign = 修改，签名作废
today-unsign-ask = 修改后，已有的签名全部作废，要请大家重签。
today-sign-on = 继续签名

## What is lacking.

today-lack-visited-at = 请填时间，不能晚于现在。
today-lack-late-reason = 已过期限，请写明原因。
today-lack-channel = 请选回访方式。
today-lack-channel-reason = 请写明为何改用这种方式。
today-lack-respondent = 请写明受访人。
today-lack-content = 请填「{ $name }」，或选「没有」。
today-lack-rated = 请选「{ $name }」。
today-lack-rating = 请选总评。
today-lack-solved = 请选问题是否解决。
today-lack-site-check = 请填现场查看。
today-lack-site-check-words = 请写明查看情况，或不适用的原因。
today-lack-dissatisfaction = 住户不满意，请记下是什么、怎么办。
today-lack-said = 第 { $n } 项：请照录住户的话。
today-lack-outcome = 第 { $n } 项：请写明答复或解释，或预约答复。
today-lack-rectification = 第 { $n } 项：请选整改负责人和期限，期限不早于回访。
today-lack-promise = 第 { $n } 项：请填答复时间和负责人，时间要晚于回访。
today-lack-other = 还有一项未填。
today-lack-name = 请填姓名。
today-lack-signature = 请在框内签名；不便签的，勾选键入姓名。
today-lack-refusal-reason = 请写明拒签原因。
today-lack-witness = 请选见证的同事，不能是回访人。
today-lack-try-channel = 请选上门或电话。
today-lack-try-note = 请写明情况，例如无人应门。

## Signing.

today-signing = 签名
today-customer-signs = 请住户签名
today-visitor-signs = 请{ $name }签名
today-consent = 本人已看过以上记录，同意以电子签名确认。
today-consent-visitor = 以上是这次回访的如实记录。
today-sign-again = 重签
today-sign-done = 签好了
today-typed = 不便手写，键入姓名
today-signer-name = 签名人姓名
today-signed-by = { $name } 已签
today-refused-mark = 住户拒签
today-privacy = 个人信息说明
today-refusal = 住户不愿签名（拒签）
today-refusal-reason = 拒签原因
today-witness = 见证同事
today-witness-signs = 请见证的{ $name }签名
today-witness-absent = 见证人不在身边，只记姓名
today-witness-unsigned = 见证：{ $name }（未签名）
today-consent-witness = 本人在场见证：住户看过以上记录，不愿签名。
today-shown-witness = 见证：{ $name }
today-refusal-keep = 记为拒签
today-hand-in = 交记录
today-hand-in-line = 离线也可以交：存在手机上，有网络时送出。
today-shown-number = 编号
today-shown-what = 事项
today-shown-unit = 房号
today-shown-promise = 预约 { $time } 前由{ $name }答复
today-shown-rectification = { $day } 前由{ $name }整改

## Nobody was reached.

today-tried-at = 何时
today-card-left = 已留言卡
today-try-note = 情况
today-try-note-hint = 例如：按铃三次无人应门；电话无人接听。
today-try-keep = 记下

## What waits, what arrived, what was not taken.

today-waiting-sub = 依序送出；送到前都留在手机上。
today-waiting-none = 没有待送的。签好名、交了的记录会排在这里。
today-tried-offline = 试过 { $n } 次，没有网络。
today-tried-trouble = 试过 { $n } 次，服务器没有收下。稍后自动再送。
today-sent = 已送达
today-kind-take-form = 领取记录表
today-kind-record-visit = 回访记录
today-kind-note-try = 联系不上
today-returned-sub = 写下的都还在。
today-returned-none = 没有退回的。服务器未收的记录会列在这里，并说明原因和下一步。
today-returned-lacking = 还差这些，请补好再送：
today-returned-kept = 您送的这份，管理处也看得到，由他们定夺；没有盖过任何人写的。
today-set-aside = { $name } 已搁置您送的这份：「{ $why }」。看过可以收起。
today-written = 写下的全文
today-put-away = 收起
today-put-away-ask = 从手机上删去这份？管理处没有收到，删了找不回来。
today-put-away-ask-kept = 从手机上删去这份？管理处已留有一份。

## This phone.

today-phone = 本机
today-keeps = 手机上存着
today-keeps-visits = 要回访的
today-keeps-drafts = 草稿
today-keeps-line = 要回访的人和事，交到管理处、退出登录或登录到期后即删去。未送出的会一直留着；登录到期后封存，同一人登录才看得到。
today-room = 手机空间
today-room-n = 尚余 { $n } MB
today-room-none = 手机满了，照片存不下；文字和签名还存得下。请先删去手机上不要的照片或文件。
today-room-line = 只剩 { $n } MB。照片可能存不下，请先删去不要的照片或文件。
today-persist = 长期保存
today-persist-yes = 浏览器答应不自行清除
today-persist-no = 浏览器未答应；请每日送出
today-persist-ask = 请浏览器长期保存
today-apple = iPhone、iPad
today-apple-line = Safari 七日未开就可能清除存下的东西。请按「分享」加到主屏幕，从那里打开，并每日送出。
today-clock = 手机时钟
today-clock-right = 准
today-measured = 上次校对
today-session = 登录有效至
today-leave = 离开
today-leave-line = 退出登录会删去手机上存的一切，包括草稿。
today-sign-out = 退出登录
today-sign-out-ask = 退出登录，并删去手机上存的回访？
today-sign-out-unsent = 还有 { $n } 件未送出，退出登录会一起删去，找不回来。请先联网送出。
today-sign-out-delete = 删去并退出登录
