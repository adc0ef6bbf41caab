//! What was found, in words.

use huiyin_domain::Lang;

use crate::report::{Code, Counts, Finding, Report, Verdict};

impl Finding {
    /// The finding as a sentence: where, and what.
    pub fn say(&self, lang: Lang) -> String {
        let what = self.code.say(lang);
        match lang {
            Lang::ZhHant | Lang::ZhHans => format!("{}：{what}", self.place),
            Lang::En => format!("{}: {what}", self.place),
        }
    }
}

macro_rules! sentences {
    ($($name:ident: $hant:literal, $hans:literal, $en:literal;)*) => {
        impl Code {
            /// What is not sound.
            pub const fn say(self, lang: Lang) -> &'static str {
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

sentences! {
    FileMissing: "應有這個檔案，卻找不到", "应有这个文件，却找不到", "the file should be there, but is not";
    FileAltered: "檔案內容與清單不符，匯出後改過", "文件内容与清单不符，导出后改过", "the file is not the one that was listed";
    FileUnexpected: "清單上沒有這個檔案", "清单上没有这个文件", "the file is not on the list";
    SealMissing: "沒有簽章，或簽章讀不懂", "没有签章，或签章读不懂", "there is no signature, or none that can be read";
    SealWrong: "簽章不是為這份清單所簽", "签章不是为这份清单所签", "the signature is not under this manifest";
    SignerUnknown: "簽章所用的密鑰，不是日誌記載正在使用的", "签章所用的密钥，不是日志记载正在使用的", "it is signed with a key that the journal does not have in use";
    EndorsementWrong: "更換匯出密鑰時，沒有得到前一把密鑰的認可", "更换导出密钥时，没有得到前一把密钥的认可", "this export key was not endorsed by the one before it";
    ManifestDiffers: "清單所寫的公司、管理處或時區與日誌不符", "清单所写的公司、管理处或时区与日志不符", "what the manifest says is not what the journal says";
    LineUnreadable: "這一行不是日誌的正規寫法", "这一行不是日志的正规写法", "the line is no entry in its canonical form";
    ScopeUnknown: "這筆日誌不屬於本公司或本管理處", "这条日志不属于本公司或本管理处", "the entry is of another company or site";
    ChainGap: "日誌在這裡缺了，或次序不對", "日志在这里缺了，或次序不对", "entries are missing here, or stand in another order";
    EntryAltered: "這筆日誌改過，或前一筆改過", "这条日志改过，或前一条改过", "the entry was altered, or the one before it";
    PartAltered: "這筆日誌裡的話改過", "这条日志里的话改过", "the words of the entry were altered";
    WithheldWrong: "本檔應收這筆日誌裡的話，卻沒有收", "本档应收这条日志里的话，却没有收", "the words of the entry belong to this export, but were left out";
    HeadDiffers: "日誌的末端與清單所記不符", "日志的末端与清单所记不符", "the chain does not end where the manifest says";
    FactsUnreadable: "這筆日誌的內容讀不懂", "这条日志的内容读不懂", "the facts of the entry cannot be read";
    ReferenceUnknown: "這筆日誌提到日誌裡沒有的事項", "这条日志提到日志里没有的事项", "the entry is about something that the journal does not know";
    KeyTwice: "同一個月的抽樣密鑰承諾了兩次", "同一个月的抽样密钥承诺了两次", "the key of this month was committed to twice";
    KeyWrong: "公開的抽樣密鑰不是當初承諾的那一把", "公开的抽样密钥不是当初承诺的那一把", "the revealed key is not the one that was committed to";
    KeyLate: "先給了編號，後承諾密鑰", "先给了编号，后承诺密钥", "a number was given before the key was committed to";
    KeySpent: "密鑰公開或抽樣結束之後，還有編號參加抽樣", "密钥公开或抽样结束之后，还有编号参加抽样", "a number was drawn after the key was revealed or the cohort closed";
    NumberWrong: "編號不連續，或不該有編號", "编号不连续，或不该有编号", "the number does not follow the one before it, or should not be there";
    PickWrong: "抽中與否，與密鑰算出的不符", "抽中与否，与密钥算出的不符", "whether it is picked is not what the key says";
    CloseWrong: "月末補抽與密鑰算出的不符", "月末补抽与密钥算出的不符", "the last stratum was not drawn as the key says";
    ReplacementWrong: "遞補的不是同一段的下一個編號", "递补的不是同一段的下一个编号", "the replacement is not the next number of the stratum";
    TextAltered: "記錄的內容不是當時簽名的內容", "记录的内容不是当时签名的内容", "the record is not the text that was signed";
    SignatureOfOther: "簽名簽的是另一份內容", "签名签的是另一份内容", "the signature is for another text";
    SignatureEmpty: "簽名沒有筆跡、姓名或紙本", "签名没有笔迹、姓名或纸本", "the signature has no strokes, no name and no sheet";
    RecordUnsigned: "應由住戶簽名，卻沒有簽名，也沒有註明拒簽", "应由住户签名，却没有签名，也没有注明拒签", "the customer's signature is missing, and nobody noted a refusal";
    CountedWrong: "按時與否、完成與否，與時限不符", "按时与否、完成与否，与时限不符", "what the record counts for is not what its window says";
    DayWrong: "回訪日期與回訪時間不符", "回访日期与回访时间不符", "the day of the visit is not the day of its moment";
    KeepUntilWrong: "保存期限與規程不符", "保存期限与规程不符", "the batch is to be kept for another time than the procedure says";
    DisposedEarly: "保存期未滿或暫緩銷毀期間就銷毀了", "保存期未满或暂缓销毁期间就销毁了", "the batch was disposed of before its time, or while it was held";
    DisposalUnapproved: "沒有經提出人以外的人批准就銷毀了", "没有经提出人以外的人批准就销毁了", "the batch was disposed of without the approval of somebody else than who listed it";
    StatisticsWrong: "已結的統計與日誌重新計數不符", "已结的统计与日志重新计数不符", "the closed statistics are not what the entries add up to";
    DerivedDiffers: "這一行與日誌不符", "这一行与日志不符", "the line does not follow from the journal";
    AttachmentMissing: "附件找不到", "附件找不到", "the attachment is not there";
    AttachmentAltered: "附件內容改過", "附件内容改过", "the attachment is not the one that was attached";
    AttachmentUnexpected: "不該有的附件", "不该有的附件", "an attachment that should not be there";
    SpotCheckWrong: "抽查的記錄不在當月的樣本裡，或通話次序不對", "抽查的记录不在当月的样本里，或通话次序不对", "the record called back is not in the sample of its month, or the calls do not follow one another";
    AnchorHead: "這筆日誌與外面留存的雜湊不符", "这条日志与外面留存的哈希不符", "the entry is not the one that was noted elsewhere";
    AnchorKey: "這個月的密鑰承諾與外面留存的不符", "这个月的密钥承诺与外面留存的不符", "the commitment is not the one that was noted elsewhere";
    AnchorSigner: "簽章所用的密鑰與外面留存的不符", "签章所用的密钥与外面留存的不符", "it is signed with another key than was noted elsewhere";
}

impl Report {
    /// The verdict in a sentence; of one that is not anchored, also why not, where notes were given to hold it against.
    pub fn say(&self, anchor_given: bool, lang: Lang) -> &'static str {
        match (self.verdict, anchor_given, self.counts.anchors) {
            (Verdict::Consistent, true, 0) => about_another(lang),
            (Verdict::Consistent, true, _) => without_entry(lang),
            (verdict, ..) => verdict.say(lang),
        }
    }
}

const fn about_another(lang: Lang) -> &'static str {
    match lang {
        Lang::ZhHant => {
            "內部一致，未經錨定：全部相符，但錨定檔裡沒有一行屬於本檔的公司或管理處，不能排除整份重寫。請用本管理處留存的記錄核對。"
        }
        Lang::ZhHans => {
            "内部一致，未经锚定：全部相符，但锚定文件里没有一行属于本文件的公司或管理处，不能排除整份重写。请用本管理处留存的记录核对。"
        }
        Lang::En => {
            "internally consistent, not anchored: everything fits together, but no line of the anchor is about this company or site, so all of it might have been written anew. Please check with what was noted of this site."
        }
    }
}

const fn without_entry(lang: Lang) -> &'static str {
    match lang {
        Lang::ZhHant => {
            "內部一致，未經錨定：全部相符，也與外面留存的相符，但錨定檔裡沒有本管理處日誌的雜湊，不能排除日誌重寫。請用含有本管理處「管理處 序號 雜湊」的記錄核對。"
        }
        Lang::ZhHans => {
            "内部一致，未经锚定：全部相符，也与外面留存的相符，但锚定文件里没有本管理处日志的哈希，不能排除日志重写。请用含有本管理处“管理处 序号 哈希”的记录核对。"
        }
        Lang::En => {
            "internally consistent, not anchored: everything fits together, and with what was noted elsewhere, but the anchor has no entry of this site's journal, so its entries might have been written anew. Please check with a note that has a line SCOPE SEQ HASH of this site."
        }
    }
}

