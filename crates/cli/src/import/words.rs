use huiyin_app::Error;
use huiyin_app::imports::Counts;
use huiyin_domain::{ImportId, Lang};
use huiyin_store::{Error as StoreError, Location};

use crate::reason::reason;

/// How many rows came, or would come, to what.
pub(super) fn counts(counts: Counts, dry_run: bool, lang: Lang) -> String {
    let Counts {
        read,
        created,
        updated,
        same,
        held_back,
        refused,
    } = counts;
    match (lang, dry_run) {
        (Lang::ZhHant, false) => format!(
            "讀了 {read} 行：新增 {created}，更新 {updated}，原已相同 {same}，未採用 {held_back}，不收 {refused}。"
        ),
        (Lang::ZhHant, true) => format!(
            "試讀 {read} 行，沒有寫入：將新增 {created}，更新 {updated}，原已相同 {same}，不採用 {held_back}，不收 {refused}。"
        ),
        (Lang::ZhHans, false) => format!(
            "读了 {read} 行：新增 {created}，更新 {updated}，原已相同 {same}，未采用 {held_back}，不收 {refused}。"
        ),
        (Lang::ZhHans, true) => format!(
            "试读 {read} 行，没有写入：将新增 {created}，更新 {updated}，原已相同 {same}，不采用 {held_back}，不收 {refused}。"
        ),
        (Lang::En, false) => format!(
            "{read} rows read: {created} new, {updated} updated, {same} there already, {held_back} held back, {refused} refused."
        ),
        (Lang::En, true) => format!(
            "{read} rows tried, nothing written: {created} would be new, {updated} updated, {same} are there already, \
             {held_back} held back, {refused} refused."
        ),
    }
}

pub(super) fn no_database(location: &Location, error: &StoreError, lang: Lang) -> String {
    let error = reason(error, lang);
    match lang {
        Lang::ZhHant => {
            format!("資料庫 {location} 打不開：{error}。請核對 --data 或 --database-url。")
        }
        Lang::ZhHans => {
            format!("数据库 {location} 打不开：{error}。请核对 --data 或 --database-url。")
        }
        Lang::En => format!(
            "the database {location} does not open: {error}; check --data or --database-url."
        ),
    }
}

pub(crate) fn no_site(code: &str, lang: Lang) -> String {
    match lang {
        Lang::ZhHant => format!("沒有代碼為「{code}」的管理處，請核對 --site。"),
        Lang::ZhHans => format!("没有代码为“{code}”的管理处，请核对 --site。"),
        Lang::En => format!("no site has the code \"{code}\"; check --site."),
    }
}

pub(super) fn no_profile(name: Option<&str>, lang: Lang) -> String {
    let name = name.unwrap_or_default();
    match lang {
        Lang::ZhHant => format!("這個管理處沒有名為「{name}」的欄名對照，請核對 --profile。"),
        Lang::ZhHans => format!("这个管理处没有名为“{name}”的栏名对照，请核对 --profile。"),
        Lang::En => format!("the site has no profile \"{name}\" for such files; check --profile."),
    }
}

pub(super) fn another_file(lang: Lang) -> String {
    match lang {
        Lang::ZhHant => "這次匯入是用另一個檔案開始的，請用同一個檔案接著匯入。",
        Lang::ZhHans => "这次导入是用另一个文件开始的，请用同一个文件接着导入。",
        Lang::En => "this import began with another file; go on with that one.",
    }
    .to_owned()
}

pub(super) fn broken_off(error: &Error, begun: Option<ImportId>, lang: Lang) -> String {
    let stopped = match lang {
        Lang::ZhHant => format!("匯入中斷：{error}。"),
        Lang::ZhHans => format!("导入中断：{error}。"),
        Lang::En => format!("the import was broken off: {error}."),
    };
    let Some(id) = begun else {
        return stopped;
    };
    match lang {
        Lang::ZhHant => format!("{stopped}加上 --resume {id} 再跑一次，就從停下的地方接著匯入。"),
        Lang::ZhHans => format!("{stopped}加上 --resume {id} 再跑一次，就从停下的地方接着导入。"),
        Lang::En => format!("{stopped} Run it again with --resume {id} to go on where it stopped."),
    }
}
