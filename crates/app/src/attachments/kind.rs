//! What a file is, by its content: a name can say anything.

/// The kinds of files that are taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FileKind {
    /// A photo.
    Jpeg,
    /// A picture.
    Png,
    /// A picture.
    Webp,
    /// A document that is to be printed.
    Pdf,
    /// A Word document without macros.
    Docx,
    /// An `OpenDocument` text.
    Odt,
    /// Plain text in UTF-8.
    Text,
}

impl FileKind {
    /// All of them.
    pub const ALL: &'static [Self] = &[
        Self::Jpeg,
        Self::Png,
        Self::Webp,
        Self::Pdf,
        Self::Docx,
        Self::Odt,
        Self::Text,
    ];
    /// What a photo can be.
    pub const PHOTO: &'static [Self] = &[Self::Jpeg, Self::Png, Self::Webp];
    /// What hangs on a record: photos, and scans of the signed sheet.
    pub const RECORD: &'static [Self] = &[Self::Jpeg, Self::Png, Self::Webp, Self::Pdf];
    /// What a document of the site can be.
    pub const DOCUMENT: &'static [Self] = &[Self::Pdf, Self::Docx, Self::Odt, Self::Text];

    /// The kind of a content; none for one that is not taken.
    pub fn of(content: &[u8]) -> Option<Self> {
        const ODT: &[u8] = b"mimetypeapplication/vnd.oasis.opendocument.text";
        let holds = |name: &[u8]| content.windows(name.len()).any(|part| part == name);
        match content {
            [0xff, 0xd8, 0xff, ..] => Some(Self::Jpeg),
            [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => Some(Self::Png),
            [
                b'R',
                b'I',
                b'F',
                b'F',
                _,
                _,
                _,
                _,
                b'W',
                b'E',
                b'B',
                b'P',
                ..,
            ] => Some(Self::Webp),
            [b'%', b'P', b'D', b'F', b'-', ..] => Some(Self::Pdf),
            // The first file of an OpenDocument is its type, uncompressed; macros lie in a folder of their own.
            [b'P', b'K', 3, 4, ..] if content.get(30..30 + ODT.len()) == Some(ODT) => {
                (!holds(b"Basic/")).then_some(Self::Odt)
            }
            [b'P', b'K', 3, 4, ..] => {
                (holds(b"word/document.xml") && !holds(b"vbaProject")).then_some(Self::Docx)
            }
            [] => None,
            text => {
                let text = std::str::from_utf8(text).ok()?;
                (!text.chars().any(is_no_text)).then_some(Self::Text)
            }
        }
    }

    /// The kind that is stored under a media type.
    pub fn of_media_type(media_type: &str) -> Option<Self> {
        let mut all = Self::ALL.iter().copied();
        all.find(|kind| kind.media_type() == media_type)
    }

    /// Its media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Odt => "application/vnd.oasis.opendocument.text",
            Self::Text => "text/plain",
        }
    }

    /// The ending of its name.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Webp => "webp",
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Odt => "odt",
            Self::Text => "txt",
        }
    }

    /// What people call it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::Webp => "WebP",
            Self::Pdf => "PDF",
            Self::Docx => "DOCX",
            Self::Odt => "ODT",
            Self::Text => "TXT",
        }
    }

    /// Whether a browser shows it as a picture.
    pub fn is_photo(self) -> bool {
        Self::PHOTO.contains(&self)
    }
}

fn is_no_text(character: char) -> bool {
    character.is_control() && !matches!(character, '\n' | '\r' | '\t' | '\u{c}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zip(first: &str, rest: &str) -> Vec<u8> {
        let mut content = b"PK\x03\x04".to_vec();
        content.resize(30, 0);
        content.extend(first.as_bytes());
        content.extend(rest.as_bytes());
        content
    }

    #[test]
    fn the_content_says_what_a_file_is() {
        let odt = "mimetypeapplication/vnd.oasis.opendocument.text";
        for (content, kind) in [
            (b"\xff\xd8\xff\xe0".to_vec(), Some(FileKind::Jpeg)),
            (b"\x89PNG\r\n\x1a\n".to_vec(), Some(FileKind::Png)),
            (b"RIFF\0\0\0\0WEBPVP8 ".to_vec(), Some(FileKind::Webp)),
            (b"%PDF-1.7\n".to_vec(), Some(FileKind::Pdf)),
            (
                zip("[Content_Types].xml", "word/document.xml"),
                Some(FileKind::Docx),
            ),
            (
                zip(
                    "[Content_Types].xml",
                    "word/document.xml word/vbaProject.bin",
                ),
                None,
            ),
            (zip(odt, "content.xml"), Some(FileKind::Odt)),
            (zip(odt, "Basic/Standard/Module1.xml"), None),
            (zip("virus.exe", ""), None),
            (
                "一、目的\n規範回訪".as_bytes().to_vec(),
                Some(FileKind::Text),
            ),
            (b"MZ\x90\0".to_vec(), None),
            (b"RIFF\0\0\0\0AVI LIST".to_vec(), None),
            (Vec::new(), None),
        ] {
            assert_eq!(FileKind::of(&content), kind, "{content:?}");
        }
        for kind in FileKind::ALL {
            assert_eq!(FileKind::of_media_type(kind.media_type()), Some(*kind));
        }
    }
}
