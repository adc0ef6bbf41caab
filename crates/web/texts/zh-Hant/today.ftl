## The visitor's page on the phone. A script says most of it: words and arguments only, no forms to choose from.

today-name = 今日回訪
today-short-name = 回訪
today-opening = 正在打開今日的回訪……
today-no-script = 這個瀏覽器沒有開啟 JavaScript，手機頁用不了。請開啟後重新整理，或到工作台記錄回訪。
today-desk = 到工作台
