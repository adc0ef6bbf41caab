## Signing in.

sign-in = 登录
sign-in-title = 登录
sign-in-line = 件件有着落，事事有回音。
sign-in-account = 账号
sign-in-password = 密码
sign-in-help = 忘记密码，请管理处经理或系统管理员重设。
sign-in-refused = 账号或密码不对，请再核对。
sign-in-open-line = 连接未加密
sign-in-open-line-next = 密码与住户资料可能被旁人看见，手机离线记录也无法使用。请管理员设好 HTTPS。
sign-in-demo = 示范账号
sign-in-demo-line = 每个岗位一个，不用密码
sign-in-not-set-up = 尚未启用
sign-in-not-set-up-next = 请打开程序启动时显示的启用链接。
sign-in-wait = 试了太多次。请等 { $minutes } 分钟再登录。
