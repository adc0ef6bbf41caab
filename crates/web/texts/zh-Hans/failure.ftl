## What went wrong: a title, and what to do next.

failure-unreadable = 看不懂这个请求
failure-unreadable-next = 网址或送出的内容不完整。请返回上一页再试一次。
failure-forbidden = 这件事不归你办
failure-forbidden-next = 你的岗位没有这项权限。若应由你办理，请管理处经理在“人员与岗位”中调整。
failure-not-found = 没有这一页
failure-not-found-next = 网址可能抄漏了，或这一条不在你可看的范围内。
failure-conflict = 已经有人先办了
failure-conflict-next = 请返回上一页重新加载，看过现况再改。你填的内容没有存。
failure-too-large = 内容太大
failure-too-large-next = 请缩小照片或分批送出，再试一次。
failure-invalid = 有内容要改
failure-invalid-next = 请返回上一页，按各栏下的说明修改后再送。
failure-too-many = 试得太密了
failure-too-many-next = 请等一分钟再试。
failure-too-slow = 等得太久，已停下
failure-too-slow-next = 这次没有完成。请再试一次；仍不行时，请把下面的编号告诉系统管理员。
failure-internal = 系统出了问题
failure-internal-next = 这次没有保存。请再试一次；仍不行时，请把下面的编号告诉系统管理员。
failure-unavailable = 数据库暂时连不上
failure-unavailable-next = 这次没有保存。请稍等再试；仍不行时，请把下面的编号告诉系统管理员。
failure-to-first-page = 回今日
failure-id = 编号 { $id }
