## What is wrong with a field, and what to do.

fault-missing = 請填寫。
fault-malformed = 寫法不對，請照說明填寫。
fault-in-future = 不能晚於現在。請改日期或時間。
fault-before = 不能早於前一項的日期。請改其中一項。
fault-before-drawn = 那時還沒有抽出這份記錄，不會為它打電話。請改日期或時間。
fault-unknown = 核對不上，請再看一次。
fault-taken = 已有人用，請另取一個。
# $most (Number)
fault-too-long = 最多 { $most } 個字。請縮短。
# $least (Number)
fault-too-short = 至少 { $least } 個字。請多寫一點。
fault-guessable = 太容易猜到，請換一個。
fault-too-often = 試了太多次，請過一會再試。
fault-file-empty = 檔案是空的，請重新選擇。
# $most (Number)
fault-file-too-large = 檔案太大，最多 { $most } MB。請縮小，或分成幾個檔案。
# $taken (String)
fault-file-kind = 不收這種檔案；可用：{ $taken }。以檔案內容為準，改名沒有用。
fault-file-damaged = 照片讀不完整，請重新拍攝或另存一份。
# $most (Number)
fault-too-many-files = 檔案太多，最多 { $most } 個。
# $most (Number)
fault-too-many-months = 期間太長，一次最多 { $most } 個月。請縮短。
fault-file-gone = 照片已不在：上傳超過一天沒有交，或已用在別處。請重新選擇。
fault-listed = 已經在名單上了。請看名單。
