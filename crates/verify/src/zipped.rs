//! A ZIP file of an export.
//!
//! Its list of files is read here and not by a library: what one library passes over another takes, and what two programs
//! read differently could hold two exports. The library unpacks, and is told no more than what was read here.
//! `script/verify.py` reads it by the same rules; `docs/reference/export.md` says which.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use huiyin_domain::export::MANIFEST;
use zip::ZipReadOptions;
use zip::read::read_zipfile_from_stream_with_options;

use crate::source::{Unreadable, failed, pieces};

/// How long the end of a ZIP file is, without its comment.
const END: usize = 22;
/// How long what points to the end of a large one is.
const LOCATOR: usize = 20;
/// How long the end of a large one is.
const LARGE_END: usize = 56;
/// How long the comment at the end may be.
const COMMENT: usize = 0xffff;
/// How long a line of the list is, without the name and what follows it.
const LINE: usize = 46;
/// How long the header of a file is, without the name and what follows it.
const HEADER: usize = 30;
/// Encrypted, a patch of something else, or with a header that hides what it says.
const NOT_PLAIN: u16 = 0x2061;
/// Deflated; 0 is as it is.
const DEFLATED: u16 = 8;
/// The extra field for numbers of more than 32 bits.
const LARGE: u16 = 1;
/// The extra field for another name of the file.
const OTHER_NAME: u16 = 0x7075;

/// A ZIP file, and what of it is of the export.
pub struct Zipped {
    path: PathBuf,
    file: Mutex<File>,
    /// By their names in the folder of the export.
    files: BTreeMap<String, Packed>,
}

impl Zipped {
    /// Reads the list of a ZIP file, and the header of every file in it.
    pub(crate) fn open(path: &Path) -> Result<Self, Unreadable> {
        let mut file = File::open(path).map_err(|error| failed(path, error))?;
        let files = files(&mut file).map_err(|error| match error.kind() {
            io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => {
                Unreadable::NoExport(error.to_string())
            }
            _ => failed(path, error),
        })?;
        Ok(Self {
            path: path.to_owned(),
            file: Mutex::new(file),
            files,
        })
    }

    pub(crate) fn names(&self) -> BTreeSet<String> {
        self.files.keys().cloned().collect()
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.files.contains_key(name)
    }

    /// Unpacks a file in pieces, from its beginning to its end, or until one of them is refused.
    pub(crate) fn read(
        &self,
        name: &str,
        mut each: impl FnMut(&[u8]) -> Result<(), Unreadable>,
    ) -> Result<(), Unreadable> {
        let failed = |error| failed(&self.path, error);
        let packed = self.files.get(name);
        let packed = packed.ok_or_else(|| failed(odd(format!("{name} is not in it"))))?;
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(packed.start)).map_err(failed)?;
        // Of a header that says that its numbers follow later, the library asks none.
        let mut header = [0; HEADER];
        header[..4].copy_from_slice(b"PK\x03\x04");
        header[6] = 8;
        header[8..10].copy_from_slice(&packed.method.to_le_bytes());
        let numbers = ZipReadOptions::new()
            .override_compressed_size(packed.size)
            .override_uncompressed_size(packed.length)
            .override_crc(packed.crc);
        let mut stream = header.as_slice().chain(&mut *file);
        let unpacked = read_zipfile_from_stream_with_options(&mut stream, numbers)
            .map_err(|error| failed(io::Error::other(error)))?
            .ok_or_else(|| failed(odd(format!("{name} is not in it"))))?;
        let mut length = 0;
        pieces(unpacked, &self.path, |piece| {
            length += piece.len() as u64;
            each(piece)
        })?;
        if length == packed.length {
            Ok(())
        } else {
            Err(failed(odd(format!("{name} is shorter than it says"))))
        }
    }
}

/// How a file is packed, and where.
#[derive(Clone, Copy)]
struct Packed {
    method: u16,
    crc: u32,
    size: u64,
    length: u64,
    /// Where its header begins; where what is packed begins, once that is found.
    start: u64,
}

/// The files of the export, by their names in its folder, which may be called anything.
fn files(file: &mut File) -> io::Result<BTreeMap<String, Packed>> {
    let all = listed(file)?;
    let folders = all
        .keys()
        .filter_map(|name| name.strip_suffix(MANIFEST.as_bytes()));
    let within = folders
        .min_by_key(|folder| folder.len())
        .ok_or_else(|| odd(format!("there is no {MANIFEST} in it")))?;
    let mut files = BTreeMap::new();
    for (name, packed) in &all {
        let Some(name) = name.strip_prefix(within) else {
            continue;
        };
        let text = str::from_utf8(name).ok().filter(|text| text.is_ascii());
        let text = text.ok_or_else(|| odd(format!("{} is no name here", name.escape_ascii())))?;
        if !text.is_empty() && !text.ends_with('/') {
            files.insert(text.to_owned(), *packed);
        }
    }
    Ok(files)
}

