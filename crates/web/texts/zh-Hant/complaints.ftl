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
complaints-enter = 填寫
complaints-judge-invalid = 認定無效投訴
complaints-valid-again = 恢復為有效投訴
complaints-reason-enter = 補寫理由和答復
complaints-reason-missing = 無效投訴未寫理由
complaints-answer = 給投訴人的答復
complaints-answer-hint = 何時、怎樣答復的；匿名的，寫明為何無人可答復。
complaints-judged = 認定
# $why (String)
# $answer (String)
complaints-reason-line = 理由：{ $why }；答復：{ $answer }
complaints-step-invalid = 認定為無效投訴
complaints-step-valid = 恢復為有效投訴
# $n (Number)
complaints-alike = 疑似重複：{ $n } 件
complaints-alike-line = 同一件事請併入；不是同一件，就照常存檔，另成一件。
complaints-join = 併入這一件
complaints-merge = 併入另一件
complaints-into = 同一戶的投訴
complaints-by-number = 照單號填
complaints-number = 單號
complaints-number-hint = 例如 CY-2026-00123；上面已選的不必填。
complaints-separate = 分開，另成一件
complaints-merged = 併入的投訴
complaints-part-of = 已併入
complaints-part-of-next = 處理和回訪都在那一件；這裡的反映和原話都留著。
complaints-is-merged = 已併入
complaints-step-merged = 併入另一件
complaints-step-separated = 分開，另成一件
complaints-step-took-in = 併入另一件投訴
complaints-step-gave-out = 分出一件投訴
# $severity (String)
# $because (String)
complaints-proposed = 建議等級：{ $severity }（{ $because }）
complaints-decide = 由您決定；登記之後只由主管更改。
complaints-criteria = 怎樣定級
complaints-confidential = 保密投訴
complaints-confidential-tick = 涉及員工個人或隱私，列為保密投訴
complaints-accused = 被投訴的員工
# $name (String)
complaints-accused-is = 被投訴的員工：{ $name }。只有規程指定的崗位看得到，本人除外。
complaints-about-privacy = 涉及隱私，只有規程指定的崗位看得到。
complaints-make-confidential = 列為保密投訴
complaints-make-open = 不再保密
complaints-step-confidential = 列為保密投訴
complaints-step-open = 不再保密
