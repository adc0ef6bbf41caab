## One's own account.

account-title = 我的設定
account-line = 密碼，以及在哪些裝置上登入過。
account-current = 目前的密碼
account-new = 新密碼
account-new-hint = 長比複雜有用：幾個不相干的詞連起來就好。
account-change = 更改密碼
account-changed = 密碼已改
account-changed-next = 其他裝置上的登入都已結束。
account-devices = 裝置
account-devices-line = 不認得的，請移除並更改密碼
account-device-unknown = 不明裝置
account-this-device = 本機
account-signed-in = 登入中
account-signed-out = 未登入
account-revoke = 移除
