## Why an action did nothing: what stands in the way, and what to do next.

refusal-forbidden = 这件事由{ $posts }办。
refusal-conflict = 您看着的时候，别人改过了。请看过现况再改，您填的内容还在下面。
refusal-event-state = 这件服务事项的状态已经变了，不能这样办。请看过现况。
refusal-follow-up-state = 这次回访的状态已经变了，不能这样办。请看过现况。
refusal-no-visitor = 还没有回访人：岗位空缺，或未指明被投诉部门。请先指定，再放行。
refusal-post-dropped = 条文要求的岗位不能略去。请保留每一个岗位，再加人或换人。
refusal-not-of-post = 所选的人不任该岗位，或选了两次。请从该岗位的人中选。
refusal-cohort-begun = 本批次已开始编号，比率改不动了。新比率从下一批次起算。
refusal-merged = 这件投诉已并入另一件，请到那一件办理，或先分开。
refusal-told-after = 那一件已处理完毕。之后再反映的另成一件，不能并入。
refusal-other-household = 两件不是同一户的投诉，不能并为一件。
refusal-not-complaint = 只有同一管理处的投诉可以并为一件。
refusal-settled = 这件事已经有结果了。
refusal-no-reply-asked = 这件事项不是匿名投诉，也不是只要复函的，不必附复函。
refusal-letter-wanted = 上级部门要的是复函，请填文号、日期和发往何处。
refusal-channel = 这一次不可用这种方式。请改方式，或写明例外的原因。
refusal-not-visitor = 您不是这次回访的回访人。
refusal-own-visit = 自己的回访不能自己审。请由上一级审核。
refusal-not-their-turn = 前面还有人未审。请等前一位签署。
refusal-outside-window = 这一天不在时效内。请改日期，或写明原因。
refusal-form-not-taken = 回访记录表尚未签收。请先领取，再记录。
refusal-month-running = 这个月还没有过完。
refusal-month-closed = 这个月的统计已经结束。之后的记录列在“结后”。
refusal-in-use = 还有东西挂在上面，不能这样做。
refusal-hanging = 不能撤销，还有这些挂在上面：{ $what }。
refusal-hanging-one = { $what } { $n } 件
refusal-own-leaving = 不能把自己关在门外。请由别人办理。
refusal-not-demo = 只有示范数据库可以这样做。
refusal-demo = 示范数据不对外发送。
refusal-no-mail = 尚未设置发信服务器。请由系统管理者设置后再试。
refusal-no-mail-address = 您还没有电子邮件地址。请先在人员页填写。

## What hangs on an import.

hanging-updated = 改动了原有资料的行
hanging-events = 服务事项
hanging-residents = 住户
hanging-lists = 名单
hanging-departments = 部门
hanging-later-acts = 之后的操作
hanging-list-lines = 名单的行
hanging-follow-ups = 已放行或完成的回访
hanging-visitors = 已派的回访人
hanging-staff-acts = 所导入员工的操作
refusal-untried = 还不能算无法联系：{ $missing }。请先记下各次联系。
untried-tries = 再试 { $n } 次
untried-days = 要多 { $n } 天
untried-odd-hours = 晚间或周末 { $n } 次
untried-door = 上门并留言卡 1 次
refusal-not-voluntary = 本件会依抽取或规定回访，或者还没抽定，不能另加。
refusal-not-one-household = 这些回访不是同一户的，不能合成一次上门。
refusal-batch-state = 这批记录的状态已经变了，不能这样办。请看过现况。
refusal-nothing-to-collect = 审核完的记录都已收齐，没有新的。
refusal-kept-until = 要保管到{ $day }，之后才能销毁。
refusal-held = 这批记录已暂缓销毁，解除后才能办。
refusal-list-complete = 名单已经确认过了。要补人，直接加在后面。
