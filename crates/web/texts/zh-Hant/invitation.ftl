## The link for a password.

invitation-title = 設定密碼
invitation-set = 設定密碼
invitation-over = 連結已失效
invitation-over-next = 已經用過或過期。請管理處經理或系統管理員發新的連結。