impl Verdict {
    /// The verdict in a sentence.
    pub const fn say(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Altered, Lang::ZhHant) => "已改動：上列各處與當初記載的不同。",
            (Self::Altered, Lang::ZhHans) => "已改动：上列各处与当初记载的不同。",
            (Self::Altered, Lang::En) => "altered: the places above are not as they were written.",
            (Self::Consistent, Lang::ZhHant) => {
                "內部一致，未經錨定：全部相符，但沒有與外面留存的雜湊核對，不能排除整份重寫。請用 --anchor 核對。"
            }
            (Self::Consistent, Lang::ZhHans) => {
                "内部一致，未经锚定：全部相符，但没有与外面留存的哈希核对，不能排除整份重写。请用 --anchor 核对。"
            }
            (Self::Consistent, Lang::En) => {
                "internally consistent, not anchored: everything fits together, but it was not held against anything noted elsewhere, so all of it might have been written anew. Please check with --anchor."
            }
            (Self::Anchored, Lang::ZhHant) => "完好：全部相符，並與外面留存的記錄相符。",
            (Self::Anchored, Lang::ZhHans) => "完好：全部相符，并与外面留存的记录相符。",
            (Self::Anchored, Lang::En) => {
                "sound: everything fits together, and with what was noted elsewhere."
            }
        }
    }
}

