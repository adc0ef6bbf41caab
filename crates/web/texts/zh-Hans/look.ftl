## The style guide: headings only; its sample data is in the code.

look-title = 样子
look-line = 每个零件一处，用虚构的资料。深色、窄屏与打印都从这里看。
look-phone = 回访人的手机
look-words = 状态、标签、条文
look-buttons = 按钮
look-forms = 表单
look-tables = 清单
look-days = 日子
look-figures = 数字
look-draw = 为什么抽中
look-record = 记录
look-statistics = 统计
look-empty = 空白