/// All that the list names, by the name as it is written.
fn listed(file: &mut File) -> io::Result<BTreeMap<Vec<u8>, Packed>> {
    let length = file.seek(SeekFrom::End(0))?;
    let from = length.saturating_sub((END + LOCATOR + LARGE_END + COMMENT) as u64);
    file.seek(SeekFrom::Start(from))?;
    let mut tail = Vec::new();
    file.read_to_end(&mut tail)?;
    let list = List::find(&tail, from).ok_or_else(|| odd("it does not end as a ZIP file does"))?;
    file.seek(SeekFrom::Start(list.start))?;
    let mut reader = BufReader::new(&mut *file).take(list.size);
    let mut all = BTreeMap::new();
    for _ in 0..list.count {
        let (name, packed) = Packed::read(&mut reader)?;
        if all.insert(name, packed).is_some() {
            return Err(odd("two files in it have one name"));
        }
    }
    if reader.limit() > 0 {
        return Err(odd("it lists more files than it says"));
    }
    for (name, packed) in &mut all {
        packed.find(name, file, list.start)?;
    }
    Ok(all)
}

/// Where the list of the files stands, and how many there are.
struct List {
    start: u64,
    size: u64,
    count: u64,
}

impl List {
    /// Reads the end of a ZIP file out of its last bytes, which begin at a place in it. The list is directly before it.
    fn find(tail: &[u8], from: u64) -> Option<Self> {
        let at = tail.windows(4).rposition(|it| it == b"PK\x05\x06")?;
        let (before, end) = tail.split_at(at);
        let mut fields = Fields(&end[4..]);
        let disks = [fields.two()?, fields.two()?];
        let (here, count) = (fields.two()?, fields.two()?);
        let (size, start) = (fields.four()?, fields.four()?);
        let comment = fields.two()?;
        if here != count || fields.0.len() != usize::from(comment) {
            return None;
        }
        let locator = before.len().checked_sub(LOCATOR).map(|at| &before[at..]);
        let locator = locator.and_then(|it| it.strip_prefix(b"PK\x06\x07"));
        let (list, end) = if let Some(locator) = locator {
            let at = before.len().checked_sub(LOCATOR + LARGE_END)?;
            let end = from + at as u64;
            let large = Self::find_large(&before[at..], locator, end)?;
            // What fits stands in both, or two programs might each take another of the two.
            let same = (count == u16::MAX || u64::from(count) == large.count)
                && (size == u32::MAX || u64::from(size) == large.size)
                && (start == u32::MAX || u64::from(start) == large.start)
                && disks.iter().all(|disk| [0, u16::MAX].contains(disk));
            (same.then_some(large)?, end)
        } else {
            let list = Self {
                start: start.into(),
                size: size.into(),
                count: count.into(),
            };
            ((disks == [0, 0]).then_some(list)?, from + at as u64)
        };
        (list.start.checked_add(list.size)? == end).then_some(list)
    }

    /// Reads the end of a large one, which is where the locator points to, and directly before it.
    fn find_large(end: &[u8], locator: &[u8], at: u64) -> Option<Self> {
        let mut locator = Fields(locator);
        let points = (locator.four()?, locator.eight()?, locator.four()?);
        let mut fields = Fields(end.strip_prefix(b"PK\x06\x06")?);
        let length = fields.eight()?;
        fields.four()?;
        let disks = (fields.four()?, fields.four()?);
        let (here, count) = (fields.eight()?, fields.eight()?);
        let list = Self {
            size: fields.eight()?,
            start: fields.eight()?,
            count,
        };
        let is_one = points == (0, at, 1) && disks == (0, 0) && here == count;
        (is_one && length == LARGE_END as u64 - 12).then_some(list)
    }
}

