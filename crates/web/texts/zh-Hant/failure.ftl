## What went wrong: a title, and what to do next.

failure-unreadable = 看不懂這個請求
failure-unreadable-next = 網址或送出的內容不完整。請回到上一頁再試一次。
failure-forbidden = 這件事不歸你辦
failure-forbidden-next = 你的崗位沒有這項權限。若應由你辦理，請管理處經理在「人員與崗位」中調整。
failure-not-found = 沒有這一頁
failure-not-found-next = 網址可能抄漏了，或這一筆不在你可看的範圍內。
failure-conflict = 已經有人先辦了
failure-conflict-next = 請回上一頁重新載入，看過現況再改。你填的內容沒有存。
failure-too-large = 內容太大
failure-too-large-next = 請縮小照片或分批送出，再試一次。
failure-invalid = 有內容要改
failure-invalid-next = 請回上一頁，依欄位下的說明修改後再送。
failure-too-many = 試得太密了
failure-too-many-next = 請等一分鐘再試。
failure-too-slow = 等得太久，已停下
failure-too-slow-next = 這次沒有完成。請再試一次；仍不行時，請把下面的編號告訴系統管理員。
failure-internal = 系統出了問題
failure-internal-next = 這次沒有存檔。請再試一次；仍不行時，請把下面的編號告訴系統管理員。
failure-unavailable = 資料庫暫時連不上
failure-unavailable-next = 這次沒有存檔。請稍等再試；仍不行時，請把下面的編號告訴系統管理員。
failure-to-first-page = 回今日
# $id (String)
failure-id = 編號 { $id }
