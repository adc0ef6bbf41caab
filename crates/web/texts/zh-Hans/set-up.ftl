## The first start.

set-up-title = 启用回音
set-up-line = 这一页只用一次。之后由系统管理员登录，开账号、任命岗位。
set-up-site = 公司与管理处
set-up-company = 公司名称
set-up-site-name = 管理处名称
set-up-site-code = 管理处代号
set-up-site-code-hint = 英文字母与数字，用在编号里，如 CY-2026-00123 的 CY。
set-up-procedure = 规程
set-up-read = 三份规程的条文与规则
set-up-live-from = 启用日
set-up-live-from-hint = 这一天起处理完毕的事项才产生应回访；空着就是今天。
set-up-name = 系统管理员姓名
set-up-begin = 启用
