use huiyin_domain::Lang;

/// What a file is, told from its bytes and not from its name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Content {
    /// Text in cells and rows.
    Csv,
    /// A workbook of spreadsheets.
    Xlsx,
    /// A JSON object on each line.
    JsonLines,
    /// A JSON list or text.
    Json,
    /// A PDF document.
    Pdf,
    /// A picture.
    Image,
    /// A workbook of before 2007, or one with a password.
    OldExcel,
    /// A web page, as many programs export under the name of a spreadsheet.
    WebPage,
    /// An XML document.
    Xml,
    /// A ZIP archive of something else.
    Zip,
    /// An archive of another kind.
    Archive,
    /// A document with formatted text.
    RichText,
    /// Bytes that are no text, or UTF-16 without its mark.
    Binary,
}

const SIGNATURES: &[(&[u8], Content)] = &[
    (b"PK\x03\x04", Content::Zip),
    (b"PK\x05\x06", Content::Zip),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Content::OldExcel),
    (b"%PDF-", Content::Pdf),
    (b"\x89PNG\r\n", Content::Image),
    (b"\xFF\xD8\xFF", Content::Image),
    (b"GIF8", Content::Image),
    (b"II*\0", Content::Image),
    (b"MM\0*", Content::Image),
    (b"\x1F\x8B", Content::Archive),
    (b"Rar!\x1A\x07", Content::Archive),
    (b"7z\xBC\xAF\x27\x1C", Content::Archive),
    (b"{\\rtf", Content::RichText),
];

impl Content {
    /// How many bytes [`Content::of_bytes`] looks at.
    pub(super) const LOOKED_AT: usize = 8;

    /// What the first bytes of a file give away; none when it may be text. A ZIP archive may be a workbook.
    pub(super) fn of_bytes(first: &[u8]) -> Option<Self> {
        SIGNATURES
            .iter()
            .find(|(signature, _)| first.starts_with(signature))
            .map(|(_, content)| *content)
    }

    /// What a text is, told by its beginning. A name that promises JSON Lines is believed when any line may be one, so
    /// that a bad first line is one bad row.
    pub(super) fn of_text(beginning: &str, ending: &str) -> Self {
        let promised = Self::JsonLines.may_be_named(ending) && !Self::Csv.may_be_named(ending);
        let is_object = |line: &str| line.trim_start().starts_with('{');
        match beginning.trim_start().as_bytes() {
            [b'{', ..] => Self::JsonLines,
            [b'[', ..] => Self::Json,
            _ if promised && beginning.lines().any(is_object) => Self::JsonLines,
            [b'<', b'?', ..] => Self::Xml,
            [b'<', ..] => Self::WebPage,
            _ => Self::Csv,
        }
    }

    /// Whether a file with this ending may be this; any ending that promises nothing may be anything.
    pub(super) fn may_be_named(self, ending: &str) -> bool {
        match ending {
            "csv" | "tsv" | "tab" => self == Self::Csv,
            "txt" => matches!(self, Self::Csv | Self::JsonLines),
            "xlsx" | "xlsm" => self == Self::Xlsx,
            "jsonl" | "ndjson" | "json" => self == Self::JsonLines,
            "xls" | "xlsb" | "ods" | "pdf" | "htm" | "html" | "xml" | "zip" | "doc" | "docx" => {
                false
            }
            _ => true,
        }
    }

    /// What it is, as part of a sentence.
    pub fn title(self, lang: Lang) -> String {
        match self {
            Self::Csv => say!(
                lang,
                "文字表格（CSV）",
                "文本表格（CSV）",
                "a table of text (CSV)"
            ),
            Self::Xlsx => say!(
                lang,
                "試算表（XLSX）",
                "电子表格（XLSX）",
                "a workbook (XLSX)"
            ),
            Self::JsonLines => say!(lang, "JSON Lines", "JSON Lines", "JSON Lines"),
            Self::Json => say!(
                lang,
                "一整份 JSON（應為一行一個物件）",
                "一整份 JSON（应为一行一个对象）",
                "one JSON value (there should be one object on each line)"
            ),
            Self::Pdf => say!(lang, "PDF 文件", "PDF 文档", "a PDF document"),
            Self::Image => say!(lang, "圖片", "图片", "a picture"),
            Self::OldExcel => say!(
                lang,
                "舊格式或有密碼的 Excel 檔",
                "旧格式或有密码的 Excel 文件",
                "a workbook in the old Excel format or with a password"
            ),
            Self::WebPage => say!(lang, "網頁", "网页", "a web page"),
            Self::Xml => say!(lang, "XML 文件", "XML 文档", "an XML document"),
            Self::Zip => say!(
                lang,
                "不含試算表（XLSX）的 ZIP 壓縮檔",
                "不含电子表格（XLSX）的 ZIP 压缩包",
                "a ZIP archive without a workbook (XLSX)"
            ),
            Self::Archive => say!(lang, "壓縮檔", "压缩包", "an archive"),
            Self::RichText => say!(
                lang,
                "帶格式的文字檔（RTF）",
                "带格式的文本（RTF）",
                "a document of formatted text (RTF)"
            ),
            Self::Binary => say!(
                lang,
                "二進位檔，或沒有 BOM 的 UTF-16",
                "二进制文件，或没有 BOM 的 UTF-16",
                "binary, or UTF-16 without its mark"
            ),
        }
    }
}
