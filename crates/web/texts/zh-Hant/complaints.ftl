## What is done with complaints: the letter of reply.

complaints-reply = 復函情況
complaints-reply-missing = 復函情況未附
complaints-reply-enter = 填寫復函情況
complaints-reply-change = 改寫復函情況
complaints-reply-save = 存入復函情況
complaints-reply-how = 有沒有復函
complaints-reply-letter = 已復函
complaints-reply-none = 沒有地址，無法復函
complaints-letter = 文號
complaints-letter-hint = 復函的文號；沒有文號的，寫存放處。
complaints-dated = 復函日期
complaints-addressee = 發往
complaints-handled = 如何處理
complaints-handled-hint = 只在無法復函時填寫。
complaints-no-letter-why = 為何無法復函
complaints-entered = 填寫
complaints-reply-of-file = 匯入的檔案說已附復函，文號和日期未填。
complaints-step-reply = 附上復函情況
