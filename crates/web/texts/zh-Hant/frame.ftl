## What stands around every page.

brand = 回音
brand-second = Huiyin
skip-to-content = 跳到內容
menu = 選單
menu-close = 關閉
demo-title = 示範資料
demo-sentence = 人名、房號皆屬虛構；時鐘可調，畫面與列印均帶此標記。
site-switch = 換管理處
sign-out = 登出
sign-out-unsent = 這個瀏覽器的手機頁裡，還有未送出的回訪記錄。請先到手機頁送出；登出後會封存在這裡，寫的人再登入才看得到、才會送出。
sign-out-send = 先去送出
sign-out-sealed = 登出，封存
sign-out-stay = 先不登出
language = 語言
language-name = 繁體
theme = 明暗
theme-system = 隨系統
theme-light = 明
theme-dark = 暗

## The navigation. The units are what the figure beside an entry counts.

nav-daily = 日常
nav-monthly = 月結
nav-books = 底冊
place-today = 今日
place-today-unit = 件
place-events = 服務事項
place-plan = 回訪計劃
place-records = 回訪記錄
place-records-unit = 份待審
place-open = 未了事項
place-open-unit = 件
place-statistics = 回訪統計
place-analysis = 分析與整改
place-analysis-unit = 份
place-archive = 歸檔移交
place-units = 住戶與房號
place-people = 人員與崗位
place-imports = 匯入
place-procedure = 規程與條文
place-guide = 崗位指南
post-administrator = 系統管理員
list-comma = 、
no-post = 您今天沒有擔任任何崗位。請管理處經理或系統管理員任命。
place-festivals = 節日拜訪
