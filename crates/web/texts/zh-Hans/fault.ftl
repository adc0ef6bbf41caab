## What is wrong with a field, and what to do.

fault-missing = 请填写。
fault-malformed = 写法不对，请照说明填写。
fault-in-future = 不能晚于现在。请改日期或时间。
fault-before = 不能早于前一项的日期。请改其中一项。
fault-before-drawn = 那时还没有抽出这份记录，不会为它打电话。请改日期或时间。
fault-unknown = 核对不上，请再看一次。
fault-taken = 已有人用，请另取一个。
fault-too-long = 最多 { $most } 个字。请缩短。
fault-too-short = 至少 { $least } 个字。请多写一点。
fault-guessable = 太容易猜到，请换一个。
fault-too-often = 试了太多次，请过一会再试。
fault-file-empty = 文件是空的，请重新选择。
fault-file-too-large = 文件太大，最多 { $most } MB。请缩小，或分成几个文件。
fault-file-kind = 不收这种文件；可用：{ $taken }。以文件内容为准，改名没有用。
fault-file-damaged = 照片读不完整，请重新拍摄或另存一份。
fault-too-many-files = 文件太多，最多 { $most } 个。
fault-too-many-months = 期间太长，一次最多 { $most } 个月。请缩短。
fault-file-gone = 照片已不在：上传超过一天没有交，或已用在别处。请重新选择。
fault-listed = 已经在名单上了。请看名单。
