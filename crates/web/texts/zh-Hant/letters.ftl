## Public letters: offered, drafted, approved, put up.

letters-title = 公開信
# $n (Number)
letters-line = 同一事項涉及 { $n } 戶以上，可用一封公開信答復
letters-not-covered = 這份規程沒有公開信
letters-not-covered-next = 條文沒有以公開信答復的規定，各件照常逐戶回訪。
letters-offers = 可用公開信答復的事項
# $n (Number)
letters-no-offers = 目前沒有 { $n } 戶以上的同一事項。
# $n (Number)
letters-households = { $n } 戶
letters-none = 還沒有公開信。
letters-none-next = 擬好的信列在這裡，由經理批准後張貼。
letters-number = 編號
letters-about = 標題與事項
letters-answers = 所答復的回訪
# $n (Number)
letters-answers-n = { $n } 件
letters-posted = 張貼
letters-state = 進度
letters-draft = 擬公開信
letters-redraft = 修改
letters-print = 列印張貼
letters-to-all = 致各位業主、住戶：
letters-no-names = 信會公開張貼：不寫住戶的姓名、房號和電話。
letters-text = 信的內容
letters-chosen = 答復哪幾件
letters-chosen-line = 張貼後這幾件即以公開信完成回訪，不計評價
letters-not-offered = 這個事項現在不到可用公開信的戶數。
letters-submit = 交經理批准
letters-answered = 已以公開信完成回訪
letters-judge = 審批這封信
letters-verdict = 結果
letters-opinion = 意見
letters-opinion-hint = 退回修改時必填
letters-judge-button = 簽署
letters-post = 記下張貼
letters-post-line = 先列印張貼，再填在哪裡、哪幾天，並附張貼後的照片。照片也可在張貼期間補上。
letters-photos = 張貼後的照片
letters-photos-add = 加上照片
letters-place = 張貼地點
letters-from = 從哪一天
letters-until = 到哪一天
letters-late = 逾期原因
letters-late-hint = 有回訪已過時效時必填
letters-post-button = 已張貼
# $place (String)
# $from (String)
# $until (String)
letters-posted-at = { $place }，{ $from } 至 { $until }
letters-withdraw = 撤回這封信
letters-is-draft = 這是草稿，還沒有批准，不能張貼。
letters-offer = 這個事項可用公開信一併答復
# $matter (String)
# $n (Number)
letters-offer-next = { $matter }，{ $n } 戶
letters-by-letter = 以公開信答復
letters-is-late = 逾期
