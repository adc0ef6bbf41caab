//! What happens on an estate, and what people say of it afterwards. All of it is made up; it is data, not logic.

use huiyin_domain::{Category, Severity};

/// Something that is reported.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Story {
    /// Its finer sort.
    pub(super) kind: &'static str,
    /// The department that was told, or is complained of; empty for none.
    pub(super) department: &'static str,
    /// How grave a complaint is.
    pub(super) severity: Severity,
    /// What happened.
    pub(super) summary: &'static str,
}

const fn story(kind: &'static str, department: &'static str, summary: &'static str) -> Story {
    Story {
        kind,
        department,
        severity: Severity::General,
        summary,
    }
}

const fn grave(
    severity: Severity,
    kind: &'static str,
    department: &'static str,
    summary: &'static str,
) -> Story {
    Story {
        kind,
        department,
        severity,
        summary,
    }
}

const COMPLAINTS: &[Story] = &[
    story("鄰里", "秩序部", "樓上空調滴水，打濕陽台晾曬的衣物"),
    story("噪音", "秩序部", "樓下商鋪夜間裝卸貨物，十一點後仍有噪音"),
    story("噪音", "秩序部", "裝修午休時段施工，電鑽聲影響小孩睡覺"),
    story("環境", "環境部", "樓層垃圾桶早上九點仍未清運，有異味"),
    story("環境", "環境部", "電梯轎廂地面油漬兩天沒有擦洗"),
    story("停車", "秩序部", "固定車位被外來車輛占用，保安未及時處理"),
    story("停車", "秩序部", "地庫出口道閘反應慢，早高峰排隊太久"),
    story("寵物", "環境部", "小區步道狗糞無人清理，遛狗不牽繩"),
    story("服務", "客服部", "前台電話打了三次沒有人接"),
    story("服務", "秩序部", "夜班門崗讓外賣員隨意上樓，沒有登記"),
    story("綠化", "綠化部", "樓前樹枝伸到二樓窗邊，擋光又招蚊蟲"),
    story("環境", "環境部", "樓道堆放紙箱雜物，行走不便"),
    story("維修", "工程部", "報修水龍頭兩天，師傅約好時間沒有來"),
    story("維修", "工程部", "衛生間補漏後再次滲水，天花板起泡"),
    story("收費", "客服部", "停車月卡重複扣費，要求說明"),
    story("噪音", "工程部", "水泵房夜間低頻噪音，睡不着"),
    grave(
        Severity::Important,
        "電梯",
        "工程部",
        "電梯運行時異響，在八樓突然停了約半分鐘",
    ),
    grave(
        Severity::Important,
        "保安",
        "秩序部",
        "晚上家門口有陌生人徘徊，呼叫門崗二十分鐘才到",
    ),
    grave(
        Severity::Important,
        "給排水",
        "工程部",
        "公共排水管返水，廚房進水，地板泡壞",
    ),
    grave(
        Severity::Major,
        "消防",
        "秩序部",
        "消防通道長期堆放電動車，多次反映未見整改",
    ),
];

const REPAIRS: &[Story] = &[
    story("給排水", "工程部", "廚房水槽下水堵塞"),
    story("給排水", "工程部", "衛生間洗手盆下水管漏水"),
    story("給排水", "工程部", "熱水水壓偏小，洗澡時忽冷忽熱"),
    story("防水", "工程部", "衛生間頂部滲水，疑樓上防水層破損"),
    story("電氣", "工程部", "客廳插座沒有電，其他房間正常"),
    story("電氣", "工程部", "空氣開關反覆跳閘"),
    story("電氣", "工程部", "玄關頂燈不亮，換過燈泡仍不亮"),
    story("弱電", "工程部", "可視對講無聲音，聽不到訪客說話"),
    story("弱電", "工程部", "門禁卡刷不開單元門"),
    story("門窗", "工程部", "入戶門鎖芯卡死，鑰匙轉不動"),
    story("門窗", "工程部", "陽台推拉門滑輪脫落"),
    story("門窗", "工程部", "窗戶密封膠條老化，下雨滲水"),
    story("燃氣", "工程部", "燃氣報警器誤報，請上門檢查"),
    story("牆面", "工程部", "臥室外牆有裂縫，雨後返潮"),
];

