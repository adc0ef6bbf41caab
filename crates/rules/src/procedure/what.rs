//! The closed list of what can be wrong with a procedure file, each with its sentence in three languages.

use huiyin_domain::Lang;

macro_rules! whats {
    ($($(#[$doc:meta])* $name:ident = $hant:literal, $hans:literal, $en:literal;)*) => {
        /// What is wrong with a place of a procedure file.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum What {
            $($(#[$doc])* $name,)*
        }

        impl What {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The sentence; `{found}`, `{expected}` and further details stand in braces.
            pub(super) const fn sentence(self, lang: Lang) -> &'static str {
                match (self, lang) {
                    $(
                        (Self::$name, Lang::ZhHant) => $hant,
                        (Self::$name, Lang::ZhHans) => $hans,
                        (Self::$name, Lang::En) => $en,
                    )*
                }
            }
        }
    };
}

whats! {
    /// No TOML; the details are the parser's own words.
    NotToml =
        "不是 TOML：{words}。",
        "不是 TOML：{words}。",
        "this is not TOML: {words}.";
    /// A format that a later release wrote.
    NewerFormat =
        "格式 {found} 是較新的版本寫的，本程式（huiyin {program}）只讀到格式 {expected}。請用更新的版本。",
        "格式 {found} 是较新的版本写的，本程序（huiyin {program}）只读到格式 {expected}。请用更新的版本。",
        "format {found} was written by a later release; this program (huiyin {program}) reads up to format {expected}. Use a later release.";
    /// A format that there never was.
    NoSuchFormat =
        "沒有格式 {found}。本程式（huiyin {program}）讀格式 {expected}。",
        "没有格式 {found}。本程序（huiyin {program}）读格式 {expected}。",
        "there is no format {found}. This program (huiyin {program}) reads format {expected}.";
    /// A key that the format does not have.
    UnknownKey =
        "這一節沒有「{found}」這個鍵。",
        "这一节没有“{found}”这个键。",
        "this section has no key \"{found}\".";
    /// A key that must be there.
    MissingKey =
        "這一節缺「{expected}」。",
        "这一节缺“{expected}”。",
        "\"{expected}\" is missing in this section.";
    /// Another type where text is expected.
    NotText =
        "「{found}」要寫成引號裡的文字。",
        "“{found}”要写成引号里的文字。",
        "{found} must be text in quotes.";
    /// Another type where a number is expected.
    NotNumber =
        "「{found}」要寫成不小於 0 的整數，不帶引號。",
        "“{found}”要写成不小于 0 的整数，不带引号。",
        "{found} must be a whole number, 0 or more, without quotes.";
    /// Another type where true or false is expected.
    NotYesNo =
        "「{found}」要寫成 true 或 false。",
        "“{found}”要写成 true 或 false。",
        "{found} must be true or false.";
    /// Another type where a list is expected.
    NotList =
        "「{found}」要寫成方括號裡的清單，或 [[…]] 各節。",
        "“{found}”要写成方括号里的清单，或 [[…]] 各节。",
        "{found} must be a list in brackets, or sections [[…]].";
    /// Another type where a table is expected.
    NotTable =
        "「{found}」要寫成 […] 一節，或花括號裡的一組鍵。",
        "“{found}”要写成 […] 一节，或花括号里的一组键。",
        "{found} must be a section […], or keys in braces.";
    /// A word outside a closed vocabulary.
    UnknownWord =
        "這裡不能寫「{found}」。",
        "这里不能写“{found}”。",
        "\"{found}\" cannot stand here.";
    /// No rate.
    NoRate =
        "「{found}」不是回訪率。請寫 \"30%\" 或 \"3/10\"。",
        "“{found}”不是回访率。请写 \"30%\" 或 \"3/10\"。",
        "\"{found}\" is no rate. Write \"30%\" or \"3/10\".";
    /// A rate above 100 %.
    RateAboveAll =
        "回訪率「{found}」超過 100%。",
        "回访率“{found}”超过 100%。",
        "the rate \"{found}\" is above 100%.";
    /// A rate of 0 %.
    RateOfNothing =
        "回訪率 0% 等於不回訪。不適用的類別請列入 [[not_covered]]。",
        "回访率 0% 等于不回访。不适用的类别请列入 [[not_covered]]。",
        "a rate of 0% asks for nothing. List the category under [[not_covered]] instead.";
    /// No step from a day.
    NoOffset =
        "「{found}」不是期限。請寫 \"3 days\"、\"-7 days\"、\"1 month\"、\"1/3\" 或 \"2/3 + 1 day\"，最多十年。",
        "“{found}”不是期限。请写 \"3 days\"、\"-7 days\"、\"1 month\"、\"1/3\" 或 \"2/3 + 1 day\"，最多十年。",
        "\"{found}\" is no step from a day. Write \"3 days\", \"-7 days\", \"1 month\", \"1/3\" or \"2/3 + 1 day\", ten years at most.";
    /// No share of a contract.
    NoShare =
        "「{found}」不是合同期的幾分之幾。請寫 \"1/2\"，最多是全部。",
        "“{found}”不是合同期的几分之几。请写 \"1/2\"，最多是全部。",
        "\"{found}\" is no share of a contract. Write \"1/2\", the whole at most.";
    /// No time of day.
    NoTimeOfDay =
        "「{found}」不是鐘點。請寫 \"18:30\"。",
        "“{found}”不是钟点。请写 \"18:30\"。",
        "\"{found}\" is no time of day. Write \"18:30\".";
    /// A value that is refused; the details are the reader's own words.
    Refused =
        "「{found}」讀不懂：{words}。",
        "“{found}”读不懂：{words}。",
        "\"{found}\" cannot be read: {words}.";

    /// An empty text.
    EmptyText =
        "這裡是空的。請填寫，或刪去這個鍵。",
        "这里是空的。请填写，或删去这个键。",
        "this is empty. Fill it in, or leave the key out.";
    /// An empty list.
    EmptyList =
        "清單是空的。請填寫，或刪去這個鍵。",
        "清单是空的。请填写，或删去这个键。",
        "this list is empty. Fill it in, or leave the key out.";
    /// A number that must be at least 1.
    Zero =
        "這個數至少是 1。",
        "这个数至少是 1。",
        "this number must be at least 1.";
    /// The same name twice in a list.
    Repeated =
        "「{found}」在這份清單裡寫了兩次。",
        "“{found}”在这份清单里写了两次。",
        "\"{found}\" stands twice in this list.";
    /// An id or number given twice.
    Duplicate =
        "「{found}」前面已經有了。",
        "“{found}”前面已经有了。",
        "\"{found}\" is there already, further up.";
    /// A clause number that would be taken for the id of a reading.
    ClauseNumberForm =
        "條號「{found}」以小寫字母開頭，會被當作讀法。請以數字或漢字開頭。",
        "条号“{found}”以小写字母开头，会被当作读法。请以数字或汉字开头。",
        "the clause number \"{found}\" starts with a small letter and would be taken for a reading. Start it with a digit or a Han character.";
    /// An id with other characters than lower-case letters, digits and `_`.
    IdForm =
        "「{found}」不能作編號：以小寫字母開頭，只用小寫字母、數字和 _。",
        "“{found}”不能作编号：以小写字母开头，只用小写字母、数字和 _。",
        "\"{found}\" cannot be an id: start with a small letter; only small letters, digits and _.";
    /// A corrected text without the reason, or a reason without a corrected text.
    HalfCorrection =
        "校訂要同時寫 corrected 和 because。",
        "校订要同时写 corrected 和 because。",
        "a correction needs both corrected and because.";

    /// A post that is not in the list of posts.
    UnknownPost =
        "沒有「{found}」這個崗位。",
        "没有“{found}”这个岗位。",
        "there is no post \"{found}\".";
    /// A clause that is not in the list of clauses.
    UnknownClause =
        "條文裡沒有「{found}」這一條。",
        "条文里没有“{found}”这一条。",
        "there is no clause \"{found}\".";
    /// A reading that is not in the list of readings.
    UnknownReading =
        "沒有「{found}」這個讀法。",
        "没有“{found}”这个读法。",
        "there is no reading \"{found}\".";
    /// A clause that no rule rests on.
    UnusedClause =
        "沒有一條規則依據「{found}」。請在 basis 裡寫上；只是標題的，寫 heading = true。",
        "没有一条规则依据“{found}”。请在 basis 里写上；只是标题的，写 heading = true。",
        "no rule rests on clause \"{found}\". Name it in a basis; if it is only a heading, write heading = true.";
    /// A reading that no rule rests on.
    UnusedReading =
        "沒有一條規則依據讀法「{found}」。請在 basis 裡寫上，或刪去。",
        "没有一条规则依据读法“{found}”。请在 basis 里写上，或删去。",
        "no rule rests on the reading \"{found}\". Name it in a basis, or leave it out.";
    /// Posts above one another in a circle.
    AboveCircle =
        "上級兜了一圈：經「{found}」又回到這個崗位。",
        "上级兜了一圈：经“{found}”又回到这个岗位。",
        "going up from here by \"{found}\" leads back to this post.";

    /// A category that is covered and not covered.
    CoveredTwice =
        "「{found}」已有 [[category]]，不能又列為不適用。",
        "“{found}”已有 [[category]]，不能又列为不适用。",
        "\"{found}\" has a [[category]], so it cannot be not covered as well.";
    /// A category that is neither covered nor listed as not covered.
    NotMentioned =
        "沒有提到這些類別：{expected}。請各寫一節 [[category]]，或列入 [[not_covered]]。",
        "没有提到这些类别：{expected}。请各写一节 [[category]]，或列入 [[not_covered]]。",
        "these categories are not mentioned: {expected}. Give each a [[category]], or list it under [[not_covered]].";
    /// No window for the kinds that no window names.
    NoWindow =
        "每一節 window 都限定了 kind，其餘的沒有時效。請加一節不限 kind 的。",
        "每一节 window 都限定了 kind，其余的没有时效。请加一节不限 kind 的。",
        "every window names kinds, so the others have none. Add one without kind.";
    /// A phase that this category does not have.
    PhaseOutside =
        "這個類別沒有「{phase}」這一次回訪。特約服務寫 middle 或 end，其他類別不寫 phase。",
        "这个类别没有“{phase}”这一次回访。特约服务写 middle 或 end，其他类别不写 phase。",
        "this category has no visit \"{phase}\". Contracted services have middle and end; elsewhere leave phase out.";
    /// What makes sense in the window of a middle visit only.
    OnlyForMiddle =
        "只有合同中期（phase = \"middle\"）的時效可以這樣寫。",
        "只有合同中期（phase = \"middle\"）的时效可以这样写。",
        "only the window of a middle visit (phase = \"middle\") can have this.";
    /// A condition on the kind where the rules know none.
    KindOutside =
        "特約服務的時效不分 kind。",
        "特约服务的时效不分 kind。",
        "windows of contracted services do not depend on the kind.";
    /// A window that closes before it opens, counted from a day.
    ClosesFirst =
        "時效先結束後開始：從 {from} 起算，{opens} 開始，{closes} 就結束了。",
        "时效先结束后开始：从 {from} 起算，{opens} 开始，{closes} 就结束了。",
        "this window closes before it opens: counted from {from}, it opens on {opens} and closes on {closes}.";
    /// A window of a contract that closes before it opens; days are numbered from 1.
    ClosesFirstInContract =
        "時效先結束後開始：{length} 天的合同，第 {opens} 天開始，第 {closes} 天就結束了。",
        "时效先结束后开始：{length} 天的合同，第 {opens} 天开始，第 {closes} 天就结束了。",
        "this window closes before it opens: in a contract of {length} days, it opens on day {opens} and closes on day {closes}.";
    /// A kind's rate that is neither the category's nor 100 %.
    KindRate =
        "一種事項的回訪率只能同本類別，或是 100%：這裡可以寫 {expected}。",
        "一种事项的回访率只能同本类别，或是 100%：这里可以写 {expected}。",
        "the rate of a kind is that of its category, or 100%: write {expected}.";
    /// A condition on the severity outside complaints.
    SeverityOutside =
        "只有投訴分等級，這裡請刪去 severity。",
        "只有投诉分等级，这里请删去 severity。",
        "only complaints have a severity; leave it out here.";
    /// No visitors for a severity.
    NoVisitors =
        "「{severity}」沒有回訪人。",
        "“{severity}”没有回访人。",
        "nobody visits for severity \"{severity}\".";
    /// No channels for a severity and round.
    NoChannels =
        "「{severity}」第 {round} 次回訪沒有回訪方式。",
        "“{severity}”第 {round} 次回访没有回访方式。",
        "there is no channel for severity \"{severity}\" in round {round}.";
    /// A rule behind others that already cover all its cases.
    NeverUsed =
        "這一節永遠用不上：前面的已經包括了它的全部情形。請移到前面，或刪去。",
        "这一节永远用不上：前面的已经包括了它的全部情形。请移到前面，或删去。",
        "this is never used: those before it cover all its cases. Move it up, or leave it out.";
    /// A public letter among the channels of a visit.
    LetterAsChannel =
        "公開信不是一次上門或電話的方式，請寫在 [public_letter]。",
        "公开信不是一次上门或电话的方式，请写在 [public_letter]。",
        "a public letter is no channel of a visit; it has its section [public_letter].";
    /// An exception for what is allowed anyway.
    ExceptionAllowed =
        "「{found}」本來就准許，不必列為例外。",
        "“{found}”本来就准许，不必列为例外。",
        "\"{found}\" is allowed anyway and needs no exception.";
    /// A condition of reply-only complaints elsewhere.
    OnlyForReplyOnly =
        "只有「只要復函」（when = \"reply_only\"）可以這樣寫。",
        "只有“只要复函”（when = \"reply_only\"）可以这样写。",
        "only when = \"reply_only\" can have this.";
    /// A condition of a grade beside one that it does not belong to, or missing beside its own.
    CriterionWhen =
        "times 只配「told_again」，longer_than 只配「stays_open」，而且這兩種不能少；words 只配「circumstance」。這裡是「{found}」。",
        "times 只配“told_again”，longer_than 只配“stays_open”，而且这两种不能少；words 只配“circumstance”。这里是“{found}”。",
        "times belongs to \"told_again\" and longer_than to \"stays_open\", which need them; words belong to \"circumstance\". Here it is \"{found}\".";
    /// Festival visits without a festival.
    NoFestival =
        "有節日拜訪，卻沒有一節 [[festival]]。",
        "有节日拜访，却没有一节 [[festival]]。",
        "festival visits are covered, but there is no [[festival]].";
    /// A date that not every year has.
    NoSuchDate =
        "不是每年都有這一天。公曆須是每年都有的日子；農曆月份 1 至 12，日 1 至 29。",
        "不是每年都有这一天。公历须是每年都有的日子；农历月份 1 至 12，日 1 至 29。",
        "not every year has this date. A solar date must be in every year; a lunar month is 1 to 12, a lunar day 1 to 29.";

    /// A day of the month outside 1 to 28.
    ArchiveDay =
        "歸檔日「{found}」不是每月都有。請寫 1 至 28。",
        "归档日“{found}”不是每月都有。请写 1 至 28。",
        "not every month has a day {found}. Write 1 to 28.";
    /// Reminders before the month begins.
    RemindsTooEarly =
        "提醒會早於當月 1 日。",
        "提醒会早于当月 1 日。",
        "the reminder would come before the month begins.";
    /// More days or odd hours than tries.
    MoreThanTries =
        "不能多於聯繫的總次數（tries）。",
        "不能多于联系的总次数（tries）。",
        "this cannot be more than the tries.";
    /// A reviewer of nothing but the own visits.
    ReviewsOnlyItself =
        "「{found}」在這裡只審閱自己的回訪。",
        "“{found}”在这里只审阅自己的回访。",
        "here \"{found}\" reviews nothing but its own visits.";
    /// A spot check, and no post held in the company.
    NobodyCallsBack =
        "沒有由公司擔任的崗位（held_at = \"company\"），抽出來的記錄沒有人可以打電話核對。",
        "没有由公司担任的岗位（held_at = \"company\"），抽出来的记录没有人可以打电话核对。",
        "no post is held in the company (held_at = \"company\"), so nobody could call back what is drawn.";
    /// A visitor whose records nobody reviews.
    NobodyReviews =
        "「{found}」做回訪，卻沒有一節 [[review]] 審閱它的記錄。",
        "“{found}”做回访，却没有一节 [[review]] 审阅它的记录。",
        "\"{found}\" visits, but no [[review]] reads its records.";
    /// A reviewer who visits and has nobody above.
    NobodyAbove =
        "「{found}」又回訪又審閱，須有上級（above）審閱它自己的回訪。",
        "“{found}”又回访又审阅，须有上级（above）审阅它自己的回访。",
        "\"{found}\" visits and reviews, so it needs a post above for its own visits.";

    /// A copy under the id of a procedure that comes with the product.
    IdOfShipped =
        "「{found}」是隨產品附帶的規程的編號。本處的副本請用另一個編號。",
        "“{found}”是随产品附带的规程的编号。本处的副本请用另一个编号。",
        "\"{found}\" is the id of a procedure that comes with the product. Give the copy an id of its own.";
    /// A new version under the version of the one it was made from.
    VersionOfBase =
        "「{found}」是原來那一版的版本。改動就是新的一版，請用另一個版本。",
        "“{found}”是原来那一版的版本。改动就是新的一版，请用另一个版本。",
        "\"{found}\" is the version it was made from. A change is a new version: name it differently.";
    /// A copy that names another version as its base.
    BaseChanged =
        "base 是副本所依的那一版，不能改。應為 {expected}。",
        "base 是副本所依的那一版，不能改。应为 {expected}。",
        "the base is the version that the copy was made of and stays: {expected}.";
    /// A clause whose words are not those of the base.
    ClauseChanged =
        "條文「{found}」與原文不同。條文是公司頒布的文字，副本照錄；怎樣執行，改參數和讀法。",
        "条文“{found}”与原文不同。条文是公司颁布的文字，副本照录；怎样执行，改参数和读法。",
        "the words of clause \"{found}\" are not those of the text. Clauses are what the company issued, and a copy repeats them; what is done about them is in parameters and readings.";
    /// A clause of the base that the copy leaves out.
    ClauseMissing =
        "少了條文 {expected}。條文照錄，不增不減。",
        "少了条文 {expected}。条文照录，不增不减。",
        "clause {expected} is missing. A copy has the clauses of the text, no more and no less.";
}
