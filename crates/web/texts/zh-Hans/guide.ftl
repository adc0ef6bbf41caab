## The guides, one for each post, made from the procedure in force.

guide-of = 指南：{ $post }
guide-line = 照现行的{ $procedure }写成；数字和条文都出自规程。第 0 日是处理完毕、合同结束或节日的当天。
guide-administrator-line = 安装和维护系统的人要做的；规程里没有这个岗位。
guide-all = 全部岗位
guide-index-line = 每个岗位一页，可以打印。
guide-day = 一天，五行
guide-duties = 您的职责
guide-go = 去办
guide-generated = 由程序从规程生成，请勿手改。各岗位在系统里的“岗位指南”页看得到同样的内容。

## The day.

guide-day-desk = 打开“今日”：先办逾期的，再办今天到期的。
guide-day-plan = 看计划，把待放行的放行；放不了的，行内写着缺什么。
guide-day-take = 领回访记录表并签收，一次可领几份。
guide-day-visit = 出门前看每件的“为什么”和住户希望的时间。
guide-day-record = 出门前在手机上打开「今日回访」；见过住户当场记录、签名，没有网络也行，联网后自动送出。
guide-day-review = 看轮到您审的记录，写意见并签名。
guide-day-month = 看本月各类还差几件，点数字看是哪几件。
guide-day-archive = 看归档到了哪一步，轮到您就办。
guide-day-notices = 看通知；点过去就是要办的那一件。
guide-day-why = 不明白为什么要办，点条文号看原文。
guide-day-events = 有新的事就登记，办完就写处理完毕。
guide-day-open = 收工前看未了事项，有了结果就写上。
guide-day-administrator = 打开“今日”：有空缺的岗位、发不出的通知，都列在那里。
guide-day-people = 有人到职、离职，先办交接，再停账号。
guide-day-sending = 通知发不出时，照列出的原因改设置，再试一次。
guide-day-backup = 确认昨夜的备份在。

## The duties.

guide-accountable = 您是责任人：首页列着逾期和各率，每次回访上都可以写一句交代。
guide-plan = 制定计划：草案已照规程排好，改人、日子、方式要写原因，然后放行，回访人即收到通知。
guide-set-rate = { $what }的回访率由您定：写明原因，在那一批的第一件之前定好。
guide-consent = 试过 { $n } 次仍联系不上的，由您同意，在回访的调整页结为无法联系。
guide-told-unfinished = 领表后超过 { $n } 天没做完的会通知您，请看谁去、何时去。
guide-visit = 回访{ $what }：{ $days }；{ $channels }。
guide-visit-with = 与{ $posts }同去，都要签名。
guide-visit-may-send = 可以指定人员同去或代去。
guide-visit-goes-along = 由您去，可以指定人员同去。
guide-take-form = 去之前领表签收，回来交表。
guide-record = 记下评价和住户原话，您也签名。
guide-record-customer = 上门要住户签名；不肯签的写明原因，请同事见证。电话回访不用签。
guide-record-place = 现场查看要填，不适用的写原因。
guide-raised = 住户新提的，能答就当场答；不能的约好哪天、由谁答复，下一次回访自动排上。
guide-door = 领表后超过 { $n } 天没做完的，要由您上门。
guide-review = 审阅{ $posts }的回访记录，写意见、签名；缺了的退回，不合格的判不合格。
guide-review-all = 审阅全部回访记录，写意见、签名；缺了的退回，不合格的判不合格。
guide-review-above = 谁也不审自己：{ $posts }亲自去的回访，记录由您审。
guide-nonconforming = 判为不合格的，由您决定怎样处理，并看下一次回访。
guide-confidential = 保密投诉只有少数岗位看得到，您是其一：只在它自己的页上办，不外传。
guide-grade = 投诉登记后，等级只由您改，并写原因。
guide-invalid = 无效投诉只由您认定：写明理由和对投诉人的答复。
guide-close-round = 住户经处理仍不满意、再访也无从改变的，由您写明原因结案，不再排下一次回访。
guide-write-letters = 同一事项有 { $n } 户以上，可拟一封公开信一并答复；批准后张贴，填地点和日期，附上照片。
guide-approve-letters = 公开信由您批准，或写明原因退回；批准就是审阅。自己拟的交上一级。
guide-list-festivals = 节日前备好要拜访的名单，可从去年的抄来；名单由经理放行。
guide-release-festivals = 节日名单由您放行；节前 { $n } 天还没放行的会提醒您。不拜访的，写明原因后关闭。
guide-close-month = 过月后看缺漏清单，补齐，再结束当月统计并签署。
guide-receive-month = 每月的回访结果交到您这里：看各率和满意程度，点数字看到每一件。
guide-call-back = 月份结账后，打电话问抽中的住户（当月通过记录的 { $share }）：有没有这次回访、怎样评价。自己经手的，请同事打。
guide-analyse = 过月后 { $n } 天内，把不合格和重复的写成分析报告；数字取自统计。
guide-review-analysis = 审阅当月的分析报告，对照统计的数字。
guide-decide-analysis = 看过分析，决定纠正和预防措施。
guide-collect = 每月 { $day } 日前把审完的记录收成一批；还缺什么，归档页列着。
guide-review-archive = 收好的一批由您先审，并标出可作考核依据的记录。
guide-keep = 签名接收，保管 { $years } 年；到期由您列清单提出，批准后销毁并签名。
guide-approve-disposal = 保管期满、提出销毁的一批由您批准；不能批准自己提出的。
guide-appraise = 从标出的记录看各人办了多少、是否及时；只是依据之一，不打分、不排名。
guide-manage = 人员、岗位、代理和所用的规程由您管；有人离职，先交接。
guide-admin-people = 建账号、派岗位。每个岗位都有人，计划才放得出去。
guide-admin-procedure = 选定管理处所用的规程和生效的月份；已办完的事仍照原来的。
guide-admin-import = 导入房号、住户、员工和旧事项：先看预览，错了可以撤销。
guide-admin-sending = 设好邮件和群机器人，试发一次。
guide-admin-backup = 每天用 huiyin backup 备份，隔一段时间用 huiyin restore 还原到别处试一次，用 huiyin doctor 检查。

## Parts of a duty.

guide-days = { $first }至{ $last }
guide-phase-days = { $phase } { $days }
guide-step-days = 第 { $n } 日
guide-step-before = 前 { $n } 日
guide-step-months = 满 { $n } 个月
guide-step-share = 合同 { $share } 处
guide-step-share-days = 合同 { $share } 处再加 { $n } 日
guide-sort-of = { $category }（{ $severities }）
guide-sort-except = { $category }（{ $severities }以外）
