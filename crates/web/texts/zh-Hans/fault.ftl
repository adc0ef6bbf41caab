## What is wrong with a field, and what to do.

fault-missing = 请填写。
fault-malformed = 写法不对，请照说明填写。
fault-in-future = 不能晚于现在。
fault-before = 不能早于前一项的日期。
fault-unknown = 核对不上，请再看一次。
fault-taken = 已有人用，请另取一个。
fault-too-long = 最多 { $most } 个字。
fault-too-short = 至少 { $least } 个字。
fault-guessable = 太容易猜到，请换一个。
fault-too-often = 试了太多次，请过一会再试。
fault-listed = 已经在名单上了。
