## The style guide: headings only; its sample data is in the code.

look-title = 樣子
look-line = 每個零件一處，用虛構的資料。深色、窄屏與列印都從這裡看。
look-phone = 回訪人的手機
look-words = 狀態、標籤、條文
look-buttons = 按鈕
look-forms = 表單
look-tables = 清單
look-days = 日子
look-figures = 數字
look-draw = 為什麼抽中
look-record = 記錄
look-statistics = 統計
look-empty = 空白