impl Counts {
    /// What was looked at, a line each.
    pub fn say(&self, lang: Lang) -> Vec<String> {
        let lines: [(&str, &str, &str, u64); 11] = [
            ("檔案", "文件", "files", self.files),
            ("日誌", "日志", "entries", self.entries),
            (
                "已重抽的編號",
                "已重抽的编号",
                "numbers drawn again",
                self.numbers,
            ),
            (
                "密鑰尚未公開、暫不能重抽的編號",
                "密钥尚未公开、暂不能重抽的编号",
                "numbers whose key is not revealed yet",
                self.numbers_waiting,
            ),
            ("回訪記錄", "回访记录", "records", self.records),
            (
                "重新核對的簽名內容",
                "重新核对的签名内容",
                "signed texts put together again",
                self.texts,
            ),
            ("簽名", "签名", "signatures", self.signatures),
            (
                "重新計數的月份",
                "重新计数的月份",
                "months counted again",
                self.months,
            ),
            ("附件", "附件", "attachments", self.attachments),
            (
                "依法刪除的個人資料（不算改動）",
                "依法删除的个人资料（不算改动）",
                "parts with erased personal data (no alteration)",
                self.erased,
            ),
            (
                "本檔未收的話（其他月份）",
                "本档未收的话（其他月份）",
                "parts that are not in this export (other months)",
                self.withheld,
            ),
        ];
        let mut said: Vec<String> = lines
            .into_iter()
            .filter(|(.., count)| *count > 0)
            .map(|(hant, hans, en, count)| match lang {
                Lang::ZhHant => format!("{hant}：{count}"),
                Lang::ZhHans => format!("{hans}：{count}"),
                Lang::En => format!("{en}: {count}"),
            })
            .collect();
        if self.unknown > 0 {
            said.push(match lang {
                Lang::ZhHant => format!("本程式不認得的日誌種類（只核對雜湊）：{}", self.unknown),
                Lang::ZhHans => format!("本程序不认得的日志种类（只核对哈希）：{}", self.unknown),
                Lang::En => format!(
                    "entries of kinds that this program does not know (hashes checked only): {}",
                    self.unknown
                ),
            });
        }
        said
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_its_words() {
        for code in Code::ALL {
            for lang in [Lang::ZhHant, Lang::ZhHans, Lang::En] {
                assert!(!code.say(lang).is_empty(), "{}", code.id());
            }
        }
        let ids: std::collections::BTreeSet<_> = Code::ALL.iter().map(|code| code.id()).collect();
        assert_eq!(ids.len(), Code::ALL.len());
    }
}
