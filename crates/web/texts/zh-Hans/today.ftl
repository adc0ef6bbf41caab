## The visitor's page on the phone. A script says most of it: words and arguments only, no forms to choose from.

today-name = 今日回访
today-short-name = 回访
today-opening = 正在打开今日的回访……
today-no-script = 这个浏览器没有开启 JavaScript，手机页用不了。请开启后刷新，或到工作台记录回访。
today-desk = 到工作台