/// Repairs of what belongs to all, with the equipment concerned.
pub(super) const PUBLIC_REPAIRS: &[(&str, Story)] = &[
    (
        "3號樓電梯",
        story("電梯", "工程部", "三號樓電梯開門時有異響，停靠不平"),
    ),
    (
        "地庫照明",
        story("電氣", "工程部", "地下車庫 B 區照明三盞不亮"),
    ),
    (
        "東門道閘",
        story("弱電", "工程部", "東門道閘抬桿失靈，改為人工放行"),
    ),
    (
        "7號樓門禁",
        story("弱電", "工程部", "七號樓大堂門禁讀卡器沒有反應"),
    ),
    (
        "兒童樂園",
        story("設施", "工程部", "兒童滑梯護欄鬆動，已先圍擋"),
    ),
];

const HELPS: &[Story] = &[
    story("lockout", "秩序部", "忘帶鑰匙，請求協助聯繫開鎖"),
    story("", "秩序部", "行李太重，請門崗協助搬上樓"),
    story("", "客服部", "老人獨自在家，請上門看看是否平安"),
    story("", "秩序部", "車輛電瓶沒電，請協助搭電"),
    story("first_aid", "秩序部", "獨居老人按求助鈴，協助送醫"),
    story("", "秩序部", "小孩在小區走失，協助調看監控後找到"),
    story("", "工程部", "鑰匙掉進電梯井，協助取回"),
];

const CONTRACTS: &[Story] = &[
    story("保潔", "環境部", "特約家政，每週一次居室保潔"),
    story("代管", "客服部", "外出期間代管空置房並澆花"),
    story("接送", "客服部", "放學後代接孩子到會所托管"),
    story("綠化", "綠化部", "陽台綠植養護，隔週修剪一次"),
];

const ACTIVITIES: &[Story] = &[
    story("親子", "客服部", "親子手工坊，做紙燈籠"),
    story("健康", "客服部", "社區義診，量血壓與中醫諮詢"),
    story("體育", "客服部", "羽毛球友誼賽"),
    story("節慶", "客服部", "猜燈謎遊園會"),
    story("環保", "客服部", "舊物交換市集"),
    story("講座", "客服部", "冬季用電用氣安全講座"),
];

const PUBLICATIONS: &[Story] = &[
    story("季刊", "客服部", "《鄰里》季刊派發"),
    story("通訊", "客服部", "《翠湖通訊》派發，附電梯年檢公告"),
    story("手冊", "客服部", "《住戶防颱手冊》派發"),
];

const MOVE_INS: &[Story] = &[
    story("", "客服部", "新業主入伙，驗房有三處整改"),
    story("", "客服部", "新業主入伙，驗房無異議，已領鑰匙"),
    story("", "客服部", "租客入伙，已登記並辦理門禁卡"),
];

const EMERGENCIES: &[Story] = &[
    story("暴雨", "工程部", "暴雨地庫進水，轉移車輛並加泵排水"),
    story("停電", "工程部", "片區停電，啟用發電機保障電梯"),
    story(
        "火警",
        "秩序部",
        "廚房油鍋起火，值班員以滅火器撲滅，無人受傷",
    ),
    story("爆管", "工程部", "樓道消防管爆裂，關閥搶修，清掃積水"),
];

const FESTIVALS: &[Story] = &[story("慰問", "客服部", "節日慰問孤老與困難住戶")];

const OTHERS: &[Story] = &[
    story("", "客服部", "代收快遞服務調整，上門說明"),
    story("", "客服部", "諮詢車位租賃與續租手續"),
    story("", "客服部", "申請裝修，上門說明裝修須知與垃圾清運"),
    story("", "客服部", "撿到錢包，核對後交還失主"),
];

/// The stories of a category.
pub(super) const fn of(category: Category) -> &'static [Story] {
    match category {
        Category::Complaint => COMPLAINTS,
        Category::Repair => REPAIRS,
        Category::ContractedService => CONTRACTS,
        Category::Help => HELPS,
        Category::Activity => ACTIVITIES,
        Category::Publication => PUBLICATIONS,
        Category::MoveIn => MOVE_INS,
        Category::Emergency => EMERGENCIES,
        Category::Festival => FESTIVALS,
        Category::Other => OTHERS,
    }
}

/// Complaints that are always followed up.
pub(super) const GRAVE: &[Story] = &[
    grave(
        Severity::Important,
        "電梯",
        "工程部",
        "電梯運行時異響，在八樓突然停了約半分鐘",
    ),
    grave(
        Severity::Important,
        "保安",
        "秩序部",
        "車輛在地庫被刮花，調看監控兩天沒有答覆",
    ),
    grave(
        Severity::Important,
        "給排水",
        "工程部",
        "樓上爆管，客廳天花板大面積滴水",
    ),
    grave(
        Severity::Important,
        "消防",
        "秩序部",
        "樓道煙感報警響了半小時無人處理",
    ),
    grave(
        Severity::Important,
        "環境",
        "環境部",
        "垃圾房污水流到幼兒園門口，連續三天",
    ),
    grave(
        Severity::Important,
        "服務",
        "客服部",
        "裝修押金退款拖了兩個月，前台說法不一",
    ),
    grave(
        Severity::Important,
        "電氣",
        "工程部",
        "單元停電四小時，沒有通知也沒有人回電",
    ),
];

