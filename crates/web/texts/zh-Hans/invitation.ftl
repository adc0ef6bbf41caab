## The link for a password.

invitation-title = 设定密码
invitation-set = 设定密码
invitation-over = 链接已失效
invitation-over-next = 已经用过或过期。请管理处经理或系统管理员发新的链接。
