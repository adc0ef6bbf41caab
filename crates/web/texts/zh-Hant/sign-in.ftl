## Signing in.

sign-in = 登入
sign-in-title = 登入
sign-in-line = 件件有著落，事事有回音。
sign-in-account = 帳號
sign-in-password = 密碼
sign-in-help = 忘記密碼，請管理處經理或系統管理員重設。
sign-in-refused = 帳號或密碼不對，請再核對。
sign-in-open-line = 連線未加密
sign-in-open-line-next = 密碼與住戶資料可能被旁人看見，手機離線記錄也無法使用。請管理員設好 HTTPS。
sign-in-demo = 示範帳號
sign-in-demo-line = 每個崗位一個，不用密碼
sign-in-not-set-up = 尚未啟用
sign-in-not-set-up-next = 請打開程式啟動時印出的啟用連結。
# $minutes (Number)
sign-in-wait = 試了太多次。請等 { $minutes } 分鐘再登入。
