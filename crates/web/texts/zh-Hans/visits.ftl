## A visit, and what its record holds.

visits-title = 第 { $n } 次回访
visits-record = 记录回访
visits-about = 事项
visits-not-yours = 您不是这次的回访人
visits-rounds = 各次回访
visits-when = 何时、何种方式、何人
visits-visited-on = 回访日期
visits-visited-time = 时刻
visits-channel = 回访方式
visits-channel-reason = 改用其他方式的原因
visits-channel-hint = 本次可用：{ $allowed }。住户要求改用其他方式时，请写明。
visits-late-reason = 逾期原因
visits-respondent = 受访人
visits-relation = 与业主关系
visits-content = 回访内容
visits-nothing = 没有
visits-rating = 总评
visits-solved = 问题是否解决
visits-site-check = 现场查看
visits-site-check-words = 查看情况，或不适用的原因
visits-raised = 住户新提出的意见、建议、投诉，或不满意
visits-matter-n = 第 { $n } 项
visits-matter-kind = 性质
visits-matter-said = 住户说
visits-matter-outcome = 答复、做了什么，或怎么解释
visits-dissatisfied = 对处理不满意
visits-settled = 已当场答复或解决
visits-owner = 负责人
visits-answer-by = 约定答复时间
visits-told-by = 由谁告知住户
visits-rectify-by = 整改期限
visits-next-visit = 约定下次回访
visits-next-visit-hint = 不填则依规程排定。
visits-more = 再加一项
visits-signatures = 签名
visits-customer-name = 住户签名
visits-visitor-name = 回访人签名：{ $name }
visits-sign-hint = 在框内签名，或键入姓名。
visits-drawn = 已签
visits-refused = 住户不愿签名（拒签）
visits-refused-tick = 拒签
visits-refusal-reason = 拒签原因
visits-witness = 见证同事
visits-hand-in = 交记录
visits-asked-by = 依据

## What a record lacks, and what to do.

lack-in-the-future = 回访时间不能晚于现在。
lack-call-time = 电话回访要写明时刻。
lack-late = 期限是{ $day }，请写明逾期原因。
lack-channel = 本次只可用：{ $allowed }。
lack-channel-reason = 住户要求改用这种方式时，请写明原因。
lack-channel-consent = 这种方式要先由排计划的人同意并改计划；请写明原因。
lack-respondent = 请写明受访人。
lack-content = 请填“{ $section }”，或选“没有”。
lack-rating = 请选总评。
lack-solved = 请选问题是否解决。
lack-site-check = 请填现场查看；不适用时写明原因。
lack-matter-words = 第 { $n } 项：请照录住户的话。
lack-matter-outcome = 第 { $n } 项：当场答复并写明，或约定答复时间。
lack-promise = 第 { $n } 项：约定时间要晚于回访，并写明负责人和由谁告知住户。
lack-dissatisfaction = 住户不满意，请在下面写明是什么、怎么办。
lack-explanation = 第 { $n } 项：写明当场解决了什么，或怎么向住户解释。
lack-rectification = 第 { $n } 项：写明整改负责人和期限，期限不早于回访。
lack-customer-signature = 请住户签名；不愿签的，记为拒签。
lack-refusal-reason = 请写明拒签原因。
lack-refusal-witness = 请选见证的同事，不能是回访人。
lack-visitor-signature = 每一位回访人都要签名。

## What the planner changes.

visits-adjust = 调整安排
visits-planned-day = 安排在
visits-adjust-why = 换人、换方式，或日期在时效外时必填；原因会一直看得到。
visits-adjust-save = 存入计划
visits-replace = 无法联系，结案
visits-replace-line = 抽中的由同一层的下一号递补；其他的仍计应回访。
visits-nothing-to-adjust = 这次回访已进行，或不由您调整。
visits-tried = 同意的理由
visits-tried-hint = 各次联系已在联系记录里。
visits-tries = 联系记录
visits-untried = 算作无法联系还差：{ $missing }。
visits-no-tries = 尚无联系不上的记录。
visits-note-try = 记一次联系不上
visits-tried-at = 何时
visits-card-left = 已留言卡
visits-try-note = 情况
visits-escalated = { $day }起逾时未完成：{ $post }须上门，只能上门回访。
visits-others = 同户待回访
visits-others-line = 可同一次上门；各填一份记录表
visits-notes = 责任人说明
visits-answer-note = 这次回访的情况和原因
visits-answer-for = 记下说明
visits-close-round = 不再回访
visits-close-round-line = 再次回访到住户满意为止，或由您写明理由结束。应回访的照样计入回访率；住户提出的事仍列在未了事项，直到有结果。
visits-round-replaced = 由投诉 { $number } 的回访代替
visits-round-closed = 已结束，不再回访

## Photos and scans.

visits-photos-site-check = 现场查看的照片
visits-photos-matter = 第 { $n } 项的照片
visits-photos-hint = 可选多张，每张最多 { $largest } MB。照片里的拍摄地点会去掉。
visits-photos-kept = 已上传，取消勾选即不附上
visits-photo-n = 照片 { $n }

## On paper.

visits-paper-enter = 录入纸本记录
visits-paper-print = 印空白记录表
visits-paper-line = 照纸上的次序录入；签名照纸上的姓名键入。签名原表要拍照或扫描附上。
visits-paper-name-hint = 照纸上的签名键入姓名。
visits-paper-sheet = 签名原表（照片或 PDF）
visits-paper-signed-on = 签名日期
lack-signed-sheet = 请附上签名原表的照片或扫描。
paper-title = 空白回访记录表
paper-count = { $n } 份
paper-how = 用浏览器打印，A4，每份一页。回来后扫码录入，并附上签名原表。
paper-more = 一次最多印 60 份，其余请分日或分人再印。
paper-none = 没有可印的记录表。
paper-none-next = 放行而还没有记录的回访，才有空白记录表；看不到的不印。
paper-day = 哪一日
paper-print = 印空白记录表
paper-site = 管理处
paper-scan = 扫码录入
paper-reasons = 改用其他方式、逾期的原因
paper-matters = 新提出的事项，未能即时答复的
paper-promised = 约定答复时间、负责人
paper-customer = 住户签名，或拒签原因
paper-visitors = 回访人签名
paper-signed-on = 签名日期
paper-review = 主管审核意见及签名
paper-manager = 经理处理意见
paper-remarks = 备注
paper-receipt = 领取人签名、时间
