## What is wrong with a field, and what to do.

fault-missing = 請填寫。
fault-malformed = 寫法不對，請照說明填寫。
fault-in-future = 不能晚於現在。
fault-before = 不能早於前一項的日期。
fault-unknown = 核對不上，請再看一次。
fault-taken = 已有人用，請另取一個。
# $most (Number)
fault-too-long = 最多 { $most } 個字。
# $least (Number)
fault-too-short = 至少 { $least } 個字。
fault-guessable = 太容易猜到，請換一個。
fault-too-often = 試了太多次，請過一會再試。
fault-listed = 已經在名單上了。
