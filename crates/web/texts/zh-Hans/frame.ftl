## What stands around every page.

brand = 回音
brand-second = Huiyin
skip-to-content = 跳到内容
menu = 菜单
menu-close = 关闭
demo-title = 示范资料
demo-sentence = 人名、房号皆属虚构；时钟可调，画面与打印均带此标记。
site-switch = 换管理处
sign-out = 退出
sign-out-unsent = 这个浏览器的手机页里，还有未送出的回访记录。请先到手机页送出；退出后会封存在这里，写的人再登录才看得到、才会送出。
sign-out-send = 先去送出
sign-out-sealed = 退出，封存
sign-out-stay = 先不退出
language = 语言
language-name = 简体
theme = 明暗
theme-system = 随系统
theme-light = 明
theme-dark = 暗

## The navigation. The units are what the figure beside an entry counts.

nav-daily = 日常
nav-monthly = 月结
nav-books = 底册
place-today = 今日
place-today-unit = 件
place-events = 服务事项
place-plan = 回访计划
place-records = 回访记录
place-records-unit = 份待审
place-open = 未了事项
place-open-unit = 件
place-statistics = 回访统计
place-analysis = 分析与整改
place-analysis-unit = 份
place-archive = 归档移交
place-units = 住户与房号
place-people = 人员与岗位
place-imports = 导入
place-procedure = 规程与条文
place-guide = 岗位指南
post-administrator = 系统管理员
list-comma = 、
no-post = 您今天没有担任任何岗位。请管理处经理或系统管理员任命。
place-festivals = 节日拜访
