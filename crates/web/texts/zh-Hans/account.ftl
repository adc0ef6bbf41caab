## One's own account.

account-title = 我的设置
account-line = 密码，以及在哪些设备上登录过。
account-current = 目前的密码
account-new = 新密码
account-new-hint = 长比复杂有用：几个不相干的词连起来就好。
account-change = 更改密码
account-changed = 密码已改
account-changed-next = 其他设备上的登录都已结束。
account-devices = 设备
account-devices-line = 不认得的，请移除并更改密码
account-device-unknown = 不明设备
account-this-device = 本机
account-signed-in = 登录中
account-signed-out = 未登录
account-revoke = 移除
