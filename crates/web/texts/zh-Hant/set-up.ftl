## The first start.

set-up-title = 啟用回音
set-up-line = 這一頁只用一次。之後由系統管理員登入，開帳號、任命崗位。
set-up-site = 公司與管理處
set-up-company = 公司名稱
set-up-site-name = 管理處名稱
set-up-site-code = 管理處代號
set-up-site-code-hint = 英文字母與數字，用在編號裡，如 CY-2026-00123 的 CY。
set-up-procedure = 規程
set-up-read = 三份規程的條文與規則
set-up-live-from = 啟用日
set-up-live-from-hint = 這一天起處理完畢的事項才產生應回訪；空著就是今天。
set-up-name = 系統管理員姓名
set-up-begin = 啟用
