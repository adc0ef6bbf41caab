## Notices: what somebody is told of, in the product and in letters. Nothing about residents stands in one.

notices-title = 通知
notices-line = 放行、退回、待审与逾期上门都会通知；对外的通知不写住户的姓名、电话、房号与内容。
notices-count = 通知，{ $n } 条未读
notices-unread = 未读
notices-read-all = 全部标为已读
notices-nothing = 还没有通知。
notices-nothing-next = 放行给您的回访、退回给您的记录、等您审核的记录，会列在这里。
notices-older = 更早的通知
notices-newest = 回到最新
notice-plan-released = 已放行 { $count } 件回访，请按时回访。
notice-follow-up-escalated = { $count } 件回访逾期未完成，须上门办理。
notice-record-waits = { $count } 份回访记录待审核。
notice-record-sent-back = { $count } 份回访记录退回，请补记。
notice-record-nonconforming = { $count } 份回访记录判为不合格。
notice-due = 最早到期：{ $day }
notice-events = 服务事项：{ $numbers }
notice-events-more = 服务事项：{ $numbers }，另有 { $more } 件
notice-clauses = 条文：{ $clauses }
letter-test-title = 测试
letter-test = 这是一条测试消息：{ $site }的通知可以送到这里。
notice-archive-due = 本月的回访记录该归档移交了。
notice-paper-waits = 月度报告等您办理。
notice-return-delivered = 客户回访记录已送达，请阅。
notice-paper-late = 月度报告逾期未签署。
notice-task-given = 有措施或任务交您办理，请按期完成。
notice-task-done = 有措施已实施，待验证效果。
notice-task-late = 交您办理的措施或任务已逾期。
notice-phone-work-kept = 有手机送来的回访内容未能照收，请核对两边后采用或不采用。
notice-phone-work-settled = 您由手机送来、未能照收的内容已处理，请看理由。
notice-list-missing = 有 { $count } 份名单未交，请交来或在系统内填写。
notice-festival-near = 节日将到，拜访名单还没有放行。
notice-letter-waits = 一封公开信待批准。
notice-letter-judged = 您拟的公开信已审，请看结果。

notice-heads-noted = 日志末端与抽样密钥承诺，请原样留存
notice-heads-how = 请把全文存成文件，留在管理处以外；日后用 huiyin verify --anchor 文件 核对导出。
