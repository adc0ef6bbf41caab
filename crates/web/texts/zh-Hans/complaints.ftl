## What is done with complaints: the letter of reply.

complaints-reply = 复函情况
complaints-reply-missing = 复函情况未附
complaints-reply-enter = 填写复函情况
complaints-reply-change = 改写复函情况
complaints-reply-save = 存入复函情况
complaints-reply-how = 有没有复函
complaints-reply-letter = 已复函
complaints-reply-none = 没有地址，无法复函
complaints-letter = 文号
complaints-letter-hint = 复函的文号；没有文号的，写存放处。
complaints-dated = 复函日期
complaints-addressee = 发往
complaints-handled = 如何处理
complaints-handled-hint = 只在无法复函时填写。
complaints-no-letter-why = 为何无法复函
complaints-entered = 填写
complaints-reply-of-file = 导入的文件说已附复函，文号和日期未填。
complaints-step-reply = 附上复函情况
