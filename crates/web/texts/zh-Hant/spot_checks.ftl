## The spot check: the sample of a month, how far records and residents agree, and the calls.

spot-checks = 公司抽查
# $month (String)
spot-checks-title = 公司抽查，{ $month }
spot-checks-line = 月份結帳、密鑰公布後抽出，打電話問住戶。數字不是結論；有出入的，請打開記錄和通話看。
spot-checks-agreement = 一致情況
spot-checks-agreement-line = 確有回訪，以接通的為準；評價一致，以記錄和電話裡都有評價的為準。
spot-checks-site = 管理處
spot-checks-visitor = 回訪人
spot-checks-accepted = 通過記錄
spot-checks-wanted = 應抽查
spot-checks-reached = 已接通
spot-checks-visited = 確有回訪
spot-checks-same-rating = 評價一致
# $part (Number)
# $whole (Number)
spot-checks-of = { $part } / { $whole }
spot-checks-by-visitor = 按回訪人
spot-checks-by-visitor-line = 兩人同去的，各計一次。
spot-checks-not-asked = 本規程沒有公司抽查。
spot-checks-not-drawn = 還沒有抽出：這個月的統計尚未結帳，或密鑰尚未公布。請等該處結帳後再看。
# $accepted (Number)
# $share (String)
# $wanted (Number)
# $offered (Number)
spot-checks-sample-line = 本月通過 { $accepted } 份，按 { $share } 應抽 { $wanted } 份，已抽出 { $offered } 份；未接通的按次序補下一份。
# $count (Number)
spot-checks-hidden = 另有 { $count } 份涉及保密投訴或急救，您無權閱讀，不列出，也不計入。請由有權閱讀的公司崗位抽查。
spot-checks-nothing = 沒有抽中可列出的記錄。
spot-checks-nothing-next = 這個月審閱通過的記錄，會按規程的比例抽出，列在這裡。
spot-checks-confidential = 保密
spot-checks-call = 通話
spot-checks-open = 待抽查
spot-checks-agrees = 相符
spot-checks-differs = 有出入
# $count (Number)
spot-checks-in-vain = 未接通 { $count } 次
# $number (String)
spot-check-title = 抽查 { $number }
spot-check-line = 問住戶：有沒有這次回訪，怎樣評價。請勿提示答案。
spot-check-restricted = 住戶要求限制處理，請不要致電。請記「要求不受打擾」，系統會補下一份。
spot-check-facts = 記錄所載
spot-check-customer = 住戶
spot-check-recorded = 記錄的評價
spot-check-calls = 通話
spot-check-no-calls = 還沒有打過電話。
spot-check-enter = 記下通話
spot-check-called-at = 通話時間
spot-check-outcome = 結果
spot-check-visited = 接通：確有這次回訪
spot-check-not-visited = 接通：沒有這次回訪
# $why (String)
spot-check-not-reached = 未接通：{ $why }
spot-check-told = 住戶的評價
spot-check-said = 住戶的話
spot-check-said-hint = 選「其他」的，請寫明原因。
spot-check-step = 公司抽查，已接通
spot-check-step-in-vain = 公司抽查，未接通