impl Packed {
    /// Reads a line of the list.
    fn read(list: &mut impl Read) -> io::Result<(Vec<u8>, Self)> {
        let not_one = || odd("its list of files cannot be read");
        let head = bytes(list, LINE)?;
        let line = Line::read(&head).ok_or_else(not_one)?;
        let name = bytes(list, line.lengths[0].into())?;
        let extra = bytes(list, line.lengths[1].into())?;
        bytes(list, line.lengths[2].into())?;
        if line.flags & NOT_PLAIN != 0 || ![0, DEFLATED].contains(&line.method) {
            let name = name.escape_ascii();
            return Err(odd(format!("{name} is packed in a way that is not known")));
        }
        let extra = extras(&extra)?;
        let large = extra.iter().find(|(id, _)| *id == LARGE);
        let packed = line.packed(large.map_or(&[], |(_, data)| *data));
        Ok((name, packed.ok_or_else(not_one)?))
    }

    /// Finds what is packed, behind a header that names the file as the list does, and before the list.
    fn find(&mut self, name: &[u8], file: &mut File, list: u64) -> io::Result<()> {
        file.seek(SeekFrom::Start(self.start))?;
        let head = bytes(file, HEADER)?;
        let mut fields = Fields(&head[HEADER - 4..]);
        let lengths = fields.two().zip(fields.two());
        let lengths = lengths.filter(|_| head.starts_with(b"PK\x03\x04"));
        let (named, extra) = lengths.ok_or_else(|| odd("a file in it has no header"))?;
        let is_same = bytes(file, named.into())? == name;
        extras(&bytes(file, extra.into())?)?;
        if !is_same {
            return Err(odd("a file in it has two names"));
        }
        let header = HEADER as u64 + u64::from(named) + u64::from(extra);
        self.start = self.start.saturating_add(header);
        if self.start.saturating_add(self.size) > list {
            return Err(odd("a file in it goes on into its list"));
        }
        Ok(())
    }
}

/// A line of the list of files.
struct Line {
    flags: u16,
    method: u16,
    crc: u32,
    size: u32,
    length: u32,
    /// Of the name, the extra fields and the comment.
    lengths: [u16; 3],
    start: u32,
}

impl Line {
    fn read(head: &[u8]) -> Option<Self> {
        let mut fields = Fields(head.strip_prefix(b"PK\x01\x02")?);
        fields.four()?;
        let (flags, method) = (fields.two()?, fields.two()?);
        fields.four()?;
        let crc = fields.four()?;
        let (size, length) = (fields.four()?, fields.four()?);
        let lengths = [fields.two()?, fields.two()?, fields.two()?];
        fields.eight()?;
        Some(Self {
            flags,
            method,
            crc,
            size,
            length,
            lengths,
            start: fields.four()?,
        })
    }

    /// With the numbers that did not fit, which stand in a field of their own in this order.
    fn packed(&self, large: &[u8]) -> Option<Packed> {
        let mut large = Fields(large);
        let mut whole = |number: u32| match number {
            u32::MAX => large.eight(),
            number => Some(number.into()),
        };
        let length = whole(self.length)?;
        let size = whole(self.size)?;
        Some(Packed {
            method: self.method,
            crc: self.crc,
            size,
            length,
            start: whole(self.start)?,
        })
    }
}

/// The extra fields after a name, each with its number. One that gives the file another name is refused: not every program
/// minds it.
fn extras(bytes: &[u8]) -> io::Result<Vec<(u16, &[u8])>> {
    let found = split(bytes).ok_or_else(|| odd("an extra field in it has no end"))?;
    if found.iter().any(|(id, _)| *id == OTHER_NAME) {
        return Err(odd(
            "a file in it has another name besides; unpack it, and check the folder",
        ));
    }
    Ok(found)
}

fn split(bytes: &[u8]) -> Option<Vec<(u16, &[u8])>> {
    let mut fields = Fields(bytes);
    let mut found = Vec::new();
    // Some programs fill up with less than a field.
    while fields.0.len() >= 4 {
        let (id, length) = (fields.two()?, fields.two()?);
        let (data, rest) = fields.0.split_at_checked(length.into())?;
        found.push((id, data));
        fields.0 = rest;
    }
    Some(found)
}

/// Numbers one after the other, each from its lowest byte on.
struct Fields<'b>(&'b [u8]);

impl Fields<'_> {
    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (array, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*array)
    }

    fn two(&mut self) -> Option<u16> {
        self.array().map(u16::from_le_bytes)
    }

    fn four(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }

    fn eight(&mut self) -> Option<u64> {
        self.array().map(u64::from_le_bytes)
    }
}

fn bytes(from: &mut impl Read, length: usize) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; length];
    from.read_exact(&mut bytes)?;
    Ok(bytes)
}

fn odd(why: impl Into<String>) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, why.into())
}