/// How often each category happens in a thousand days.
pub(super) const HOW_OFTEN: &[(Category, u32)] = &[
    (Category::Complaint, 1_200),
    (Category::Repair, 3_000),
    (Category::Help, 900),
    (Category::ContractedService, 220),
    (Category::MoveIn, 130),
    (Category::Emergency, 35),
    (Category::Other, 420),
];

/// Days, as month and day, on which households are visited.
pub(super) const FESTIVAL_DAYS: &[(u32, u32)] =
    &[(1, 1), (3, 8), (5, 1), (6, 1), (10, 1), (12, 22)];

/// What satisfied people say.
pub(super) const PRAISE: &[&str] = &[
    "處理得很快，師傅也有禮貌",
    "已經解決，沒有其他問題",
    "來了兩次都守時，謝謝",
    "結果滿意，希望以後也這樣",
];

/// What moderately satisfied people find wanting.
pub(super) const SHORTCOMINGS: &[&str] = &[
    "等候時間稍長",
    "事前沒有電話通知",
    "收尾清潔可以再仔細一些",
    "兩個部門說法不太一致",
];

/// What people propose.
pub(super) const SUGGESTIONS: &[(&str, &str)] = &[
    ("建議在群裡預告維修時段", "已轉告客服部，自下週起預告"),
    ("希望大堂多放一張長椅", "當場答覆：已列入本季採購"),
    ("樓道燈可否改為聲控", "工程部已說明改造計劃，住戶認可"),
    ("建議遛狗區加裝垃圾桶", "環境部當日加放一個"),
];

/// What people are dissatisfied with, with how it was explained.
pub(super) const DISSATISFIED: &[(&str, &str)] = &[
    ("又漏了，沒修好", "說明需重做防水，安排工程部返修"),
    (
        "只是口頭勸阻，第二天又這樣",
        "說明已加派夜間巡查，並約談商鋪",
    ),
    ("等了三天才有人來", "致歉並說明人手安排，改為專人跟進"),
    ("清理後還是有味道", "安排環境部再次消殺並更換桶蓋"),
];

/// What people ask that cannot be answered at once.
pub(super) const QUESTIONS: &[&str] = &[
    "問外牆裂縫何時統一修補",
    "問停車月費明年是否調整",
    "問樓頂太陽能能否開放住戶使用",
];

/// What comes up in a visit as a complaint of its own.
pub(super) const RAISED: &[&str] = &[
    "另外反映樓下麻將室深夜吵鬧",
    "順帶投訴電梯廣告聲音太大",
    "反映消防門常被人用磚頭頂住",
];

/// Why a visit is late.
pub(super) const LATE: &[&str] = &[
    "住戶出差，約到今天才在家",
    "連續兩次上門無人，今日才見到",
    "颱風期間全員值守，順延上門",
];

/// Why the phone was used.
pub(super) const BY_PHONE: &[&str] = &[
    "住戶在外地工作，要求改以電話回訪",
    "家中有新生兒，住戶請求不要上門",
    "住戶上夜班，只方便接電話",
];

/// Why people decline to sign.
pub(super) const REFUSALS: &[&str] = &["住戶說口頭答覆即可，不願簽名", "住戶趕着出門，不肯簽名"];

/// What reviewers say.
pub(super) const ACCEPTED: &[&str] = &["同意", "情況清楚，同意歸檔", "已閱，記錄完整"];

/// Why a record goes back.
pub(super) const SENT_BACK: &str = "缺點一欄過於簡略，請補記住戶原話";

/// How the manager has what was found nonconforming handled.
pub(super) const DECIDED: &[&str] = &[
    "責任部門三日內返工，主管到場複查，再作回訪",
    "按《住戶投訴處理標準作業規程》辦理，處理完畢後再回訪",
    "由工程部重新查驗並向住戶說明，管理處跟進至住戶滿意",
];

/// What a reviewer says of what is not put right.
pub(super) const NONCONFORMING: &[&str] = &[
    "住戶仍不滿意，應由責任部門限期整改後再次回訪",
    "問題未根治，請工程部重新查驗後再回訪",
    "處理流於形式，請主管當面向住戶說明",
];
