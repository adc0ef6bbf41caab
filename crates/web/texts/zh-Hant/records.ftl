## Records of visits and their review.

records-waiting = 等我審核
# $n (Number)
records-count = { $n } 份
records-nothing-waits = 沒有等您審核的。
records-month = 本月記錄
records-nothing = 這個月還沒有記錄。
records-nothing-next = 放行的回訪記錄以後，列在這裡。
records-look-at = 請留意
records-as = 審核崗位
records-state = 狀態
records-refused = 拒簽
records-unsolved = 未解決或有爭議
records-check-failed = 現場查看不合格
records-form = 回訪記錄表
records-number = 單號
records-visited-at = 回訪時間
# $why (String)
# $witness (String)
records-refusal = { $why }，見證：{ $witness }
# $who (String)
# $when (String)
records-promised = { $who } 約定 { $when } 前答復
# $who (String)
# $day (String)
records-rectified = { $who } 於 { $day } 前整改
records-settled = 有結果
records-open = 未了
records-complaint = 另立的投訴
# $name (String)
records-signature-of = { $name } 的簽名
records-unaltered = 未改動
records-void = 已失效
# $n (Number)
records-version = 第 { $n } 版
records-altered = 文字與簽名時不同。
records-altered-next = 請系統管理員以 huiyin verify 核對匯出的資料。
records-erased = 已依法清除
records-erased-words = 文字已依法清除。
records-erased-next = 雜湊仍在日誌裡，匯出的資料可以核對；當時簽名的文字不再留存。
records-review = 我的審核
records-reviews = 審核意見
# $who (String)
records-to-come = 待 { $who } 審核
records-verdict = 結論
records-opinion = 意見
records-opinion-hint = 退回或不合格時，請寫明原因。
records-opinion-hint-bad = 住戶不滿意：請核對是否已當場解決，或有整改與下一次回訪。
records-signed-name = 簽署姓名
records-sign-next = 簽署並看下一份
# $n (Number)
records-more-wait = 這裡列出最早的 { $n } 份，審完再列其餘。
records-decision = 處理意見
records-decide = 寫處理意見
records-decide-line = 不合格的記錄上報給您：寫明怎麼處理，記在同一張記錄表上。
records-undecided = 還沒有處理意見。
# $who (String)
records-decision-to-come = 由{ $who }填寫
records-nobody-decides = 現在沒有人可以填寫：請在人員頁任命上一級。
records-opened = 另立的投訴
records-file-erased = 內容已刪除
records-on-paper = 紙本簽名
records-sheet = 簽名原表
records-visited-by = 回訪人
records-entered-by = 代錄人
